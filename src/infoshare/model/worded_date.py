"""Says a date as it is written out: 1 December 2026."""

from __future__ import annotations

from datetime import date


def worded_date(day: date) -> str:
    """`1 December 2026`, of a date or of the date of a time."""
    return f"{day.day} {day:%B %Y}"
