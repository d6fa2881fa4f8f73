"""Works out, as an intruder would, what the values of a list have become in a release, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from infoshare.anonymisation.likeness import likeness_of, of_plain_value, within
from infoshare.anonymisation.linkage import Comparison
from infoshare.anonymisation.plan import Step
from infoshare.anonymisation.rules import cell_rule, pair_rule
from infoshare.errors import MissingSecretError
from infoshare.model.column_rule import AddNoise, AgeAt, Generalise, Keep, RecodeRare, ShiftDate, Swap
from infoshare.workflows.attack import alike, as_written
from infoshare.workflows.columns import Cells

KEYED = (AddNoise, ShiftDate, Swap)
"""The rules whose result hangs on the key: two releases of one source differ in such columns."""


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A rehearsed release: its columns, the source's, and where each row of the source went in it."""

    source: Mapping[str, Cells]
    cells: Mapping[str, Cells]
    place: Mapping[int, int]


def worked_out(step: Step, on_list: Mapping[str, Cells], made: Made, on: date | None) -> Comparison | None:
    """A column as the intruder would compare it; None if only whoever has the key could, or if nobody can.

    Args:
        step: the column and its rule.
        on_list: what the list says.
        made: the release.
        on: the day on which ages are reckoned, where the list does not say the event.
    """
    if step.name not in made.cells:
        return None
    theirs, released, rule = on_list[step.name], made.cells[step.name], step.rule
    match rule:
        case Keep():
            return as_written(step.name, theirs, released)
        case Generalise() | RecodeRare():
            return _by_what_it_became(step.name, theirs, made)
        case AddNoise():
            near = within(2 * rule.scale)
            return Comparison(step.name, alike(step.name, theirs), alike(step.name, released), near, exactly=False)
        case Swap():
            return Comparison(step.name, alike(step.name, theirs), alike(step.name, released), exactly=False)
        case AgeAt():
            return Comparison(step.name, _ages(rule, theirs, on_list, on), released, likeness_of(rule))
    return _by_rule(step, theirs, released)


def _by_rule(step: Step, theirs: Cells, released: Cells) -> Comparison | None:
    """By the rule itself, which is no secret; a rule that needs a key is one."""
    try:
        treat = cell_rule(step.rule)
    except (MissingSecretError, TypeError):
        return None
    leaving = {cell: treat(cell) for cell in set(theirs) if cell is not None}
    told = [None if cell is None else leaving[cell] for cell in theirs]
    return Comparison(step.name, told, released, likeness_of(step.rule))


def _ages(rule: AgeAt, born: Cells, on_list: Mapping[str, Cells], on: date | None) -> Cells:
    events = on_list.get(rule.event) or [on.isoformat() if on else None] * len(born)
    aged = pair_rule(rule)
    return [None if cell is None else aged(cell, event) for cell, event in zip(born, events, strict=True)]


def _by_what_it_became(name: str, theirs: Cells, made: Made) -> Comparison:
    """A column made coarser as far as its rows needed: a value may stand under several coarser ones."""
    coarser: defaultdict[str, set[str]] = defaultdict(set)
    was, became = alike(name, made.source[name]), made.cells[name]
    for row, place in made.place.items():
        value, released = was[row], became[place]
        if value is not None and released is not None:
            coarser[value].add(released)
    ways = {value: sorted(found) for value, found in coarser.items()}
    return Comparison(name, alike(name, theirs), became, of_plain_value, ways)
