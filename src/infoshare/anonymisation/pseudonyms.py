"""Makes pseudonyms: keyed tokens that are the same for the same value, and worthless without the key."""

from __future__ import annotations

import base64
import hmac
import unicodedata
from collections.abc import Callable
from hashlib import sha256

from infoshare.errors import MissingSecretError, UserError
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


def derive_key(secret: bytes, purpose: str, recipient: str | None, use: str = "pseudonym", length: int = 32) -> bytes:
    """The key for one use, purpose and recipient (HKDF-SHA-256, RFC 5869), so that two recipients cannot join.

    `length` is in bytes.

    Raises:
        MissingSecretError: if the secret is shorter than 32 bytes.
    """
    refuse_short(secret)
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = b"\x00".join([f"infoshare {use} 1".encode(), purpose.encode(), (recipient or "").encode()])
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)


HOW_TO_MAKE_A_KEY = (
    'Make one with: python -c "import secrets; print(secrets.token_hex(32))" > infoshare.key\n'
    "Keep it away from the data, and give it with --key-file or in the environment variable INFOSHARE_KEY."
)


def pseudonymise(key: bytes, known: Known | None = None) -> Callable[[str], str]:
    """A function from a value to its token: HMAC-SHA-256 cut to 128 bits, in 26 lower-case base-32 characters.

    A value of a `known` kind is put in its canonical form first, so `999 000 0018` and `9990000018` agree.
    """
    canonical = one_form_of(known)

    def token_of(text: str) -> str:
        mac = hmac.new(key, canonical(text).encode(), sha256).digest()[:TOKEN_BYTES]
        return base64.b32encode(mac).decode().rstrip("=").lower()

    return token_of


def open_pseudonymise(salt: bytes, known: Known | None = None) -> Callable[[str], str]:
    """A function from a value to its OpenPseudonymiser digest: SHA-256 of the value with the salt after it, in hex.

    The salt is the only secret: whoever has it can work out the digest of every NHS number there is, so it is as
    secret as a key, and must not be empty. Source: the OpenPseudonymiser of the University of Nottingham, whose
    published test vectors are in the tests.

    Raises:
        MissingSecretError: if the salt is empty.
    """
    if not salt:
        raise MissingSecretError("an OpenPseudonymiser digest without a salt can be worked out by anybody")
    canonical = one_form_of(known)
    return lambda text: sha256(canonical(text).encode() + salt).hexdigest()


def salt_of(key: bytes) -> bytes:
    """The salt of OpenPseudonymiser digests under a key: its 64 hexadecimal digits, so that other software can take it.

    A partner who makes the same digests with software of their own is given this salt, and never the key.
    """
    return key.hex().encode()


BLOCK = 16
"""Values are filled up to blocks of 16 bytes (ISO/IEC 7816-4: one byte 0x80, then noughts) to hide their length."""


def reversible(key: bytes, known: Known | None = None) -> Callable[[str], str]:
    """A function from a value to its reversible pseudonym: AES-256-SIV in lower-case base 32, 52 characters or more.

    `key` has 64 bytes. A value of a `known` kind is put in its canonical form first. The same value has the same
    pseudonym: that is what deterministic encryption gives away, and all that it does.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    cipher, canonical = AESSIV(key), one_form_of(known)

    def pseudonym_of(text: str) -> str:
        return base64.b32encode(cipher.encrypt(_filled(canonical(text).encode()), None)).decode().rstrip("=").lower()

    return pseudonym_of


def reverse(key: bytes, token: str) -> str:
    """The value, in its canonical form, behind a reversible pseudonym.

    Raises:
        UserError: if it was not made under this key, or was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    plain = token.strip().upper()
    try:
        encrypted = base64.b32decode(plain + "=" * (-len(plain) % 8))
        return _unfilled(AESSIV(key).decrypt(encrypted, None)).decode()
    except (InvalidTag, ValueError):
        raise UserError("a pseudonym was not made under this key, policy and recipient, or was changed") from None


def _filled(value: bytes) -> bytes:
    return value + b"\x80" + b"\x00" * (-(len(value) + 1) % BLOCK)


def _unfilled(filled: bytes) -> bytes:
    return filled.rstrip(b"\x00")[:-1]


def one_form_of(known: Known | None) -> Callable[[str], str]:
    """A function that writes a value in its one form: canonical for kinds that have one, else without outer spaces."""
    canonical = by_kind(known).canonical if known in ONE_FORM else str.strip
    return lambda text: canonical(unicodedata.normalize("NFKC", text))


ONE_FORM = frozenset({"nhs", "ni", "postcode", "phone", "email"})
