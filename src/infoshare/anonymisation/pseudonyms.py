"""Makes pseudonyms: keyed tokens that are the same for the same value, and worthless without the key."""

from __future__ import annotations

import base64
import hmac
import unicodedata
from collections.abc import Callable
from hashlib import sha256

from infoshare.errors import MissingSecretError
from infoshare.identifiers import by_kind
from infoshare.model.column_rule import Known

SHORTEST_KEY = 32
TOKEN_BYTES = 16
"""128 bits: among a billion people the chance that two tokens agree is below 1 in 10**20 (birthday bound)."""


def refuse_short(secret: bytes) -> None:
    """Refuse a key that could be guessed.

    Raises:
        MissingSecretError: if it is shorter than 32 bytes.
    """
    if len(secret) < SHORTEST_KEY:
        raise MissingSecretError(
            f"the key is {len(secret)} bytes long, and must have at least {SHORTEST_KEY}",
            mend=HOW_TO_MAKE_A_KEY,
        )


def derive_key(secret: bytes, purpose: str, recipient: str | None, use: str = "pseudonym") -> bytes:
    """The key for one use, purpose and recipient (HKDF-SHA-256, RFC 5869), so that two recipients cannot join.

    Raises:
        MissingSecretError: if the secret is shorter than 32 bytes.
    """
    refuse_short(secret)
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = b"\x00".join([f"infoshare {use} 1".encode(), purpose.encode(), (recipient or "").encode()])
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)


HOW_TO_MAKE_A_KEY = (
    'Make one with: python -c "import secrets; print(secrets.token_hex(32))" > infoshare.key\n'
    "Keep it away from the data, and give it with --key-file or in the environment variable INFOSHARE_KEY."
)


def pseudonymise(key: bytes, known: Known | None = None) -> Callable[[str], str]:
    """A function from a value to its token: HMAC-SHA-256 cut to 128 bits, in 26 lower-case base-32 characters.

    A value of a `known` kind is put in its canonical form first, so `999 000 0018` and `9990000018` agree.
    """
    canonical = by_kind(known).canonical if known in ONE_FORM else str.strip

    def token_of(text: str) -> str:
        one_form = canonical(unicodedata.normalize("NFKC", text))
        mac = hmac.new(key, one_form.encode(), sha256).digest()[:TOKEN_BYTES]
        return base64.b32encode(mac).decode().rstrip("=").lower()

    return token_of


ONE_FORM = frozenset({"nhs", "ni", "postcode", "phone", "email"})
