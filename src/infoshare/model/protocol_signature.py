"""Who signed which version of a protocol, what was signed, and where each party's signature stands today."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from infoshare.model.noun import Noun
from infoshare.model.signature import SHA256

Said = Annotated[
    str,
    Field(
        min_length=1, max_length=500,
        pattern=r"^[^\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+$",
    ),
]  # fmt: skip
"""A line of text without characters that move, hide or reorder what a terminal shows."""
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}\+00:00)?$")]
"""A day as year-month-day, or a time of UTC to the second (ISO 8601)."""
Standing = Literal["signed", "holds", "reopened", "missing", "broken"]


class ProtocolSignature(Noun):
    """One signature of one party under one version of a protocol, with a key or on a scanned page.

    `party` is the party as its signatory's row names it, `organisation` as the list of parties does; `at` is a time of
    UTC for a key and a day for a scan. `digest` is that of the answers that were signed. With a key, `value` is the
    signature (Ed25519, RFC 8032; 128 hexadecimal digits) over all the rest of this; `public_key` is PEM text and
    `key_sha256` its fingerprint. On a scanned page, `scan_sha256` is the SHA-256 of the file.
    """

    kind: Literal["key", "scan"]
    party: Said
    organisation: Said
    signer: Said
    role: Said
    at: Moment
    digest: SHA256
    protocol_version: str
    key_sha256: SHA256 | None = None
    public_key: Annotated[str, Field(max_length=1_000)] | None = None
    value: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")] | None = None
    scan_sha256: SHA256 | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Only what belongs to its kind is there, and all of it."""
        of_key = [self.key_sha256, self.public_key, self.value]
        there, absent = (of_key, [self.scan_sha256]) if self.kind == "key" else ([self.scan_sha256], of_key)
        if None in there or any(each is not None for each in absent):
            raise ValueError(f"this is not what a signature by {self.kind} holds")
        return self

    @property
    def mark(self) -> str:
        """What it was signed with: the fingerprint of the key, or the digest of the scan."""
        return str(self.key_sha256 or self.scan_sha256)


class SignedVersion(Noun):
    """Answers that somebody signed: those that counted, and the question set's name and version."""

    questionnaire: str
    version: int
    answers: dict[str, Any]


class SignatureRecord(Noun):
    """All signatures of a protocol, the first first, and once per digest what was signed."""

    protocol_signatures: Literal[1] = 1
    signatures: tuple[ProtocolSignature, ...] = ()
    versions: dict[SHA256, SignedVersion] = {}

    def with_one(self, signature: ProtocolSignature, version: SignedVersion) -> Self:
        """The record with one more signature, and what it is under."""
        versions = {**self.versions, signature.digest: version}
        return self.model_copy(update={"signatures": (*self.signatures, signature), "versions": versions})


class PartyStanding(Noun):
    """Where one party's signature stands: its last signature decides, and earlier ones are kept.

    `signed`: it signed this very version. `holds`: it signed an earlier one, and nothing of legal effect that touches
    it changed since. `reopened`: `changes` names what did, by question, row and column. `missing`: it never signed.
    `broken`: the signature is not to be trusted; `fault` says why. `pinned` are the fingerprints of the keys that the
    protocol names for it.
    """

    party: str
    standing: Standing
    signature: ProtocolSignature | None = None
    changes: tuple[str, ...] = ()
    fault: str = ""
    pinned: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the party is bound to this version as it is: it signed it, or what it signed still holds."""
        return self.standing in {"signed", "holds"}
