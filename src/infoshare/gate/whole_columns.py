"""The gate's checks of columns that were treated as a whole: rare values are gone, and what should move has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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

    Rows leave in an order of their own, so a row is laid beside its source by the columns that are released as they
    are: where no other row of either has the same cells there, it is the same row. A column is also as it was if,
    with those columns, it has the very cells that the source has, all of them released.
    """

    check = "values_moved"

    def __init__(self, policy: Policy, source: Table) -> None:
        self._rules, self._source = policy.columns, source
        self._held = _sources(policy, source)
        self._moving: list[str] = []
        self._before = self._after = _Side((), ())

    def see(self, batch: pa.RecordBatch) -> None:
        """Note the rows; those of the source too, once it is known which columns are released."""
        if not self._after.rows:
            self._begin(batch.schema.names)
        self._after.see(batch)

    def _begin(self, released: Sequence[str]) -> None:
        there = {name: rule for name, rule in self._rules.items() if name in self._held and name in released}
        kept = [name for name, rule in there.items() if rule.action == "keep"]
        self._moving = moving(there)
        self._after = _Side(kept, self._moving)
        self._before = _Side([self._held[name] for name in kept], [self._held[name] for name in self._moving])
        for batch in self._source.batches():
            self._before.see(batch)

    def verdict(self) -> Check:
        """Fail on a column that is as it was, and on a value that a swapped column cannot have."""
        faulty = sorted(name for place, name in enumerate(self._moving) if self._is_faulty(place, self._rules[name]))
        message = f"not changed as agreed: {listed(map(repr, faulty))}" if faulty else "what should move has moved"
        return self._said(not faulty, message, columns=len(self._moving), faulty=len(faulty))

    def _is_faulty(self, place: int, rule: ColumnRule) -> bool:
        """Whether the column was left as it was, or has values that it cannot have."""
        before, after = self._before, self._after
        if isinstance(rule, Swap) and after.values[place] - before.values[place]:
            return True
        same = before.rows == after.rows and before.joined[place] == after.joined[place]
        beside, alike = _laid_beside(before, after, place)
        if isinstance(rule, ShiftDate):
            return alike > 0 or (same and after.values[place].total() > 0)
        enough = beside >= max(FEWEST_TO_JUDGE, after.rows / 2) and len(before.values[place]) > 1
        many = after.values[place].total() >= FEWEST_TO_JUDGE
        return (enough and alike == beside) or (isinstance(rule, AddNoise) and same and many)


def moving(rules: Mapping[str, ColumnRule]) -> list[str]:
    """The columns whose cells are changed by an amount, or change places."""
    return [name for name, rule in rules.items() if isinstance(rule, AddNoise | Swap | ShiftDate)]


class _Side:
    """The rows of the source, or of the release: what stands in the kept columns, and beside it in each moving one."""

    def __init__(self, kept: Sequence[str], moving: Sequence[str]) -> None:
        self._kept, self._moving = kept, moving
        self.rows = 0
        self.keys: Counter[int] = Counter()
        self.values: list[Counter[str]] = [Counter() for _ in moving]
        self.joined: list[Counter[tuple[int, str | None]]] = [Counter() for _ in moving]

    def see(self, batch: pa.RecordBatch) -> None:
        """Count rows, each known by the digest of its kept cells."""
        kept = [_unquoted(texts(batch, name)) for name in self._kept]
        keys = [hash(cells) for cells in zip(*kept, strict=True)] if kept else [0] * batch.num_rows
        self.rows += batch.num_rows
        self.keys.update(keys)
        for place, name in enumerate(self._moving):
            cells = [_one_form(cell) for cell in texts(batch, name)]
            self.values[place].update(filter(None, cells))
            self.joined[place].update(zip(keys, cells, strict=True))


def _laid_beside(before: _Side, after: _Side, place: int) -> tuple[int, int]:
    """How many filled cells of the release can be laid beside the source, and how many of them are as they were."""
    own = {key: cell for key, cell in before.joined[place] if before.keys[key] == 1}
    pairs = [(own[key], cell) for key, cell in after.joined[place] if cell and key in own and after.keys[key] == 1]
    return len(pairs), sum(one == other for one, other in pairs)


def _unquoted(cells: list[str | None]) -> list[str | None]:
    """Cells without the mark that keeps a spreadsheet from running them."""
    return [cell.removeprefix("'") if cell else cell for cell in cells]


def _one_form(cell: str | None) -> str | None:
    """A number or a date in one form, however it is written; another text as it is."""
    if cell is None:
        return None
    try:
        return f"{Decimal(cell.strip()).normalize():f}"
    except InvalidOperation:
        day = _day(cell)
        return cell.strip() if day is None else str(day)


def _day(text: str) -> object:
    day = without_clock(text)
    return as_date(day) if FULL_DATE.matches(day) else None
