"""What is due: reviews and ends of the protocols that bind or will, and destructions of what left under any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from infoshare.model.register_entry import Entry
from infoshare.model.register_view import Due
from infoshare.protocols.register.states import Known, known_protocols, undestroyed

OVER = frozenset({"draft", "withdrawn", "replaced"})


def due(entries: Sequence[Entry], on: date) -> list[Due]:
    """Everything that is to be done, the earliest first; what should have been done before the day is overdue."""
    binding = [each for each in known_protocols(entries).values() if each.state(on) not in {*OVER, "expired"}]
    return _sorted([*_destructions(entries, on), *(one for each in binding for one in _of_protocol(each, on))])


def calendar_days(entries: Sequence[Entry]) -> list[Due]:
    """Every day for a calendar, past or to come, the earliest first: it hangs on the entries alone, on no today."""
    lasting = [each for each in known_protocols(entries).values() if each.state(date.max) not in OVER]
    found = [*_destructions(entries, date.min), *(one for each in lasting for one in _of_protocol(each, date.min))]
    return _sorted(found)


def _sorted(found: list[Due]) -> list[Due]:
    return sorted(found, key=lambda each: (each.on, each.what, each.partnership, each.about, each.digest))


def _of_protocol(known: Known, on: date) -> Iterator[Due]:
    body, (review, said) = known.body, known.review()
    if review:
        yield Due(
            what="review", on=review, digest=body.digest, partnership=body.partnership,
            protocol_version=body.protocol_version, about=body.title, entered=said.at, changes=len(known.reviews),
            overdue=review < on,
        )  # fmt: skip
    if body.ends:
        yield Due(
            what="expiry", on=body.ends, digest=body.digest, partnership=body.partnership,
            protocol_version=body.protocol_version, about=body.title, entered=known.entry.at, overdue=body.ends < on,
        )  # fmt: skip


def _destructions(entries: Sequence[Entry], on: date) -> Iterator[Due]:
    for entry, body in undestroyed(entries):
        if body.destroy_by:
            yield Due(
                what="destruction", on=body.destroy_by, digest=body.sha256, partnership=body.partnership,
                protocol_version=body.protocol_version, about=f"{body.sharing}, at {body.recipient}",
                entered=entry.at, overdue=body.destroy_by < on,
            )  # fmt: skip
