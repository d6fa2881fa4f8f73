"""The state of each registered protocol on a day: current, past review, expired, withdrawn, replaced or a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from infoshare.model.register_entry import (
    Entry,
    RegisteredDestruction,
    RegisteredProtocol,
    RegisteredRelease,
    RegisteredReview,
    RegisteredSignature,
    RegisteredWithdrawal,
)
from infoshare.model.register_view import ProtocolState, State
from infoshare.protocols.draft import name_key

Of = TypeVar("Of")
STANDING: frozenset[State] = frozenset({"current", "past review"})
"""A protocol whose review is late binds still; what rests on it is told as a finding."""


def bodies(entries: Iterable[Entry], of: type[Of]) -> Iterator[tuple[Entry, Of]]:
    """The entries of one kind, each with what it says."""
    for entry in entries:
        if isinstance(entry.body, of):
            yield entry, entry.body


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """One registered protocol, with what was entered of it later."""

    entry: Entry
    body: RegisteredProtocol
    reviews: list[tuple[Entry, RegisteredReview]] = field(default_factory=list)
    withdrawals: list[tuple[Entry, RegisteredWithdrawal]] = field(default_factory=list)
    signatures: list[RegisteredSignature] = field(default_factory=list)
    followed_by: list[RegisteredProtocol] = field(default_factory=list)

    def review(self) -> tuple[date | None, Entry]:
        """When the next review is due, and the entry that says so: the last review, or the protocol itself."""
        if self.reviews:
            entry, body = self.reviews[-1]
            return body.next_review, entry
        return self.body.review, self.entry

    def state(self, on: date) -> State:
        """What it is on a day."""
        if self.body.is_draft:
            return "draft"
        if any(body.on <= on for _, body in self.withdrawals):
            return "withdrawn"
        if any(after.starts is None or after.starts <= on for after in self.followed_by if not after.is_draft):
            return "replaced"
        if self.body.ends and self.body.ends < on:
            return "expired"
        if self.body.starts and self.body.starts > on:
            return "to come"
        due, _ = self.review()
        return "past review" if due and due < on else "current"

    def signers(self) -> set[str]:
        """Which of its parties have signed, by the key of their names."""
        return {name_key(each.party) for each in self.signatures} & {name_key(each) for each in self.body.parties}

    def told(self, on: date) -> ProtocolState:
        """The state in words for a reader."""
        body, (review, _) = self.body, self.review()
        return ProtocolState(
            number=self.entry.number, digest=body.digest, partnership=body.partnership, title=body.title,
            protocol_version=body.protocol_version, state=self.state(on), starts=body.starts, review=review,
            ends=body.ends, parties=len(body.parties), signed=len(self.signers()),
        )  # fmt: skip


def known_protocols(entries: Sequence[Entry]) -> dict[str, Known]:
    """Every registered protocol by its digest, in the order of entry; one that was entered twice counts once."""
    known: dict[str, Known] = {}
    for entry, body in bodies(entries, RegisteredProtocol):
        known.setdefault(body.digest, Known(entry, body))
    for each in known.values():
        if each.body.follows in known:
            known[each.body.follows].followed_by.append(each.body)
    _fill(known, entries)
    return known


def _fill(known: dict[str, Known], entries: Sequence[Entry]) -> None:
    for entry in entries:
        match entry.body:
            case RegisteredReview(protocol=digest) as review if digest in known:
                known[digest].reviews.append((entry, review))
            case RegisteredWithdrawal(protocol=digest) as withdrawal if digest in known:
                known[digest].withdrawals.append((entry, withdrawal))
            case RegisteredSignature(protocol=digest) as signature if digest in known:
                known[digest].signatures.append(signature)


def standing(entries: Sequence[Entry], on: date) -> list[Known]:
    """The protocols that bind on a day."""
    return [each for each in known_protocols(entries).values() if each.state(on) in STANDING]


def undestroyed(entries: Sequence[Entry]) -> list[tuple[Entry, RegisteredRelease]]:
    """The releases of which no destruction is entered."""
    gone = {body.release for _, body in bodies(entries, RegisteredDestruction)}
    return [(entry, body) for entry, body in bodies(entries, RegisteredRelease) if body.sha256 not in gone]


def earlier_version(known: Mapping[str, Known], body: RegisteredProtocol) -> str | None:
    """The digest of the last version of the same partnership and question set."""
    same = [
        each.body.digest for each in known.values()
        if each.body.questionnaire == body.questionnaire
        and name_key(each.body.partnership) == name_key(body.partnership)
    ]  # fmt: skip
    return same[-1] if same else None
