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
