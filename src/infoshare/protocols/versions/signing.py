"""Says whose signature a change of legal effect re-opens: all parties', or that of those whom the changed row names."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.questionnaire import Question
from infoshare.protocols.draft import Row
from infoshare.protocols.versions.side import Side
from infoshare.protocols.versions.sides import Sides

PARTIES = "parties"


def all_parties(sides: Sides) -> tuple[str, ...]:
    """Every party of the later version."""
    return tuple(dict.fromkeys(sides.after.draft.parties))


def parties_of(sides: Sides, table: Question, before: int | None, after: int | None) -> tuple[str, ...]:
    """The parties that a row names or that its flows name, in either version, as the later version calls them.

    `before` and `after` are its places. Those of a row that names no party are all.
    """
    earlier = {} if before is None else dict(_named(sides.before, table, sides.before.draft.rows(table.id)[before]))
    later = {} if after is None else dict(_named(sides.after, table, sides.after.draft.rows(table.id)[after]))
    if not earlier and not later:
        return all_parties(sides)
    names = {sides.later_name(PARTIES, name) for name in earlier.values()} | {*later.values()}
    return tuple(party for party in all_parties(sides) if party in names)


def _named(side: Side, table: Question, row: Row) -> Iterator[tuple[int, str]]:
    """The parties that a row names, by their place, and those of the rows that it names."""
    for column in table.columns:
        cell = row.get(column.id)
        if column.rows_of and cell is not None:
            for name in cell if isinstance(cell, list) else [cell]:
                yield from _of_name(side, column.rows_of, name)


def _of_name(side: Side, table: str, name: str) -> Iterator[tuple[int, str]]:
    place = side.place(table, name)
    if place is None:
        return
    if table == PARTIES:
        yield place, side.name(table, place)
    else:
        yield from _named(side, side.draft.questionnaire.question(table), side.draft.rows(table)[place])
