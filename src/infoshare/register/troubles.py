"""Says in plain words what went wrong with a register's database; the database's own message is never passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoshare.errors import DataFileError, UserError

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

SQLITE = {
    "SQLITE_FULL": ("has no room: the disk is full", "Make room on the disk, then repeat. Nothing was entered."),
    "SQLITE_IOERR": ("cannot be written or read: the disk gave an error",
                     "Look whether the disk is full or failing, then repeat. Nothing was entered."),
    "SQLITE_READONLY_ROLLBACK": ("was left half written by a program that was stopped, and cannot be mended from here",
                                 "Look at it once with the right to write in its folder."),
    "SQLITE_READONLY": ("cannot be written", "Ask for the right to write in its folder. Nothing was entered."),
    "SQLITE_CANTOPEN": ("cannot be opened", "Ask for the right to read and write in its folder."),
    "SQLITE_PERM": ("cannot be opened", "Ask for the right to read and write in its folder."),
    "SQLITE_BUSY": ("is being written by somebody else", "Wait a little, then repeat. Nothing was entered."),
    "SQLITE_CORRUPT": ("is damaged: its file is not a sound SQLite file", "Put it back from a copy."),
    "SQLITE_NOTADB": ("is damaged: its file is not a SQLite file", "Put it back from a copy."),
}  # fmt: skip
"""By the beginning of SQLite's name for an error: what happened, and what to do."""
RACES = {"40001", "40P01", "23505", "42P07", "XX000"}
"""PostgreSQL: could not serialise, deadlock, the number or the table is there already, catalogue changed meanwhile."""


def is_a_race(error: DBAPIError) -> bool:
    """Whether a transaction came to nothing only because another writer was quicker."""
    return getattr(error.orig, "sqlstate", None) in RACES


def told(name: str, error: DBAPIError | None) -> UserError:
    """What to tell a person of an error; of none, that others were quicker each time."""
    if error is None:
        return UserError(
            f"too many others are adding to {name}; nothing was entered",
            mend="Look again with `infoshare register list`, then repeat.",
        )
    called = str(getattr(error.orig, "sqlite_errorname", ""))
    for beginning, (what, mend) in SQLITE.items():
        if called.startswith(beginning):
            return DataFileError(f"{name} {what}", mend=mend)
    if called:
        return DataFileError(f"{name} is damaged: it has not the tables of a register", mend="Put it back from a copy.")
    return _of_postgresql(name, str(getattr(error.orig, "sqlstate", None) or ""))


def _of_postgresql(name: str, state: str) -> DataFileError:
    if state.startswith("42501"):
        return DataFileError(f"{name}: you may not do that there", mend="Ask its owner for SELECT and INSERT.")
    if state[:2] in {"53", "58"}:
        return DataFileError(
            f"{name} has no room, or its disk failed", mend="Tell whoever runs it. Nothing was entered."
        )
    return DataFileError(
        f"{name} does not answer",
        mend="Is it there, and may you use it? Its password comes from PGPASSWORD or ~/.pgpass.",
    )
