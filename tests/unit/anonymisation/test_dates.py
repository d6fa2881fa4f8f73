"""Dates: what a cell holds, and each coarser part of it."""

from __future__ import annotations

from datetime import date, time

import pytest

from infoshare.anonymisation.dates import as_moment, coarsen_date
from infoshare.model.column_rule import DatePart


@pytest.mark.parametrize(
    "written",
    [
        "2025-01-03 23:41", "2025-01-03T23:41", "2025-01-03 23:41:59", "2025-01-03T23:41:59.123Z",
        "2025-01-03 23:41:59+01:00", "03/01/2025 23:41", "3 Jan 2025, 23:41", "03/01/25 23:41",
        "3rd January 2025 23:41",
    ],
)  # fmt: skip
def test_a_date_with_a_time_is_read_however_it_is_written(written: str) -> None:
    assert as_moment(written) == (date(2025, 1, 3), time(23, 41))


def test_a_date_without_a_time_has_none() -> None:
    assert as_moment("03/01/2025") == (date(2025, 1, 3), None)


@pytest.mark.parametrize(
    "text", ["", "soon", "23:41", "January 2025", "2025-01-03 24:00", "2025-01-03 23:60", "32/01/2025", "45000"]
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert as_moment(text) is None


@pytest.mark.parametrize(
    ("part", "coarser"),
    [
        ("day", "2025-01-03"), ("week", "2025-W01"), ("month", "2025-01"), ("quarter", "2025-Q1"), ("year", "2025"),
        ("hour_of_week", "Fri 23:00"), ("part_of_week", "weekend night"),
    ],
)  # fmt: skip
def test_each_part_is_as_coarse_as_it_says(part: DatePart, coarser: str) -> None:
    assert coarsen_date(part)("03/01/2025 23:41") == coarser


@pytest.mark.parametrize("part", ["hour_of_week", "part_of_week"])
def test_a_part_of_the_day_needs_a_time(part: DatePart) -> None:
    assert coarsen_date(part)("03/01/2025") is None


@pytest.mark.parametrize(
    ("day", "week"), [("30/12/2024", "2025-W01"), ("01/01/2021", "2020-W53"), ("03/01/2016", "2015-W53")]
)
def test_a_week_belongs_to_the_year_that_holds_its_thursday(day: str, week: str) -> None:
    assert coarsen_date("week")(day) == week


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_a_quarter_has_three_months(month: int, quarter: int) -> None:
    assert coarsen_date("quarter")(f"01/{month:02d}/2025") == f"2025-Q{quarter}"


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        ("2025-01-03 17:59", "weekday day"),    # Friday
        ("2025-01-03 18:00", "weekend night"),
        ("2025-01-04 05:59", "weekend night"),
        ("2025-01-04 06:00", "weekend day"),
        ("2025-01-05 23:59", "weekend night"),
        ("2025-01-06 05:59", "weekend night"),  # Monday
        ("2025-01-06 06:00", "weekday day"),
        ("2025-01-06 18:00", "weekday night"),
        ("2025-01-02 23:59", "weekday night"),
    ],
)  # fmt: skip
def test_the_weekend_runs_from_friday_evening_to_monday_morning(moment: str, part: str) -> None:
    assert coarsen_date("part_of_week")(moment) == part


@pytest.mark.parametrize(("part", "coarser"), [("day", "0999-05-06"), ("month", "0999-05"), ("year", "0999")])
def test_a_year_always_has_four_figures(part: DatePart, coarser: str) -> None:
    assert coarsen_date(part)("0999-05-06") == coarser
