"""Traces: a value of the source is found in every form in which it could stand, and what only resembles it is not."""

from __future__ import annotations

import pytest

from infoshare.gate.plain_form import pieces, plain, squashed
from infoshare.gate.sought import Sought
from infoshare.gate.traces import fragments, has_exact, has_form, has_name
from infoshare.identifiers import by_kind


def seeking(kind: str, value: str) -> Sought:
    sought = Sought()
    sought.add(kind, value)
    return sought


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("nhs", "9990000018", "no 999 000 0018."),
        ("nhs", "999 000 0018", "99 90 00 00 18"),
        ("nhs", "999 000 0018", "９９９００００018"),
        ("reference", "HGH-25-000089", "see hgh25000089"),
        ("reference", "123456", "case 123456"),
        ("email", "q.varnholt@example.org", "Q.Varnholt@Example.org"),
        ("postcode", "HM1 7NG", "hm17ng"),
        ("phone", "07700 900123", "+44 (0)7700 900123"),
        ("phone", "+447700900123", "07700900123"),
        ("phone", "07700 900123", "0044 7700 900 123"),
        ("date_of_birth", "12/03/1990", "12.3.1990"),
        ("date_of_birth", "12/03/1990", "1990-03-12"),
        ("date_of_birth", "1990-03-12", "12/03/90"),
        ("date_of_birth", "12/03/1990", "12th of March 1990"),
        ("date_of_birth", "12/03/1990", "march 12, 1990"),
        ("date_of_birth", "12/03/1990", "12-Mar-90"),
        ("date_of_birth", "12/03/1990", "12 Mar '90"),
        ("date_of_birth", "12/03/1990", "12 03 90"),
        ("date_of_birth", "12/03/1990", "at 5 12 03 90"),
        ("date_of_birth", "12/03/1990", "at 5 12/03/90"),
        ("date_of_birth", "1990-03-12 00:00:00", "12/03/1990"),
        ("date_of_birth", "1990-03-12T09:30", "12/03/1990"),
        ("address", "14 Larch Row, Harrowmere", "at 14 larch row"),
        ("address", "Flat 2, 9 Quay Street", "flat 2 9 quay street"),
        ("reference", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "id f47ac10b-58cc-4372-a567-0e02b2c3d479"),
        ("reference", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "F47AC10B58CC4372A5670E02B2C3D479"),
        ("address", "Flat 12 Rowan Court 14 Larch Row Harrowmere Moorshire",
         "flat 12 rowan court 14 larch row harrowmere moorshire"),
        ("nhs", "9990000018", "9 9 9 0 0 0 0 0 1 8"),
    ],
)  # fmt: skip
def test_a_value_is_found_in_every_form(kind: str, value: str, text: str) -> None:
    assert has_exact(f"seen {text} today", seeking(kind, value))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("reference", "A1234", "A1234"),
        ("reference", "1208098", "bp 120/80 98"),
        ("reference", "123456", "1234567"),
        ("date_of_birth", "12/03/1990", "12/03/1991"),
        ("date_of_birth", "12/03/1990", "112/03/1990"),
        ("date_of_birth", "12/03/1990", "12 03 901"),
        ("date_of_birth", "12/03/1990", "12 mar 91"),
        ("phone", "07700 900123", "07700 900124"),
        ("nhs", "9990000018", "[NHS NUMBER]"),
    ],
)
def test_what_only_resembles_a_value_is_not_taken_for_it(kind: str, value: str, text: str) -> None:
    assert not has_exact(f"seen {text} today", seeking(kind, value))


@pytest.mark.parametrize(
    "text",
    ["Varnholt", "VARNHOLT", "varnholt's", "Varn-holt", "V a r n h o l t", "Varn\u200bholt", "Ｖａｒｎｈｏｌｔ",
     "Várnholt", "Quillon", "varnholt, quillon", "quillonvarnholt"],
)  # fmt: skip
def test_a_name_is_found_in_every_spelling(text: str) -> None:
    assert has_name(f"seen {text} today", seeking("name", "Quillon Varnholt"))


def test_a_name_inside_another_word_is_not_that_name() -> None:
    assert not has_name("the varnish was old", seeking("name", "Varn"))


@pytest.mark.parametrize(("text", "found"), [("Young was seen", True), ("a young man", False), ("YOUNG", True)])
def test_a_name_that_is_an_everyday_word_counts_with_a_capital(text: str, found: bool) -> None:
    assert has_name(text, seeking("name", "Young")) is found


def test_a_plural_that_is_an_everyday_word_counts_with_a_capital() -> None:
    sought = seeking("name", "Thi Varnholt")
    assert has_name("thi", sought)
    assert not has_name("this", sought)


def test_a_valid_form_is_found_whoever_it_belongs_to_and_not_across_a_placeholder() -> None:
    assert has_form("no. ９９９ 000\u200b 0018", by_kind("nhs"))
    assert not has_form("no. 999 000 0019", by_kind("nhs"))
    assert not has_form("999 [NAME] 000 0018", by_kind("nhs"))


def test_particles_and_single_letters_are_nobodys_name() -> None:
    sought = seeking("name", "J van der Varnholt")
    assert not has_name("van der J", sought)
    assert has_name("varnholt", sought)


def test_a_placeholder_parts_what_stands_round_it() -> None:
    assert fragments("a [NAME] b [NHS NUMBER]c") == ["a ", " b ", "c"]
    assert fragments("a [NOTHING] b") == ["a [NOTHING] b"]


def test_a_date_that_cannot_be_read_is_sought_as_it_stands() -> None:
    assert has_exact("about 1990 to 91", seeking("date_of_birth", "about 1990 to 91"))


def test_values_are_counted() -> None:
    sought = Sought()
    for value in ("A1", "HGH-100003", "HGH-100004"):
        sought.add("reference", value)
    assert (sought.values, sought.too_short) == (3, 1)


def test_the_plain_form_has_no_case_accents_or_invisible_characters() -> None:
    assert plain("SI\u00c2N O\u2019\u200bNeil") == "sian o\u2019neil"
    assert squashed("O'Brien-Smith, 14a") == "obriensmith14a"
    assert pieces("A12 b") == ["a", "12", "b"]
