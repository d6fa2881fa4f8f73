"""SHA-256 digests of bytes, of files, and of plain data written in one canonical form."""

from __future__ import annotations

import hashlib
import json
from typing import Any, BinaryIO

CHUNK = 1 << 20


def sha256_of_bytes(data: bytes) -> str:
    """The digest as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_stream(stream: BinaryIO) -> str:
    """The digest of everything in a binary stream from its start."""
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def canonical_json(data: Any) -> str:
    """Plain data as JSON with sorted keys and no spare space, so that equal data has equal text."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256_of_data(data: Any) -> str:
    """The digest of plain data in its canonical form."""
    return sha256_of_bytes(canonical_json(data).encode())
