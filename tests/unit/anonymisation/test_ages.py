"""Ages: whole years at an event, a birthday on 29 February, and dates that cannot both be right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.ages import age_at, whole_years


@pytest.mark.parametrize(
    ("born", "event", "age"),
    [
        ("2004-02-29", "2005-02-28", "0"),
        ("2004-02-29", "2005-03-01", "1"),
        ("2004-02-29", "2008-02-28", "3"),
        ("2004-02-29", "2008-02-29", "4"),
        ("2000-02-29", "2100-02-28", "99"),
        ("2004-02-28", "2005-02-28", "1"),
        ("31/12/1999", "01/01/2000 00:01", "0"),
        ("1 Jan 1990", "1 Jan 2025", "35"),
        ("2025-01-03", "2025-01-03", "0"),
        ("1900-01-01", "2022-12-31", "122"),
    ],
)
def test_the_age_in_whole_years(born: str, event: str, age: str) -> None:
    assert age_at()(born, event) == age


@pytest.mark.parametrize(
    ("born", "event"),
    [("2025-01-03", "2025-01-02"), ("1900-01-01", "2023-01-01"), ("x", "2025-01-03"), ("1990-01-03", None)],
)
def test_where_a_date_is_missing_or_both_cannot_be_right_there_is_no_age(born: str, event: str | None) -> None:
    assert age_at()(born, event) is None


def test_an_age_in_bands() -> None:
    assert age_at((0, 18, 65))("1990-01-03", "2025-01-03") == "18-64"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_an_age_never_falls_and_grows_by_one_in_a_year(born: date, days: int) -> None:
    day = born + timedelta(days=days)
    age = whole_years(born, day)
    assert whole_years(born, day + timedelta(days=1)) in {age, age + 1}
    assert whole_years(born, day + timedelta(days=366)) in {age + 1, age + 2}
