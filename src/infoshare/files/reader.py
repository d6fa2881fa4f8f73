"""What every reader of a file does: it checks the whole table before the first row is used, then gives batches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import pyarrow as pa

from infoshare.digests import sha256_of_stream
from infoshare.errors import DataFileError
from infoshare.identifiers import IDENTIFIERS
from infoshare.identifiers.folding import fold
from infoshare.safe_repr import listed

BATCH_ROWS = 4_096


class Reader(ABC):
    """A table in an open file. It is checked from end to end when it is made."""

    columns: tuple[str, ...]
    rows: int
    notes: tuple[str, ...] = ()
    """What whoever uses the table should know of how it was read; no value of it."""
    file_format: str = ""
    packed: BinaryIO | None = None
    """The file itself, if `stream` is what was packed in it."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.stream = stream
        self.name = name
        if not stream.seek(0, 2):
            raise DataFileError(f"{name} is empty", mend="Give a file with a header and at least one row.")
        self.check()
        if not self.columns:
            raise DataFileError(f"{name} has no columns", mend="Give a file with a header and at least one row.")
        refuse_bad_headers(self.columns, name)
        if not self.rows:
            raise DataFileError(f"{name} has a header and no rows", mend="Give a file with at least one row.")

    @abstractmethod
    def check(self) -> None:
        """Read the whole file once; set `columns` and `rows`, or raise DataFileError with every fault."""

    @abstractmethod
    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows from the first, as record batches that share one schema."""

    @property
    def sha256(self) -> str:
        """The digest of the file as it stands."""
        return sha256_of_stream(self.packed or self.stream)


def evenly(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows in batches of `BATCH_ROWS`, the last of which may have fewer."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += batch.num_rows
        if rows >= BATCH_ROWS:
            *whole, rest = _cut(waiting)
            yield from whole if rest.num_rows < BATCH_ROWS else [*whole, rest]
            waiting = [rest] if rest.num_rows < BATCH_ROWS else []
            rows = sum(each.num_rows for each in waiting)
    yield from _cut(waiting)


def _cut(batches: Sequence[pa.RecordBatch]) -> list[pa.RecordBatch]:
    return pa.Table.from_batches(batches).combine_chunks().to_batches(max_chunksize=BATCH_ROWS) if batches else []


def refuse_bad_headers(columns: Sequence[str], name: str) -> None:
    """Refuse column names that are empty, repeated, or are values: such a file has no header row.

    Raises:
        DataFileError: without the names, if they may be people's data.
    """
    if any(_is_a_value(column) for column in columns):
        raise DataFileError(
            f"{name}: the first row looks like data, not like column names",
            mend="Add a row of column names above it.",
        )
    unnamed = [str(place) for place, column in enumerate(columns, start=1) if not column.strip()]
    if unnamed:
        raise DataFileError(f"{name}: no name for column {listed(unnamed)}", mend="Give every column a name.")
    twice = sorted({repr(column) for column in columns if columns.count(column) > 1})
    if twice:
        raise DataFileError(
            f"{name}: more than one column is called {listed(twice)}",
            mend="Give every column a name of its own.",
        )


def _is_a_value(header: str) -> bool:
    plain = fold(header).text.strip()
    telling = (each for each in IDENTIFIERS if each.kind != "name")
    return plain.isdecimal() or any(identifier.matches(plain) for identifier in telling)
