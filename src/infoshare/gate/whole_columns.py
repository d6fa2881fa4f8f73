"""The gate's checks of columns that were treated as a whole: rare values are gone, and what should move has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from infoshare.gate.checks import CellsByColumn, Watcher
from infoshare.gate.meaning import meaning_of
from infoshare.gate.plain_form import without_clock
from infoshare.identifiers.calendar_date import FULL_DATE, as_date
from infoshare.model.certificate import Check
from infoshare.model.column_rule import AddNoise, ColumnRule, RecodeRare, ShiftDate, Swap
from infoshare.model.policy import Policy
from infoshare.model.table import Table, texts
from infoshare.safe_repr import listed

if TYPE_CHECKING:
    import pyarrow as pa

FEWEST_TO_JUDGE = 30
"""Among fewer cells, noise that rounds to nothing and swaps of equal values are not rare."""


def _sources(policy: Policy, source: Table) -> dict[str, str]:
    """What the source calls each column of the policy that it has."""
    return {name: column for column, name in meaning_of(policy, source.columns).items()}


def _cells(source: Table, column: str) -> Iterator[str | None]:
    return (cell for batch in source.batches() for cell in texts(batch, column))


class RareRecoded(CellsByColumn):
    """No value of a recoded column is one that fewer rows of the source had than the policy asks for."""

    check = "rare_recoded"
    wrong = "values that too few rows had"
    right = "no value of a recoded column is rare in the source"

    def __init__(self, policy: Policy, source: Table) -> None:
        super().__init__(policy.columns)
        self._may_stand: dict[str, set[str]] = {}
        for name, column in _sources(policy, source).items():
            rule = policy.columns[name]
            if isinstance(rule, RecodeRare):
                counted = Counter(cell for cell in _cells(source, column) if cell is not None)
                self._may_stand[name] = {rule.into} | {cell for cell, rows in counted.items() if rows >= rule.below}

    def looks_at(self, column: str) -> bool:
        """Only recoded columns."""
        return isinstance(self._rules.get(column), RecodeRare)

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether the value is rare."""
        return cell not in self._may_stand[column]


class ValuesMoved(Watcher):
    """Noise, swaps and shifted dates did change their column, and a swapped column has only the source's values.

    Rows can be laid beside those of the source only where all of them were released.
    """

    check = "values_moved"

    def __init__(self, policy: Policy, source: Table) -> None:
        held = _sources(policy, source)
        self._columns = {
            name: _Moved(policy.columns[name], source, held[name]) for name in moving(policy.columns) if name in held
        }
        self._rows = 0
        self._source_rows = sum(batch.num_rows for batch in source.batches())

    def see(self, batch: pa.RecordBatch) -> None:
        """Lay the batch beside the source."""
        self._rows += batch.num_rows
        for name in set(batch.schema.names) & self._columns.keys():
            self._columns[name].see(texts(batch, name))

    def verdict(self) -> Check:
        """Fail on a column that is as it was, and on a value that a swapped column cannot have."""
        beside = self._rows == self._source_rows
        faulty = sorted(name for name, column in self._columns.items() if column.is_faulty(beside=beside))
        message = f"not changed as agreed: {listed(map(repr, faulty))}" if faulty else "what should move has moved"
        return self._said(not faulty, message, columns=len(self._columns), faulty=len(faulty))


def moving(rules: Mapping[str, ColumnRule]) -> list[str]:
    """The columns whose cells are changed by an amount, or change places."""
    return [name for name, rule in rules.items() if isinstance(rule, AddNoise | Swap | ShiftDate)]


class _Moved:
    """One such column, laid beside the source row by row."""

    def __init__(self, rule: ColumnRule, source: Table, column: str) -> None:
        self._rule, self._source = rule, _cells(source, column)
        self._values = Counter(filter(None, _cells(source, column))) if isinstance(rule, Swap) else None
        self._released: Counter[str] = Counter()
        self._filled = self._alike = 0

    def see(self, cells: list[str | None]) -> None:
        """Count the filled cells and those that are as the source had them."""
        if self._values is not None:
            self._released.update(filter(None, cells))
        for cell in cells:
            before = next(self._source, None)
            self._filled += cell is not None
            self._alike += cell is not None and before is not None and _same(before, cell)

    def is_faulty(self, *, beside: bool) -> bool:
        """Whether the column was left as it was, or has values that it cannot have."""
        if self._values is not None and self._released - self._values:
            return True
        if not beside:
            return False
        if isinstance(self._rule, ShiftDate):
            return self._alike > 0
        constant = self._values is not None and len(self._values) < 2
        return self._filled >= FEWEST_TO_JUDGE and self._alike == self._filled and not constant


def _same(before: str, after: str) -> bool:
    if before == after:
        return True
    try:
        return Decimal(before.strip()) == Decimal(after)
    except InvalidOperation:
        return _day(before) is not None and _day(before) == _day(after)


def _day(text: str) -> object:
    day = without_clock(text)
    return as_date(day) if FULL_DATE.matches(day) else None
