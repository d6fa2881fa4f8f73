"""Finds the one sharing of a protocol that a release is meant for, and compiles its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoshare.errors import OutsideProtocol, UserError
from infoshare.model.agreed import Agreed
from infoshare.model.policy import Policy
from infoshare.model.schedule import Sharing
from infoshare.protocols.clauses import clause_of
from infoshare.protocols.draft import same_name
from infoshare.protocols.schedule.compiling import compiled
from infoshare.safe_repr import listed

if TYPE_CHECKING:
    from infoshare.workflows.protocol import Protocol

FLOWS = "flows"


def the_sharing(protocol: Protocol, recipient: str, sharing: str | None = None, purpose: str | None = None) -> Sharing:
    """The sharing with a recipient, of that name and for that purpose, where they are given.

    Raises:
        OutsideProtocol: if the protocol has none.
        UserError: if it has several, with their names.
    """
    to_them = [each for each in protocol.schedule.sharings if any(same_name(recipient, r) for r in each.recipients)]
    if not to_them:
        raise OutsideProtocol(
            f"no sharing of the protocol goes to '{recipient}' ({clause_of(protocol.draft, FLOWS)})",
            mend=f"Recipients: {listed(sorted({r for each in protocol.schedule.sharings for r in each.recipients}))}.",
        )
    for_it = [each for each in to_them if purpose is None or _is_for(protocol, each, purpose)]
    if not for_it:
        raise OutsideProtocol(
            f"the protocol shares nothing with '{recipient}' for that purpose ({clause_of(protocol.draft, FLOWS)})",
            mend=f"It shares with them for: {listed(sorted({_purpose(protocol, each) for each in to_them}))}.",
        )
    found = [each for each in for_it if sharing is None or same_name(each.name, sharing)]
    if not found:
        raise OutsideProtocol(
            f"the sharing '{sharing}' does not go to '{recipient}' ({clause_of(protocol.draft, FLOWS)})",
            mend=f"Sharings with them: {listed(each.name for each in for_it)}.",
        )
    if len(found) > 1:
        raise UserError(
            f"{len(found)} sharings of the protocol go to '{recipient}'",
            mend=f"Say which with --sharing: {listed(each.name for each in found)}.",
        )
    return found[0]


def _is_for(protocol: Protocol, sharing: Sharing, purpose: str) -> bool:
    return same_name(purpose, sharing.purpose) or same_name(purpose, _purpose(protocol, sharing))


def _purpose(protocol: Protocol, sharing: Sharing) -> str:
    """What a sharing is for, as the document prints it."""
    return protocol.draft.questionnaire.question("purposes").label_of(sharing.purpose)


def policy_of(protocol: Protocol, sharing: Sharing, recipient: str) -> Policy:
    """The policy of a sharing with one of its recipients.

    Raises:
        PolicyError: if an item of it has no column, or does not say how exactly it leaves.
    """
    giver = protocol.draft.body_of(sharing.giver)
    agreed = agreement(protocol, sharing, recipient)
    return compiled(protocol.schedule, sharing, agreed, from_the_nhs=bool(giver and giver.nhs))


def agreement(protocol: Protocol, sharing: Sharing, recipient: str) -> Agreed:
    """What a policy says of the protocol that it was compiled from."""
    draft = protocol.draft
    gateway = draft.law.gateway(sharing.gateway)
    return Agreed(
        protocol=draft.questionnaire.title, partnership=str(draft.get("partnership_name") or ""),
        version=str(draft.get("protocol_version") or ""), sha256=protocol.digest,
        schedule_sha256=protocol.schedule.digest, sharing=sharing.name, giver=sharing.giver,
        clause=f"{clause_of(protocol.draft, FLOWS)}, and the data specification",
        recipient=next(each for each in sharing.recipients if same_name(each, recipient)),
        purpose=_purpose(protocol, sharing), power=gateway.name if gateway else "none needed",
    )  # fmt: skip
