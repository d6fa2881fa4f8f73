"""Headers as people write them become plain words."""

from __future__ import annotations

import pytest

from infoshare.anonymisation.header_roles import said_by
from infoshare.anonymisation.headers import header_words


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("D.O.B.", "dob"), ("Pt surname", "patient surname"), ("NHS no.", "nhs number"), ("hospno", "hospital number"),
        ("PATIENTSURNAME", "patient surname"), ("DateOfBirth", "date of birth"), ("date_of_birth", "date of birth"),
        ("Nxt of kin tel", "next of kin telephone"), ("LSOA11", "lsoa 11"), ("Wt (kg)", "weight kg"),
        ("e-mail", "email"), ("eMailAddr", "email address"), ("ＮＨＳ　Ｎｏ", "nhs number"), ("NINo", "nino"),
    ],
)  # fmt: skip
def test_a_header_is_read_as_a_person_reads_it(header: str, words: str) -> None:
    assert header_words(header) == words


@pytest.mark.parametrize("header", ["tariff", "Zorble", "x9", "Costumes", "£"])
def test_a_word_that_is_not_known_stays_what_it_is(header: str) -> None:
    assert header_words(header) == header.casefold()


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Sex at birth", "quasi"), ("Birth weight", "sensitive"), ("Year of birth", "quasi"), ("Birth dt", "direct"),
        ("Victim age", "quasi"), ("Victim", "direct"), ("Officer collar no", "direct"), ("Ward name", "quasi"),
        ("Drug name", "sensitive"), ("No of children", "quasi"), ("Relationship to victim", "sensitive"),
        ("Postcode district", "quasi"), ("IP address", "direct"), ("Contact type", "plain"), ("Batch no", "plain"),
        ("Date reported by phone", "direct"),
    ],
)  # fmt: skip
def test_the_more_particular_reading_of_a_header_comes_first(header: str, role: str) -> None:
    guess = said_by(header).guess
    assert guess
    assert guess.role == role


def test_a_header_that_says_nothing_has_no_guess() -> None:
    assert said_by("Zorble").guess is None
