"""Enters in a register what was done: a protocol with its signatures, a decision, a release under a protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from infoshare.digests import sha256_of_bytes
from infoshare.errors import DecisionRefused, OutsideProtocol
from infoshare.model.certificate import Certificate
from infoshare.model.protocol_signature import PartyStanding, ProtocolSignature
from infoshare.model.register_entry import (
    Entry,
    RegisteredDecision,
    RegisteredDestruction,
    RegisteredRelease,
    RegisteredSignature,
)
from infoshare.model.table_certificate import TableCertificate
from infoshare.protocols.decision_facts import decision_facts
from infoshare.safe_repr import count_of
from infoshare.workflows.decisions import findings_on

if TYPE_CHECKING:
    from infoshare.model.agreed import AgreedRelease
    from infoshare.workflows.protocol import Protocol
    from infoshare.workflows.register import Register


def make_known(register: Register, protocol: Protocol, standings: Iterable[PartyStanding]) -> None:
    """Enter a protocol and its signatures in a register that does not have them yet."""
    known = register.is_there() and any(each.subject == protocol.digest for each in register.entries("protocol"))
    if not known:
        register.add_protocol(protocol)
    enter_signatures(register, standings)


def enter_signatures(register: Register, standings: Iterable[PartyStanding]) -> int:
    """Enter the last signature of each party that is not entered yet, and is to be trusted; how many were entered."""
    entered = [each.body for each in register.entries("signature")]
    signed = [each.signature for each in standings if each.signature and each.standing != "broken"]
    new = [body for body in map(_signature, signed) if body not in entered]
    for body in new:
        register.add(body)
    return len(new)


def _signature(signed: ProtocolSignature) -> RegisteredSignature:
    return RegisteredSignature(
        protocol=signed.digest, party=signed.party, name=signed.signer, role=signed.role,
        organisation=signed.organisation, at=with_zone(signed.at), key_sha256=signed.key_sha256,
        scan_sha256=signed.scan_sha256,
    )  # fmt: skip


def enter_decision(register: Register, decision: Protocol, on: date, at: str | None = None) -> Entry:
    """Enter a decision whose record is whole: to share, to share in part, or to refuse.

    Raises:
        DecisionRefused: if something that the law asks for is open, such as the written reasons for a refusal under
            section 7 of the Care Act 2014, or if these answers are entered already.
    """
    gaps = [each for each in findings_on(decision, on) if each.verdict == "gap"]
    if gaps:
        raise DecisionRefused(
            f"the decision has {count_of(len(gaps), 'open gap')}: {gaps[0].message}",
            mend="`infoshare decision check` lists them all.",
        )
    if register.is_there() and any(each.subject == decision.digest for each in register.entries("decision")):
        raise DecisionRefused("these answers are entered already", mend="Nothing needs to be done.")
    return register.add(_decision(decision), at)


def _decision(decision: Protocol) -> RegisteredDecision:
    facts = decision_facts(decision.draft)
    under = str(facts["protocol"] or "")
    review = facts["review_by"]
    return RegisteredDecision(
        reference=facts["reference"], questionnaire=facts["type"], digest=facts["digest"], outcome=facts["outcome"],
        reasons_given=facts["reasons_given"], urgent=facts["urgent"],
        decided_on=date.fromisoformat(facts["decided_on"]), review_by=date.fromisoformat(review) if review else None,
        requester=facts["requester"] or "", holder=facts["holder"] or "",
        protocol=under.lower() if SHA.fullmatch(under.lower()) else None, releases=tuple(facts["released"]),
    )  # fmt: skip


SHA = re.compile(r"[0-9a-f]{64}")
"""A SHA-256, by which a decision may name the agreement that it was asked under."""


@dataclass(frozen=True, slots=True)
class ReleaseEntry:
    """The entry of a release under a protocol: made before it goes to its place, since no entry is ever taken back."""

    register: Register
    protocol: Protocol
    standings: tuple[PartyStanding, ...]
    agreed: AgreedRelease
    certificate: Certificate | TableCertificate
    earlier: int
    """How many releases of the sharing the register had when it was asked whether this one may leave."""

    def publish(self) -> None:
        """Enter the protocol with its signatures, if it is not there, and the release. Each entry has its own time.

        Raises:
            OutsideProtocol: if another release of the same sharing was entered in the meantime.
            UserError: if somebody else enters something at this very moment.
        """
        agreed = self.agreed
        make_known(self.register, self.protocol, self.standings)
        head = self.register.head
        if len(self.register.releases_of(agreed.sharing, agreed.recipient, agreed.partnership)) != self.earlier:
            raise OutsideProtocol(
                f"another release of '{agreed.sharing}' was entered in the meantime ({agreed.clause})",
                mend="Nothing was written. `infoshare register list` shows what left.",
            )
        self.register.add(self._release(), head=head)

    def _release(self) -> RegisteredRelease:
        agreed, released = self.agreed, self.certificate.release
        return RegisteredRelease(
            protocol=agreed.sha256, partnership=agreed.partnership, protocol_version=agreed.version,
            sharing=agreed.sharing, recipient=agreed.recipient, giver=agreed.giver, purpose=agreed.purpose,
            issued=with_zone(self.certificate.issued),
            sha256=released.sha256, rows=released.rows, schedule_sha256=agreed.schedule_sha256,
            certificate_sha256=sha256_of_bytes(self.certificate.to_json().encode()), decision=agreed.decision,
            destroy_by=date.fromisoformat(agreed.destroy_by) if agreed.destroy_by else None,
        )  # fmt: skip

    def withdraw(self) -> None:
        """Enter that the release never left, for its file could not be put in its place."""
        at = with_zone(self.certificate.issued)
        gone = RegisteredDestruction(
            release=self.certificate.release.sha256, on=datetime.fromisoformat(at).date(), by="infoshare",
            role="software", how="it never left: its file could not be put in its place", what="the whole release",
        )  # fmt: skip
        self.register.add(gone)


def with_zone(issued: str) -> str:
    """A time or a day with a zone; one without is taken as UTC."""
    found = datetime.fromisoformat(issued)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
