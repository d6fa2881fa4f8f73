"""The full date: day, month and year, in figures or words, read day first as the United Kingdom writes it."""

from __future__ import annotations

import re
from datetime import date

from infoshare.identifiers.identifier import Identifier

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SAID = "|".join(sorted((day.replace("-", r"[\s\-]") for day in ORDINALS), key=len, reverse=True))
DAY = rf"(?:[0-9]{{1,2}}(?:\s?(?:st|nd|rd|th))?|{_SAID})"
WEEKDAY = r"(?:(?:mon|tues?|weds?|wednes|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?:,|\s)\s{0,2}(?:the\s{1,2})?)"
_YEAR, _GAP = r"(?:[0-9]{4}|[0-9]{2})(?![0-9]|:[0-9]|\.[0-9]{2}\s?[ap]m)", r"[\s.,\-/]{1,3}"
_SIGN = r"\s?[\-/.\\_]\s?"
_ISO = r"[0-9]{4}[\-/._][0-9]{1,2}[\-/._][0-9]{1,2}"
_FIGURES = rf"[0-9]{{1,2}}{_SIGN}[0-9]{{1,2}}{_SIGN}'?{_YEAR}|[0-9]{{1,2}} [0-9]{{1,2}} (?:19|20)[0-9]{{2}}"
_ORDER = r"[0-9]{1,2}(?:st|nd|rd|th)"
_OF_THE = rf"{_ORDER}\s{{1,3}}(?:of\s{{1,3}})?(?:the\s{{1,3}})?{_ORDER},?\s{{1,3}}(?:of\s{{1,3}})?{_YEAR}"
_DAY_FIRST = (
    rf"(?:the\s{{1,3}})?{DAY}(?:\s{{1,3}}day)?(?:\s{{1,3}}of)?[\s.,\-/_]{{0,3}}{MONTH}(?![a-z])[\s.,\-/_']{{0,3}}"
    rf"(?:of\s{{1,3}})?{_YEAR}"
)
_MONTH_FIRST = rf"{MONTH}(?![a-z]){_GAP}(?:the\s{{1,3}})?{DAY}(?![0-9]){_GAP}'?{_YEAR}"
_NUMBERS = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_SAID_DAY = re.compile(rf"\b(?:{_SAID})\b", re.IGNORECASE)


def as_date(text: str) -> date | None:
    """The date that a text means; two figures for the year mean the last hundred years.

    Figures are read day first, unless only month first makes a day (3/25/2025).
    """
    plain = _SAID_DAY.sub(lambda said: str(ORDINALS.index(re.sub(r"\s", "-", said.group().lower())) + 1), text)
    numbers = _NUMBERS.findall(plain)
    word = next((w.lower()[:3] for w in _LETTERS.findall(plain) if w.lower()[:3] in MONTHS), None)
    if word and len(numbers) == 2:
        return _date(numbers[1], MONTHS.index(word) + 1, numbers[0])
    if not word and len(numbers) == 3:
        year_first = re.match(r"\s*[0-9]{4}", plain)
        if year_first:
            return _date(*numbers)
        one, two, year = numbers
        return _date(year, two, one) or _date(year, one, two)
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
        rf"(?<![0-9])(?=[0-9efmnstw])(?<![0-9][./\-])(?:(?<![^\W_])(?=[fmstw]){WEEKDAY})?(?:{_ISO}|(?<!v){_FIGURES}|{_DAY_FIRST})(?![0-9])"
        rf"|(?<![^\W_])(?=[0-9adfjmnostw]){WEEKDAY}?(?:{_OF_THE}|{_MONTH_FIRST})(?![^\W_])",
        re.IGNORECASE,
    ),
    canonical=str.strip,
    is_valid=lambda text: as_date(text) is not None,
    example="12/03/1990",
    check="a day that the calendar has",
    source="BS ISO 8601, and British usage: day before month",
)
