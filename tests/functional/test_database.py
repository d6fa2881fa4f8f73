"""A table or a query of a database as the source; no password in an argument, and nothing but reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import infoshare
from infoshare.errors import DataFileError, MissingExtraError, MissingSecretError
from infoshare.files.database import DRIVERS, Query, has_password, is_address
from infoshare.workflows.sources import query_from
from tests.conftest import Refused

from .conftest import COLUMNS, PEOPLE, Ran, others_in

Run = Callable[..., Ran]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "people.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE attendances ({', '.join(f'{name} TEXT' for name in COLUMNS)})")
        connection.executemany(f"INSERT INTO attendances VALUES ({', '.join('?' * len(COLUMNS))})", PEOPLE * 4)
        connection.execute("CREATE TABLE mixed (number INTEGER)")
        connection.executemany("INSERT INTO mixed VALUES (?)", [(1,), ("x12",), (None,)])
        connection.execute("CREATE TABLE bare (number INTEGER)")
        connection.commit()
    return path


def test_a_table_is_released_as_if_it_were_a_file(
    infoshare: Run, database: Path, attendances: Path, policy: Path
) -> None:
    for source, out in ((f"sqlite:///{database}?table=attendances", "a.csv"), (attendances, "b.csv")):
        ran = infoshare("anonymise", source, "--policy", policy, "--out", policy.with_name(out))
        assert ran.status == 0, ran.err
    assert policy.with_name("a.csv").read_text() == policy.with_name("b.csv").read_text()


def test_a_path_counts_from_where_one_stands(infoshare: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(database.parent)
    assert infoshare("inspect", "sqlite:///people.db?table=attendances").status == 0


def test_a_query_is_released(infoshare: Run, database: Path, policy: Path) -> None:
    words = ("--query", "SELECT age, weapon FROM attendances", "--policy", policy, "--out", policy.with_name("out.csv"))
    ran = infoshare("anonymise", f"sqlite:///{database}", *words)
    assert ran.status == 0, ran.err
    assert policy.with_name("out.csv").read_text().startswith("age,weapon\n")
    assert "read from a database" in ran.out


def test_a_column_of_mixed_kinds_is_text(database: Path) -> None:
    table = Query(f"sqlite:///{database}?table=mixed").table()
    assert next(table.batches()).to_pylist() == [{"number": "1"}, {"number": "x12"}, {"number": None}]


def test_the_same_rows_have_the_same_digest(database: Path) -> None:
    address = f"sqlite:///{database}?table=attendances"
    assert Query(address).table().sha256 == Query(address).table().sha256


BAD: dict[str, tuple[str, tuple[str, ...], str]] = {
    "a database that is not there": ("sqlite:///none.db?table=x", (), "none.db is not there"),
    "no table and no query": ("sqlite:///{0}", (), "one table or one query"),
    "a table and a query": ("sqlite:///{0}?table=x", ("--query", "SELECT 1"), "one table or one query"),
    "two tables": ("sqlite:///{0}?table=x&table=y", (), "one table or one query"),
    "a table that is not there": ("sqlite:///{0}?table=x", (), "did not give the rows"),
    "a table with a strange name": ("sqlite:///{0}?table=x%22;drop", (), "letters, digits and underscores"),
    "a query that writes": ("sqlite:///{0}", ("--query", "DELETE FROM attendances"), "not one SELECT"),
    "two queries": ("sqlite:///{0}", ("--query", "SELECT 1; DELETE FROM attendances"), "not one SELECT"),
    "a table without rows": ("sqlite:///{0}?table=bare", (), "no rows"),
    "a query of a file": ("in.csv", ("--query", "SELECT 1"), "a query is for a database"),
    "a sheet of a database": ("sqlite:///{0}?table=attendances", ("--sheet", "x"), "has no sheets"),
    "a data file of another kind": ("sqlite:///{1}?table=x", (), "did not give the rows"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_said_and_nothing_is_written(case: str, infoshare: Run, database: Path, policy: Path) -> None:
    address, rest, sentence = BAD[case]
    data = address.format(database, policy)
    ran = infoshare("anonymise", data, *rest, "--policy", policy, "--out", policy.with_name("out.csv"))
    assert (ran.status, sentence in ran.err) == (2, True), ran.err
    assert others_in(policy.parent, database, policy) == []
    assert Query(f"sqlite:///{database}?table=attendances").table().rows == 12


def test_a_query_that_only_looks_like_reading_cannot_write(database: Path, refused: Refused) -> None:
    sql = "WITH gone AS (SELECT 1) DELETE FROM attendances RETURNING *"
    with refused(DataFileError):
        Query(f"sqlite:///{database}", sql).table()
    assert Query(f"sqlite:///{database}?table=attendances").table().rows == 12


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://reader:hunter2@localhost/people?table=attendances",
        "postgresql://reader@localhost/people?password=hunter2&table=attendances",
        "postgresql://reader@localhost/people?sslpassword=hunter2",
        "postgresql://reader:@localhost/people",
    ],
)
def test_a_password_in_an_argument_is_refused_and_not_said(address: str, infoshare: Run, policy: Path) -> None:
    ran = infoshare("anonymise", address, "--policy", policy, "--out", policy.with_name("out.csv"))
    assert (ran.status, "hunter2" in ran.err) == (3, False)
    assert "a password stands in the address" in ran.err
    assert "INFOSHARE_DATABASE" in ran.err


def test_the_address_may_stand_in_the_environment_or_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "address"
    secret.write_text("postgresql://reader:hunter2@localhost/people\n")
    for environment in (
        {"INFOSHARE_DATABASE": "postgresql://reader:hunter2@localhost/people"},
        {"INFOSHARE_DATABASE_FILE": str(secret)},
    ):
        query = query_from("database:?table=attendances", environment=environment)
        assert query.address == "postgresql://reader:hunter2@localhost/people?table=attendances"
        assert "hunter2" not in repr(query)


@pytest.mark.parametrize("environment", [{}, {"INFOSHARE_DATABASE_FILE": "/none"}, {"INFOSHARE_DATABASE": ""}])
def test_an_address_that_stands_nowhere_is_asked_for(environment: dict[str, str], refused: Refused) -> None:
    with refused(MissingSecretError) as caught:
        query_from("database:?table=x", environment=environment)
    assert "INFOSHARE_DATABASE" in str(caught.value)


def test_python_takes_an_address_too(database: Path, policy: Path) -> None:
    release = infoshare.anonymise(f"sqlite:///{database}?table=attendances", policy, key="k" * 32)
    assert release.data.height == 12


def test_a_driver_that_is_not_installed_is_said(
    database: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(DRIVERS, "sqlite", "no_such_driver")
    with refused(MissingExtraError) as caught:
        Query(f"sqlite:///{database}?table=attendances").table()
    assert 'pip install "infoshare[sql]"' in str(caught.value)


def test_a_path_is_no_address_and_a_user_is_no_password() -> None:
    assert not any(map(is_address, ("data.csv", "C:\\data.csv", "./sqlite.csv", "-")))
    assert is_address("sqlite:///x.db")
    assert not has_password("postgresql://reader@localhost/people?table=attendances")
