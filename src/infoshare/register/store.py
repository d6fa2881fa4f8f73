"""Reads the entries of a register and adds to them, in one transaction each; a damaged chain takes nothing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from infoshare.digests import canonical_json
from infoshare.errors import DataFileError, UserError
from infoshare.model.register_entry import Body, Entry
from infoshare.register.chain import Row, faults_of, head_of
from infoshare.register.place import HOW_TO_MAKE_ONE, Place
from infoshare.register.troubles import is_a_race, told
from infoshare.register.version import FIRST, NEWEST, bring_up, refuse_newer, version_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

TRIES = 60
"""So often an entry is tried again after another writer was quicker."""
Got = TypeVar("Got")


@dataclass(frozen=True, slots=True)
class Store:
    """The entries of one register. `migrate` lets a PostgreSQL database of an older version be brought up."""

    place: Place
    migrate: bool = False

    def is_there(self) -> bool:
        """Whether there is a register with a table of entries; an empty place has none.

        Raises:
            DataFileError: if what is there cannot be read.
        """
        if self.place.file and not self.place.file.exists():
            return False
        return self._within(version_of, writing=False) is not None

    def rows(self) -> list[Row]:
        """Every entry as it stands, in order; nothing is checked, and nothing in the database is changed.

        Raises:
            DataFileError: if there is no register, or it cannot be read.
        """
        return self._within(lambda connection: _rows(connection, self._version_to_read(connection)), writing=False)

    def _version_to_read(self, connection: Connection) -> str:
        found = version_of(connection)
        if found is None:
            raise DataFileError(f"{self.place.name} has no entries yet", mend=HOW_TO_MAKE_ONE)
        refuse_newer(found, self.place.name)
        return found

    def append(self, body: Body, at: str | None = None, head: str | None = None) -> Entry:
        """Add an entry after the last one; the register is made if it is not there.

        Args:
            body: what it says.
            at: when it was made, in UTC; now, if not given.
            head: the hash of the last entry that the caller saw, if what is added rests on what it saw.

        Raises:
            DataFileError: if the chain is damaged, or cannot be written.
            UserError: if somebody else added an entry after `head`.
        """
        self.place.make()
        for _ in range(TRIES):
            try:
                return self._within(lambda connection: self._append(connection, body, at, head), writing=True)
            except _Overtaken:
                time.sleep(random.uniform(0.001, 0.05))  # noqa: S311  # only to let another writer by
        raise told(self.place.name, None)

    def _append(self, connection: Connection, body: Body, at: str | None, head: str | None) -> Entry:
        bring_up(connection, self.place, migrate=self.migrate)
        rows = _rows(connection, NEWEST)
        refuse_damaged(rows, self.place.name)
        if head is not None and head != head_of(rows):
            raise UserError(
                f"somebody else added to {self.place.name} in the meantime; nothing was entered",
                mend="Look again with `infoshare register list`, then repeat.",
            )
        made = at or datetime.now(UTC).isoformat(timespec="seconds")
        entry = Entry.following(len(rows) + 1, head_of(rows), made, body)
        _insert(connection, entry)
        return entry

    def _within(self, work: Callable[[Connection], Got], *, writing: bool) -> Got:
        """Do something in one transaction: all of it, or nothing."""
        from sqlalchemy.exc import DBAPIError

        engine = self.place.engine(writing=writing)
        try:
            with engine.begin() as connection:
                return work(connection)
        except DBAPIError as error:
            if writing and is_a_race(error):
                raise _Overtaken from None
            raise told(self.place.name, error) from None
        finally:
            engine.dispose()


class _Overtaken(Exception):
    """Another writer was quicker."""


def refuse_damaged(rows: Sequence[Row], name: str, head: str | None = None) -> None:
    """Refuse a chain that is not as it was made.

    Raises:
        DataFileError: naming every entry with which something is wrong, and what.
    """
    if faults := faults_of(rows, head):
        raise DataFileError(
            *(f"{name} is damaged: {fault}" for fault in faults),
            mend="Put it back from a copy. Nothing can be added until then.",
        )


def _rows(connection: Connection, version: str) -> list[Row]:
    from sqlalchemy import text

    subject = "NULL" if version == FIRST else "subject"
    asked = f"SELECT number, at, kind, {subject}, body, previous, hash FROM entries ORDER BY number"  # noqa: S608
    return [Row(*found) for found in connection.execute(text(asked))]


def _insert(connection: Connection, entry: Entry) -> None:
    from sqlalchemy import text

    columns: dict[str, Any] = {
        "number": entry.number, "at": entry.at, "kind": entry.kind, "subject": entry.subject,
        "body": canonical_json(entry.body.model_dump(mode="json")), "previous": entry.previous, "hash": entry.hash,
    }  # fmt: skip
    names = ", ".join(columns)
    values = ", ".join(f":{name}" for name in columns)
    connection.execute(text(f"INSERT INTO entries ({names}) VALUES ({values})"), columns)  # noqa: S608
