"""Signs a protocol for one of its parties, with a key or on a scanned page, and says where all signatures stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from infoshare.certificates.protocol_signatures import fault_of, signed_with
from infoshare.certificates.signing import SigningKey
from infoshare.digests import sha256_of_stream
from infoshare.errors import AnswersError, DataFileError, MissingSecretError, SigningRefused, UserError
from infoshare.files.signature_file import read_record, record_to_add_to, signatures_beside
from infoshare.model.protocol_signature import PartyStanding, ProtocolSignature
from infoshare.protocols.draft import same_name
from infoshare.protocols.plain_text import cleaned
from infoshare.protocols.standing_signatures import not_pinned, pinned_keys, standing, version_of
from infoshare.protocols.wording import worded_answers
from infoshare.safe_repr import count_of
from infoshare.workflows.protocol import Protocol
from infoshare.workflows.signing_keys import HOW_TO_GIVE_A_KEY, as_signing_key

LONGEST = 500
"""The most characters of who signs, and of the role; as of a short text in answers."""


def signatures_of(path: str | Path) -> tuple[Protocol, tuple[PartyStanding, ...]]:
    """The protocol of an answers file, and where the signature of each of its parties stands, verified.

    A set that has no parties, such as that of one person's decision, has no standings: nobody is bound by it.

    Raises:
        AnswersError: if the answers cannot be used.
        DataFileError: if the record of signatures cannot be read, or is not written as infoshare writes it.
    """
    protocol = Protocol.load(path)
    return protocol, standing(protocol.draft, read_record(signatures_beside(Path(path))), fault_of)


def sign(
    path: str | Path, party: str, key: SigningKey | bytes | str, *, signer: str | None = None, role: str | None = None,
    at: str | None = None,
) -> ProtocolSignature:  # fmt: skip
    """Sign the answers as they stand for a party, and write the signature beside them.

    Args:
        path: the answers file.
        party: the party's name, in any case.
        key: an Ed25519 key, or the text of its PEM file.
        signer: who signs; else the one that the key names.
        role: in which role; else the one that the key names.
        at: when, as an ISO 8601 time with its zone; now, if none is given. It is kept in UTC, to the second.

    Raises:
        AnswersError: if the protocol has no such party.
        UserError: if the signer, the role or the time is missing or cannot be used.
        MissingSecretError: if the key is none.
        SigningRefused: if it is a draft, another key signs for that party, or it signed this version already.
        DataFileError: if the record cannot be read or written, or somebody else signs at this moment.
    """
    found = as_signing_key(key)
    if found is None:
        raise MissingSecretError("there is no key to sign with", mend=HOW_TO_GIVE_A_KEY)
    who = _line("signer", signer or found.signer), _line("role", role or found.role)
    moment = _moment(at)
    return _add(path, party, lambda fields: signed_with(found, **fields, signer=who[0], role=who[1], at=moment))


def sign_by_scan(
    path: str | Path, party: str, scan: str | Path, *, signer: str, role: str, signed_on: str
) -> ProtocolSignature:
    """Record that a party signed the answers as they stand on paper, by the SHA-256 of the scanned page.

    `signed_on` is the day that stands on the page, as year-month-day. The scan itself is for the partners to keep.

    Raises:
        AnswersError: if the protocol has no such party.
        UserError: if the signer, the role or the day is missing or cannot be used.
        SigningRefused: if it is a draft, the party signs with a key, or it signed this version so already.
        DataFileError: if a file cannot be read or written, or somebody else signs at this moment.
    """
    who = {"signer": _line("signer", signer), "role": _line("role", role), "at": _day(signed_on)}
    digest = _digest_of_scan(Path(scan))
    return _add(path, party, lambda said: ProtocolSignature(kind="scan", **said, **who, scan_sha256=digest))


def _add(path: str | Path, party: str, signed: Callable[[dict[str, str]], ProtocolSignature]) -> ProtocolSignature:
    """Add a signature of a party, which `signed` makes of what it is under."""
    protocol = Protocol.load(path)
    signature = signed(_what_is_signed(protocol, party))
    with record_to_add_to(signatures_beside(Path(path))) as (record, adding):
        of_all = standing(protocol.draft, record, fault_of)
        so_far = next(each for each in of_all if same_name(each.party, signature.organisation))
        if faults := [*_refusals(protocol, signature, so_far)]:
            see = "check" if protocol.is_draft else "signatures"
            raise SigningRefused(*faults, mend=f"Nothing was written. See: infoshare protocol {see} {Path(path).name}")
        adding.write(record.with_one(signature, version_of(protocol.draft)))
    return signature


def _what_is_signed(protocol: Protocol, party: str) -> dict[str, str]:
    """The fields of a signature that say what it is under, and for whom."""
    draft = protocol.draft
    organisation = next((each for each in draft.parties if same_name(each, party)), None)
    if organisation is None:
        has = f"Its parties: {'; '.join(draft.parties)}." if draft.parties else "Its question set has no parties."
        raise AnswersError("the protocol has no party of that name", mend=has)
    rows = [str(row["party"]) for row in draft.rows("signatories") if same_name(row.get("party"), party)]
    return {
        "party": _one_line((rows or [organisation])[0]), "organisation": _one_line(organisation),
        "digest": draft.digest, "protocol_version": worded_answers(draft)["protocol_version"],
    }  # fmt: skip


def _refusals(protocol: Protocol, signature: ProtocolSignature, so_far: PartyStanding) -> Iterator[str]:
    """Why a signature is not taken."""
    gaps, actions = len(protocol.having("gap")), len(protocol.actions)
    if protocol.is_draft:
        yield f"the protocol is a draft: {count_of(gaps, 'legal gap')} open, and {actions} to come back to"
    if wrong := not_pinned(signature, pinned_keys(protocol.draft, signature.organisation)):
        yield f"the signature is not taken: {wrong}"
    last = so_far.signature
    if so_far.standing == "signed" and last and last.mark == signature.mark:
        yield f"{so_far.party} signed this very version so already, on {last.at[:10]}: it need not sign again"


def _one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _line(what: str, text: str | None) -> str:
    """Who signs or in which role, as one line."""
    line = _one_line(text or "")
    if not line or len(line) > LONGEST:
        raise UserError(f"the {what} is {'too long' if line else 'missing'}", mend=f"Give it with --{what}.")
    return line


def _moment(at: str | None) -> str:
    """A time as given, or now: of UTC, to the second."""
    try:
        time = datetime.now(UTC) if at is None else datetime.fromisoformat(at)
        if time.tzinfo is not None:
            return time.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        pass
    raise UserError("the time of signing is no ISO 8601 time with a zone", mend="Write it like 2026-11-26T09:00:00Z.")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except (ValueError, TypeError):
        raise UserError(
            "the day of signing is no date", mend="Write it as year-month-day, such as 2026-12-01."
        ) from None


def _digest_of_scan(scan: Path) -> str:
    try:
        with scan.open("rb") as stream:
            if scan.stat().st_size:
                return sha256_of_stream(stream)
    except OSError as error:
        raise DataFileError(f"{scan} cannot be read: {error.strerror}", mend="Give the scanned page.") from None
    raise DataFileError(f"{scan} is empty", mend="Give the scanned page.")
