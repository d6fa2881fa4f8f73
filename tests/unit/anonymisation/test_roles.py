"""Guesses of a column's role: the header speaks first, and dangerous cells overrule a harmless header."""

from __future__ import annotations

from dataclasses import replace

import pytest

from infoshare.anonymisation.roles import Seen, guess_role

SHARED = Seen(rows=100, filled=100, distinct=4, unique_rows=0, identifiers={}, type="category")
UNIQUE = replace(SHARED, distinct=100, unique_rows=100, type="text")


@pytest.mark.parametrize(
    ("header", "role", "known"),
    [
        ("NHS No", "direct", "nhs"), ("nhs_number", "direct", "nhs"), ("NINO", "direct", "ni"),
        ("DOB", "direct", "date_of_birth"), ("DateOfBirth", "direct", "date_of_birth"),
        ("Postcode", "quasi", "postcode"), ("e-mail", "direct", "email"), ("Mobile", "direct", "phone"),
        ("home_address", "direct", "address"), ("TriageNotes", "text", None), ("Surname", "direct", "name"),
        ("crime ref", "direct", "reference"), ("age", "quasi", None), ("Ethnicity", "quasi", None),
        ("diagnosis", "sensitive", None), ("tariff", "plain", None),
    ],
)  # fmt: skip
def test_a_header_that_says_what_it_is_is_believed(header: str, role: str, known: str | None) -> None:
    guess = guess_role(header, SHARED)
    assert (guess.role, guess.known) == (role, known)
    assert guess.why


@pytest.mark.parametrize(
    ("kind", "role"),
    [("nhs", "direct"), ("phone", "direct"), ("email", "direct"), ("ni", "direct"), ("postcode", "quasi")],
)
def test_a_column_full_of_identifiers_is_what_its_cells_are(kind: str, role: str) -> None:
    guess = guess_role("column_7", replace(SHARED, identifiers={kind: 90}))
    assert (guess.role, guess.known) == (role, kind)


def test_a_harmless_header_does_not_hide_a_few_identifiers() -> None:
    guess = guess_role("outcome", replace(SHARED, identifiers={"phone": 3}))
    assert (guess.role, guess.known) == ("text", None)


def test_cells_do_not_make_a_dangerous_header_harmless() -> None:
    assert guess_role("patient address", replace(SHARED, identifiers={"postcode": 100})).role == "direct"


def test_a_column_whose_every_row_differs_points_to_one_person() -> None:
    assert guess_role("tariff", UNIQUE).role == "direct"


def test_one_row_alone_says_nothing_about_uniqueness() -> None:
    assert guess_role("tariff", replace(UNIQUE, rows=1, filled=1, distinct=1, unique_rows=1)).role == "plain"


def test_long_and_varied_text_is_free_text() -> None:
    assert guess_role("column_7", replace(UNIQUE, type="free_text")).role == "text"


def test_a_date_could_single_a_person_out() -> None:
    assert guess_role("column_7", replace(SHARED, type="date")).role == "quasi"


def test_a_column_of_names_is_direct_whatever_an_unexplained_header_says() -> None:
    assert guess_role("column_7", replace(SHARED, names=0.6)).known == "name"
    assert guess_role("tariff", replace(SHARED, names=0.6)).role == "direct"


def test_wards_called_like_families_are_no_names_but_full_names_are() -> None:
    assert guess_role("ward", replace(SHARED, names=0.9, full_names=0.0)).role == "quasi"
    assert guess_role("ward", replace(SHARED, names=0.9, full_names=0.9)).role == "direct"


def test_full_names_in_some_cells_make_a_column_text() -> None:
    assert guess_role("outcome", replace(SHARED, full_names=0.06)).role == "text"
    assert guess_role("outcome", replace(SHARED, full_names=0.01)).role == "sensitive"
    assert guess_role("tariff", replace(SHARED, full_names=0.01)).role == "text"


def test_many_different_codes_are_references_even_where_some_come_again() -> None:
    codes = replace(UNIQUE, distinct=40, unique_rows=10, codes=0.9)
    assert guess_role("column_7", codes).known == "reference"
    assert guess_role("column_7", replace(codes, distinct=9, type="category")).role != "direct"


def test_dates_over_generations_may_be_births() -> None:
    dates = replace(SHARED, type="date")
    assert guess_role("column_7", replace(dates, years=60.0)).known == "date_of_birth"
    assert guess_role("date seen", replace(dates, years=60.0)).role == "quasi"


def test_a_dangerous_header_over_yes_and_no_is_private_only() -> None:
    assert guess_role("email given?", replace(SHARED, type="yes_no")).role == "sensitive"
    assert guess_role("Zorble", replace(SHARED, type="yes_no")).role == "sensitive"


def test_what_nobody_explains_is_not_called_plain_while_it_could_be_dangerous() -> None:
    assert guess_role("Zorble", replace(SHARED, small=1)).role == "quasi"
    assert guess_role("Zorble", replace(SHARED, type="text", distinct=60)).role == "text"
    assert guess_role("Zorble", replace(SHARED, type="number", distinct=60)).role == "quasi"
    assert guess_role("Zorble", replace(UNIQUE, type="number", integers=1.0)).role == "direct"
    assert guess_role("Zorble", SHARED).role == "plain"


def test_a_reference_whose_cells_are_of_a_known_kind_is_of_that_kind() -> None:
    assert guess_role("ref", replace(SHARED, identifiers={"nhs": 90})).known == "nhs"
    assert guess_role("nhs no", replace(SHARED, identifiers={"phone": 90})).known == "nhs"
