"""Knows where a register is: in a folder, as a SQLite file, or in a PostgreSQL database by its address."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare.errors import DataFileError, MissingExtraError, UserError

if TYPE_CHECKING:
    from sqlalchemy import Engine

FILE = "register.sqlite"
_ADDRESS = re.compile(r"[a-z][a-z0-9+]*://", re.IGNORECASE)
_POSTGRESQL = re.compile(r"postgres(ql)?(\+psycopg)?://", re.IGNORECASE)
PATIENCE = 30.0
"""For so many seconds one writer waits for another."""


def is_address(place: str | Path) -> bool:
    """Whether a place is the address of a database, and not a folder."""
    return isinstance(place, str) and _ADDRESS.match(place) is not None


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, or the address of a PostgreSQL database, which is never shown."""

    folder: Path | None
    address: str = field(default="", repr=False)

    @classmethod
    def of(cls, place: str | Path) -> Place:
        """A folder's path, or an address `postgresql://USER@HOST/DATABASE` without a password.

        Raises:
            UserError: if it is the address of another kind of database.
        """
        if not is_address(place):
            return cls(Path(place))
        if not _POSTGRESQL.match(str(place)):
            raise UserError(
                "a register is not kept in that kind of database",
                mend="Give a folder, or an address such as postgresql://user@host/database.",
            )
        return cls(None, _POSTGRESQL.sub("postgresql+psycopg://", str(place), count=1))

    @property
    def name(self) -> str:
        """What it is called in messages: the address of a database is not said."""
        return f"the register in {self.folder}" if self.folder else "the register in the PostgreSQL database"

    @property
    def file(self) -> Path | None:
        """The SQLite file of a folder."""
        return self.folder / FILE if self.folder else None

    def make(self) -> None:
        """Make the folder and an empty file that only their owner can read, if they are not there.

        Raises:
            DataFileError: if they cannot be made.
        """
        if not (self.folder and self.file):
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise DataFileError(
                f"{self.name} cannot be written: {error.strerror}",
                mend="Give a folder that you may write to, or the address of a PostgreSQL database.",
            ) from None

    def engine(self, *, writing: bool) -> Engine:
        """What connects to it. Reading changes nothing that was entered.

        Raises:
            DataFileError: if there is no register yet.
            MissingExtraError: if the driver for PostgreSQL is not installed.
        """
        if self.file:
            return _sqlite(self.file, self.name, writing)
        return _postgresql(self.address)


def _sqlite(file: Path, name: str, writing: bool) -> Engine:
    import sqlite3

    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    if not file.is_file():
        raise DataFileError(f"{name} is not there", mend=HOW_TO_MAKE_ONE)
    address = f"{file.resolve().as_uri()}?mode=rw"  # what a killed writer left half done is undone by whoever reads

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


HOW_TO_MAKE_ONE = "`infoshare register add FILE --register FOLDER` makes one with its first entry."


def _postgresql(address: str) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError
    from sqlalchemy.pool import NullPool

    try:
        return create_engine(address, isolation_level="SERIALIZABLE", poolclass=NullPool)
    except ModuleNotFoundError:
        raise MissingExtraError(
            "the register cannot be opened: the driver for PostgreSQL is not installed",
            mend='Install it: pip install "infoshare[postgres]".',
        ) from None
    except (ArgumentError, ValueError):
        raise UserError(
            "the address of the register's database cannot be read",
            mend="It has the form postgresql://user@host/database.",
        ) from None
