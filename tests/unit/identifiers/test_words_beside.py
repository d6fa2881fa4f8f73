"""What stands beside an identifier does not hide it, and it is taken whole: ages, births, three words, IP addresses."""

from __future__ import annotations

import pytest

from infoshare.identifiers import by_kind


def found(kind: str, text: str) -> list[str]:
    return [text[start:end] for start, end in by_kind(kind).spans(text)]


@pytest.mark.parametrize("age", ["aged 93", "93-year-old", "93 yo", "93 years old", "turned 101", "age: 95"])
@pytest.mark.parametrize(
    "text", ["Pt {}, BP 120/80, pulse 98", "sats 99%, HR 90. He is {} now", "{}, 5 per cent burns"]
)
def test_an_age_is_found_though_readings_stand_beside_it(age: str, text: str) -> None:
    assert age in found("age", text.format(age))


@pytest.mark.parametrize("text", ["sats 93 F", "ICD F93 noted", "nearly 93 per cent", "reading was (93)", "pulse (93)"])
def test_a_reading_is_no_age(text: str) -> None:
    assert found("age", text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("born on the 12th of March 1990 in Leeds", "the 12th of March 1990"),
        ("DOB: Monday 12 March 1990", "Monday 12 March 1990"),
        ("date of birth recorded as 12/03/1990", "12/03/1990"),
        ("Born: the third of March 1974", "the third of March 1974"),
        ("born in March 1974", "March 1974"),
        ("was born in 1962", "1962"),
        ("DOB given as 12.3.90", "12.3.90"),
    ],
)
def test_a_date_of_birth_is_found_whole_so_that_it_is_never_taken_for_another_date(text: str, value: str) -> None:
    assert found("birth_date", text) == [value]


@pytest.mark.parametrize("after", ["", ".", ". Then left", ",", ")", "\n"])
def test_three_words_are_found_whatever_mark_follows(after: str) -> None:
    assert found("three_words", f"at ///filled.count.soap{after}") == ["///filled.count.soap"]


@pytest.mark.parametrize("text", ["///filled.count.soap.dish", "///filled.count.soaps2", "a///filled.count.soap"])
def test_other_than_three_words_are_none(text: str) -> None:
    assert found("three_words", text) == []


@pytest.mark.parametrize("text", ["at 192.0.2.1, section 47 enquiry", "version seen. 192.0.2.1 was noted"])
def test_an_ip_address_is_found_though_a_section_or_version_is_spoken_of(text: str) -> None:
    assert found("ip", text) == ["192.0.2.1"]


@pytest.mark.parametrize("text", ["version 1.2.3.4", "see section 1.2.3.4", "v 1.2.3.4", "Para 1.2.3.4"])
def test_the_number_of_a_version_or_section_is_no_ip_address(text: str) -> None:
    assert found("ip", text) == []
