"""Reads and writes comma-, semicolon-, tab- or bar-separated values; every cell is text, as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

import pyarrow as pa

from infoshare.errors import DataFileError
from infoshare.files.encoding import as_text_stream, encoding_of
from infoshare.files.plain_csv import NotPlainError, split_plain
from infoshare.files.reader import BATCH_ROWS, Reader, evenly
from infoshare.files.spreadsheet import harmless
from infoshare.files.writer import Writer
from infoshare.model.table import as_text
from infoshare.safe_repr import count_of, rows_named

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 1 << 30
_SAMPLE_ROWS = 100


class CsvReader(Reader):
    """A CSV file whose encoding and delimiter are found out."""

    delimiters: tuple[str, ...] = DELIMITERS

    def check(self) -> None:
        """Find encoding and delimiter, and see that every row is as wide as the header."""
        csv.field_size_limit(LONGEST_CELL)
        self.encoding = encoding_of(self.stream, self.name)
        self.delimiter = self._delimiter()
        self.columns = tuple(cell.strip() for cell in next(self._rows(), []))
        try:
            self.rows = sum(batch.num_rows for batch in self._split()) - 1
            self.plain = True
        except NotPlainError:
            self._check_row_by_row()

    def _check_row_by_row(self) -> None:
        self.plain, self.rows, ragged = False, 0, []
        for row in islice(self._rows(), 1, None):
            self.rows += 1
            if len(row) != len(self.columns):
                ragged.append(self.rows)
        self._refuse_ragged(ragged)

    def _refuse_ragged(self, ragged: list[int]) -> None:
        if ragged:
            raise DataFileError(
                f"{self.name}: {rows_named(ragged)} of {self.rows:,} (the header not counted) "
                f"{'has' if len(ragged) == 1 else 'have'} more or fewer cells than "
                f"the header's {count_of(len(self.columns), 'column')}",
                mend="Mend those rows: often a cell holds the delimiter or a line break and is not in quotation marks.",
            )

    def _delimiter(self) -> str:
        with as_text_stream(self.stream, self.encoding) as text:
            sample = text.read(1 << 16)
        return max(self.delimiters, key=lambda delimiter: _fit(sample, delimiter))

    def _rows(self) -> Iterator[list[str]]:
        with as_text_stream(self.stream, self.encoding) as text:
            rows = csv.reader(text, delimiter=self.delimiter, strict=True)
            try:
                yield from filter(None, rows)
            except csv.Error:
                raise DataFileError(
                    f"{self.name}, near line {rows.line_num:,}: a quotation mark is not closed, or stands in the "
                    "middle of a cell",
                    mend="Put quotation marks round the whole cell, and double the ones inside it.",
                ) from None

    def _split(self) -> Iterator[pa.RecordBatch]:
        """The header and the rows, if the file is plain enough to be split by Arrow."""
        return split_plain(self.stream, self.encoding, self.delimiter, len(self.columns))

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows as text columns; an empty cell is an empty text."""
        if self.plain:
            split = self._split()
            without_header = chain([next(split).slice(1)], split)
            for batch in evenly(without_header):
                yield pa.RecordBatch.from_arrays(batch.columns, names=list(self.columns))
        else:
            yield from self._read_row_by_row()

    def _read_row_by_row(self) -> Iterator[pa.RecordBatch]:
        rows = self._rows()
        next(rows)
        while block := list(islice(rows, BATCH_ROWS)):
            columns = [pa.array(cells, pa.string()) for cells in zip(*block, strict=True)]
            yield pa.RecordBatch.from_arrays(columns, names=list(self.columns))


class TsvReader(CsvReader):
    """A file whose cells stand apart by tabs, and by nothing else."""

    delimiters = ("\t",)


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    """How well a delimiter fits: the share of rows as wide as the header, if that is wider than one; the width."""
    try:
        rows = list(islice(filter(None, csv.reader(io.StringIO(sample), delimiter=delimiter)), _SAMPLE_ROWS))
    except csv.Error:
        return 0.0, 0
    width = len(rows[0]) if rows else 0
    alike = sum(len(row) == width for row in rows)
    return (alike / len(rows), width) if width > 1 else (0.0, 0)


class CsvWriter(Writer):
    """Writes UTF-8 CSV, and puts an apostrophe before each cell that a spreadsheet would run as a formula."""

    delimiter: str = ","

    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        super().__init__(stream, schema)
        self._text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        self._rows = csv.writer(self._text, delimiter=self.delimiter, lineterminator="\n")
        self._quoted = csv.writer(self._text, delimiter=self.delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
        self._write_row(self.schema.names)

    @staticmethod
    def held(cell: object) -> str:
        """The text, harmless."""
        return harmless(as_text(cell))

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows."""
        columns = [self._cells(column) for column in batch.columns]
        rows: Iterable[Sequence[str]] = zip(*columns, strict=True)
        if any("\r" in "".join(cells) for cells in columns):
            for row in rows:
                self._write_row(row)
        else:
            self._rows.writerows(rows)

    def _write_row(self, row: Sequence[str]) -> None:
        """Quote a row that has a carriage return: the plain writer takes only its own line ends into account."""
        (self._quoted if any("\r" in cell for cell in row) else self._rows).writerow(row)

    def _cells(self, column: pa.Array) -> list[str]:
        """The texts of a column, harmless; each different one is looked at once."""
        if pa.types.is_string(column.type):
            texts: list[str] = column.fill_null("").to_pylist()
        else:
            texts = ["" if value is None else as_text(value) for value in column.to_pylist()]
        risky = {text: safe for text in set(texts) if (safe := harmless(text)) is not text}
        if not risky:
            return texts
        self.neutralised += sum(text in risky for text in texts)
        return [risky.get(text, text) for text in texts]

    def close(self) -> None:
        """Finish the file; the stream stays open."""
        self._text.flush()
        self._text.detach()


class TsvWriter(CsvWriter):
    """Writes the same with tabs."""

    delimiter = "\t"
