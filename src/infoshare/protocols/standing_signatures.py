"""Says where the signature of each party stands: whether it signed this version, or what it signed still holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from infoshare.digests import sha256_of_data
from infoshare.errors import AnswersError, QuestionnaireError
from infoshare.model.answers import Answers
from infoshare.model.comparison import Change
from infoshare.model.protocol_signature import PartyStanding, ProtocolSignature, SignatureRecord, SignedVersion
from infoshare.protocols.draft import Draft, same_name
from infoshare.protocols.versions import compared
from infoshare.protocols.versions.sides import Sides
from infoshare.protocols.versions.signing import PARTIES
from infoshare.protocols.versions.summary import where_of

Fault = Callable[[ProtocolSignature], str]
"""Says what is wrong with a signature in itself, as whoever can verify it knows; nothing if nothing is."""


def standing(draft: Draft, record: SignatureRecord, fault: Fault) -> tuple[PartyStanding, ...]:
    """Where each party stands, in the order of the parties. A party's last signature decides.

    An earlier version is told by its digest, which is checked against its content; the party is known in it by the row
    that is the same row today, whatever it is called.
    """
    earlier = _Earlier(draft, record)
    return tuple(_of_party(party, earlier, fault) for party in dict.fromkeys(draft.parties))


def version_of(draft: Draft) -> SignedVersion:
    """What a signature under a draft is under: equal content has the draft's digest."""
    return SignedVersion(
        questionnaire=draft.questionnaire.questionnaire, version=draft.questionnaire.version, answers=draft.answers
    )


def pinned_keys(draft: Draft, party: str) -> tuple[str, ...]:
    """The fingerprints of the keys with which alone a party signs, as its signatories' rows name them; often none."""
    rows = [row for row in draft.rows("signatories") if same_name(row.get("party"), party)]
    return tuple(str(row["key"]).strip().lower() for row in rows if row.get("key"))


def not_pinned(signature: ProtocolSignature, pinned: tuple[str, ...]) -> str:
    """What is wrong if the protocol names the party's keys and the signature is by none of them."""
    if not pinned or (signature.kind == "key" and signature.key_sha256 in pinned):
        return ""
    said = "a scanned page" if signature.kind == "scan" else "another key"
    return f"it is by {said}, and the protocol names the key that {signature.party} signs with"


class _Earlier:
    """The versions that were signed, each as a draft and beside today's."""

    def __init__(self, draft: Draft, record: SignatureRecord) -> None:
        self.draft, self.record = draft, record
        self.opened = cache(self._opened)
        self.changes = cache(self._changes)
        self._names = cache(self._names_today)

    def of_party(self, party: str) -> ProtocolSignature | None:
        """A party's last signature."""
        return next((each for each in reversed(self.record.signatures) if self._is_of(each, party)), None)

    def _is_of(self, signature: ProtocolSignature, party: str) -> bool:
        return same_name(self._names(signature.digest, signature.party), party)

    def _names_today(self, digest: str, party: str) -> str:
        """What the draft calls a party of a signed version; the same if it has no such party, or cannot be compared."""
        earlier = self.opened(digest)
        if isinstance(earlier, str):
            return party
        sides = Sides(earlier, self.draft)
        place = sides.before.place(PARTIES, party)
        later = None if place is None else sides.pairs[PARTIES].get(place)
        return party if later is None else sides.after.name(PARTIES, later)

    def _opened(self, digest: str) -> Draft | str:
        """A signed version as a draft, or why it cannot be trusted or compared."""
        version = self.record.versions.get(digest)
        if version is None:
            return "the answers that were signed are missing from the record"
        if _digest_of(version) != digest:
            return "the answers that were signed were changed in the record"
        if version.questionnaire != self.draft.questionnaire.questionnaire:
            return "another question set was signed"
        try:
            return Draft.of(Answers(**version.model_dump()), "the signed version")
        except (AnswersError, QuestionnaireError):
            return "the answers that were signed cannot be brought up to today's questions"

    def _changes(self, digest: str) -> tuple[Change, ...]:
        """What has legal effect and changed since a version that was opened."""
        earlier = self.opened(digest)
        return () if isinstance(earlier, str) else compared(earlier, self.draft).having("legal")


def _digest_of(version: SignedVersion) -> str:
    try:
        return sha256_of_data(version.model_dump(mode="json"))
    except ValueError:
        return ""


def _of_party(party: str, earlier: _Earlier, fault: Fault) -> PartyStanding:
    signature, pinned = earlier.of_party(party), pinned_keys(earlier.draft, party)
    if signature is None:
        return PartyStanding(party=party, standing="missing", pinned=pinned)
    found = PartyStanding(party=party, standing="signed", signature=signature, pinned=pinned)
    wrong = fault(signature) or _fault_in_its_version(signature, earlier)
    if wrong:
        return found.model_copy(update={"standing": "broken", "fault": wrong})
    if signature.digest == earlier.draft.digest:
        return found
    changes = [each for each in earlier.changes(signature.digest) if party in each.parties]
    said = tuple(dict.fromkeys(map(_worded, changes)))
    return found.model_copy(update={"standing": "reopened" if said else "holds", "changes": said})


def _fault_in_its_version(signature: ProtocolSignature, earlier: _Earlier) -> str:
    """What is wrong with a signature in the light of what was signed."""
    signed = earlier.opened(signature.digest)
    if isinstance(signed, str):
        return signed
    if not signed.party(signature.party):
        return "the version that was signed has no such party"
    return not_pinned(signature, pinned_keys(signed, signature.party))


def _worded(change: Change) -> str:
    """A change by its question and, of a table, its row and column; never what was answered."""
    where, question = where_of(change), " ".join(change.text.split())
    return f"{question} {' '.join(where.split())}" if where else question
