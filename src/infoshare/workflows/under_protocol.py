"""Holds a release to what the partners signed: refuses what the protocol does not bear, and enters what leaves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from infoshare.errors import OutsideProtocol, UnplannedColumn, UserError
from infoshare.model.agreed import AgreedRelease
from infoshare.model.certificate import Certificate
from infoshare.model.policy import Policy
from infoshare.model.protocol_signature import PartyStanding
from infoshare.model.refusal import Refusal
from infoshare.model.schedule import ScheduleItem, Sharing
from infoshare.model.table_certificate import TableCertificate
from infoshare.protocols.clauses import clause_of
from infoshare.protocols.decision_facts import decision_facts
from infoshare.protocols.schedule.fineness import beyond
from infoshare.protocols.schedule.refusals import of_the_protocol, too_soon
from infoshare.protocols.schedule.timing import destroy_by
from infoshare.workflows.agreement import agreement, policy_of, the_sharing
from infoshare.workflows.decisions import load_decision
from infoshare.workflows.entering import ReleaseEntry
from infoshare.workflows.register import Register
from infoshare.workflows.signatures import signatures_of

if TYPE_CHECKING:
    from infoshare.workflows.protocol import Protocol

REGISTER_VARIABLE, REGISTER_FOLDER = "INFOSHARE_REGISTER", "register"
MEND = "Nothing was written. 'infoshare protocol check' and 'infoshare protocol signatures' say more."


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms of a protocol something is to be released.

    `protocol` is the answers file, which has its signatures beside it. `sharing` and `purpose` say which sharing with
    the recipient is meant, where there are several. `decision` is the file of a decision on which the release rests.
    `register` is where the partnership keeps its register: a folder or a database's address; else the environment
    variable INFOSHARE_REGISTER, else the folder `register` beside the protocol. `destroy_by` is the day by which the
    recipient destroys it, where the schedule's words name no plain time.
    """

    protocol: str | Path
    sharing: str | None = None
    purpose: str | None = None
    decision: str | Path | None = None
    register: str | Path | None = None
    destroy_by: date | None = None

    @property
    def place(self) -> str | Path:
        """Where the register is."""
        return self.register or os.environ.get(REGISTER_VARIABLE) or Path(self.protocol).parent / REGISTER_FOLDER


@dataclass(frozen=True, slots=True)
class Under:
    """A release that a protocol bears: its policy, what its certificate says of the protocol, and the register."""

    policy: Policy
    agreed: AgreedRelease
    protocol: Protocol
    standings: tuple[PartyStanding, ...]
    register: Register
    earlier: int

    def unlisted(self, error: UnplannedColumn) -> UnplannedColumn:
        """The refusal of columns that the data schedule does not list, with its clause."""
        clause = f"{clause_of(self.protocol.draft, 'data_items')}, data specification"
        return UnplannedColumn(
            *(f"{_of_the_schedule(fault, self.policy)} ({clause})" for fault in error.faults),
            mend="Take the columns out of the data, or agree them in a new version. Nothing was written.",
        )

    def entry(self, certificate: Certificate | TableCertificate) -> ReleaseEntry:
        """The release's entry in the register."""
        return ReleaseEntry(self.register, self.protocol, self.standings, self.agreed, certificate, self.earlier)


def _of_the_schedule(fault: str, policy: Policy) -> str:
    return fault.replace(f"the policy '{policy.policy}'", "the data schedule")


def under(terms: Terms, recipient: str | None, own: Policy | None, issued: str) -> Under:
    """What a protocol bears on the day of issue, or every reason why it does not.

    `own` is a policy in place of the one that the schedule compiles to; it may let out less, and never more.

    Raises:
        OutsideProtocol: with each reason and its clause.
        PolicyError: if an item of the sharing has no column, or does not say how exactly it leaves.
        UserError: if nobody is named who receives it, or several sharings fit.
    """
    if not recipient:
        raise UserError("a release under a protocol goes to one recipient", mend="Name it with --recipient.")
    protocol, standings = signatures_of(Path(terms.protocol))
    if protocol.draft.questionnaire.kind != "agreement":
        raise UserError("these answers make a decision and no agreement", mend="Give the answers of an agreement.")
    day, register = datetime.fromisoformat(issued).date(), Register.open(terms.place)
    points = (*protocol.having("gap"), *protocol.actions)
    refuse([*of_the_protocol(protocol.draft, points, standings, day, register.known(protocol.digest))])
    sharing = the_sharing(protocol, recipient, terms.sharing, terms.purpose)
    agreed, policy = agreement(protocol, sharing, recipient), policy_of(protocol, sharing, recipient)
    earlier = register.releases_of(sharing.name, agreed.recipient, agreed.partnership)
    last = max((datetime.fromisoformat(each.issued).date() for each in earlier), default=None)
    found = _Found(terms, protocol, sharing, day, last)
    refuse([*too_soon(protocol.draft, sharing, last, day), *found.finer(own, policy), *found.undecided(),
            *found.endless()])  # fmt: skip
    facts = AgreedRelease(
        **agreed.model_dump(), signed=tuple(each.party for each in standings), decision=found.decision,
        destroy_by=None if found.destroy_by is None else found.destroy_by.isoformat(),
    )  # fmt: skip
    if own:
        policy = own.model_copy(update={"agreed": agreed})
    return Under(policy, facts, protocol, standings, register, len(earlier))


def refuse(refusals: list[Refusal]) -> None:
    """Stop if there is a reason.

    Raises:
        OutsideProtocol: with all of them.
    """
    if refusals:
        raise OutsideProtocol(*map(str, refusals), mend=MEND)


@dataclass(frozen=True)
class _Found:
    """What the terms and the sharing say together."""

    terms: Terms
    protocol: Protocol
    sharing: Sharing
    day: date
    last: date | None

    def finer(self, own: Policy | None, agreed: Policy) -> Iterator[Refusal]:
        """Where a policy of one's own lets out more than was agreed."""
        clause = f"{clause_of(self.protocol.draft, 'data_items')}, data specification"
        for message in beyond(own, agreed) if own else ():
            yield Refusal(reason="finer_detail", message=message, clause=clause)

    @cached_property
    def _decision(self) -> Protocol | None:
        return load_decision(Path(self.terms.decision)) if self.terms.decision else None

    @property
    def decision(self) -> str | None:
        """The reference of the decision on which the release rests."""
        return str(decision_facts(self._decision.draft)["reference"]) if self._decision else None

    def undecided(self) -> Iterator[Refusal]:
        """A sharing that is made once or case by case needs a whole decision for each time after the first."""
        clause = clause_of(self.protocol.draft, "decision_maker")
        if found := self._decision:
            if decision_facts(found.draft)["outcome"] == "refuse":
                yield Refusal(reason="refused_by_decision", message="the decision was to refuse", clause=clause)
            elif found.is_draft:
                yield Refusal(reason="no_decision", message="the decision has open points", clause=clause)
        elif self.sharing.frequency == "one_off" and self.last:
            message = f"'{self.sharing.name}' is shared once, or case by case, and no decision is named"
            yield Refusal(reason="no_decision", message=message, clause=clause)

    @property
    def destroy_by(self) -> date | None:
        """The first day by which something of it must be destroyed."""
        return self.terms.destroy_by or min(filter(None, map(self._until, self._times)), default=None)

    @property
    def _times(self) -> set[str]:
        items: tuple[ScheduleItem, ...] = self.protocol.schedule.items_of(self.sharing)
        return {each.retention or self.sharing.retention for each in items}

    def _until(self, retention: str) -> date | None:
        return destroy_by(retention, self.day)

    def endless(self) -> Iterator[Refusal]:
        """Every release has a day by which it is destroyed."""
        if not self.terms.destroy_by and not all(map(self._until, self._times)):
            message = f"no plain time is named for which '{self.sharing.name}' is kept: give a day with --destroy-by"
            yield Refusal(reason="no_time_to_destroy", message=message, clause=clause_of(self.protocol.draft, "flows"))
