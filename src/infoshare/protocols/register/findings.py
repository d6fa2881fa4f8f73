"""What somebody should look at in a register: late, uncovered, contradictory, or resting on law that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from infoshare.model.law import Law
from infoshare.model.register_entry import (
    Entry,
    RegisteredRelease,
)
from infoshare.model.register_schedule import ScheduleRow
from infoshare.model.register_view import FindingKind, RegisterFinding
from infoshare.model.worded_date import worded_date
from infoshare.protocols.draft import name_key
from infoshare.protocols.register.law_changes import law_changes
from infoshare.protocols.register.sharings import by_flow
from infoshare.protocols.register.states import STANDING, Known, known_protocols, undestroyed
from infoshare.safe_repr import listed


def findings(entries: Sequence[Entry], law: Law, on: date) -> list[RegisterFinding]:
    """Everything to look at on a day, protocols first, then releases."""
    known = known_protocols(entries)
    found = [*_late(known, on), *_uncovered(known, entries, on), *_retention(known, on)]
    found += [each for one in known.values() if one.state(on) in STANDING for each in law_changes(one, law, on)]
    return [*found, *_not_destroyed(entries, on), *_clocks(entries)]


def _named(each: Known) -> str:
    return f"{each.body.partnership}, {each.body.title}, version {each.body.protocol_version}"


def _late(known: dict[str, Known], on: date) -> Iterator[RegisterFinding]:
    for each in known.values():
        state, (review, said) = each.state(on), each.review()
        if state == "past review" and review:
            told: tuple[FindingKind, str] = ("overdue_review", f"its review was due on {worded_date(review)}")
        elif state == "expired" and each.body.ends:
            told, said = ("expired", f"it ended on {worded_date(each.body.ends)}"), each.entry
        elif state == "draft":
            told, said = ("draft", "it was entered with open gaps, and nothing may rest on it"), each.entry
        else:
            continue
        yield RegisterFinding(kind=told[0], message=f"{_named(each)}: {told[1]}", entries=(said.number,))


Way = tuple[str, str, str]
"""A flow or an item, its giver and one recipient, by the keys of their names."""


def _uncovered(known: dict[str, Known], entries: Sequence[Entry], on: date) -> Iterator[RegisterFinding]:
    """Flows that no current protocol of the partnership has: of protocols that lapsed, and of releases still kept."""
    current = {
        (name_key(each.body.partnership), *way)
        for each in known.values() if each.state(on) == "current" for way in _ways(each.body.schedule)
    }  # fmt: skip
    for each in known.values():
        if (state := each.state(on)) in LAPSED:
            yield from _lapsed(each, LAPSED[state], current)
    for entry, body in undestroyed(entries):
        giver = body.giver or _giver(known.get(body.protocol), body)
        way = (name_key(body.sharing), name_key(giver), name_key(body.recipient))
        if (name_key(body.partnership), *way) not in current:
            yield RegisterFinding(
                kind="no_current_protocol",
                message=f"{body.sharing}, released to {body.recipient} ({body.sha256[:12]}): no current protocol has "
                "such a flow",
                entries=(entry.number,),
            )


LAPSED = {"past review": "is past its review", "expired": "has ended", "withdrawn": "was withdrawn"}


def _ways(rows: Sequence[ScheduleRow]) -> set[Way]:
    return {(name_key(row.flow), name_key(row.giver), name_key(each)) for row in rows for each in row.recipients}


def _lapsed(each: Known, why: str, current: set[tuple[str, str, str, str]]) -> Iterator[RegisterFinding]:
    partnership, version = name_key(each.body.partnership), each.body.protocol_version
    flows = by_flow(each.body.schedule)
    if len(flows) > 1 and not any((partnership, *way) in current for way in _ways(each.body.schedule)):
        yield RegisterFinding(
            kind="no_current_protocol",
            message=f"{_named(each)}: it {why}, and no current protocol has any of its {len(flows)} flows",
            entries=(each.entry.number,),
        )
        return
    for rows in flows.values():
        row = rows[0]
        left = [
            name for name in row.recipients
            if (partnership, name_key(row.flow), name_key(row.giver), name_key(name)) not in current
        ]  # fmt: skip
        if left:
            yield RegisterFinding(
                kind="no_current_protocol",
                message=f"{row.flow}, from {row.giver} to {listed(left)}: no current protocol; version {version} {why}",
                entries=(each.entry.number,),
            )


def _giver(known: Known | None, body: RegisteredRelease) -> str:
    """Who gives by the flow of a release that does not say so, by its protocol."""
    rows = known.body.schedule if known else ()
    return next((row.giver for row in rows if name_key(row.flow) == name_key(body.sharing)), "")


def _retention(known: dict[str, Known], on: date) -> Iterator[RegisterFinding]:
    """Two protocols that bind and keep the same item for different times, between the same two bodies."""
    ones = [each for each in known.values() if each.state(on) in STANDING]
    for one, other in combinations(ones, 2):
        there = _kept(other)
        for key, (words, row) in _kept(one).items():
            if key in there and name_key(there[key][0]) != name_key(words):
                yield RegisterFinding(
                    kind="retention_differs",
                    message=f"{row.item}, from {row.giver}, is kept for different times: {words} under "
                    f"{_named(one)}, and {there[key][0]} under {_named(other)}",
                    entries=(one.entry.number, other.entry.number),
                )


def _kept(each: Known) -> dict[Way, tuple[str, ScheduleRow]]:
    return {
        (name_key(row.item), name_key(row.giver), name_key(recipient)): (row.kept, row)
        for row in each.body.schedule if row.item and row.kept for recipient in row.recipients
    }  # fmt: skip


def _not_destroyed(entries: Sequence[Entry], on: date) -> Iterator[RegisterFinding]:
    for entry, body in undestroyed(entries):
        if body.destroy_by and body.destroy_by < on:
            yield RegisterFinding(
                kind="not_destroyed",
                message=f"{body.sharing}, released to {body.recipient} ({body.sha256[:12]}): to be destroyed by "
                f"{worded_date(body.destroy_by)}, and no destruction is entered",
                entries=(entry.number,),
            )


def _clocks(entries: Sequence[Entry]) -> Iterator[RegisterFinding]:
    late = [after.number for before, after in pairwise(entries) if after.at < before.at]
    if late:
        said = f"{'entry' if len(late) == 1 else 'entries'} {listed(late)}"
        yield RegisterFinding(
            kind="clock", message=f"{said}: dated before the entry in front; a clock was wrong", entries=tuple(late)
        )
