"""Checks a release against its certificate, with neither source nor policy: for whoever receives or audits it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare.certificates.checks import Found, broken, gate_passed, of_these_files, signature_valid, whole
from infoshare.certificates.keys import public_key as as_public_key
from infoshare.certificates.reading import read
from infoshare.errors import DataFileError, UserError
from infoshare.model.certificate import Attested, Check, Verdict
from infoshare.workflows.sources import opened

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def check_certificate(
    released: Any,
    certificate: Attested | bytes | str | Path,
    *,
    public_key: bytes | str | Path | None = None,
    signature: bool = True,
) -> Verdict:
    """Whether a certificate is whole, signed, and of this release.

    Args:
        released: a path or a frame; for the certificate of a data set, the folder with its tables.
        certificate: a certificate, the bytes of one, or its path.
        public_key: the PEM text (bytes) or the path of the public key of whoever is to have signed.
        signature: whether a valid signature is asked for. If it is and there is no key, or no signature, the check
            cannot be run, and the verdict is `fail`.

    Raises:
        UserError: if a file cannot be read, or a key is given and no signature asked for.
    """
    if public_key is not None and not signature:
        raise UserError("a public key was given, and no signature was asked for", mend="Leave out one of the two.")
    public = None if public_key is None else as_public_key(_bytes_of(public_key, "the public key"))
    return Verdict(checks=tuple(_checks(released, _bytes_of(certificate, "the certificate"), public, signature)))


def _bytes_of(given: Attested | bytes | str | Path, what: str) -> bytes:
    if isinstance(given, Attested):
        return given.to_json().encode()
    if isinstance(given, bytes):
        return given
    try:
        return Path(given).read_bytes()
    except OSError as error:
        raise DataFileError(
            f"{what} cannot be read: {error.strerror}", mend="Give the path of an existing file."
        ) from None


def _checks(released: Any, raw: bytes, public: Ed25519PublicKey | None, signature: bool) -> Iterator[Check]:
    try:
        reading = read(raw)
    except UserError as fault:
        yield broken("; ".join(fault.faults))
        return
    yield whole(reading)
    if signature:
        yield signature_valid(reading, public)
    yield gate_passed(reading.certificate)
    yield from of_these_files(reading.certificate, {name: _found(released, name) for name in reading.certificate.files})


def _found(released: Any, table: str) -> Found | None:
    """A released file, or the file of one table in a folder; None if there is none."""
    if not isinstance(released, str | Path):
        with opened(released) as frame:
            return Found(frame.sha256, frame.rows, len(frame.columns))
    path = _path_of(Path(released), table)
    return None if path is None else _on_disk(path)


def _path_of(released: Path, table: str) -> Path | None:
    from infoshare.files.formats import FORMATS

    if not table:
        return released
    places = (released / f"{table}{suffix}" for suffix in FORMATS)
    return next((place for place in places if place.is_file()), None)


def _on_disk(path: Path) -> Found:
    """The digest first: a damaged file may be no table any more, and is still not the file of the certificate."""
    from infoshare.digests import sha256_of_stream

    try:
        with path.open("rb") as stream:
            digest = sha256_of_stream(stream)
    except OSError as error:
        raise DataFileError(
            f"{path} cannot be read: {error.strerror}", mend="Give the path of an existing file."
        ) from None
    try:
        with opened(path) as table:
            return Found(digest, table.rows, len(table.columns))
    except DataFileError:
        return Found(digest)
