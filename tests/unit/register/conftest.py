"""Registers to try, in a folder and in a PostgreSQL database, and a way to do to them what nobody should."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from infoshare.model.register_entry import RegisteredReview
from infoshare.register.place import FILE

from .postgresql import new_database, programmes, server

Tamper = Callable[[str, str], None]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Path]:
    """The socket's folder of a PostgreSQL server, started for these tests."""
    found = programmes()
    if found is None:
        pytest.skip("no PostgreSQL server is installed: apt-get install postgresql")
    with server(found) as socket:
        yield socket


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))],
)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a register can be: nothing is there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "register")
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def tamper() -> Tamper:
    """Run SQL in a register's database behind its back."""

    def run(place: str, sql: str) -> None:
        if place.startswith("postgresql"):
            import psycopg

            with psycopg.connect(place) as connection:
                connection.execute(sql.encode())
        else:
            with closing(sqlite3.connect(Path(place) / FILE)) as connection:
                connection.executescript(sql)

    return run


def review(number: int = 1) -> RegisteredReview:
    """A body like any other."""
    return RegisteredReview(
        protocol=f"{number:064x}", on=date(2027, 1, 1), by="A. Example, DPO", outcome=f"Goes on {number}"
    )
