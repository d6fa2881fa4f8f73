"""Which registered protocols rest on law whose dates changed since, that has ended, or that has not begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from infoshare.model.law import Law
from infoshare.model.register_schedule import CitedProvision
from infoshare.model.register_view import FindingKind, RegisterFinding
from infoshare.model.worded_date import worded_date
from infoshare.protocols.register.states import Known


def law_changes(known: Known, law: Law, on: date) -> Iterator[RegisterFinding]:
    """What is to be said of each provision that a protocol relies on, compared with the law as it is known now."""
    now = {each.id: each for each in law.provisions}
    body = known.body
    for cited in body.citations:
        there = now.get(cited.id)
        short = there.short if there else cited.id
        today = CitedProvision(
            id=cited.id, in_force_from=there.in_force_from, in_force_to=there.in_force_to
        ) if there else None  # fmt: skip
        for kind, said in _said(cited, today, on):
            yield RegisterFinding(
                kind=kind,
                message=f"{body.partnership}, {body.title}, version {body.protocol_version}: {short} {said}",
                entries=(known.entry.number,), citations=(cited.id,),
            )  # fmt: skip


def _said(cited: CitedProvision, today: CitedProvision | None, on: date) -> Iterator[tuple[FindingKind, str]]:
    if today is None:
        yield "law_changed", "is no longer held in the law that is shipped"
        return
    if cited != today:
        yield "law_changed", f"was {_span(cited)} when this was entered, and is {_span(today)} now"
    if today.in_force_to and today.in_force_to < on:
        yield "law_ended", f"ended on {worded_date(today.in_force_to)}"
    if today.in_force_from and today.in_force_from > on:
        yield "law_not_begun", f"begins on {worded_date(today.in_force_from)}"


def _span(of: CitedProvision) -> str:
    begun = f"in force from {worded_date(of.in_force_from)}" if of.in_force_from else "in force without a known start"
    return f"{begun} to {worded_date(of.in_force_to)}" if of.in_force_to else begun
