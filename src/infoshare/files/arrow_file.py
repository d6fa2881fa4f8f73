"""Reads and writes Parquet and Arrow files, with no metadata but the columns' names and types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from infoshare.errors import DataFileError
from infoshare.files.reader import BATCH_ROWS, Reader
from infoshare.files.writer import Writer
from infoshare.safe_repr import listed


class ParquetReader(Reader):
    """A Parquet file."""

    def check(self) -> None:
        """Read the file's own description of itself."""
        self.stream.seek(0)
        try:
            self._file = pq.ParquetFile(self.stream)
        except (pa.ArrowException, OSError):
            raise DataFileError(f"{self.name} is not a sound Parquet file", mend="Export it again.") from None
        self.columns = tuple(self._file.schema_arrow.names)
        self.schema = plain_schema(self._file.schema_arrow, self.name)
        self.rows = self._file.metadata.num_rows

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows with the file's own types."""
        for batch in self._file.iter_batches(batch_size=BATCH_ROWS):
            yield as_schema(batch, self.schema)


class ArrowReader(Reader):
    """An Arrow (Feather version 2) file."""

    def check(self) -> None:
        """Read the file's own description of itself."""
        self.stream.seek(0)
        try:
            self._file = pa.ipc.open_file(self.stream)
            self.rows = sum(self._file.get_batch(part).num_rows for part in range(self._file.num_record_batches))
        except (pa.ArrowException, OSError):
            raise DataFileError(f"{self.name} is not a sound Arrow file", mend="Export it again.") from None
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
    return _plain_type(kind.value_type) if pa.types.is_dictionary(kind) else kind


def _is_unfit(kind: pa.DataType) -> bool:
    tests = (pa.types.is_nested, pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary)
    return any(test(kind) for test in tests)


def as_schema(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The batch with its columns cast to a schema of the same names, in its order."""
    arrays = [column.cast(field.type) for column, field in zip(batch.columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


class ParquetWriter(Writer):
    """Writes Parquet."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        super().__init__(stream, schema)
        self._file = pq.ParquetWriter(stream, self.schema, store_schema=False)

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows."""
        self._file.write_batch(batch)

    def close(self) -> None:
        """Finish the file; the stream stays open."""
        self._file.close()
        super().close()


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
