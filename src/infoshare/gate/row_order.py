"""The gate's check that rows lie in the order of what stands in them, which says nothing of the source's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoshare.gate.checks import Watcher
from infoshare.model.certificate import Check
from infoshare.model.policy import Policy
from infoshare.model.table import as_text
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    import pyarrow as pa


class OrderSaysNothing(Watcher):
    """No row comes before one whose cells, as text in the policy's order, are earlier: the empty cell is the earliest.

    Rows in that order are the same whatever order the source had, so nobody can lay them beside it row by row.
    """

    check = "order_says_nothing"

    def __init__(self, policy: Policy) -> None:
        self._order = tuple(policy.columns)
        self._last: tuple[str, ...] | None = None
        self._rows = self._early = 0

    def see(self, batch: pa.RecordBatch) -> None:
        """Count the rows that are earlier than the one before them, that of the batch before too."""
        if not batch.num_rows:
            return
        order = [name for name in self._order if name in batch.schema.names]
        self._early += self._last is not None and _row(batch, order, 0) < self._last
        self._early += _earlier(batch, order)
        self._rows += batch.num_rows
        self._last = _row(batch, order, batch.num_rows - 1)

    def verdict(self) -> Check:
        """Fail on any row out of order."""
        right = "the rows lie in an order of their own, and not in that of the source"
        wrong = f"{count_of(self._early, 'row')} out of the order of what stands in them"
        return self._said(not self._early, wrong if self._early else right, rows=self._rows, out_of_order=self._early)


def _row(rows: pa.RecordBatch, order: list[str], place: int) -> tuple[str, ...]:
    """One row's cells as text."""
    return tuple(_words(rows.column(name).slice(place, 1))[0].as_py() for name in order)


def _earlier(rows: pa.RecordBatch, order: list[str]) -> int:
    """How many rows are earlier than the one before; a column is read only where all columns before it agree."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    found, alike = 0, pa.array(np.arange(rows.num_rows - 1))
    for name in order:
        if not len(alike):
            break
        words = _words(rows.column(name))
        before, after = words.take(alike), words.take(pc.add(alike, 1))
        found += pc.sum(pc.less(after, before)).as_py() or 0
        alike = alike.filter(pc.equal(before, after))
    return found


def _words(column: pa.Array) -> pa.Array:
    """Every cell as text, and nothing as an empty text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        return _words(column.dictionary_decode())
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column.fill_null("")
    cells = pc.unique(column)
    words = pa.array(["" if cell is None else as_text(cell) for cell in cells.to_pylist()], pa.large_string())
    return words.take(pc.index_in(column, cells))
