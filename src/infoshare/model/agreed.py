"""What a policy that was compiled from a protocol says of it, and what a certificate says of a release under it."""

from __future__ import annotations

from infoshare.model.noun import Noun
from infoshare.model.signature import SHA256


class Agreed(Noun):
    """The protocol, its version and digest, the digest of its data schedule, and the one sharing that is meant.

    `clause` is where the document lists it.
    """

    protocol: str
    partnership: str
    version: str
    sha256: SHA256
    schedule_sha256: SHA256
    sharing: str
    clause: str
    giver: str
    recipient: str
    purpose: str
    power: str


class AgreedRelease(Agreed):
    """The same of a release: who had signed on the day, the decision that it rests on, and when it must be destroyed.

    `signed` are the parties, `destroy_by` a day as ISO 8601 writes it; `decision` is a reference.
    """

    signed: tuple[str, ...]
    decision: str | None = None
    destroy_by: str | None = None
