"""Takes whatever a person gives as data, policy or key, and makes it the thing that the workflows use."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from infoshare.anonymisation.pseudonyms import HOW_TO_MAKE_A_KEY, refuse_short
from infoshare.errors import MissingSecretError, PolicyError
from infoshare.model.policy import Policy
from infoshare.model.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_VARIABLE = "INFOSHARE_KEY"


class Source(Table, Protocol):
    """A table whose size and digest are known."""

    @property
    def rows(self) -> int:
        """How many rows there are."""
        ...

    @property
    def sha256(self) -> str:
        """The digest of the file or frame."""
        ...


@contextmanager
def opened(data: Any) -> Iterator[Source]:
    """A path, an open binary stream, or a pandas, Polars or pyarrow frame, as a table; a path's file is closed after.

    Raises:
        DataFileError: if it cannot be read as one.
    """
    from infoshare.files.formats import open_stream, open_table
    from infoshare.files.frames import FrameTable

    if isinstance(data, str | Path):
        with open_table(Path(data)) as table:
            yield table
    else:
        yield open_stream(cast("BinaryIO", data)) if isinstance(data, io.IOBase) else FrameTable(data)


def as_policy(policy: Policy | str | Path) -> Policy:
    """A policy, the path of one, or the name of a shipped one, as a policy.

    Raises:
        PolicyError: naming every fault in the file.
    """
    if isinstance(policy, Policy):
        return policy
    if not isinstance(policy, str | Path):
        raise PolicyError(f"a {type(policy).__name__} is no policy", mend="Give a Policy, a path, or a shipped name.")
    return Policy.load(policy)


def as_secret(key: bytes | str | None) -> bytes | None:
    """A key as bytes, long enough, or None.

    Raises:
        MissingSecretError: if it is shorter than 32 bytes.
    """
    if key is None:
        return None
    if not isinstance(key, str | bytes):
        raise MissingSecretError("the key must be bytes or text", mend=HOW_TO_MAKE_A_KEY)
    secret = key.encode() if isinstance(key, str) else key
    refuse_short(secret)
    return secret


def secret_from(key_file: Path | None, environment: Mapping[str, str] = os.environ) -> bytes | None:
    """The key in a file, or else in the environment variable INFOSHARE_KEY, or None.

    Raises:
        MissingSecretError: if the file cannot be read, or the key is too short.
    """
    if key_file is None:
        return as_secret(environment.get(KEY_VARIABLE) or None)
    try:
        return as_secret(key_file.read_bytes().strip())
    except OSError as error:
        raise MissingSecretError(
            f"the key file {key_file} cannot be read: {error.strerror}", mend=HOW_TO_MAKE_A_KEY
        ) from None
