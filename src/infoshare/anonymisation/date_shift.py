"""Moves a person's dates by an interval of that person's own, so that order and gaps are kept."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from infoshare.anonymisation.dates import as_day_and_clock

MOST_DAYS = 182
"""The furthest that a date is moved either way, about half a year; it is never left where it was."""


def shift_of(key: bytes) -> Callable[[str], timedelta]:
    """A function from a person to how far that person's dates are moved: from 1 to 182 days, either way.

    The interval is drawn by HMAC-SHA-256 over the person under the key, so whoever lacks the key cannot undo it.
    """

    def shift(person: str) -> timedelta:
        drawn = int.from_bytes(hmac.new(key, person.strip().encode(), sha256).digest()) % (2 * MOST_DAYS)
        return timedelta(days=drawn - MOST_DAYS if drawn < MOST_DAYS else drawn - MOST_DAYS + 1)

    return shift


def shift_date(key: bytes) -> Callable[[str, str | None], str | None]:
    """A function from a date, or a date and time, and its person to the date moved, in ISO 8601; the clock is kept.

    None where there is no date or no person, or the calendar ends.
    """
    shift = shift_of(key)

    def shifted(text: str, person: str | None) -> str | None:
        found = as_day_and_clock(text)
        if found is None or person is None:
            return None
        day, clock = found
        try:
            moved = day + shift(person)
        except OverflowError:
            return None
        return f"{moved.isoformat()}T{clock}" if clock else moved.isoformat()

    return shifted
