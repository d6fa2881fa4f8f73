"""What is told of a register: the state of each protocol, who shares what with whom, what is due, and findings."""

from __future__ import annotations

from datetime import date
from typing import Literal

from infoshare.model.noun import Noun

State = Literal["draft", "to come", "current", "past review", "expired", "withdrawn", "replaced"]
DueKind = Literal["review", "expiry", "destruction"]
FindingKind = Literal[
    "overdue_review", "expired", "draft", "not_destroyed", "no_current_protocol", "retention_differs", "law_changed",
    "law_ended", "law_not_begun", "clock",
]  # fmt: skip


class ProtocolState(Noun):
    """A registered protocol on a day: `review` is the next one, `signed` how many of its parties have signed."""

    number: int
    digest: str
    partnership: str
    title: str
    protocol_version: str
    state: State
    starts: date | None
    review: date | None
    ends: date | None
    parties: int
    signed: int


class Sharing(Noun):
    """Who gives what to whom, for what, under which power (a provision's id) and for how long, by one flow."""

    digest: str
    partnership: str
    protocol_version: str
    state: State
    flow: str
    giver: str
    recipients: tuple[str, ...]
    items: tuple[str, ...]
    purpose: str
    gateway: str
    provision: str
    frequency: str
    retention: str


class Due(Noun):
    """Something to be done by a day: a review, an end or a destruction, of a protocol or a release by its digest.

    `entered` is the time of the entry that the day comes from, `changes` how often the day was moved since the first.
    """

    what: DueKind
    on: date
    digest: str
    partnership: str
    protocol_version: str
    about: str
    entered: str
    changes: int = 0
    overdue: bool


class RegisterFinding(Noun):
    """Something that somebody should look at, with the numbers of the entries that it comes from."""

    kind: FindingKind
    message: str
    entries: tuple[int, ...]
    citations: tuple[str, ...] = ()
