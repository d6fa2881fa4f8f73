"""Knows which version a register's database has, and brings an older one up; a copy of it is kept first."""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from infoshare.errors import DataFileError, UserError
from infoshare.register.place import Place

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIRST, NEWEST = "0001", "0002"
VERSIONS = (FIRST, NEWEST)
_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps what it works on in a global: two threads that bring a database up would take each other's."""
MIGRATIONS = Path(__file__).with_name("migrations")


def version_of(connection: Connection) -> str | None:
    """The version of a database, or None if no register is in it."""
    from sqlalchemy import inspect, text

    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def refuse_newer(version: str, name: str) -> None:
    """Refuse a database that a later infoshare made.

    Raises:
        DataFileError: if its version is not known here.
    """
    if version not in VERSIONS:
        raise DataFileError(
            f"{name} is of version {version}, which this infoshare does not know", mend="Install a newer infoshare."
        )


def bring_up(connection: Connection, place: Place, *, migrate: bool, to: str = NEWEST) -> None:
    """Bring a database to the newest version, within the transaction that is open; an empty one is made.

    An older SQLite file is first copied to `register.sqlite.before-VERSION` beside it.

    Raises:
        DataFileError: if it is of a later version, or the copy cannot be made.
        UserError: if it is an older PostgreSQL database, and nobody said that it may be brought up.
    """
    found = version_of(connection)
    if found == to:
        return
    if found is not None:
        refuse_newer(found, place.name)
        if place.file:
            _keep_copy(place.file, place.file.with_name(f"{place.file.name}.before-{to}"), place.name)
        elif not migrate:
            raise UserError(
                f"{place.name} is of version {found}, and this infoshare writes version {to}",
                mend=f"Keep a copy: pg_dump --table=entries --table=alembic_version DATABASE > register.before-{to}.sql"
                " -- then repeat your command with --migrate.",
            )
    _run(connection, to)


def _run(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, to)


def _keep_copy(file: Path, copy: Path, name: str) -> None:
    """Copy the database as it is, by SQLite's own means: another writer waits, for the transaction is open."""
    hidden = copy.with_name(f".{copy.name}.{secrets.token_hex(8)}.partial")
    try:
        os.close(os.open(hidden, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        address = f"{file.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(hidden)) as target:
            source.backup(target)
        hidden.replace(copy)
    except (OSError, sqlite3.Error):
        raise DataFileError(
            f"{name} is of an older version, and no copy of it can be kept as {copy.name}",
            mend="Make room, and ask for the right to write in its folder. Nothing was changed.",
        ) from None
    finally:
        hidden.unlink(missing_ok=True)
