"""What somebody without the key would try: the usual hashes of every value, cut and spelt like a pseudonym."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterator

from infoshare.gate.meaning import meaning_of
from infoshare.gate.plain_form import squashed
from infoshare.model.column_rule import Pseudonymise
from infoshare.model.policy import Policy
from infoshare.model.table import Table, texts

HASHES = ("sha256", "sha512", "sha1", "md5", "blake2b", "sha3_256")


def guesses_at(policy: Policy, source: Table) -> frozenset[str]:
    """The guesses for every value of the columns that are pseudonymised."""
    meaning = meaning_of(policy, source.columns)
    columns = [column for column, name in meaning.items() if isinstance(policy.columns[name], Pseudonymise)]
    values = {value for batch in source.batches() for column in columns for value in texts(batch, column) if value}
    return frozenset(guess for value in values for guess in _guesses(value))


def _guesses(value: str) -> Iterator[str]:
    for form in {value, value.strip(), value.lower(), value.upper(), squashed(value), squashed(value).upper()}:
        for name in HASHES:
            digest = hashlib.new(name, form.encode(), usedforsecurity=False).digest()
            yield from (_base32(digest[:16]), _base32(digest), digest.hex(), digest[:32].hex())
        yield from _not_encrypted(form.encode())


def _not_encrypted(value: bytes) -> Iterator[str]:
    """A value that is only spelt like a reversible pseudonym: as it is, filled up, or behind an empty tag."""
    for filled in (value, value + b"\x80" + b"\x00" * (-(len(value) + 1) % 16)):
        yield from (_base32(filled), _base32(b"\x00" * 16 + filled), _base32(filled + b"\x00" * 16))


def _base32(data: bytes) -> str:
    return b32encode(data).decode().rstrip("=").lower()
