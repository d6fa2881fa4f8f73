"""Replaces a date or a time by a coarser part of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from functools import lru_cache

from infoshare.identifiers.calendar_date import FULL_DATE, as_date
from infoshare.model.column_rule import DatePart

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME = re.compile(
    r"(?P<date>.+?)[T,\s]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?P<rest>(?::[0-9]{2}(?:[.,][0-9]+)?)?)"
    r"\s*(?P<zone>Z|UTC|[+-][0-9]{2}:?[0-9]{2})?",
    re.ASCII,
)
NIGHT_BEGINS, NIGHT_ENDS = 18, 6


@lru_cache(maxsize=65_536)
def as_moment(text: str) -> tuple[date, time | None] | None:
    """The date, and the time of day where one is written, that a cell holds; None if it holds neither."""
    timed = _TIME.fullmatch(text.strip())
    written = timed["date"] if timed else text
    day = as_date(written) if FULL_DATE.matches(written) else None
    if day is None or not timed:
        return (day, None) if day else None
    hour, minute = int(timed["hour"]), int(timed["minute"])
    return (day, time(hour, minute)) if hour < 24 and minute < 60 else None


def as_day_and_clock(text: str) -> tuple[date, str] | None:
    """The date of a cell, and its time of day as written, in the form of ISO 8601; empty if it holds no time."""
    moment, timed = as_moment(text), _TIME.fullmatch(text.strip())
    if moment is None or timed is None:
        return (moment[0], "") if moment else None
    zone = (timed["zone"] or "").replace("UTC", "Z")
    return moment[0], f"{int(timed['hour']):02d}:{timed['minute']}{timed['rest'].replace(',', '.')}{zone}"


def coarsen_date(part: DatePart) -> Callable[[str], str | None]:
    """A function from a date as text to its coarser part; None for text that has no such part."""
    name = _PARTS[part]

    def part_of(text: str) -> str | None:
        moment = as_moment(text)
        return name(*moment) if moment else None

    return part_of


def _week(day: date, _: time | None) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _hour_of_week(day: date, at: time | None) -> str | None:
    return f"{DAYS[day.weekday()]} {at.hour:02d}:00" if at else None


def _part_of_week(day: date, at: time | None) -> str | None:
    """Weekend runs from Friday 18:00 to Monday 06:00; night from 18:00 to 06:00 (our own division)."""
    if at is None:
        return None
    night = at.hour >= NIGHT_BEGINS or at.hour < NIGHT_ENDS
    hour_of_week = day.weekday() * 24 + at.hour
    weekend = hour_of_week >= 4 * 24 + NIGHT_BEGINS or hour_of_week < NIGHT_ENDS
    return f"{'weekend' if weekend else 'weekday'} {'night' if night else 'day'}"


_PARTS: dict[DatePart, Callable[[date, time | None], str | None]] = {
    "day": lambda day, _: day.isoformat(),
    "week": _week,
    "month": lambda day, _: f"{day.year:04d}-{day.month:02d}",
    "quarter": lambda day, _: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "year": lambda day, _: f"{day.year:04d}",
    "hour_of_week": _hour_of_week,
    "part_of_week": _part_of_week,
}
