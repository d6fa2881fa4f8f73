"""Makes and reads the keys that certificates are signed and checked with (Ed25519, RFC 8032), as PEM text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoshare.digests import sha256_of_bytes
from infoshare.errors import MissingSecretError, UserError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HOW_TO_MAKE_KEYS = "Make a pair of keys with: infoshare certificate keys --into FOLDER"


def new_private_key(passphrase: bytes | None = None) -> bytes:
    """A new private key as PEM text (PKCS #8), locked with a passphrase if one is given."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    lock = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock
    )


def private_key(pem: bytes, passphrase: bytes | None = None) -> Ed25519PrivateKey:
    """A private key from PEM text.

    Raises:
        MissingSecretError: if it is none, is of another kind, or the passphrase is missing or wrong.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    locked = b"ENCRYPTED" in pem
    try:
        found = load_pem_private_key(pem, passphrase if locked else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        what = f"its passphrase is {'wrong' if passphrase else 'missing'}" if locked else "it is no private key in PEM"
        raise MissingSecretError(f"the signing key cannot be used: {what}", mend=HOW_TO_MAKE_KEYS) from None
    if not isinstance(found, Ed25519PrivateKey):
        raise MissingSecretError("the signing key is not an Ed25519 key", mend=HOW_TO_MAKE_KEYS)
    return found


def public_key(pem: bytes) -> Ed25519PublicKey:
    """A public key from PEM text.

    Raises:
        UserError: if it is none, or of another kind.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        found = load_pem_public_key(pem)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UserError("the public key is no public key in PEM", mend=ASK_THE_SIGNER) from None
    if not isinstance(found, Ed25519PublicKey):
        raise UserError("the public key is not an Ed25519 key", mend=ASK_THE_SIGNER)
    return found


ASK_THE_SIGNER = "Ask whoever signs for their public key file, and give that."


def public_pem(private: Ed25519PrivateKey) -> bytes:
    """The public key that belongs to a private one, as PEM text."""
    from cryptography.hazmat.primitives import serialization

    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def fingerprint(public: Ed25519PublicKey) -> str:
    """The SHA-256 of a public key's SubjectPublicKeyInfo (DER), 64 hexadecimal digits."""
    from cryptography.hazmat.primitives import serialization

    return sha256_of_bytes(
        public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
