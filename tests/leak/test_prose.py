"""People in prose: whatever the spelling, nothing of them is left in the text that is released."""

from __future__ import annotations

from dataclasses import astuple

import pyarrow as pa
import pytest

import infoshare
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy
from tests.leak.people import COLUMNS, KINDS, PEOPLE, TEMPLATE, Person, left_over
from tests.leak.spellings import EVERY_SPELLING, SPELLINGS

LABELS = "s the dob nhs th of mailto monday tuesday wednesday thursday friday saturday sunday"
"""What may stand beside a value and say nothing: labels, endings, and the name of the day."""


@pytest.fixture(scope="module")
def policy(make_policy: MakePolicy) -> Policy:
    direct = {name: {"role": "direct", "action": "drop", "known": KINDS.get(name, name)} for name in COLUMNS}
    return make_policy({**direct, "note": {"role": "text", "action": "redact"}})


def released_notes(policy: Policy, notes: list[str]) -> list[str]:
    people = [dict(zip(COLUMNS, astuple(person), strict=True)) for person in PEOPLE]
    table = pa.Table.from_pylist([{**person, "note": note} for person, note in zip(people, notes, strict=True)])
    return list(infoshare.anonymise(table, policy).data.to_pydict()["note"])


def value_of(person: Person, column: str) -> str:
    return f"{person.forename} {person.surname}" if column == "both names" else str(getattr(person, column))


@pytest.mark.parametrize(("column", "how"), EVERY_SPELLING, ids=lambda each: each.replace(" ", "_"))
def test_a_rows_own_person_is_taken_out_of_prose_however_they_are_spelt(policy: Policy, column: str, how: str) -> None:
    notes = [TEMPLATE.format(SPELLINGS[column][how](value_of(person, column))) for person in PEOPLE]
    assert [left_over(note, LABELS) for note in released_notes(policy, notes)] == [[], [], []]


@pytest.mark.parametrize("how", ["as it is", "capitals", "lower case", "full width", "zero width"])
@pytest.mark.parametrize("column", [*COLUMNS, "both names"])
def test_the_person_of_another_row_is_taken_out_of_prose(policy: Policy, column: str, how: str) -> None:
    others = [*PEOPLE[1:], PEOPLE[0]]
    notes = [TEMPLATE.format(SPELLINGS[column][how](value_of(person, column))) for person in others]
    assert [left_over(note, LABELS) for note in released_notes(policy, notes)] == [[], [], []]


def test_everything_of_everybody_at_once_is_taken_out(policy: Policy) -> None:
    note = TEMPLATE.format("; ".join(value_of(person, column) for person in PEOPLE for column in COLUMNS))
    assert [left_over(note, LABELS) for note in released_notes(policy, [note] * 3)] == [[], [], []]


@pytest.mark.parametrize(
    ("value", "written"),
    [("Łukasz", "lukasz"), ("Søren", "soren"), ("Weiß", "WEISS"), ("Siân", "sian"), ("Zoë", "ZOE")],
)
def test_a_name_is_taken_out_though_the_note_leaves_its_accents_away(
    make_policy: MakePolicy, value: str, written: str
) -> None:
    surname = {"role": "direct", "action": "drop", "known": "name"}
    policy = make_policy({"surname": surname, "note": {"role": "text", "action": "redact"}})
    table = pa.table({"surname": [value], "note": [TEMPLATE.format(written)]})
    assert left_over(infoshare.anonymise(table, policy).data.to_pydict()["note"][0]) == []


@pytest.mark.parametrize(
    "value",
    ["f47ac10b-58cc-4372-a567-0e02b2c3d479", "A1-B2-C3-D4-E5-F6", "12/34/56/78/90/11/22/33/44", "AB12CD34EF56"],
)
def test_a_reference_of_many_pieces_is_taken_out(make_policy: MakePolicy, value: str) -> None:
    reference = {"role": "direct", "action": "drop", "known": "reference"}
    policy = make_policy({"reference": reference, "note": {"role": "text", "action": "redact"}})
    for written in (value, value.upper(), value.replace("-", "").replace("/", "")):
        table = pa.table({"reference": [value], "note": [TEMPLATE.format(written)]})
        assert left_over(infoshare.anonymise(table, policy).data.to_pydict()["note"][0]) == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Flat 12 Rowan Court 14 Larch Row Harrowmere Moorshire", None),
        ("14 Larch Row, Harrowmere", "14 larch row"),
        ("14 Larch Row\nHarrowmere", "14 larch row"),
        ("14 Larch Row; Harrowmere", "14 larch row"),
    ],
)
def test_an_address_and_its_first_line_are_taken_out(make_policy: MakePolicy, value: str, written: str | None) -> None:
    address = {"role": "direct", "action": "drop", "known": "address"}
    policy = make_policy({"address": address, "note": {"role": "text", "action": "redact"}})
    table = pa.table({"address": [value], "note": [TEMPLATE.format(written or value.lower())]})
    assert left_over(infoshare.anonymise(table, policy).data.to_pydict()["note"][0]) == []


@pytest.mark.parametrize("written", ["12 Sept 1990", "12sept90", "Sept 12th 1990", "1990 Sept 12", "12-Sept-1990"])
def test_september_has_four_letters_too(make_policy: MakePolicy, written: str) -> None:
    dob = {"role": "direct", "action": "drop", "known": "date_of_birth"}
    policy = make_policy({"dob": dob, "note": {"role": "text", "action": "redact"}}, dates="day_first")
    table = pa.table({"dob": ["12/09/1990"], "note": [TEMPLATE.format(written)]})
    assert left_over(infoshare.anonymise(table, policy).data.to_pydict()["note"][0]) == []


def test_the_search_would_find_what_is_left() -> None:
    assert left_over(TEMPLATE.format("[NAME]'s")) == []
    assert left_over(TEMPLATE.format("Varn\u200bholt")) == ["varnholt"]
    assert left_over(TEMPLATE.format("９ 9")) == ["9", "9"]
