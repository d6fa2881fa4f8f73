"""Shifted dates: order, gaps and the time of day stay; no date stays where it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.date_shift import MOST_DAYS, shift_date, shift_of

KEY = b"k" * 32
MOMENTS = st.datetimes(datetime(1910, 1, 1), datetime(2090, 1, 1)).map(lambda at: at.replace(microsecond=0))


@given(st.lists(MOMENTS, min_size=2, max_size=6), st.text(min_size=1, max_size=12))
def test_order_and_gaps_of_one_person_stay(moments: list[datetime], person: str) -> None:
    shifted = [datetime.fromisoformat(shift_date(KEY)(at.isoformat(), person) or "") for at in moments]
    moves = {after - before for before, after in zip(moments, shifted, strict=True)}
    assert len(moves) == 1
    assert 1 <= abs(moves.pop().days) <= MOST_DAYS
    assert [at.time() for at in moments] == [at.time() for at in shifted]


@given(st.text(min_size=1))
def test_nobody_is_left_where_they_were_and_nobody_is_moved_too_far(person: str) -> None:
    assert timedelta(days=1) <= abs(shift_of(KEY)(person)) <= timedelta(days=MOST_DAYS)


def test_two_people_and_two_keys_are_moved_differently() -> None:
    moved = {shift_date(key)("2025-01-03", person) for key in (KEY, b"j" * 32) for person in ("a", "b", "c")}
    assert len(moved) == 6


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("03/01/2025", ""),
        ("03/01/2025 9:05", "T09:05"),
        ("2025-01-03T23:41:09Z", "T23:41:09Z"),
        ("2025-01-03 23:41:09.250 UTC", "T23:41:09.250Z"),
        ("2025-01-03T23:41:09,5+01:00", "T23:41:09.5+01:00"),
    ],
)
def test_the_time_of_day_is_kept_as_it_was_written(cell: str, clock: str) -> None:
    shifted = shift_date(KEY)(cell, "a")
    assert shifted == f"{(date(2025, 1, 3) + shift_of(KEY)('a')).isoformat()}{clock}"


@pytest.mark.parametrize(("cell", "person"), [("last week", "a"), ("03/01/2025", None), ("03/01/2025 25:00", "a")])
def test_what_is_no_date_or_of_nobody_is_not_shifted(cell: str, person: str | None) -> None:
    assert shift_date(KEY)(cell, person) is None


def test_where_the_calendar_ends_there_is_no_date() -> None:
    people = "abcdefgh"
    assert {shift_date(KEY)("9999-12-31", person) for person in people if shift_of(KEY)(person).days > 0} == {None}
