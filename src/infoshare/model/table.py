"""What every source and every release is, whatever file or frame holds it: named columns read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow as pa


class Table(Protocol):
    """Named columns whose rows can be read again and again, a batch at a time."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names, in order."""
        ...

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows from the first, as Arrow record batches that share one schema."""
        ...


def texts(batch: pa.RecordBatch, column: str) -> list[str | None]:
    """One column of a batch as text; a missing or empty cell is None."""
    values = batch.column(column).to_pylist()
    return [value or None if type(value) is str or value is None else as_text(value) for value in values]


def as_text(value: object) -> str:
    """A cell's value as the text that a person would write: whole floats without `.0`, dates in ISO form."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
