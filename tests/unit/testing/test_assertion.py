"""The assertion finds people however they are spelt, lets harmless things pass, and never says a value."""

from __future__ import annotations

import traceback
from dataclasses import astuple
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.errors import InfoshareError, UserError
from infoshare.testing import Person as Invented
from infoshare.testing import assert_no_identifiers, identifiers, people, planted, records
from infoshare.testing.note import Record
from infoshare.testing.sought_people import DISTINCTIVE, Search
from infoshare.testing.spellings import spellings
from tests.leak.people import COLUMNS, KINDS, PEOPLE, TEMPLATE, Person
from tests.leak.spellings import EVERY_SPELLING, SPELLINGS

WHO = [
    {KINDS.get(column, column): value for column, value in zip(COLUMNS, astuple(person), strict=True)}
    | {"name": [person.forename, person.surname]}
    for person in PEOPLE
]
VALUES = [value for person in PEOPLE for value in astuple(person)]
HARMLESS = (
    "seen after midnight, calm and walking, as told by friends",
    "bp 120/80, hr 98, paracetamol 500 mg, back on 14/03/2025 at ward 7",
    "A34 northbound, log closed, section 115 of the 1998 Act",
    "varnish on the quill, oxen, the row of larches, a rope",
    "[NAME] of [ADDRESS], [NHS NUMBER], said so on [DATE]",
    "1990", "12/03", "HM1", "999", "QQ", "example.org", "HGH", "07700", "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "Café à côté, 漢字, ½, ﬁve",
)  # fmt: skip


def failure(released: object, people: object = WHO) -> str:
    with pytest.raises(AssertionError) as caught:
        assert_no_identifiers(released, people)  # type: ignore[arg-type]
    return str(caught.value)


def value_of(person: Person, column: str) -> str:
    return f"{person.forename} {person.surname}" if column == "both names" else str(getattr(person, column))


@pytest.mark.parametrize(("column", "how"), EVERY_SPELLING, ids=lambda each: each.replace(" ", "_"))
def test_a_person_is_found_however_they_are_spelt(column: str, how: str) -> None:
    kind = "name" if column == "both names" else KINDS.get(column, column)
    for person, known in zip(PEOPLE, WHO, strict=True):
        written = SPELLINGS[column][how](value_of(person, column))
        message = failure(TEMPLATE.format(written), [{kind: known[kind]}])
        assert f"known {kind} in 1 text: text 1" in message
        assert not said(message, written, *astuple(person))


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_passes(text: str) -> None:
    assert_no_identifiers(text, WHO)
    assert_no_identifiers([{"note": text}], WHO)


@given(people())
def test_every_spelling_that_a_record_may_hold_is_found(person: Invented) -> None:
    for kind, values in person.known.items():
        written = spellings(person, kind)
        assert f"known {kind} in {len(written)} texts" in failure(written, {kind: values})


@given(records())
def test_a_record_from_which_its_spans_are_taken_passes(record: Record) -> None:
    left = record.note.text
    for span in reversed(record.note.spans):
        left = f"{left[: span.start]}[NAME]{left[span.end :]}"
    assert_no_identifiers(left, record.person)


@pytest.mark.parametrize("kind", sorted(DISTINCTIVE))
@given(data=st.data())
def test_a_valid_form_is_found_whoever_it_belongs_to(kind: str, data: st.DataObject) -> None:
    for text in (data.draw(planted(kind)).text, data.draw(identifiers(kind))):
        assert f"valid form of {kind} in 1 text" in failure(text, {"name": "Quillon"})


def test_all_faults_are_said_at_once_by_column_kind_count_and_row() -> None:
    rows = [
        {"ref": "A1", "note": "Varnholt, born 12.3.90"},
        {"ref": "999 000 0042", "note": "calm"},
        {"ref": "999 000 0018", "note": "VARN\u200bHOLT again, varnholt's, and zenobia"},
    ]
    assert failure(rows) == (
        "4 faults:\n"
        "  - 'ref': valid form of nhs in 1 cell, row 2\n"
        "  - 'ref': known nhs in 1 cell, row 3\n"
        "  - 'note': known date_of_birth in 1 cell, row 1\n"
        "  - 'note': known name in 2 cells, rows 1 and 3\n"
        "Rows are counted from 1, the header not counted. No value is shown."
    )


def test_a_known_value_is_not_said_again_as_a_valid_form() -> None:
    assert failure("999 000 0018").startswith("known nhs in 1 text: text 1\n")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date_of_birth", date(1990, 3, 12)),
        ("date_of_birth", datetime(1990, 3, 12, 9, 30)),
        ("date_of_birth", "1990-03-12T00:00:00"),
        ("nhs", 9990000018),
        ("nhs", 9990000018.0),
        ("nhs", {"999 000 0018"}),
        ("name", ("Quillon", None, "", "Varnholt")),
        ("name", [["Quillon"], ["Varnholt"]]),
        ("postcode", "HM1 7N G"),
        ("postcode", "M1 1AE"),
    ],
)
def test_values_of_any_plain_kind_are_sought(kind: str, value: object) -> None:
    text = "seen 12/3/90, no 999 000 0018, varnholt of hm17ng and m1 1ae"
    assert kind in failure(text, {kind: value})


def test_a_name_that_is_an_everyday_word_counts_with_a_capital_or_in_the_whole_name() -> None:
    person = {"name": ["Quillon Young"]}
    assert_no_identifiers("a young man, this is it", person)
    assert "known name" in failure("Young was seen", person)
    assert "known name" in failure("youngquillon", person)
    assert_no_identifiers("this is it", {"name": "Thi Quillon"})


@pytest.mark.parametrize("token", ["k7ali4xqwertzuiopasdfghjk2", "ali7k4xqwertzuiopasdfghjk2"])
def test_letters_that_happen_to_meet_in_a_pseudonym_are_nobodys_name(token: str) -> None:
    assert_no_identifiers([token], {"name": "Ali"})
    assert "known name" in failure([token[:-1]], {"name": "Ali"})
    assert "known reference" in failure([token], {"reference": token})


@pytest.mark.parametrize(
    ("released", "people", "message"),
    [
        ([], WHO, "nothing was released that could be looked at"),
        (iter(()), WHO, "nothing was released that could be looked at"),
        (None, WHO, "a NoneType cannot be looked at"),
        (b"Varnholt", WHO, "a bytes cannot be looked at"),
        ({"note": "Varnholt"}, WHO, "a dict cannot be looked at"),
        (["x", 3], WHO, "an item that is no text: item 2"),
        ([{"x": "y"}, "Varnholt"], WHO, "an item that is no mapping: item 2"),
        ("Varnholt.csv", WHO, "the text is the name of a data file"),
        ("x", [], "nobody was given to seek"),
        ("x", [{}, {"name": None, "nhs": ""}], "nobody was given to seek"),
        ("x", {"name": "not known"}, "nobody was given to seek"),
        ("x", None, "person 1: a NoneType is no person"),
        ("x", "Varnholt", "person 1: a str is no person"),
        ("x", [{"name": "Quillon"}, {"name": "Quillon", "Varnholt": "name"}], "person 2: what stands at place 2 is no"),
        ("x", {"reference": "A1234"}, "person 1: a value of reference is too short to be sought"),
        ("x", {"name": ["Varnholt", "J"]}, "person 1: a value of name is too short to be sought"),
        ("x", {"phone": "90012"}, "person 1: a value of phone is too short to be sought"),
        ("x", {"name": b"Varnholt"}, "person 1: a value of name is a bytes"),
        ("x", {"name": {"Varnholt": 1}}, "person 1: a value of name is a dict"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_at_or_sought_is_refused(released: object, people: object, message: str) -> None:
    with pytest.raises(UserError) as caught:
        assert_no_identifiers(released, people)  # type: ignore[arg-type]
    assert message in str(caught.value)
    assert not said(str(caught.value), *VALUES, "J ", "A1234", "90012")


def test_every_person_at_fault_is_named_at_once() -> None:
    with pytest.raises(UserError) as caught:
        assert_no_identifiers("x", [{"reference": "A1"}, {"name": "Quillon"}, {"nhs": object()}])
    assert caught.value.faults == (
        "person 1: a value of reference is too short to be sought", "person 3: a value of nhs is a object",
    )  # fmt: skip


def test_no_variable_of_ours_holds_a_value_when_it_fails() -> None:
    class Odd:
        def __str__(self) -> str:
            raise ValueError("Varnholt")

    for released in ("Varnholt", [{"x": "Varnholt"}], [], ["Varnholt", 3], [{"x": Odd()}]):
        with pytest.raises((AssertionError, InfoshareError)) as caught:
            assert_no_identifiers(released, WHO)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__
        ours = [frame for frame, _ in traceback.walk_tb(caught.value.__traceback__)][1:]
        assert [frame.f_code.co_name for frame in ours] == ["assert_no_identifiers"]
        assert not said(f"{ours[0].f_locals}{caught.value!r}", *VALUES)


def test_our_own_bug_is_said_by_place_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Search, "_traces", lambda _, text: {}[text])
    with pytest.raises(
        InfoshareError, match=r"could not be looked at: KeyError in test_assertion.py, line \d+"
    ) as caught:
        assert_no_identifiers("Varnholt", WHO)
    assert not said(str(caught.value), *VALUES)


def test_an_error_of_whoever_wrote_the_release_is_raised_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        assert_no_identifiers((1 // each for each in (1, 0)), WHO)


def said(message: str, *values: str) -> list[str]:
    return [value for value in values if value.casefold() in message.casefold()]
