"""The register of releases on disk: whole or not at all, never altered, read by its owner alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import numpy as np
import pytest

from infoshare.errors import DataFileError
from infoshare.files.release_register import ReleaseRegister, new_register, open_register
from infoshare.model.certificate import PolicyFacts
from infoshare.model.publication import Figure, Publication, PublicationFacts


def publication(*, rows: int = 6, table: bool = False) -> Publication:
    facts = PublicationFacts(
        kind="table" if table else "extract", issued="2026-01-31T09:00:00+00:00", recipient=None, sha256="1" * 64,
        policy=PolicyFacts(name="areas", version=1, sha256="0" * 64), rows=rows, threshold=5, groups_by=("area",),
        visible={"area": "kept"},
    )  # fmt: skip
    names = np.arange(rows, 0, -1).astype(np.uint64)
    groups = np.arange(rows) % 2 if table else None
    figures = (Figure((0,), 0, None), Figure((0, 1), rows, rows)) if table else ()
    return Publication(facts, names, {"area": names + np.uint64(10)}, groups, figures)


def entered(folder: Path, *, table: bool = False) -> ReleaseRegister:
    register = open_register(folder) or new_register(folder, ["id"])
    with register.entry(publication(table=table), len(register.facts()) + 1) as entry:
        entry.publish()
    found = open_register(folder)
    assert found is not None
    return found


@pytest.mark.parametrize("table", [False, True])
def test_an_entry_comes_back_as_it_was(tmp_path: Path, table: bool) -> None:
    register = entered(tmp_path / "releases", table=table)
    (back,), given = register.publications(), publication(table=table)
    order = np.argsort(given.rows)
    assert register.row_key == ("id",)
    assert (back.facts, back.figures, back.number) == (given.facts, given.figures, 1)
    assert back.rows.tolist() == given.rows[order].tolist()
    assert back.cells["area"].tolist() == given.cells["area"][order].tolist()
    if given.groups is not None and back.groups is not None:
        assert back.groups.tolist() == given.groups[order].tolist()


def test_its_owner_alone_can_read_it(tmp_path: Path) -> None:
    entered(tmp_path / "releases")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "releases").rglob("*")}
    assert modes == {0o600, 0o700}


def test_an_entry_that_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    with new_register(tmp_path / "releases", ["id"]).entry(publication(), 1):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_withdrawn_entry_leaves_the_others(tmp_path: Path) -> None:
    register = entered(tmp_path / "releases")
    with register.entry(publication(), 2) as entry:
        entry.publish()
        entry.withdraw()
    assert [number for number, _ in register.facts()] == [1]


def test_the_last_entry_is_missed_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    entered(folder)
    entered(folder)
    (folder / "0002").rename(tmp_path / "0002")
    register = open_register(folder)
    assert register is not None
    with pytest.raises(DataFileError, match="an entry is missing"):
        register.facts()


def test_an_entry_that_was_not_counted_for_want_of_time_is_not_lost(tmp_path: Path) -> None:
    """The program may be killed between the entry and its count: the entry stands."""
    folder = tmp_path / "releases"
    entered(folder)
    before = (folder / "register.json").read_bytes()
    entered(folder)
    (folder / "register.json").write_bytes(before)
    assert [number for number, _ in entered(folder).facts()] == [1, 2, 3]


def test_an_entry_that_cannot_be_counted_is_not_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise DataFileError("no room", mend="Make room.")

    register = entered(tmp_path / "releases")
    monkeypatch.setattr("infoshare.files.release_register.replace_sealed", full)
    with register.entry(publication(), 2) as entry, pytest.raises(DataFileError, match="no room"):
        entry.publish()
    assert [number for number, _ in register.facts()] == [1]


def test_two_releases_at_once_are_not_both_entered_unseen(tmp_path: Path) -> None:
    register = entered(tmp_path / "releases")
    with register.entry(publication(), 2) as first, register.entry(publication(), 2) as second:
        first.publish()
        with pytest.raises(DataFileError, match="another release was entered in the meantime"):
            second.publish()
    assert [number for number, _ in register.facts()] == [1, 2]


DAMAGE = {
    "a changed row": lambda folder: (folder / "0001/rows.parquet").write_bytes(b"PAR1"),
    "a missing file of rows": lambda folder: (folder / "0001/rows.parquet").unlink(),
    "no facts": lambda folder: (folder / "0001/facts.json").unlink(),
    "facts that are no JSON": lambda folder: (folder / "0001/facts.json").write_text("["),
    "a strange file": lambda folder: (folder / "notes.txt").write_text("x"),
    "another key": lambda folder: (folder / "register.key").write_text("00" * 32),
    "a key cut short": lambda folder: (folder / "register.key").write_text("00"),
    "no key": lambda folder: (folder / "register.key").unlink(),
    "an entry moved": lambda folder: (folder / "0001").rename(folder / "0002"),
}


@pytest.mark.parametrize("fault", DAMAGE)
def test_a_damaged_register_is_refused(tmp_path: Path, fault: str) -> None:
    folder = tmp_path / "releases"
    entered(folder)
    DAMAGE[fault](folder)
    with pytest.raises(DataFileError, match="the register of releases is damaged"):
        (open_register(folder) or new_register(folder, [])).publications()


def test_facts_that_somebody_changed_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    entered(folder)
    path = folder / "0001" / "facts.json"
    written = json.loads(path.read_text())
    written["facts"]["threshold"] = 1
    path.write_text(json.dumps(written))
    with pytest.raises(DataFileError, match="it was changed since it was written"):
        (open_register(folder) or new_register(folder, [])).facts()


def test_an_entry_put_in_place_of_another_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    entered(folder)
    register = entered(folder, table=True)
    (folder / "0001").rename(folder / "x")
    (folder / "0002").rename(folder / "0001")
    (folder / "x").rename(folder / "0002")
    with pytest.raises(DataFileError, match="the entry of another release"):
        register.facts()


def test_a_folder_of_other_files_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a\n1\n")
    with pytest.raises(DataFileError, match="holds other files"):
        open_register(tmp_path)
