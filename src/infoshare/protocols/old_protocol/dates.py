"""Dates as people write them in a document: to the day, the month, or the year; a vague one counts to its end."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
DATE = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]" + _MONTH + r"\.?,?[ -](?:\d{4}|\d{2}))"
    r"|(?:" + _MONTH + r"\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
    r"|(?:" + _MONTH + r"\.?,?[ -](?:\d{4}|'?\d{2}\b))"
    r"|(?:\d{4}-\d{2}-\d{2})|(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2}))|(?:\d{1,2}/\d{4})"
    r"|(?:(?:0?[1-9]|1[0-2])[.-](?:19|20)\d\d)"
    r"|(?:(?:spring|summer|autumn|winter|Q[1-4]|end of|early|mid-?|late) ?(?:19|20)\d\d)|(?:(?:19|20)\d\d(?!/?\d)))"
)
_FOUND = re.compile(rf"(?<![\w/.-]){DATE}(?![\w/])", re.IGNORECASE)
_IN_A_NAME = re.compile(
    r"(?:Act|Acts|Code|Regulations?|Order|Orders|Directive|Circular|Guidance|Plan|Strategy|Bill),?(?: of)? \(?$"
)
_TITLE = re.compile(
    r"\b(?!REVIEW|DUE|DATE|BY|IN|UNTIL|EXPIRES|NEXT)[A-Z]{2,} \(?$|\b(?:guidance|code|report|circular|standard) \(?$"
)
LENGTH_OF_A_YEAR = 4
CENTURY, YOUNGEST_OF_THE_LAST = 100, 70


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its last possible day, whether the day itself is written, and where it stands."""

    day: date
    exact: bool
    start: int
    end: int


def dates_in(text: str) -> Iterator[FoundDate]:
    """The dates of a text; the year in the name of an Act is none."""
    for found in _FOUND.finditer(text):
        before = text[: found.start()]
        if _IN_A_NAME.search(before) or (len(found[0]) == LENGTH_OF_A_YEAR and _TITLE.search(before)):
            continue
        parsed = _parsed(found[0])
        if parsed:
            yield FoundDate(*parsed, *found.span())


def _parsed(text: str) -> tuple[date, bool] | None:
    try:
        return _numeric(text) or _worded(text)
    except ValueError:
        return None


def _numeric(text: str) -> tuple[date, bool] | None:
    figures = [int(each) for each in re.findall(r"\d+", text)]
    if re.search(r"[A-Za-z']", text):
        return None
    if re.match(r"\d{4}-", text):
        return date(*figures), True
    match figures:
        case [day, month, year]:
            return date(_year(year), month, day), True
        case [month, year]:
            return _month_end(_year(year), month), False
        case [year]:
            return date(year, 12, 31), False
    return None


def _worded(text: str) -> tuple[date, bool] | None:
    figures = [int(each) for each in re.findall(r"\d+", re.sub(r"\bQ[1-4]", "", text, flags=re.IGNORECASE))]
    named = re.search(_MONTH, text, re.IGNORECASE)
    if named is None:
        return date(figures[-1], 12, 31), False
    month = MONTHS.index(named[0][:3].casefold()) + 1
    if len(figures) == 1:
        return _month_end(_year(figures[0]), month), False
    return date(_year(figures[1]), month, figures[0]), True


def _year(figure: int) -> int:
    if figure >= CENTURY:
        return figure
    return figure + (1900 if figure >= YOUNGEST_OF_THE_LAST else 2000)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
