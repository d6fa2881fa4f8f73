"""Reads a table, or the result of a query, from a database, through Arrow's own drivers (ADBC)."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

import pyarrow as pa

from infoshare.errors import DataFileError, MissingExtraError
from infoshare.files.frames import FrameTable

DRIVERS = {
    "sqlite": "adbc_driver_sqlite", "postgresql": "adbc_driver_postgresql", "postgres": "adbc_driver_postgresql",
}  # fmt: skip
FROM_OUTSIDE = "database"
"""The scheme of an address that stands somewhere safer than in the command: `database:?table=attendances`."""
_ADDRESS = re.compile(rf"({'|'.join((*DRIVERS, FROM_OUTSIDE))}):", re.IGNORECASE)
_TABLE = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)?")
_READS = re.compile(r"\s*(select|with)\b", re.IGNORECASE)
_PASSWORDS = re.compile(r"pass(word|wd|file)?|pwd|secret|token", re.IGNORECASE)
_ROWS_LOOKED_AT = 1_000_000
"""SQLite's columns have no sure type: the driver looks at so many rows to find one that fits."""


def is_address(text: str) -> bool:
    """Whether a text is the address of a database, and not a path."""
    return _ADDRESS.match(text) is not None


def has_password(address: str) -> bool:
    """Whether a password, or something like one, stands in an address."""
    parts = _split(address)
    return parts.password is not None or any(_PASSWORDS.search(name) for name, _ in parse_qsl(parts.query, True))


def is_from_outside(address: str) -> bool:
    """Whether an address only says that the real one stands elsewhere."""
    return address.casefold().startswith(f"{FROM_OUTSIDE}:")


def moved(address: str, real: str) -> str:
    """The real address with the table that the other one names."""
    table = [pair for pair in parse_qsl(_split(address).query) if pair[0] == "table"]
    parts = _split(real)
    return urlunsplit(parts._replace(query=urlencode([*parse_qsl(parts.query, True), *table])))


@dataclass(frozen=True, slots=True)
class Query:
    """A database and what is asked of it: a `SELECT`, or every row of the table that the address names."""

    address: str = field(repr=False)
    sql: str | None = None

    def table(self) -> FrameTable:
        """The result, held in memory.

        Raises:
            DataFileError: if the address or the query cannot be used, or the database does not answer.
            MissingExtraError: if no driver for the database is installed.
        """
        parts = _split(self.address)
        if parts.scheme not in DRIVERS:
            raise DataFileError("databases of that kind cannot be read", mend=f"Use one of {', '.join(DRIVERS)}.")
        name = f"the {parts.scheme} database"
        read = FrameTable(_answer(parts.scheme, _for_driver(self.address), self._asked(name), name), name)
        read.notes = ("read from a database: the digest of the source is that of the rows it gave",)
        return read

    def _asked(self, name: str) -> str:
        tables = [value for key, value in parse_qsl(_split(self.address).query) if key == "table"]
        if (self.sql is None) == (len(tables) != 1):
            raise DataFileError(
                f"{name}: one table or one query must be given",
                mend="End the address with ?table=NAME, or give --query.",
            )
        if self.sql is None:
            return f"SELECT * FROM {_quoted(tables[0])}"  # noqa: S608  # a name of letters, digits and underscores
        if not _READS.match(self.sql) or ";" in self.sql.rstrip().rstrip(";"):
            raise DataFileError(f"{name}: the query is not one SELECT", mend="Ask for rows, and for nothing else.")
        return self.sql


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        raise DataFileError("the address of the database cannot be read", mend=_EXAMPLE) from None


_EXAMPLE = "It has the form sqlite:///folder/file.db?table=NAME or postgresql://user@host/database?table=NAME."


def _quoted(table: str) -> str:
    if not _TABLE.fullmatch(table):
        raise DataFileError(
            "the name of the table in the address is not of letters, digits and underscores",
            mend="Give a query that asks for its columns instead.",
        )
    return ".".join(f'"{part}"' for part in table.split("."))


def _for_driver(address: str) -> str:
    """The address as the driver takes it: without the table; for SQLite, a file that is opened for reading alone."""
    parts = _split(address)
    if parts.scheme != "sqlite":
        rest = [pair for pair in parse_qsl(parts.query, True) if pair[0] != "table"]
        return urlunsplit(parts._replace(query=urlencode(rest)))
    path = Path(parts.path.removeprefix("/"))
    if parts.netloc or not path.is_file():
        raise DataFileError(f"{path or 'the database'} is not there", mend=_EXAMPLE)
    return f"{path.resolve().as_uri()}?mode=ro"


def _answer(scheme: str, address: str, sql: str, name: str) -> pa.Table:
    try:
        driver = import_module(f"{DRIVERS[scheme]}.dbapi")
    except ImportError:
        raise MissingExtraError(
            f"{name} cannot be read: its driver is not installed", mend='Install it: pip install "infoshare[sql]".'
        ) from None
    try:
        with closing(driver.connect(address)) as connection, closing(connection.cursor()) as cursor:
            if scheme == "sqlite":
                cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": _ROWS_LOOKED_AT})
            else:
                cursor.execute("SET TRANSACTION READ ONLY")
            cursor.execute(sql)
            return cursor.fetch_arrow_table()
    except (driver.Error, pa.ArrowException, OSError, ValueError):  # their messages may quote a value or a password
        raise DataFileError(
            f"{name} did not give the rows",
            mend="Try the same in another program: is the database there, may you read it, is the query right?",
        ) from None
