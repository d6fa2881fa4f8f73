"""Works out how old somebody was at an event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from infoshare.anonymisation.bands import band
from infoshare.anonymisation.dates import as_moment

OLDEST = 122
"""The greatest age that was ever proved (Jeanne Calment); beyond it one of the two dates is wrong."""


def whole_years(born: date, day: date) -> int:
    """The age in whole years. Who was born on 29 February is a year older on 1 March where there is no 29th."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_at(edges: Sequence[float] = ()) -> Callable[[str, str | None], str | None]:
    """A function from a date of birth and an event's date to the age, or its band if there are edges.

    None where either is no date, the event is before the birth, or the age is above 122.
    """
    written = band(edges) if edges else str.strip

    def aged(text: str, event: str | None) -> str | None:
        born, at = as_moment(text), as_moment(event or "")
        if born is None or at is None:
            return None
        age = whole_years(born[0], at[0])
        return written(str(age)) if 0 <= age <= OLDEST else None

    return aged
