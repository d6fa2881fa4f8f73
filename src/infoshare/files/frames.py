"""Takes pandas, Polars and pyarrow frames in, and gives the same kind back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from infoshare.digests import sha256_of_stream
from infoshare.errors import DataFileError
from infoshare.files.arrow_file import as_schema, plain_schema
from infoshare.files.reader import BATCH_ROWS, refuse_bad_headers
from infoshare.safe_repr import listed


class FrameTable:
    """A frame held in memory, seen as a table."""

    notes: tuple[str, ...] = ()

    def __init__(self, frame: Any, name: str = "the frame") -> None:
        table = _arrow_table(frame, name)
        self.columns = tuple(table.column_names)
        refuse_bad_headers(self.columns, name)
        if not table.num_rows:
            raise DataFileError(f"{name} has no rows", mend="Give at least one row.")
        self.schema = plain_schema(table.schema, name)
        self.rows = table.num_rows
        self._table = table

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows with the frame's own types."""
        for batch in self._table.to_batches(max_chunksize=BATCH_ROWS):
            yield as_schema(batch, self.schema)

    @property
    def sha256(self) -> str:
        """The digest of the rows as an Arrow stream: the same rows in the same batches have the same digest."""
        return sha256_of_table(pa.Table.from_batches(self.batches(), schema=self.schema))


def sha256_of_table(table: pa.Table) -> str:
    """The digest of a table written as one Arrow stream."""
    buffer = io.BytesIO()
    with pa.ipc.new_stream(buffer, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return sha256_of_stream(buffer)


def _arrow_table(frame: Any, name: str) -> pa.Table:
    if _library(frame) == "pandas":
        return _from_pandas(frame, name)
    if isinstance(frame, pa.Table):
        return frame
    if isinstance(frame, pa.RecordBatch) or hasattr(frame, "__arrow_c_stream__"):
        try:
            return pa.table(frame)
        except (pa.ArrowException, ValueError, TypeError):
            strange = listed(repr(column) for column in frame.columns if not _can_be_read(frame[[column]]))
            raise DataFileError(f"{name}: {strange} holds what cannot be read", mend=ONE_PLAIN_VALUE) from None
    raise DataFileError(
        f"{name} is a {type(frame).__name__}, which cannot be read",
        mend="Give a path, or a pandas, Polars or pyarrow frame.",
    )


def _from_pandas(frame: Any, name: str) -> pa.Table:
    try:
        return pa.Table.from_pandas(frame, preserve_index=False)
    except (pa.ArrowException, ValueError, TypeError):
        raise DataFileError(
            f"{name} has a column of mixed kinds, or a column name that is not text",
            mend="Make each column one kind, for example with .astype(str), and each column name text.",
        ) from None


def _can_be_read(frame: Any) -> bool:
    try:
        pa.table(frame)
    except (pa.ArrowException, ValueError, TypeError):
        return False
    return True


ONE_PLAIN_VALUE = "Make each cell one plain value: text, a number, a date, or true or false."


def _library(frame: Any) -> str:
    return type(frame).__module__.partition(".")[0]


def like(frame: Any, table: pa.Table) -> Any:
    """A table as the same kind of frame as the one given; a path's kind is a Polars frame."""
    match _library(frame):
        case "pandas":
            return table.to_pandas()
        case "pyarrow":
            return table
    import polars

    return polars.from_arrow(table)
