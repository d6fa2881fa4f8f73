"""What the strategies invent is valid, belongs to nobody, and stands where it is said to stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.errors import UserError
from infoshare.gate.plain_form import plain
from infoshare.identifiers import IDENTIFIERS, by_kind
from infoshare.identifiers.folding import fold
from infoshare.testing import Note, Person, Record, Span, identifiers, notes, people, planted, records
from infoshare.testing.invented_names import ORIGINS
from infoshare.testing.note_strategies import HARMLESS_LINES, SENTENCES
from infoshare.testing.sought_people import KINDS, Search
from infoshare.testing.spellings import spellings

KINDS_OF_IDENTIFIER = [each.kind for each in IDENTIFIERS]
COMMON = (
    "the of and a to in is you that it he was for on are as with his they I at be this have from or one had by but "
    "not what all were we when your can said there use an each which she do how their if will up other about out many "
    "then them these so some her would make like him into time has look two more go see no way could my than been who "
    "its now find long down day did get come made may part over new sound take only little work know place year live "
    "me back give most very after thing our just name good man think say great where help through much before line "
    "right too mean old any same tell boy follow came want show also around form three small set put end does another "
    "well large must big even such because turn here why ask went men read need land different home us move try kind "
    "hand picture again change off play spell air away animal house point page letter mother answer found study still "
    "learn should world"
)


@given(people())
def test_a_person_belongs_to_nobody(person: Person) -> None:
    assert by_kind("nhs").matches(person.nhs)
    assert person.nhs.startswith("999")
    assert by_kind("ni").matches(person.ni)
    assert person.ni.startswith("QQ")
    assert by_kind("phone").matches(person.phone)
    assert re.match(r"07700900|01632960|02079460|011[347]4960|01[236]14960|02896496|02920180|08081570", person.phone)
    assert re.fullmatch(r"[a-z0-9._-]+@example\.org", person.email)
    assert by_kind("email").matches(person.email)
    assert by_kind("postcode").matches(plain(person.postcode))
    assert person.postcode.startswith("HM")
    assert 1925 <= person.date_of_birth.year <= 2020


@given(people())
def test_a_person_has_names_of_one_origin_and_can_be_sought(person: Person) -> None:
    names = ORIGINS[person.origin]
    assert person.surname in names.surnames
    assert person.forename in {"female": names.women, "male": names.men}.get(person.sex, names.women + names.men)
    assert set(person.known) == set(KINDS) - {"reference"}
    Search(person)


def test_there_are_many_origins_and_hard_names() -> None:
    assert len(ORIGINS) >= 40
    written = " ".join(name for names in ORIGINS.values() for group in names for name in group)
    assert all(sign in written for sign in "'’- łŁışñøßō")


@pytest.mark.parametrize("origin", ORIGINS)
def test_no_name_stands_in_harmless_text(origin: str) -> None:
    search = Search({"name": [f"{name} {name}" for group in ORIGINS[origin] for name in group]})
    for text in (COMMON, *HARMLESS_LINES, *(f"{a} x, {b}" for each in SENTENCES.values() for a, b in each)):
        assert not search.traces(text), text


@given(records())
def test_a_record_is_a_flat_row_of_texts(record: Record) -> None:
    assert list(record.row) == ["forename", "surname", "sex", "date_of_birth", "nhs", "ni", "phone", "email",
                                "address", "postcode", "note"]  # fmt: skip
    assert all(isinstance(cell, str) and cell for cell in record.row.values())
    assert record.row["note"] == record.note.text


@given(records())
def test_the_spans_of_a_record_are_its_persons_values(record: Record) -> None:
    for span in record.note.spans:
        assert record.note.text[span.start : span.end] in spellings(record.person, span.kind)


@given(notes())
def test_the_spans_of_a_note_stand_in_order_and_are_found_there(note: Note) -> None:
    folded = fold(note.text)
    assert list(note.spans) == sorted(note.spans, key=lambda span: span.start)
    for span in note.spans:
        found = [folded.original_span(*each) for each in by_kind(span.kind).spans(folded.text)]
        assert any(start <= span.start and span.end <= end for start, end in found), (span.kind, note.text)


@given(notes(["nhs", "phone"]))
def test_a_note_has_only_the_kinds_asked_for(note: Note) -> None:
    assert {span.kind for span in note.spans} <= {"nhs", "phone"}


def test_a_note_is_made_of_pieces() -> None:
    assert Note.made_of([("ring ", None), ("07700 900123", "phone"), (".", None)]) == Note(
        "ring 07700 900123.", (Span("phone", 5, 17),)
    )


@pytest.mark.parametrize("kind", KINDS_OF_IDENTIFIER)
@given(data=st.data())
def test_there_are_identifiers_of_every_kind(kind: str, data: st.DataObject) -> None:
    assert data.draw(identifiers(kind)).strip()


@pytest.mark.parametrize("kind", ["nhs", "phone", "ni", "email", "postcode", "iban"])
@given(data=st.data())
def test_an_identifier_is_valid(kind: str, data: st.DataObject) -> None:
    value = fold(data.draw(identifiers(kind))).text
    assert [*by_kind(kind).spans(value)] == [(0, len(value))]


@pytest.mark.parametrize("make", [identifiers, planted, lambda kind: notes([kind])])
def test_a_kind_that_is_not_known_is_refused(make: object) -> None:
    with pytest.raises(UserError, match="there is no strategy for 'nhs number'\nThe kinds are: address, "):
        make("nhs number")  # type: ignore[operator]
