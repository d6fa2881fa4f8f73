"""What somebody without the key would try: the usual hashes of every value, cut and spelt like a pseudonym."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32decode, b32encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from infoshare.gate.plain_form import squashed

_EMPTY_KEY = hmac.new(b"", digestmod=hashlib.sha256)


def _under_no_key(form: bytes, *, usedforsecurity: bool) -> Any:
    """HMAC-SHA-256 under an empty key, which everybody has; the key is taken in once and for all."""
    hashed = _EMPTY_KEY.copy()
    hashed.update(form)
    return hashed


HASHES = (
    hashlib.sha256, hashlib.sha512, hashlib.sha1, hashlib.md5, hashlib.blake2b, hashlib.sha3_256, _under_no_key,
)  # fmt: skip
TOKEN, LONG_HASH = 16, 32
"""The bytes to which a hash may have been cut."""
AT_ONCE = 1 << 16
"""So many values are hashed together."""
BLOCK = 16
"""The bytes of a cipher's block, and of the tag before a reversible pseudonym."""


def guessed(pseudonyms: Iterable[str], values: Iterable[str]) -> frozenset[str]:
    """Which of some pseudonyms a guesser would get from any of some values."""
    meant, rest = _Meant(pseudonyms), iter(values)
    found: set[str] = set()
    while some := list(islice(rest, AT_ONCE)):
        found.update(_got_from({form for value in some for form in _forms(value)}, meant))
    return frozenset(found)


def _got_from(forms: set[bytes], meant: _Meant) -> Iterator[str]:
    """The pseudonyms that are one of some forms, or a hash of one."""
    yield from (meant.base32[form] for form in forms & meant.base32.keys())
    yield from chain.from_iterable(meant.padded[form] for form in forms & meant.padded.keys())
    for hashed in HASHES:
        yield from _hashed(hashed, forms, meant)


def _forms(value: str) -> set[bytes]:
    """A value as it is and as it is usually made alike before it is hashed."""
    joined = squashed(value)
    forms = {value, value.strip(), value.lower(), value.upper(), joined, joined.upper()}
    return {form.encode() for form in forms}


class _Meant:
    """Pseudonyms by the bytes that they spell, so that no guess need be spelt out to be compared."""

    def __init__(self, pseudonyms: Iterable[str]) -> None:
        self.base32: dict[bytes, str] = {}
        self.hexadecimal: dict[bytes, str] = {}
        self.padded: defaultdict[bytes, set[str]] = defaultdict(set)
        for pseudonym in pseudonyms:
            if (data := _from_hexadecimal(pseudonym)) is not None:
                self.hexadecimal[data] = pseudonym
            if (data := _from_base32(pseudonym)) is not None:
                self.base32[data] = pseudonym
                for value in _unpadded(data):
                    self.padded[value].add(pseudonym)
        self.whole = any(len(data) > TOKEN for data in self.base32) or bool(self.hexadecimal)


def _hashed(hashed: Callable[..., Any], forms: set[bytes], meant: _Meant) -> Iterator[str]:
    """The pseudonyms that are a hash of a form, whole or cut."""
    if meant.whole:
        for form in forms:
            yield from _whole(hashed(form, usedforsecurity=False).digest(), meant)
    else:
        tokens = {hashed(form, usedforsecurity=False).digest()[:TOKEN] for form in forms}
        yield from (meant.base32[token] for token in tokens & meant.base32.keys())


def _whole(digest: bytes, meant: _Meant) -> Iterator[str]:
    """The pseudonyms that spell a hash, whole or cut, to base 32 or 16."""
    for data in {digest, digest[:TOKEN]}:
        if data in meant.base32:
            yield meant.base32[data]
    for data in {digest, digest[:LONG_HASH]}:
        if data in meant.hexadecimal:
            yield meant.hexadecimal[data]


def _unpadded(data: bytes) -> Iterator[bytes]:
    """Values that are only spelt like a reversible pseudonym: filled up to whole blocks, or beside an empty tag."""
    tag = bytes(BLOCK)
    for value in {data, data.removeprefix(tag), data[:-BLOCK] if data.endswith(tag) else data}:
        if value is not data:
            yield value
        unfilled = value.rstrip(b"\x00")
        if unfilled.endswith(b"\x80") and len(value) == len(unfilled) + -len(unfilled) % BLOCK:
            yield unfilled[:-1]


def _from_base32(text: str) -> bytes | None:
    try:
        data = b32decode(text.upper() + "=" * (-len(text) % 8))
    except ValueError:
        return None
    return data if b32encode(data).decode().rstrip("=").lower() == text else None


def _from_hexadecimal(text: str) -> bytes | None:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        return None
    return data if data.hex() == text else None
