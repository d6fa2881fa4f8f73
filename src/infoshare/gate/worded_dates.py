"""Dates written in words, or as eight digits, whose letters and digits alone are left: `12thofmarch1990`."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NUMBERS = {form: place for place, name in enumerate(MONTH_NAMES, start=1) for form in (name, name[:3], name[:4])}
_NAME = rf"(?P<name>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_DAY, _ENDING, _YEAR, _FULL = (
    r"(?P<day>[0-9]{1,2})",
    "(?:st|nd|rd|th)?",
    r"(?P<year>[1-9][0-9]{3}|[0-9]{2})",
    r"(?P<year>[1-9][0-9]{3})",
)
_WORDED = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}{_ENDING}(?:of)?{_NAME}{_YEAR}",
        rf"{_NAME}{_DAY}{_ENDING}{_YEAR}",
        rf"{_FULL}{_NAME}{_DAY}",
        rf"(?P<day>[0-9]{{2}})(?P<month>[0-9]{{2}}){_FULL}",
        rf"{_FULL}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
    )
)
SHORTEST, LONGEST = len("1may01"), len("30thofseptember1990")
FIRST_WHOLE_YEAR = 1000
"""Years before are not four digits long; such dates are sought by their forms, one by one."""


def worded(run: str) -> Iterator[tuple[int, int, int]]:
    """What (day, month, year) letters and digits may mean; the year has the digits that are written."""
    if not (SHORTEST <= len(run) <= LONGEST and run[-1] in "0123456789"):
        return
    for form in _WORDED:
        if found := form.fullmatch(run):
            parts = found.groupdict()
            yield int(parts["day"]), int(parts.get("month") or _NUMBERS[parts["name"]]), int(parts["year"])
