"""The full date: day, month and year, in figures or words, read day first as the United Kingdom writes it."""

from __future__ import annotations

import re
from datetime import date

from infoshare.identifiers.identifier import Identifier

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY, _YEAR, _GAP = r"[0-9]{1,2}(?:st|nd|rd|th)?", r"(?:[0-9]{4}|[0-9]{2})", r"[\s.,\-/]{1,3}"
_SIGN = r"\s?[\-/._]\s?"
_ISO = r"[0-9]{4}[\-/._][0-9]{1,2}[\-/._][0-9]{1,2}"
_FIGURES = rf"[0-9]{{1,2}}{_SIGN}[0-9]{{1,2}}{_SIGN}{_YEAR}"
_DAY_FIRST = rf"{_DAY}(?:\s+of)?[\s.,\-/_]{{0,3}}{_MONTH}[\s.,\-/_']{{0,3}}{_YEAR}"
_MONTH_FIRST = rf"{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}"
_NUMBERS = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[a-z]{3,}", re.IGNORECASE)


def as_date(text: str) -> date | None:
    """The date that a text means, day first; two figures for the year mean the last hundred years."""
    numbers = _NUMBERS.findall(text)
    word = next((w.lower()[:3] for w in _LETTERS.findall(text) if w.lower()[:3] in MONTHS), None)
    if word and len(numbers) == 2:
        return _date(numbers[1], MONTHS.index(word) + 1, numbers[0])
    if not word and len(numbers) == 3:
        year_first = re.match(r"\s*[0-9]{4}", text)
        return _date(*numbers) if year_first else _date(numbers[2], numbers[1], numbers[0])
    return None


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(_four_figures(year), int(month), int(day))
    except ValueError:
        return None


def _four_figures(year: str) -> int:
    """00 to 30 is read as 2000 to 2030, the rest as 1931 to 1999: fixed, so that no clock is asked."""
    return int(year) + (0 if len(year) > 2 else 2000 if int(year) <= 30 else 1900)


FULL_DATE = Identifier(
    kind="date",
    title="full date",
    placeholder="DATE",
    pattern=re.compile(
        rf"(?:(?<![0-9])(?:{_ISO}|{_FIGURES}|{_DAY_FIRST})|(?<![^\W_]){_MONTH_FIRST})(?![0-9])", re.IGNORECASE
    ),
    canonical=str.strip,
    is_valid=lambda text: as_date(text) is not None,
    distinctive=False,
    source="BS ISO 8601, and British usage: day before month",
)
