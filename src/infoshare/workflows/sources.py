"""Takes whatever a person gives as data, policy or key, and makes it the thing that the workflows use."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from infoshare.anonymisation.pseudonyms import HOW_TO_MAKE_A_KEY, refuse_short
from infoshare.errors import DataFileError, MissingSecretError, PolicyError
from infoshare.model.policy import Policy
from infoshare.model.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infoshare.files.database import Query

KEY_VARIABLE = "INFOSHARE_KEY"


class Source(Table, Protocol):
    """A table whose size and digest are known, and how it was read."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever uses the table should know of how it was read; no value of it."""
        ...

    @property
    def rows(self) -> int:
        """How many rows there are."""
        ...

    @property
    def sha256(self) -> str:
        """The digest of the file or frame."""
        ...


@contextmanager
def opened(data: Any, sheet: str | None = None) -> Iterator[Source]:
    """A path, an open binary stream, or a pandas, Polars or pyarrow frame, as a table; a path's file is closed after.

    A text may also be the address of a database. `sheet` is the sheet to read of an Excel workbook.

    Raises:
        DataFileError: if it cannot be read as one.
    """
    from infoshare.files.database import Query, is_address
    from infoshare.files.formats import open_stream, open_table
    from infoshare.files.frames import FrameTable

    if isinstance(data, str) and is_address(data):
        data = query_from(data)
    if isinstance(data, Query):
        _refuse_sheet(sheet, "a database")
        yield data.table()
    elif isinstance(data, str | Path):
        with open_table(Path(data), sheet) as table:
            yield table
    elif isinstance(data, io.IOBase):
        yield open_stream(cast("BinaryIO", data), sheet)
    else:
        _refuse_sheet(sheet, "a frame")
        yield FrameTable(data)


def _refuse_sheet(sheet: str | None, what: str) -> None:
    if sheet is not None:
        raise DataFileError(f"{what} has no sheets, and one was asked for", mend="Leave the sheet out.")


def query_from(address: str, sql: str | None = None, environment: Mapping[str, str] = os.environ) -> Query:
    """What is asked of a database, by its address and a query; `database:` means the address that stands outside.

    That is in the environment variable INFOSHARE_DATABASE, or in the file that INFOSHARE_DATABASE_FILE names.

    Raises:
        MissingSecretError: if there is a password in an address that others can see, or none stands outside.
    """
    from infoshare.files.database import Query, has_password, is_from_outside, moved

    if not is_from_outside(address):
        if has_password(address):
            raise MissingSecretError(
                "a password stands in the address of the database, where others can see it", mend=HOW_TO_HIDE_IT
            )
        return Query(address, sql)
    return Query(moved(address, _outside(environment)), sql)


def _outside(environment: Mapping[str, str]) -> str:
    if named := environment.get(f"{DATABASE_VARIABLE}_FILE"):
        try:
            return Path(named).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            raise MissingSecretError(
                "the file with the database's address cannot be read", mend=HOW_TO_HIDE_IT
            ) from None
    if not (found := environment.get(DATABASE_VARIABLE)):
        raise MissingSecretError("no address of a database stands outside", mend=HOW_TO_HIDE_IT)
    return found


DATABASE_VARIABLE = "INFOSHARE_DATABASE"
HOW_TO_HIDE_IT = (
    f"Put the address into the environment variable {DATABASE_VARIABLE}, or into a file whose path stands in "
    f"{DATABASE_VARIABLE}_FILE, and give database:?table=NAME in its place."
)


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
