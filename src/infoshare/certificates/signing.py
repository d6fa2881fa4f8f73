"""Signs certificates of any kind, and says whether a signature is of a given key (Ed25519, RFC 8032)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar

from infoshare.certificates.keys import fingerprint, private_key
from infoshare.digests import canonical_json
from infoshare.model.certificate import Attested
from infoshare.model.signature import Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

A = TypeVar("A", bound=Attested)
_EMPTY = "0" * 128


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A private key, and whose it is: what the certificate is to say of who signed, and in which role."""

    private: Ed25519PrivateKey
    signer: str | None = None
    role: str | None = None

    @classmethod
    def load(
        cls, pem: bytes | str, *, passphrase: bytes | str | None = None, signer: str | None = None,
        role: str | None = None,
    ) -> Self:  # fmt: skip
        """A signing key from the text of a PEM file.

        Raises:
            MissingSecretError: if it is no Ed25519 key, or the passphrase is missing or wrong.
        """
        return cls(private_key(_as_bytes(pem), _as_bytes(passphrase) if passphrase else None), signer, role)

    def sign(self, certificate: A) -> A:
        """The certificate with this key's signature in place of any other; the same certificate gives the same one."""
        block = Signature(
            key_sha256=fingerprint(self.private.public_key()), signer=self.signer, role=self.role, value=_EMPTY
        )
        unsigned = certificate.model_copy(update={"signature": block})
        value = self.private.sign(signed_text(unsigned.model_dump(mode="json"))).hex()
        return certificate.model_copy(update={"signature": block.model_copy(update={"value": value})})

    def __repr__(self) -> str:
        return "<SigningKey>"


def _as_bytes(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text


def signed_text(certificate: Mapping[str, Any]) -> bytes:
    """What a signature is over: the certificate's plain data as canonical JSON, without the signature's `value`."""
    block = {name: each for name, each in certificate["signature"].items() if name != "value"}
    return canonical_json({**certificate, "signature": block}).encode()


def is_signed_by(certificate: Mapping[str, Any], public: Ed25519PublicKey) -> bool:
    """Whether a certificate, as plain data with a signature in it, was signed with the key that `public` belongs to."""
    block = certificate["signature"]
    return block["key_sha256"] == fingerprint(public) and is_over(signed_text(certificate), block["value"], public)


def is_over(text: bytes, value: str, public: Ed25519PublicKey) -> bool:
    """Whether a signature, as hexadecimal digits, is over a text and of the key that `public` belongs to."""
    from cryptography.exceptions import InvalidSignature

    try:
        public.verify(bytes.fromhex(value), text)
    except InvalidSignature:
        return False
    return True
