"""Drafts a policy for a data set that was looked at: sensible rules, coarser where groups would be too small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from infoshare.anonymisation.profile import SMALL_CELL, day_of
from infoshare.anonymisation.rules import cell_rule, pair_rule
from infoshare.anonymisation.suggestions import Suggestion, age_at_event, suggestions
from infoshare.anonymisation.uniqueness import Coded, in_small_groups
from infoshare.model.column_rule import AgeAt, AnyRule, CoarsenDate, Drop, Keep, RecodeRare
from infoshare.model.inspection import Groups
from infoshare.model.table import Table, texts
from infoshare.workflows.look import Column

MOST_LEFT_OUT = 0.05
"""The share of rows that a drafted policy lets be left out, so that every group has five rows."""
EMPTY = 0
"""The code of an empty cell."""


@dataclass(slots=True, repr=False)
class Drafting:
    """The rules on their way: for each column its suggestions, and at which of them the draft stands."""

    columns: Mapping[str, Column]
    ladders: dict[str, tuple[Suggestion, ...]]
    at: dict[str, int]
    coded: Coded
    codings: dict[tuple[str, int], pl.Series | None] = field(default_factory=dict)

    @property
    def quasi(self) -> list[str]:
        """The columns that the groups are made of: those that are released and help to single somebody out."""
        return [name for name in self.coded.names if not isinstance(self.rule(name), Drop)]

    def rule(self, name: str) -> AnyRule:
        """The rule at which the draft stands."""
        return self.ladders[name][self.at[name]].rule

    def small(self, changed: str | None = None, by: int = 1) -> int:
        """How many rows would stand in groups of fewer than five, if one column went a rung further, or back."""
        at = self.at | ({changed: self.at[changed] + by} if changed else {})
        names = [name for name in self.coded.names if not isinstance(self.ladders[name][at[name]].rule, Drop)]
        return in_small_groups(self.coded.sizes(names, self.coding(names, at)), SMALL_CELL)

    def coding(self, names: Sequence[str], at: Mapping[str, int]) -> dict[str, pl.Series]:
        """For each column, what its values become."""
        found = {name: self._coding(name, at[name]) for name in names}
        return {name: codes for name, codes in found.items() if codes is not None}

    def _coding(self, name: str, rung: int) -> pl.Series | None:
        if (name, rung) not in self.codings:
            self.codings[name, rung] = _codes_after(self.ladders[name][rung].rule, self.columns[name])
        return self.codings[name, rung]


def _codes_after(rule: AnyRule, column: Column) -> pl.Series | None:
    """The code of what each value of a column becomes, by the value's own code; None if it stays what it is."""
    if isinstance(rule, Keep | Drop | AgeAt):
        return None
    became: dict[Any, int] = {None: EMPTY}
    return pl.Series([EMPTY, *(became.setdefault(each, len(became)) for each in _after(rule, column))], dtype=pl.UInt32)


def _after(rule: AnyRule, column: Column) -> Iterator[str | None]:
    if isinstance(rule, RecodeRare):
        yield from (rule.into if rows < rule.below else cell for cell, rows in column.cells.items())
    elif isinstance(rule, CoarsenDate):
        days = {day: cell_rule(rule)(day.isoformat()) for day in {day_of(cell) for cell in column.cells} if day}
        yield from (days.get(day) if (day := day_of(cell)) else None for cell in column.cells)
    else:
        treat = cell_rule(rule)
        yield from map(treat, column.cells)


def drafted(source: Table, columns: Sequence[Column]) -> tuple[dict[str, Suggestion], Groups, Groups]:
    """A suggestion for each column, the groups of the data as they are, and those that the suggestions leave."""
    ladders = dict(_ladders(columns))
    quasi = [name for name, ladder in ladders.items() if ladder[0].rule.role == "quasi"]
    by_name = {column.name: column for column in columns}
    coded = Coded(_codes(source, by_name, {name: ladders[name][0].rule for name in quasi}))
    draft = Drafting(by_name, ladders, dict.fromkeys(ladders, 0), coded)
    as_they_are = coded.groups([name for name in quasi if by_name[name].guess.role == "quasi"], {})
    _coarsen(draft, columns[0].seen.rows)
    left = coded.groups(draft.quasi, draft.coding(draft.quasi, draft.at))
    return {name: ladder[draft.at[name]] for name, ladder in ladders.items()}, as_they_are, left


def _ladders(columns: Sequence[Column]) -> Iterator[tuple[str, tuple[Suggestion, ...]]]:
    seen = {column.name: (column.guess, column.seen) for column in columns}
    aged = False
    for column in columns:
        found = suggestions(column.name, column.guess, column.seen, column.cells)
        if column.guess.known == "date_of_birth" and not aged:
            by_age = age_at_event(column.name, seen)
            found, aged = ((by_age, *found) if by_age else found), True
        yield column.name, found


def _coarsen(draft: Drafting, rows: int) -> None:
    """Go to coarser rules, one column at a time, and leave columns out only when no coarser rule is left.

    Then each column goes back as far as it can: what came later may have made its coarser rule needless.
    """
    while draft.small() > MOST_LEFT_OUT * rows:
        further = [name for name in draft.quasi if draft.at[name] + 1 < len(draft.ladders[name])]
        coarser = [name for name in further if not isinstance(draft.ladders[name][draft.at[name] + 1].rule, Drop)]
        best = min(coarser or further, key=draft.small)
        draft.at[best] += 1
    for name in draft.coded.names:
        while draft.at[name] and draft.small(name, by=-1) <= MOST_LEFT_OUT * rows:
            draft.at[name] -= 1


def _codes(source: Table, columns: Mapping[str, Column], rules: Mapping[str, AnyRule]) -> dict[str, list[int]]:
    """The code of each row's value, for each column; for an age at an event, the code of the age band."""
    numbers = {name: {cell: code for code, cell in enumerate(columns[name].cells, 1)} for name in rules}
    codes: dict[str, list[int]] = {name: [] for name in rules}
    ages: dict[str | None, int] = {None: EMPTY}
    for batch in source.batches() if rules else ():
        for name, rule in rules.items():
            cells = texts(batch, name)
            if isinstance(rule, AgeAt):
                aged = pair_rule(rule)
                pairs = zip(cells, texts(batch, rule.event), strict=True)
                bands = (aged(cell, event) if cell else None for cell, event in pairs)
                codes[name] += [ages.setdefault(band, len(ages)) for band in bands]
            else:
                known = numbers[name]
                codes[name] += [EMPTY if cell is None else known[cell] for cell in cells]
    return codes
