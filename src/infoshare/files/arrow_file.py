"""Reads and writes Parquet and Arrow files, with no metadata but the columns' names and types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from infoshare.errors import DataFileError
from infoshare.files.reader import BATCH_ROWS, Reader
from infoshare.files.writer import Writer
from infoshare.model.table import as_text
from infoshare.safe_repr import listed


def _unsound(name: str, kind: str) -> DataFileError:
    return DataFileError(f"{name} is not a sound {kind} file", mend="Export it again.")


class ParquetReader(Reader):
    """A Parquet file."""

    def check(self) -> None:
        """Read the file's own description of itself."""
        self.stream.seek(0)
        try:
            self._file = pq.ParquetFile(self.stream)
        except (pa.ArrowException, OSError):
            raise _unsound(self.name, "Parquet") from None
        self.columns = tuple(self._file.schema_arrow.names)
        self.schema = plain_schema(self._file.schema_arrow, self.name)
        self.rows = self._file.metadata.num_rows

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows with the file's own types."""
        try:
            for batch in self._file.iter_batches(batch_size=BATCH_ROWS):
                yield as_schema(batch, self.schema)
        except (pa.ArrowException, OSError):
            raise _unsound(self.name, "Parquet") from None


class ArrowReader(Reader):
    """An Arrow (Feather version 2) file."""

    def check(self) -> None:
        """Read the file's own description of itself."""
        self.stream.seek(0)
        try:
            self._file = pa.ipc.open_file(self.stream)
            self.rows = sum(self._file.get_batch(part).num_rows for part in range(self._file.num_record_batches))
        except (pa.ArrowException, OSError):
            raise _unsound(self.name, "Arrow") from None
        self.columns = tuple(self._file.schema.names)
        self.schema = plain_schema(self._file.schema, self.name)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows with the file's own types."""
        for part in range(self._file.num_record_batches):
            yield as_schema(self._file.get_batch(part), self.schema)


def plain_schema(schema: pa.Schema, name: str) -> pa.Schema:
    """The schema without metadata and dictionaries.

    Raises:
        DataFileError: if a column holds lists, structures or bytes.
    """
    fields = [(field.name, _plain_type(field.type)) for field in schema]
    unfit = [repr(column) for column, kind in fields if _is_unfit(kind)]
    if unfit:
        raise DataFileError(
            f"{name}: {listed(unfit)} holds lists, structures or bytes",
            mend="Give one plain value in each cell.",
        )
    return pa.schema(fields)


def _plain_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_dictionary(kind):
        return _plain_type(kind.value_type)
    return pa.large_string() if pa.types.is_string_view(kind) else kind


def _is_unfit(kind: pa.DataType) -> bool:
    return not any(test(kind) for test in FIT)


FIT = (
    pa.types.is_string, pa.types.is_large_string, pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal,
    pa.types.is_boolean, pa.types.is_temporal, pa.types.is_null,
)  # fmt: skip
"""One plain value a cell: no lists, structures or bytes, and nothing that is not known here."""


def as_schema(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The batch with its columns cast to a schema of the same names, in its order."""
    arrays = [_cast(column, field.type) for column, field in zip(batch.columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _cast(column: pa.Array, kind: pa.DataType) -> pa.Array:
    """A column as another type; categories are written out, which Arrow itself cannot do for every kind of text."""
    return pa.array(column.to_pylist(), kind) if pa.types.is_dictionary(column.type) else column.cast(kind)


class ParquetWriter(Writer):
    """Writes Parquet. It knows no lengths of time, which become text, and no time zone but UTC."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        super().__init__(stream, schema)
        self.schema = pa.schema([(field.name, _kind_in_parquet(field.type)) for field in self.schema])
        self._file = pq.ParquetWriter(stream, self.schema, store_schema=False)

    @staticmethod
    def held(cell: object) -> str:
        """The text; a time of a zone is read back as that of UTC."""
        return as_text(cell.astimezone(UTC) if isinstance(cell, datetime) and cell.tzinfo else cell)

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows."""
        arrays = [_as_words(column) if pa.types.is_duration(column.type) else column for column in batch.columns]
        self._file.write_batch(pa.RecordBatch.from_arrays(arrays, schema=self.schema))

    def close(self) -> None:
        """Finish the file; the stream stays open."""
        self._file.close()
        super().close()


def _kind_in_parquet(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_duration(kind) else kind


def _as_words(column: pa.Array) -> pa.Array:
    return pa.array([None if cell is None else as_text(cell) for cell in column.to_pylist()], pa.string())


class ArrowWriter(Writer):
    """Writes an Arrow file."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        super().__init__(stream, schema)
        self._file = pa.ipc.new_file(stream, self.schema)

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows."""
        self._file.write_batch(batch)

    def close(self) -> None:
        """Finish the file; the stream stays open."""
        self._file.close()
        super().close()
