"""The full date, read day first."""

from __future__ import annotations

import calendar
from datetime import date

import pytest

from infoshare.identifiers.calendar_date import FULL_DATE, as_date


@pytest.mark.parametrize(
    "written",
    [
        "12/03/1990", "12-03-1990", "12.03.1990", "12/3/1990", "12/03/90", "12 / 03 / 1990",
        "1990-03-12", "1990/03/12", "1990.3.12",
        "12 March 1990", "12th March 1990", "12th of March 1990", "12th of March, 1990", "12 mar 1990", "12-MAR-1990",
        "12Mar1990", "12Mar90", "12 Mar '90", "March 12 1990", "March 12th, 1990", "Mar-12-1990",
    ],
)  # fmt: skip
def test_every_way_of_writing_a_day_is_that_day(written: str) -> None:
    assert FULL_DATE.matches(written)
    assert as_date(written) == date(1990, 3, 12)


def test_the_day_comes_before_the_month() -> None:
    assert as_date("03/04/2020") == date(2020, 4, 3)


def test_unless_only_the_other_way_makes_a_day() -> None:
    assert as_date("12/31/2020") == date(2020, 12, 31)
    assert FULL_DATE.matches("12/31/2020")


@pytest.mark.parametrize("written", ["31/02/2020", "30 February 2020", "00/01/2020", "13/31/2020", "2021-02-29"])
def test_a_day_that_no_calendar_has_is_no_date(written: str) -> None:
    assert as_date(written) is None
    assert not FULL_DATE.matches(written)


@pytest.mark.parametrize(("written", "year"), [("1/1/00", 2000), ("1/1/30", 2030), ("1/1/31", 1931), ("1/1/99", 1999)])
def test_two_figures_for_the_year_mean_1931_to_2030(written: str, year: int) -> None:
    assert as_date(written) == date(year, 1, 1)


def test_four_figures_for_the_year_are_that_year() -> None:
    assert as_date("0001-01-01") == date(1, 1, 1)


@pytest.mark.parametrize("name", calendar.month_name[1:])
def test_every_month_is_known_by_its_name_and_its_first_three_letters(name: str) -> None:
    month = as_date(f"2 {name} 2020")
    assert month is not None
    assert as_date(f"2 {name[:3].lower()} 20") == month


@pytest.mark.parametrize("text", ["March 1990", "1990", "12/03", "120/80", "v1.2", "10:30", "3 may call 20 times"])
def test_less_than_a_day_is_not_a_full_date(text: str) -> None:
    assert list(FULL_DATE.spans(text)) == []


def test_it_is_found_where_it_stands_in_a_text() -> None:
    text = "Born 12th of March, 1990; seen 2025-01-01."
    assert [text[start:end] for start, end in FULL_DATE.spans(text)] == ["12th of March, 1990", "2025-01-01"]
