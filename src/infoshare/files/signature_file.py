"""Reads the record of a protocol's signatures beside its answers, and adds to it so that no signature is lost."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infoshare.digests import canonical_json
from infoshare.errors import DataFileError
from infoshare.files.target import unwritable, write_whole
from infoshare.model.protocol_signature import SignatureRecord

LARGEST = 50_000_000
"""A record of more bytes than this is none."""
ANSWERS = frozenset({".yaml", ".yml", ".json"})
FROM_A_COPY = "Put the record back from a copy, or move it away and have everybody sign anew."


def signatures_beside(answers: Path) -> Path:
    """Where the signatures of an answers file stand: `agreed.yaml` has `agreed.signatures.json`."""
    name = answers.stem if answers.suffix.lower() in ANSWERS else answers.name
    return answers.with_name(f"{name}.signatures.json")


def read_record(path: Path) -> SignatureRecord:
    """The record in a file; an empty one if nothing is there.

    Raises:
        DataFileError: if it cannot be read, or is not written as infoshare writes it.
    """
    return _record(path, _bytes(path))


@contextmanager
def record_to_add_to(path: Path) -> Iterator[tuple[SignatureRecord, Adding]]:
    """The record in a file, and what writes a longer one over it; meanwhile nobody else can add to it.

    Raises:
        DataFileError: if somebody else is adding, or it cannot be read or written.
    """
    with _alone(path.with_name(f".{path.name}.lock"), path):
        raw = _bytes(path)
        yield _record(path, raw), Adding(path, raw)


class Adding:
    """Writes a record over the one that was read, if that is still there."""

    def __init__(self, path: Path, read: bytes | None) -> None:
        self._path, self._read = path, read

    def write(self, record: SignatureRecord) -> None:
        """Write the record, whole or not at all.

        Raises:
            DataFileError: if it cannot be written, or the file is no longer as it was read.
        """
        if _bytes(self._path) != self._read:
            raise DataFileError(
                f"{self._path} was changed by something else while this signed; nothing was written",
                mend="Look at it with 'infoshare protocol signatures', and sign again.",
            )
        write_whole(self._path, f"{canonical_json(record.model_dump(mode='json'))}\n".encode())


@contextmanager
def _alone(lock: Path, path: Path) -> Iterator[None]:
    """Hold a file that only one can make at a time."""
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise DataFileError(
            f"somebody else is adding a signature to {path} at this moment; nothing was written",
            mend=f"Sign again. If nobody is signing, an earlier run was cut off: then delete {lock} first.",
        ) from None
    except OSError as error:
        raise unwritable(path, error) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _bytes(path: Path) -> bytes | None:
    """What stands in a file; None if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataFileError(f"{path} cannot be read: {error.strerror}", mend="See that you may read it.") from None


def _record(path: Path, raw: bytes | None) -> SignatureRecord:
    if raw is None:
        return SignatureRecord()
    return SignatureRecord.parsed(_plain_data(path, raw), DataFileError, path.name)


def _plain_data(path: Path, raw: bytes) -> dict[str, Any]:
    """The data, if they are written as infoshare writes them, so that nothing can be read in two ways."""
    try:
        data = json.loads(raw) if len(raw) <= LARGEST else None
        if isinstance(data, dict) and canonical_json(data).encode() == raw.rstrip(b"\r\n"):
            return data
    except (ValueError, RecursionError):
        pass
    raise DataFileError(f"{path} is not written as infoshare writes signatures: it was damaged or changed",
                        mend=FROM_A_COPY)  # fmt: skip
