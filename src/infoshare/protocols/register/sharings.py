"""Who shares what with whom, under which power: the flows of the registered protocols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from infoshare.model.register_entry import (
    Entry,
    RegisteredProtocol,
)
from infoshare.model.register_schedule import ScheduleRow
from infoshare.model.register_view import ProtocolState, Sharing, State
from infoshare.protocols.register.states import STANDING, known_protocols


def protocol_states(entries: Sequence[Entry], on: date) -> list[ProtocolState]:
    """Every registered protocol and its state on a day, in the order of entry."""
    return [each.told(on) for each in known_protocols(entries).values()]


def sharings(entries: Sequence[Entry], on: date) -> list[Sharing]:
    """The flows of the protocols that bind on a day."""
    return [
        sharing
        for each in known_protocols(entries).values()
        if (state := each.state(on)) in STANDING
        for sharing in sharings_of(each.body, state)
    ]


def sharings_of(body: RegisteredProtocol, state: State) -> Iterator[Sharing]:
    """The flows of one protocol, each with its items."""
    for rows in by_flow(body.schedule).values():
        first = rows[0]
        yield Sharing(
            digest=body.digest, partnership=body.partnership, protocol_version=body.protocol_version, state=state,
            flow=first.flow, giver=first.giver, recipients=first.recipients,
            items=tuple(row.item for row in rows if row.item), purpose=first.purpose_words or first.purpose,
            gateway=first.gateway, provision=first.provision, frequency=first.frequency, retention=first.retention,
        )  # fmt: skip


def by_flow(schedule: Iterable[ScheduleRow]) -> dict[str, list[ScheduleRow]]:
    """The rows of a schedule by their flow."""
    found: dict[str, list[ScheduleRow]] = {}
    for row in schedule:
        found.setdefault(row.flow, []).append(row)
    return found
