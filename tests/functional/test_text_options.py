"""Free text with everything a policy can ask of it: strict, numbered, dates shifted, rows linked; and `redact`."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import infoshare as library
from infoshare.errors import MissingSecretError
from tests.conftest import Refused

from .conftest import KEY, Ran, write_csv

Run = Callable[..., Ran]
POLICY = """
policy: households
version: 1
title: Notes of households
release: pseudonymised
columns:
  row: {role: plain, action: keep}
  person: {role: direct, action: pseudonymise}
  house: {role: direct, action: drop, known: reference}
  forename: {role: direct, action: drop, known: name}
  surname: {role: direct, action: drop, known: name}
  dob: {role: direct, action: drop, known: date_of_birth}
  note:
    {role: text, action: redact, strength: strict, placeholders: numbered, dates: shift, person: person,
     linked: [house]}
  plan: {role: text, action: redact, placeholders: numbered}
"""
COLUMNS = ("row", "person", "house", "forename", "surname", "dob", "note", "plan")
PEOPLE = (
    ("1", "P-100001", "HSE-0001", "Quillon", "Varnholt", "12/03/1990", "hope rang on 12/03/2024 and on 22/03/2024",
     "Quillon to ring back"),
    ("2", "P-100002", "HSE-0001", "Hope", "Okwuosa", "28/11/2004",
     "quillon varnholt, born 12/03/1990, was seen with zqarnov", "Varnholt and Quillon Varnholt"),
    ("3", "P-100003", "HSE-0002", "Zenobia", "Llewellyn", "07/06/1958", "no hope of it on 12/03/2024", "nothing to do"),
    ("4", "P-100001", "HSE-0001", "Quillon", "Varnholt", "12/03/1990", "came again on 01/04/2024", "left with Zenobia"),
)  # fmt: skip


@pytest.fixture
def households(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "households.csv", PEOPLE, COLUMNS)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "households.yaml"
    path.write_text(POLICY)
    return path


def table() -> pa.Table:
    return pa.table({name: [row[place] for row in PEOPLE] for place, name in enumerate(COLUMNS)})


def released(rules: Path, **options: Any) -> dict[str, list[str]]:
    return dict(library.anonymise(table(), rules, **{"key": KEY, **options}).data.to_pydict())


def days_in(*notes: str) -> list[date]:
    return [date.fromisoformat(found) for note in notes for found in re.findall(r"\[DATE (\d{4}-\d\d-\d\d)\]", note)]


def test_everything_at_once_through_the_python_call(rules: Path) -> None:
    notes = released(rules)["note"]
    assert re.fullmatch(r"\[NAME-1\] rang on \[DATE [\d-]+\] and on \[DATE [\d-]+\]", notes[0])
    assert re.fullmatch(r"\[NAME-1\], born \[DATE-1\], was seen with \[NAME-2\]|.*\[WORD-1\]", notes[1])
    assert re.fullmatch(r"no hope of it on \[DATE [\d-]+\]", notes[2])


def test_the_command_gives_the_same_cells_as_the_python_call(infoshare: Run, households: Path, rules: Path) -> None:
    out = households.with_name("out.csv")
    ran = infoshare("anonymise", households, "--policy", rules, "--out", out)
    assert (ran.status, ran.err) == (0, "")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {name: [row[name] for row in rows] for name in rows[0]} == released(rules)
    assert infoshare("verify", out, "--source", households, "--policy", rules).status == 0


def test_a_persons_dates_keep_their_order_and_gaps_over_all_rows(rules: Path) -> None:
    notes = released(rules)["note"]
    first, second, later = days_in(notes[0], notes[3])
    assert ((second - first).days, (later - first).days) == (10, 20)
    assert first != date(2024, 3, 12)
    assert days_in(notes[2]) != [first]


def test_a_person_written_in_two_ways_has_one_shift(tmp_path: Path) -> None:
    rules = tmp_path / "p.yaml"
    rules.write_text(
        "policy: p\nversion: 1\ntitle: T\ncolumns:\n  nhs: {role: direct, action: drop, known: nhs}\n"
        "  note: {role: text, action: redact, dates: shift, person: nhs}\n"
    )
    data = pa.table({"nhs": ["999 000 0018", "9990000018"], "note": ["on 12/03/2024"] * 2})
    one, other = library.anonymise(data, rules, key=KEY).data.to_pydict()["note"]
    assert one == other != "on [DATE]"


def test_a_date_of_birth_is_never_shifted_whoevers_it_is(rules: Path) -> None:
    rows = table().to_pydict()
    rows["note"] = ["on 12/03/1990", "on 12/03/1990", "7 June 1958", "DOB the 3rd of May 1971, born Monday 3 May 1971"]
    notes = library.anonymise(pa.table(rows), rules, key=KEY).data.to_pydict()["note"]
    assert days_in(*notes) == []
    assert all("DATE" in note for note in notes)


def test_numbers_are_shared_by_the_texts_of_a_row_and_begin_again_with_the_next(rules: Path) -> None:
    made = released(rules)
    assert made["note"][1].startswith("[NAME-1], born")
    assert made["plan"] == ["[NAME-2] to ring back", "[NAME-1] and [NAME-1]", "nothing to do", "left with [NAME-1]"]


def test_everyday_names_in_lower_case_are_taken_out_only_where_rows_are_linked(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        "policy: p\nversion: 1\ntitle: T\ncolumns:\n  house: {role: direct, action: drop}\n"
        "  surname: {role: direct, action: drop, known: name}\n"
        "  linked: {role: text, action: redact, linked: [house]}\n  alone: {role: text, action: redact}\n"
    )
    note = "the young black dog was long gone"
    rows = {"house": ["H-0001", "H-0001", "H-0002"], "surname": ["Young", "Black", "Long"], "linked": [note] * 3}
    made = library.anonymise(pa.table({**rows, "alone": [note] * 3}), path).data.to_pydict()
    both, last = "the [NAME] dog was long gone", "the young black dog was [NAME] gone"
    assert made["linked"] == [both, both, last]
    assert made["alone"] == ["the [NAME] black dog was long gone", "the young [NAME] dog was long gone", last]


def test_rows_without_a_house_are_not_linked_with_each_other(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        "policy: p\nversion: 1\ntitle: T\ncolumns:\n  house: {role: direct, action: drop}\n"
        "  surname: {role: direct, action: drop, known: name}\n  note: {role: text, action: redact, linked: [house]}\n"
    )
    for nothing in (None, ""):
        rows = pa.table({"house": [nothing] * 2, "surname": ["Young", "Black"], "note": ["the young black dog"] * 2})
        notes = library.anonymise(rows, path).data.to_pydict()["note"]
        assert notes == ["the [NAME] black dog", "the young [NAME] dog"]


def test_dates_cannot_be_shifted_without_a_key(rules: Path, refused: Refused, tmp_path: Path) -> None:
    rules.write_text(POLICY.replace("action: pseudonymise", "action: drop"))
    with refused(MissingSecretError, never=["Varnholt", "Quillon"]) as caught:
        library.anonymise(table(), rules, out=tmp_path / "out.csv")
    assert "shifts dates, and there is no key" in str(caught.value)
    assert not (tmp_path / "out.csv").exists()


def test_the_command_without_a_key_says_how_to_make_one(
    infoshare: Run, households: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INFOSHARE_KEY")
    rules.write_text(POLICY.replace("action: pseudonymise", "action: drop"))
    ran = infoshare("anonymise", households, "--policy", rules, "--out", households.with_name("out.csv"))
    assert ran.status == 3
    assert "shifts dates, and there is no key" in ran.err
    assert "secrets.token_hex" in ran.err


def test_the_same_input_gives_the_same_bytes(infoshare: Run, households: Path, rules: Path) -> None:
    made = []
    for name in ("one", "two"):
        out = households.with_name(f"{name}.csv")
        infoshare("anonymise", households, "--policy", rules, "--out", out, "--issued", "2026-11-22T09:00:00+00:00")
        made.append((out.read_bytes(), out.with_name(f"{name}.certificate.json").read_bytes()))
    assert made[0] == made[1]


@pytest.mark.parametrize("engine", ["polars", "reference"])
def test_every_engine_gives_the_same_cells(rules: Path, engine: str) -> None:
    assert released(rules, engine=engine) == released(rules)


def test_recipients_get_different_shifts(rules: Path) -> None:
    drawn = [days_in(*released(rules, recipient=recipient)["note"]) for recipient in ("police", "council", None)]
    assert all(len(days) == 4 for days in drawn)
    assert len({tuple(days) for days in drawn}) == 3


def test_another_key_gives_different_shifts(rules: Path) -> None:
    assert days_in(*released(rules)["note"]) != days_in(*released(rules, key="x" * 32)["note"])


TEXT = "Seen with Mrs Varnholt.\nvarnholt rang 07700 900123, so did Zqarnov Okwuosa"
VALUES = ("varnholt", "07700", "zqarnov", "okwuosa")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("strength", ["balanced", "strict"])
def test_explaining_shows_no_value_unless_it_is_asked(infoshare: Run, note: Path, form: str, strength: str) -> None:
    words = ("redact", note, "--explain", "--strength", strength, "--format", form)
    ran = infoshare(*words)
    assert ran.status == 0
    assert "PHONE" in ran.out
    assert not [value for value in VALUES if value in (ran.out + ran.err).casefold()]
    shown = infoshare(*words, "--show-values").out.casefold()
    assert [value for value in VALUES if value not in shown] == []


def test_what_is_explained_stands_where_it_says(infoshare: Run, note: Path) -> None:
    found = json.loads(infoshare("redact", note, "--explain", "--show-values", "--format", "json").out)
    assert set(found[0]) == {"line", "column", "length", "kind", "by", "sure", "value"}
    for each in found:
        at = each["column"] - 1
        assert TEXT.splitlines()[each["line"] - 1][at : at + each["length"]] == each["value"]
        assert 0 < each["sure"] <= 1
    phone = next(each for each in found if each["kind"] == "PHONE")
    assert (phone["line"], phone["by"], phone["sure"], phone["value"]) == (2, "phone", 1.0, "07700 900123")


def test_explaining_a_text_without_people_says_so(infoshare: Run, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("bleeding settled with pressure dressing")
    assert infoshare("redact", path, "--explain").out == "Nothing would be taken out.\n"
    assert json.loads(infoshare("redact", path, "--explain", "--format", "json").out) == []


def test_numbered_placeholders_can_be_asked_of_one_text(infoshare: Run, note: Path) -> None:
    assert infoshare("redact", note, "--numbered").out == (
        "Seen with Mrs [NAME-1].\n[NAME-1] rang [PHONE-1], so did [NAME-2]"
    )


def test_the_strict_strength_takes_out_what_the_balanced_one_leaves(infoshare: Run, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("the 123 456 789 was given to a zqlrnv-type unit")
    ran = infoshare("redact", path, "--strength", "strict", "--format", "json")
    clean = json.loads(ran.out)["text"]
    assert "zqlrnv" not in clean
    assert not re.search(r"\d", clean)


@pytest.mark.parametrize("more", [(), ("--explain",), ("--numbered",)])
def test_a_strength_that_does_not_exist_is_answered_with_those_that_do(
    infoshare: Run, note: Path, more: tuple[str, ...]
) -> None:
    ran = infoshare("redact", note, "--strength", "strickt", *more)
    assert (ran.status, ran.out) == (2, "")
    assert "unknown strength: strickt" in ran.err
    assert "Possible: balanced, strict." in ran.err


def test_a_recogniser_that_nobody_offers_is_refused_by_the_command(infoshare: Run, note: Path) -> None:
    ran = infoshare("redact", note, "--recogniser", "nobody")
    assert (ran.status, ran.out) == (2, "")
    assert "no installed package offers a recogniser called 'nobody'" in ran.err
    assert "spacy" in ran.err
    assert "varnholt" not in ran.err.casefold()
