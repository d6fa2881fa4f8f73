"""The entries of the register: what a partnership did, each bound to the entry before by its hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field

from infoshare.digests import sha256_of_data
from infoshare.model.noun import Noun
from infoshare.model.register_schedule import CitedProvision, ScheduleRow
from infoshare.model.signature import SHA256

NONE_BEFORE = "0" * 64
"""What stands in the first entry in place of the hash of the one before."""
Kind = Literal["protocol", "signature", "decision", "release", "review", "withdrawal", "destruction"]


def _as_utc(text: str) -> str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = datetime.min
    if found.tzinfo is None:
        raise ValueError("it must be an ISO 8601 time with its zone")
    return found.astimezone(UTC).isoformat(timespec="seconds")


Time = Annotated[str, AfterValidator(_as_utc)]
"""A time in UTC to the second, as ISO 8601 writes it: `2026-12-01T09:30:00+00:00`."""
Said = Annotated[str, Field(min_length=1, pattern=r"\S")]
"""A text that says something."""


class _Body(Noun):
    """What an entry says. It prints as its kind alone: names stand in it."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.subject[:12]}>"

    __str__ = __repr__

    @property
    def subject(self) -> str:
        """The digest of what the entry is about."""
        return subject_of(self.model_dump(mode="json"))


class RegisteredProtocol(_Body):
    """A version of a protocol, by the digest of its answers.

    `version` is that of the question set, `protocol_version` the partnership's own. `follows` is the digest of the
    version that it takes the place of from its start. `gaps` and `actions` are how many were open: with one of
    either it is a draft, and nothing may rest on it.
    """

    kind: Literal["protocol"] = "protocol"
    questionnaire: str
    version: int
    title: str
    partnership: str
    protocol_version: str
    digest: SHA256
    answers: dict[str, Any] = Field(repr=False)
    starts: date | None = None
    review: date | None = None
    ends: date | None = None
    parties: tuple[str, ...] = ()
    citations: tuple[CitedProvision, ...] = ()
    schedule: tuple[ScheduleRow, ...] = ()
    follows: SHA256 | None = None
    gaps: int = 0
    actions: int = 0

    @property
    def is_draft(self) -> bool:
        """Whether something was open when it was entered."""
        return bool(self.gaps or self.actions)


class RegisteredSignature(_Body):
    """That somebody signed a protocol for a party: by a key (its fingerprint), or by hand (the scan's SHA-256)."""

    kind: Literal["signature"] = "signature"
    protocol: SHA256
    party: Said
    name: Said
    role: str = ""
    organisation: str = ""
    at: Time
    key_sha256: SHA256 | None = None
    scan_sha256: SHA256 | None = None


class RegisteredDecision(_Body):
    """A decision on one disclosure, made or refused. Nothing of the person concerned stands in it.

    `questionnaire` is the question set and `digest` that of its answers. `reasons_given` says whether reasons are
    recorded there. `releases` are the SHA-256 of what was given.
    """

    kind: Literal["decision"] = "decision"
    reference: Said
    questionnaire: str
    digest: SHA256
    outcome: Literal["share", "share_in_part", "refuse"]
    reasons_given: bool
    urgent: bool = False
    decided_on: date
    review_by: date | None = None
    requester: str = ""
    holder: str = ""
    protocol: SHA256 | None = None
    releases: tuple[SHA256, ...] = ()


class RegisteredRelease(_Body):
    """A release that left under a protocol, for one sharing (a flow's name) and one recipient.

    `issued` is the certificate's time, `sha256` the release, `rows` how many it has (None if not counted), and
    `destroy_by` the day on which the recipient has destroyed it.
    """

    kind: Literal["release"] = "release"
    protocol: SHA256
    partnership: str
    protocol_version: str
    sharing: Said
    recipient: Said
    giver: str = ""
    purpose: str = ""
    issued: Time
    sha256: SHA256
    certificate_sha256: SHA256 | None = None
    rows: int | None = None
    schedule_sha256: SHA256 | None = None
    destroy_by: date | None = None
    decision: str | None = None


class RegisteredReview(_Body):
    """A review of a protocol: when, by whom, what came of it, and when the next one is due (None: no more)."""

    kind: Literal["review"] = "review"
    protocol: SHA256
    on: date
    by: Said
    outcome: Said
    next_review: date | None = None


class RegisteredWithdrawal(_Body):
    """That a protocol was withdrawn: from when, by whom and why."""

    kind: Literal["withdrawal"] = "withdrawal"
    protocol: SHA256
    on: date
    by: Said
    reason: Said


class RegisteredDestruction(_Body):
    """That a release was destroyed: when, by whom in which role, how, and what it was."""

    kind: Literal["destruction"] = "destruction"
    release: SHA256
    on: date
    by: Said
    role: Said
    how: Said
    what: Said


Body = Annotated[
    RegisteredProtocol
    | RegisteredSignature
    | RegisteredDecision
    | RegisteredRelease
    | RegisteredReview
    | RegisteredWithdrawal
    | RegisteredDestruction,
    Field(discriminator="kind"),
]
SUBJECTS = {
    "protocol": "digest", "signature": "protocol", "decision": "digest", "release": "sha256", "review": "protocol",
    "withdrawal": "protocol", "destruction": "release",
}  # fmt: skip
"""The field of each kind of body that holds the digest of what the entry is about."""


def subject_of(body: Mapping[str, Any]) -> str:
    """The digest of what a body, as plain data, is about."""
    return str(body[SUBJECTS[body["kind"]]])


def hash_of(number: int, at: str, previous: str, body: Mapping[str, Any]) -> str:
    """SHA-256 of all that an entry says, in canonical form; `body` is plain data."""
    return sha256_of_data({"number": number, "at": at, "previous": previous, "body": body})


class Entry(Noun):
    """One entry: its number from 1, when it was made, the hash of the entry before, its own, and what it says."""

    number: Annotated[int, Field(ge=1)]
    at: Time
    previous: SHA256
    hash: SHA256
    body: Body

    @classmethod
    def following(cls, number: int, previous: str, at: str, body: Any) -> Self:
        """The entry that comes after so many, the last of which has the hash `previous`."""
        data = body.model_dump(mode="json")
        return cls(number=number, at=at, previous=previous, hash=hash_of(number, at, previous, data), body=body)

    @property
    def kind(self) -> Kind:
        """What kind of entry it is."""
        return self.body.kind

    @property
    def subject(self) -> str:
        """The digest of what it is about."""
        return self.body.subject

    def __repr__(self) -> str:
        return f"<Entry {self.number}: {self.body!r}>"

    __str__ = __repr__
