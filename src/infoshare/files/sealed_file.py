"""Writes small files that only their owner can read, and JSON files that show whether anybody changed them."""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from infoshare.digests import canonical_json
from infoshare.errors import DataFileError
from infoshare.files.target import write_whole


def damaged(path: Path, what: str) -> DataFileError:
    """The refusal to go on with a register of releases that is not as it was written."""
    return DataFileError(
        f"the register of releases is damaged: {path}: {what}",
        mend="Put it back from a copy. Without it nobody can say what a new release gives away together with earlier "
        "ones, so nothing is released.",
    )


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that only its owner can read, down to the disk.

    Raises:
        OSError: if it cannot be written, or is there already.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_sealed(path: Path, data: Mapping[str, Any], secret: bytes) -> None:
    """Write plain data as canonical JSON with a seal: HMAC-SHA-256 of all the rest.

    Raises:
        OSError: if it cannot be written, or is there already.
    """
    write_private(path, _sealed(data, secret))


def replace_sealed(path: Path, data: Mapping[str, Any], secret: bytes) -> None:
    """Write a sealed file over an earlier one, in one step.

    Raises:
        DataFileError: if it cannot be written.
    """
    write_whole(path, _sealed(data, secret), mode=0o600)


def read_sealed(path: Path, secret: bytes) -> dict[str, Any]:
    """What stands in a sealed file.

    Raises:
        DataFileError: if it cannot be read, or was changed.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        seal = found.pop("seal")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise damaged(path, "it cannot be read") from None
    if not (isinstance(seal, str) and hmac.compare_digest(seal.encode(), _seal(found, secret).encode())):
        raise damaged(path, "it was changed since it was written")
    return dict(found)


def _sealed(data: Mapping[str, Any], secret: bytes) -> bytes:
    return (canonical_json({**data, "seal": _seal(data, secret)}) + "\n").encode()


def _seal(data: Mapping[str, Any], secret: bytes) -> str:
    return hmac.new(secret, b"seal " + canonical_json(data).encode(), sha256).hexdigest()
