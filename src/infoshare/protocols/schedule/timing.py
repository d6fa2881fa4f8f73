"""Reads from a schedule's words when data must be destroyed, and how soon a sharing may be repeated."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

DAYS_BETWEEN = {"daily": 1, "weekly": 7, "monthly": 28, "quarterly": 89, "annual": 365}
"""The fewest days between two releases of a sharing: of a month or quarter, those of the shortest. Others have none."""
_PERIOD = re.compile(
    r"(?:^\W*|\bat most )(?P<number>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) "
    r"(?P<unit>day|week|month|quarter|year)s?\b",
    re.IGNORECASE,
)
_NUMBERS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_NUMBERS |= {"a": 1, "an": 1, "twelve": 12}


def destroy_by(retention: str, received: date) -> date | None:
    """The day by which data received on a day must be destroyed, if the words say it plainly.

    Plain are `24 months`, `24 months from receipt`, and `until the plan is closed, at most six months`. None for words
    that give a choice of periods, or count from something else than the receipt.
    """
    found = _PERIOD.search(retention)
    if found is None or _NOT_PLAIN.search(retention, found.end()):
        return None
    number = found["number"].casefold()
    return _later(received, int(number) if number.isdigit() else _NUMBERS[number], found["unit"].casefold())


_NOT_PLAIN = re.compile(
    r"\b(?:or|otherwise|if|where)\b|\b(?:after|from|since) (?!(?:the )?(?:receipt|release)\b)", re.I
)
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}


def _later(day: date, number: int, unit: str) -> date:
    """A day so many days, weeks, months, quarters or years later; a month's last day where it has no such day."""
    if unit in {"day", "week"}:
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + number * MONTHS_IN[unit], 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_from(frequency: str, last: date) -> date | None:
    """The first day on which a sharing of this frequency may be repeated; None if that is not limited."""
    days = DAYS_BETWEEN.get(frequency)
    return last + timedelta(days=days) if days else None
