"""Checks of the data schedule: each column says how exactly it leaves, no finer than its form; no group is small."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft
from infoshare.protocols.schedule import schedule_of

PRECISE = Rule("items_are_precise", ("data_items",), ("uk-gdpr-5-1-c", "caldicott-3"))
GROUPS = Rule("groups_are_large_enough", ("smallest_group",), ("anonymisation-guidance",))
SMALLEST = 5
"""Fewer people than in the rules in use: `model/tables.py::PRESETS`."""


def items_are_precise(draft: Draft) -> Iterator[Finding]:
    """Whoever names a column says what it is and how exactly it leaves, so that a release can be held to it."""
    items = [each for each in schedule_of(draft).items if each.column]
    if not items:
        return
    gaps = [
        f"'{each.item}' names a column of the data, and not what it is and how exactly it is shared"
        for each in items
        if each.exactly is None
    ]
    gaps += [
        f"'{each.item}' is shared as {each.form}, and is too exact for that: {each.exactly.name[:1].lower()}"
        f"{each.exactly.name[1:]}"
        for each in items
        if each.exactly and not each.exactly.fits(each.form)
    ]
    yield from PRECISE.gaps_or_met(gaps, "every column says what it is and how exactly it is shared")


def groups_are_large_enough(draft: Draft) -> Iterator[Finding]:
    """A group or figure of one or two people gives them away."""
    least = draft.answers.get("smallest_group")
    if least is not None:
        gaps = [f"a group or figure may stand for fewer than {SMALLEST} people"] if least < SMALLEST else []
        yield from GROUPS.gaps_or_met(gaps, f"no group and no figure stands for fewer than {SMALLEST} people")


SCHEDULE_CHECKS = (items_are_precise, groups_are_large_enough)
