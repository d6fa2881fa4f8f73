"""The gate's own reading of generalisation hierarchies: which cells a level may hold, and where a value belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from infoshare import resources
from infoshare.errors import PolicyError
from infoshare.gate.plain_form import without_clock
from infoshare.identifiers.calendar_date import as_date
from infoshare.model.hierarchy_file import read_hierarchy
from infoshare.model.strict_yaml import read_yaml

Form = Callable[[str], bool]
WHOLE = "*"
_WIDTHS = (5, 10, 20)
_AGES = range(130)
_RANGE = re.compile(r"([0-9]{1,3})-([0-9]{1,3})", re.ASCII)
_MONTH = r"(0[1-9]|1[0-2])"
_DATES = (
    rf"[0-9]{{4}}-{_MONTH}-(0[1-9]|[12][0-9]|3[01])",
    rf"[0-9]{{4}}-{_MONTH}",
    r"[0-9]{4}-Q[1-4]",
    r"[0-9]{4}",
)
_OUTWARD = r"([A-Z]{1,2}[0-9][0-9A-Z]?|GIR)"
_PLACES = (rf"{_OUTWARD} [0-9][A-Z]{{2}}", rf"{_OUTWARD} [0-9]", _OUTWARD, r"[A-Z]{1,3}")
_CODES = (r"[A-Z][0-9]{2}(\.[0-9])?", r"[A-Z][0-9]{2}")


def forms_of(name_or_file: str) -> tuple[Form, ...]:
    """For each level of a hierarchy, finest first, whether a cell may stand there.

    Raises:
        PolicyError: if a file cannot be used.
    """
    match name_or_file:
        case "age":
            bands = [frozenset(_band(age, width) for age in _AGES) for width in _WIDTHS]
            return tuple(level.__contains__ for level in (frozenset(map(str, _AGES)), *bands, frozenset([WHOLE])))
        case "date":
            return _by_expression(_DATES)
        case "uk_postcode":
            return _by_expression(_PLACES)
        case "icd10":
            blocks, chapters = _icd10_names()
            return (*_by_expression(_CODES)[:-1], blocks.__contains__, chapters.__contains__, WHOLE.__eq__)
    return tuple(frozenset(level).__contains__ for level in zip(*read_hierarchy(name_or_file), strict=True))


def _by_expression(levels: Iterable[str]) -> tuple[Form, ...]:
    found = tuple(_fits(re.compile(level, re.ASCII)) for level in levels)
    return (*found, WHOLE.__eq__)


def _fits(expression: re.Pattern[str]) -> Form:
    return lambda cell: expression.fullmatch(cell) is not None


def _band(age: int, width: int) -> str:
    low = age - age % width
    return f"{low}-{low + width - 1}"


@lru_cache(maxsize=256)
def promised_by(hierarchy: str, level: int | None) -> Form:
    """Whether a cell may stand at a level of a hierarchy; without one, at any, or as a range of whole ages."""
    forms = forms_of(hierarchy)
    if level is not None:
        return forms[level]
    return lambda cell: any(form(cell) for form in forms) or (hierarchy == "age" and _is_range(cell))


def _is_range(cell: str) -> bool:
    found = _RANGE.fullmatch(cell)
    return found is not None and int(found[1]) < int(found[2]) in _AGES


def levels_that_fit(hierarchy: str, cells: Iterable[str]) -> list[int]:
    """The levels at which every one of some cells may stand."""
    there = list(cells)
    return [level for level, form in enumerate(forms_of(hierarchy)) if all(map(form, there))]


def place_of(name_or_file: str) -> Callable[[str], tuple[str, ...] | None]:
    """A function from a value to its place at each level, finest first; None for one that is not there."""
    match name_or_file:
        case "age":
            return _place_of_age
        case "date":
            return _place_of_date
        case "uk_postcode":
            return _place_of_postcode
        case "icd10":
            return _place_of_code
    rows = {row[0]: row for row in read_hierarchy(name_or_file)}
    spelt = {value.casefold(): [each for each in rows if each.casefold() == value.casefold()] for value in rows}

    def place(text: str) -> tuple[str, ...] | None:
        alike = [text.strip()] if text.strip() in rows else spelt.get(text.strip().casefold(), [])
        return rows[alike[0]] if len(alike) == 1 else None

    return place


def _place_of_age(text: str) -> tuple[str, ...] | None:
    whole = re.fullmatch(r"([0-9]{1,3})(\.0+)?", text.strip(), re.ASCII)
    if whole is None or int(whole[1]) not in _AGES:
        return None
    return (str(int(whole[1])), *(_band(int(whole[1]), width) for width in _WIDTHS), WHOLE)


def _place_of_date(text: str) -> tuple[str, ...] | None:
    day = as_date(without_clock(text))
    if day is None:
        return None
    iso = day.isoformat()
    return iso, iso[:7], f"{iso[:4]}-Q{-(-day.month // 3)}", iso[:4], WHOLE


def _place_of_postcode(text: str) -> tuple[str, ...] | None:
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    outward, inward = plain[:-3], plain[-3:]
    if not re.fullmatch(_PLACES[0], f"{outward} {inward}"):
        return None
    area = re.match(r"[A-Z]+", outward)
    return f"{outward} {inward}", f"{outward} {inward[0]}", outward, area[0] if area else "", WHOLE


def _place_of_code(text: str) -> tuple[str, ...] | None:
    plain = re.match(r"([A-Z][0-9]{2})[. ]?([0-9]?)", text.strip().upper(), re.ASCII)
    blocks, chapters = _icd10_names()
    if plain is None:
        return None
    block = next((name for name in blocks if _holds(name, plain[1])), None)
    chapter = next((name for name in chapters if _holds(name, plain[1])), None)
    if block is None or chapter is None:
        return None
    return f"{plain[1]}.{plain[2]}" if plain[2] else plain[1], plain[1], block, chapter, WHOLE


def _holds(block: str, code: str) -> bool:
    first, last = block.split("-")
    return first <= code <= last


@lru_cache(maxsize=1)
def _icd10_names() -> tuple[frozenset[str], frozenset[str]]:
    """The names of the blocks and of the chapters."""
    chapters = read_yaml(resources.hierarchy_data("icd10"), PolicyError)["chapters"]
    return frozenset(block for blocks in chapters.values() for block in blocks.split()), frozenset(chapters)
