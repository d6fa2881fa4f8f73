"""Makes a pair of signing keys as files, and takes a signing key from wherever a person keeps it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from infoshare.certificates.keys import HOW_TO_MAKE_KEYS, fingerprint, new_private_key, private_key, public_pem
from infoshare.certificates.signing import SigningKey
from infoshare.errors import DataFileError, MissingSecretError, UserError

SIGNING_VARIABLE = "INFOSHARE_SIGNING_KEY"
PASSPHRASE_VARIABLE = "INFOSHARE_SIGNING_PASSPHRASE"  # noqa: S105 - the name of a variable, and no secret
PRIVATE, PUBLIC = "signing.key", "signing.pub"


def as_signing_key(key: SigningKey | bytes | str | None) -> SigningKey | None:
    """A signing key, or the text of its PEM file, as a signing key.

    Raises:
        MissingSecretError: if it is no such key.
    """
    if key is None or isinstance(key, SigningKey):
        return key
    if not isinstance(key, str | bytes):
        raise MissingSecretError("a signing key must be a SigningKey, bytes or text", mend=HOW_TO_MAKE_KEYS)
    return SigningKey.load(key)


def signing_key_from(
    key_file: Path | None,
    passphrase_file: Path | None = None,
    signer: str | None = None,
    role: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> SigningKey | None:
    """The signing key in a file, or else in the environment variable INFOSHARE_SIGNING_KEY (its PEM text), or None.

    Its passphrase is in a file, or else in INFOSHARE_SIGNING_PASSPHRASE.

    Raises:
        MissingSecretError: if a file cannot be read, it is no Ed25519 key, or the passphrase is missing or wrong.
        UserError: if a signer is named and there is no key to sign with.
    """
    pem = _secret(key_file, environment.get(SIGNING_VARIABLE))
    if pem is None:
        if signer or role or passphrase_file:
            raise UserError("a signer or a passphrase was given, and no key to sign with", mend=HOW_TO_GIVE_A_KEY)
        return None
    passphrase = _secret(passphrase_file, environment.get(PASSPHRASE_VARIABLE))
    return SigningKey.load(pem, passphrase=passphrase, signer=signer, role=role)


HOW_TO_GIVE_A_KEY = f"Give it with --signing-key-file, or in the environment variable {SIGNING_VARIABLE}."


def _secret(file: Path | None, outside: str | None) -> bytes | None:
    if file is None:
        return outside.encode() if outside else None
    try:
        found = file.read_bytes().strip()
    except OSError as error:
        raise MissingSecretError(f"{file} cannot be read: {error.strerror}", mend=HOW_TO_MAKE_KEYS) from None
    if not found:
        raise MissingSecretError(f"{file} is empty", mend=HOW_TO_MAKE_KEYS)
    return found


def make_keys(folder: Path, passphrase_file: Path | None = None) -> tuple[Path, Path, str]:
    """Write a new pair of keys: the private one for its owner alone (mode 600), the public one, and its fingerprint.

    Raises:
        DataFileError: if there are keys already, or the folder cannot be written.
        MissingSecretError: if the passphrase file cannot be read.
    """
    from infoshare.files.target import make_folder, write_whole

    private, public = folder / PRIVATE, folder / PUBLIC
    there = [path.name for path in (private, public) if path.exists()]
    if there:
        raise DataFileError(
            f"{folder} has {' and '.join(there)} already",
            mend="Give another folder: whoever checks old certificates needs the old public key.",
        )
    passphrase = _secret(passphrase_file, None)
    pem = new_private_key(passphrase)
    make_folder(folder)
    opened = private_key(pem, passphrase)
    write_whole(private, pem, mode=0o600)
    write_whole(public, public_pem(opened))
    return private, public, fingerprint(opened.public_key())
