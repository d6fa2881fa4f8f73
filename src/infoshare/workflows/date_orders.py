"""Gives a source whose dates in figures are all written day first, and refuses one where that cannot be known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from infoshare.anonymisation.date_order import OrderOfDates, day_first
from infoshare.errors import DataFileError
from infoshare.gate.meaning import meaning_of
from infoshare.model.policy import Policy
from infoshare.model.table import texts
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    import pyarrow as pa


def with_dates_read(policy: Policy, source: Source) -> Source:
    """The source with every date in figures day first: the very same, unless a column writes the month first.

    Raises:
        DataFileError: naming every column whose dates could be read two ways, unless the policy says which,
            and every column that is written otherwise than it says, or both ways.
    """
    meaning = meaning_of(policy, source.columns)
    columns = [column for column, name in meaning.items() if name in policy.date_columns]
    if not columns:
        return source
    orders = {column: OrderOfDates() for column in columns}
    for batch in source.batches():
        for column, order in orders.items():
            order.add(texts(batch, column))
    _refuse_doubtful(policy, meaning, orders)
    turned = frozenset(column for column, order in orders.items() if order.order(policy.dates) == "month_first")
    return _DayFirst(source, turned) if turned else source


def _refuse_doubtful(policy: Policy, meaning: Mapping[str, str], orders: Mapping[str, OrderOfDates]) -> None:
    faults = [
        f"'{meaning[column]}' has {fault}" for column, order in orders.items() if (fault := order.fault(policy.dates))
    ]
    if faults:
        raise DataFileError(
            *faults,
            mend="Write the dates as 2025-04-03, or say in the policy which comes first in all of its columns: "
            "`dates: day_first` or `dates: month_first`.",
        )


class _DayFirst:
    """A source some of whose columns write the month first, with those dates turned."""

    def __init__(self, source: Source, turned: frozenset[str]) -> None:
        self._source, self._turned = source, turned
        self.columns, self.rows = source.columns, source.rows
        self.sha256, self.notes = source.sha256, source.notes

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The source's batches, every date day first."""
        import pyarrow as pa

        for batch in self._source.batches():
            arrays = [
                pa.array([cell and day_first(cell) for cell in texts(batch, column)], pa.string())
                if column in self._turned
                else batch.column(column)
                for column in batch.schema.names
            ]
            yield pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)
