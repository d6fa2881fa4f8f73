"""Who signed a certificate, with which key, and the signature itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from infoshare.model.noun import Noun

SHA256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Signature(Noun):
    """A signature over the certificate that it stands in, all of it but `value` (Ed25519, RFC 8032).

    `key_sha256` is the fingerprint of the public key: the SHA-256 of its SubjectPublicKeyInfo. `value` is the signature
    as 128 lower-case hexadecimal digits, so that no two texts stand for the same one.
    """

    algorithm: Literal["Ed25519"] = "Ed25519"
    key_sha256: SHA256
    signer: str | None = None
    role: str | None = None
    value: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]
