"""What is entered stays as it was entered, in a folder and in a PostgreSQL database alike."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from infoshare.errors import DataFileError, MissingSecretError, UserError
from infoshare.model.register_entry import NONE_BEFORE, hash_of
from infoshare.register.chain import faults_of
from infoshare.register.place import FILE, Place
from infoshare.register.store import Store
from infoshare.register.version import version_of
from infoshare.workflows.register import Register
from tests.conftest import Refused

from .conftest import Tamper, review
from .postgresql import new_database


def filled(place: str, entries: int = 4) -> Register:
    register = Register.open(place)
    for number in range(1, entries + 1):
        register.add(review(number), f"2027-01-0{number}T09:00:00+00:00")
    return register


def test_entries_come_back_as_they_went_in_each_bound_to_the_one_before(place: str) -> None:
    register = filled(place)
    entries = register.entries()
    assert [each.body for each in entries] == [review(number) for number in (1, 2, 3, 4)]
    assert [each.previous for each in entries] == [NONE_BEFORE, *(each.hash for each in entries[:-1])]
    for each in entries:
        assert each.hash == hash_of(each.number, each.at, each.previous, each.body.model_dump(mode="json"))
    assert register.head == entries[-1].hash
    assert Register.open(place).verify(entries[1].hash).entries == 4


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE entries SET body = replace(body, 'Goes on 2', 'Goes on 9') WHERE number = 2", "entry 2 was edited"),
        ("UPDATE entries SET at = '2027-01-09T09:00:00+00:00' WHERE number = 3", "entry 3 was edited"),
        ("UPDATE entries SET kind = 'withdrawal' WHERE number = 4", "entry 4 was edited"),
        ("UPDATE entries SET subject = repeat('0', 64) WHERE number = 4", "entry 4 was edited"),
        ("UPDATE entries SET body = body || ' ' WHERE number = 4", "entry 4 was edited"),
        ("DELETE FROM entries WHERE number = 2", "entry 2 was deleted"),
        ("DELETE FROM entries WHERE number = 1", "entry 1 was deleted"),
        ("DELETE FROM entries WHERE number IN (2, 3)", "entries 2 to 3 were deleted"),
        ("DELETE FROM entries WHERE number = 2; UPDATE entries SET number = number - 1 WHERE number > 2",
         "entry 2 is out of order"),
        ("UPDATE entries SET number = 9 WHERE number = 2; UPDATE entries SET number = 2 WHERE number = 3; "
         "UPDATE entries SET number = 3 WHERE number = 9", "entry 2 is out of order"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_its_back_is_named_and_nothing_can_be_added(
    place: str, sql: str, said: str, tamper: Tamper, refused: Refused
) -> None:
    register = filled(place)
    if not place.startswith("postgresql"):
        sql = sql.replace("repeat('0', 64)", f"'{'0' * 64}'")
    tamper(place, sql)
    for call in (register.entries, register.verify, lambda: register.add(review(5))):
        with refused(DataFileError, never=["Goes on", "A. Example"]) as caught:
            call()
        assert said in str(caught.value)
    assert 5 not in [row.number for row in register.store.rows()]


def test_a_cut_end_is_noticed_by_whoever_noted_the_head(place: str, tamper: Tamper, refused: Refused) -> None:
    register = filled(place)
    noted = register.head
    tamper(place, "DELETE FROM entries WHERE number > 2")
    assert register.verify().entries == 2
    with refused(DataFileError) as caught:
        register.verify(noted)
    assert "after entry 2 the register was cut off" in str(caught.value)


def test_an_entry_that_was_edited_and_sealed_again_no_longer_fits_the_next(place: str, tamper: Tamper) -> None:
    register = filled(place)
    row = register.store.rows()[1]
    data = json.loads(row.body) | {"by": "Somebody else"}
    body = json.dumps(data, sort_keys=True, separators=(",", ":"))
    sealed = hash_of(2, row.at, row.previous, data)
    tamper(place, f"UPDATE entries SET body = '{body}', hash = '{sealed}' WHERE number = 2")
    assert faults_of(register.store.rows()) == ["entry 3 is out of order, or another one stood before it"]


def test_a_clock_that_goes_backwards_is_told_and_loses_nothing(place: str) -> None:
    register = filled(place, 2)
    register.add(review(3), "2026-12-31T23:59:59+00:00")
    assert register.verify().backward == (3,)
    assert [each.kind for each in register.findings()] == ["clock"]


def test_a_time_without_a_zone_is_refused_and_another_zone_becomes_utc(place: str, refused: Refused) -> None:
    register = Register.open(place)
    with refused(UserError):
        register.add(review(), "2027-06-01T09:00:00")
    assert register.add(review(), "2027-06-01T09:00:00+01:00").at == "2027-06-01T08:00:00+00:00"


def test_nothing_is_lost_when_several_add_at_once(place: str) -> None:
    register = filled(place, 1)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: register.add(review(number)), range(2, 14)))
    assert sorted(each.number for each in made) == list(range(2, 14))
    assert register.entries()[1:] == tuple(sorted(made, key=lambda each: each.number))


def test_several_may_make_the_register_at_once(place: str) -> None:
    register = Register.open(place)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: register.add(review(number)), range(4)))
    assert sorted(each.number for each in made) == [1, 2, 3, 4]
    assert register.verify().entries == 4


def test_what_rests_on_an_older_look_is_refused_if_somebody_added_since(place: str, refused: Refused) -> None:
    register = filled(place, 1)
    seen = register.head
    Register.open(place).add(review(2))
    with refused(UserError) as caught:
        register.add(review(3), head=seen)
    assert "infoshare register list" in str(caught.value)
    assert register.verify().entries == 2


def made_as(place: str, version: str, entries: int = 3) -> Store:
    """A register as an older infoshare made it."""
    from sqlalchemy import text

    from infoshare.register.version import bring_up

    store = Store(Place.of(place))
    filled(place, entries)
    kept = store.rows()
    engine = store.place.engine(writing=True)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE entries"))
        connection.execute(text("DROP TABLE alembic_version"))
        bring_up(connection, store.place, migrate=False, to=version)
        for row in kept:
            connection.execute(
                text("INSERT INTO entries (number, at, kind, body, previous, hash) VALUES (:n, :a, :k, :b, :p, :h)"),
                {"n": row.number, "a": row.at, "k": row.kind, "b": row.body, "p": row.previous, "h": row.hash},
            )
    engine.dispose()
    return store


def version_at(store: Store) -> str | None:
    engine = store.place.engine(writing=False)
    with engine.connect() as connection:
        return version_of(connection)


def test_an_older_register_is_read_as_it_is_and_brought_up_when_something_is_added(
    place: str, refused: Refused
) -> None:
    store = made_as(place, "0001")
    register = Register.open(place)
    before = register.entries()
    assert version_at(store) == "0001"
    if place.startswith("postgresql"):
        with refused(UserError) as caught:
            register.add(review(4))
        assert "pg_dump" in str(caught.value)
        assert "--migrate" in str(caught.value)
        assert version_at(store) == "0001"
        register = Register.open(place, migrate=True)
    register.add(review(4))
    assert version_at(store) == "0002"
    assert register.entries()[:3] == before
    assert [row.subject for row in store.rows()] == [review(number).protocol for number in (1, 2, 3, 4)]


def test_the_older_file_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    before = Register(made_as(str(folder), "0001")).entries()
    Register.open(folder).add(review(4))
    copy = folder / f"{FILE}.before-0002"
    assert copy.stat().st_mode & 0o777 == 0o600
    old = tmp_path / "old"
    old.mkdir()
    (old / FILE).write_bytes(copy.read_bytes())
    assert Register.open(old).entries() == before
    assert version_at(Store(Place.of(old))) == "0001"
    assert sorted(path.name for path in folder.iterdir()) == [FILE, copy.name]


def test_a_register_of_a_later_version_is_neither_read_nor_written(
    place: str, tamper: Tamper, refused: Refused
) -> None:
    register = filled(place, 1)
    tamper(place, "UPDATE alembic_version SET version_num = '0099'")
    for call in (register.entries, lambda: register.add(review(2))):
        with refused(DataFileError) as caught:
            call()
        assert "newer infoshare" in str(caught.value)


def test_a_place_without_a_register_says_how_to_make_one(place: str, refused: Refused) -> None:
    with refused(DataFileError) as caught:
        Register.open(place).entries()
    assert "infoshare register add" in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["postgresql://amy:Xk9secretQ@localhost/db", "postgresql+psycopg://amy@localhost/db?password=Xk9secretQ"],
)
def test_a_password_in_the_address_is_refused_and_never_said(address: str, refused: Refused) -> None:
    with refused(MissingSecretError, never=["Xk9secretQ"]) as caught:
        Register.open(address)
    assert "PGPASSWORD" in str(caught.value)


def test_a_server_that_is_not_there_says_so_without_the_address(tmp_path: Path, refused: Refused) -> None:
    pytest.importorskip("psycopg")
    register = Register.open(f"postgresql://amyname@/dbname?host={tmp_path}")
    for call in (register.entries, lambda: register.add(review())):
        with refused(DataFileError, never=["amyname", "dbname", str(tmp_path)]):
            call()
    assert "amyname" not in repr(register)


@pytest.mark.parametrize("address", ["mysql://host/db", "sqlite:///file.db", "postgresql://[bad/db"])
def test_the_address_of_anything_else_is_refused(address: str) -> None:
    with pytest.raises(UserError):
        Register.open(address).entries()


@pytest.mark.xdist_group("postgresql")
def test_whoever_may_only_select_and_insert_can_enter_and_change_nothing(
    postgresql: Path, tamper: Tamper, refused: Refused
) -> None:
    place = new_database(postgresql)
    filled(place, 2)
    clerk = place.replace("infoshare@", "clerk@")
    tamper(place, "DROP ROLE IF EXISTS clerk; CREATE ROLE clerk LOGIN; GRANT SELECT ON alembic_version TO clerk")
    with refused(DataFileError) as caught:
        Register.open(clerk).entries()
    assert "SELECT and INSERT" in str(caught.value)
    tamper(place, "GRANT SELECT, INSERT ON entries TO clerk")
    assert Register.open(clerk).add(review(3)).number == 3
    assert Register.open(clerk).verify().entries == 3
