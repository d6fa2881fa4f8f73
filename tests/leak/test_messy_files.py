"""Nobody who was planted in a messy file is found in what leaves of it, by a search that shares no code with it."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest

import infoshare
from tests.leak.messy import NOTES, Planted, found, planted

KEY = b"k" * 32
ROWS = 250
TEXTS = ("triage_note", "location_description")


def said(path: Path, columns: tuple[str, ...]) -> str:
    with path.open(encoding="utf-8", newline="") as stream:
        return "\n".join(row[column] for row in csv.DictReader(stream) for column in columns)


@pytest.fixture(params=NOTES)
def messy(request: pytest.FixtureRequest) -> Planted:
    return planted(request.param, ROWS)


def test_nobody_is_found_in_what_leaves(messy: Planted, tmp_path: Path) -> None:
    messy.write(tmp_path / "in.csv")
    policy = infoshare.Policy.load("ae-violence")
    open_policy = policy.model_copy(update={"privacy": policy.privacy.model_copy(update={"max_suppressed": 0.9})})
    infoshare.anonymise(tmp_path / "in.csv", open_policy, key=KEY, out=tmp_path / "out.csv")
    leaks = sorted({kind for kind, _ in found(said(tmp_path / "out.csv", TEXTS), messy.people)})
    assert leaks == []


def test_the_search_finds_them_in_the_source(messy: Planted, tmp_path: Path) -> None:
    messy.write(tmp_path / "in.csv")
    kinds = {kind for kind, _ in found(said(tmp_path / "in.csv", ("Triage Note",)), messy.people)}
    assert kinds == {"nhs", "phone", "email", "postcode", "reference", "address", "born", "name"}


def test_the_gate_sees_two_everyday_words_that_are_somebodys_name() -> None:
    policy = infoshare.Policy.load("ae-violence")
    columns = {name: policy.columns[name] for name in ("forename", "surname", "triage_note")}
    agreed = policy.model_copy(update={"columns": columns, "privacy": type(policy.privacy)()})
    source = pa.table({"forename": ["Hope"], "surname": ["Young"], "triage_note": ["seen"]})
    for note, verdict in {"tenant hope young rang": "fail", "we hope the young man is well": "pass"}.items():
        released = pa.table({"triage_note": [note]})
        assert infoshare.verify(released, source=source, policy=agreed).verdict == verdict
