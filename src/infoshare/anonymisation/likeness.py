"""Says how two values of a column are near when they are not the same: an age off by one, the next band, one district.

An intruder's list is never quite the data: a birthday has passed, a letter is wrong, somebody moved across the street.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from infoshare.anonymisation.bands import band_labels
from infoshare.anonymisation.dates import as_moment
from infoshare.identifiers.identifier import alphanumerics
from infoshare.identifiers.postcode import parts
from infoshare.model.column_rule import AgeAt, Band, CoarsenDate, CoarsenPlace, ColumnRule, Round


@dataclass(frozen=True, slots=True)
class Likeness:
    """Where a value stands: two are near if their places are at most one apart, or if they share what is wider."""

    place: float | None = None
    wider: str | None = None


LikenessOf = Callable[[str], Likeness]

_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]+)?", re.ASCII)
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<part>[0-9]{2}|Q[1-4]|W[0-9]{2})", re.ASCII)
_DISTRICT = re.compile(r"(?P<area>[A-Z]{1,2})[0-9][0-9A-Z]?", re.ASCII)
_SECTOR = re.compile(r"(?P<district>[A-Z]{1,2}[0-9][0-9A-Z]?) [0-9]", re.ASCII)


def likeness_of(rule: ColumnRule) -> LikenessOf:
    """How the values that leave under a rule are near each other."""
    match rule:
        case Band() | AgeAt() if rule.edges:
            return _of_bands(rule.edges)
        case Round():
            return within(rule.to)
        case CoarsenPlace():
            return _of_place
        case CoarsenDate():
            return _of_period
    return of_plain_value


NOWHERE = Likeness()


def within(distance: float) -> LikenessOf:
    """Numbers are near if they are no further apart than this."""

    def likeness(value: str) -> Likeness:
        return Likeness(float(value) / distance) if _NUMBER.fullmatch(value) else NOWHERE

    return likeness


def _of_bands(edges: Sequence[float]) -> LikenessOf:
    places = {label: Likeness(float(place)) for place, label in enumerate(band_labels(edges))}
    return lambda label: places.get(label, NOWHERE)


def of_plain_value(value: str) -> Likeness:
    """How a value as written is near others: a number by one, a day by one or its month, a postcode by its district."""
    if _NUMBER.fullmatch(value):
        return Likeness(float(value))
    if found := parts(alphanumerics(value)):
        return Likeness(wider=found[0])
    moment = as_moment(value)
    return Likeness(float(moment[0].toordinal()), f"{moment[0]:%Y-%m}") if moment else NOWHERE


def _of_place(value: str) -> Likeness:
    if sector := _SECTOR.fullmatch(value):
        return Likeness(wider=sector["district"])
    district = _DISTRICT.fullmatch(value)
    return Likeness(wider=district["area"]) if district else NOWHERE


def _of_period(value: str) -> Likeness:
    if value.isdecimal():
        return Likeness(float(value))
    if period := _MONTH.fullmatch(value):
        in_year = {"Q": 4, "W": 53}.get(period["part"][0], 12)
        return Likeness(float(int(period["year"]) * in_year + int(period["part"].lstrip("QW"))))
    moment = as_moment(value)
    return Likeness(float(moment[0].toordinal())) if moment else NOWHERE
