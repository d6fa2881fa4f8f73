"""Generalisation hierarchies: from a value to its coarser values, level by level, from a file or worked out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from infoshare import resources
from infoshare.anonymisation.dates import as_moment
from infoshare.errors import PolicyError
from infoshare.identifiers.identifier import alphanumerics
from infoshare.identifiers.postcode import parts
from infoshare.model.column_rule import ColumnRule, Generalise
from infoshare.model.hierarchy_file import Levels, read_hierarchy, shipped_names
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import count_of

ANYTHING = "*"
"""The coarsest value, as ARX writes it: every value is under it."""


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A hierarchy (Samarati and Sweeney 1998): the words for its levels, and the way from a value up.

    `path` gives a value's own spelling and its coarser values, one for each level; None for a value that is not
    in the hierarchy. `domain` holds every path of a hierarchy from a file, and None for one that is worked out.
    `lowest` is the finest level that is chosen without being asked for: a full postcode never is. `numeric` says
    that level 0 is a whole number, so that any range of it can be said.
    """

    name: str
    levels: tuple[str, ...]
    path: Callable[[str], Levels | None]
    domain: tuple[Levels, ...] | None = None
    lowest: int = 0
    numeric: bool = False

    @property
    def top(self) -> int:
        """The coarsest level."""
        return len(self.levels) - 1


def hierarchy_of(name_or_file: str) -> Hierarchy:
    """A shipped hierarchy by its name, or one in a CSV file as ARX has it.

    Raises:
        PolicyError: if there is none, or naming every fault of the file by its rows.
    """
    if name_or_file in _WORKED_OUT:
        return _WORKED_OUT[name_or_file]
    rows = read_hierarchy(name_or_file)
    levels = ("the value", *(f"level {level}" for level in range(1, len(rows[0]))))
    return Hierarchy(name_or_file, levels, _looked_up(rows), domain=rows)


def _looked_up(rows: tuple[Levels, ...]) -> Callable[[str], Levels | None]:
    """Exactly as written first; else without regard to case, where that is one value only."""
    exact = {row[0]: row for row in rows}
    folded: dict[str, Levels | None] = {}
    for row in rows:
        folded[row[0].casefold()] = None if row[0].casefold() in folded else row

    def path(text: str) -> Levels | None:
        return exact.get(text.strip()) or folded.get(text.strip().casefold())

    return path


def generalise(rule: Generalise) -> Callable[[str], str | None]:
    """A function from a value to its coarser value; None for one that is not in the hierarchy.

    Raises:
        PolicyError: if there is no such hierarchy or level.
    """
    hierarchy = hierarchy_of(rule.hierarchy)
    level = rule.level or 0
    if level > hierarchy.top:
        raise PolicyError(
            f"the hierarchy '{rule.hierarchy}' has no level {level}",
            mend=f"It has {count_of(len(hierarchy.levels), 'level')}: 0 to {hierarchy.top}.",
        )

    def coarser(text: str) -> str | None:
        path = hierarchy.path(text)
        return path[level] if path else None

    return coarser


def refuse_faulty(rules: Mapping[str, ColumnRule]) -> None:
    """Refuse hierarchies that are not there or do not nest, and levels that they lack.

    Raises:
        PolicyError: naming every fault of every column.
    """
    faults: list[str] = []
    for name, rule in rules.items():
        if isinstance(rule, Generalise):
            try:
                generalise(rule)
            except PolicyError as error:
                faults += [f"'{name}': {fault}" for fault in error.faults]
    if faults:
        raise PolicyError(*faults, mend=f"Mend or name other hierarchies. Shipped ones: {', '.join(shipped_names())}.")


OLDEST = 129
AGE_BANDS = (5, 10, 20)
_AGE = re.compile(r"\s*([0-9]{1,3})(?:\.0+)?\s*", re.ASCII)


def age_path(text: str) -> Levels | None:
    """A whole age with its bands of 5, 10 and 20 years: `34`, `30-34`, `30-39`, `20-39`, `*`."""
    found = _AGE.fullmatch(text)
    if not found or int(found[1]) > OLDEST:
        return None
    age = int(found[1])
    lows = ((age // width * width, width) for width in AGE_BANDS)
    return (str(age), *(f"{low}-{low + width - 1}" for low, width in lows), ANYTHING)


def _date_path(text: str) -> Levels | None:
    moment = as_moment(text)
    if moment is None:
        return None
    day = moment[0]
    year = f"{day.year:04d}"
    return day.isoformat(), f"{year}-{day.month:02d}", f"{year}-Q{(day.month + 2) // 3}", year, ANYTHING


def _postcode_path(text: str) -> Levels | None:
    found = parts(alphanumerics(text))
    if found is None:
        return None
    outward, inward = found
    area = re.match("[A-Z]+", outward)
    return f"{outward} {inward}", f"{outward} {inward[0]}", outward, area[0] if area else outward, ANYTHING


_ICD10 = re.compile(r"\s*([A-Z][0-9]{2})(?:[. ]?([0-9X]))?[0-9]?[AD+*†]?\s*", re.ASCII | re.IGNORECASE)


def _icd10_path(text: str) -> Levels | None:
    found = _ICD10.fullmatch(text)
    ranges = _icd10_ranges().get(found[1].upper()) if found else None
    if found is None or ranges is None:
        return None
    code, fourth = found[1].upper(), found[2]
    return f"{code}.{fourth}" if fourth and fourth.isdigit() else code, code, *ranges, ANYTHING


@cache
def _icd10_ranges() -> Mapping[str, tuple[str, str]]:
    """The block and chapter of each three-character code."""
    chapters = read_yaml(resources.hierarchy_data("icd10"), PolicyError)["chapters"]
    return {
        code: (block, chapter)
        for chapter, blocks in chapters.items()
        for block in blocks.split()
        for code in _codes_of(block)
    }


def _codes_of(block: str) -> list[str]:
    """`V01-X59` holds V01 to V99, W00 to W99 and X00 to X59."""
    first, last = block.split("-")
    letters = [chr(letter) for letter in range(ord(first[0]), ord(last[0]) + 1)]
    every = [f"{letter}{number:02d}" for letter in letters for number in range(100)]
    return [code for code in every if first <= code <= last]


_WORKED_OUT = {
    "age": Hierarchy(
        "age", ("whole years", *(f"{width}-year bands" for width in AGE_BANDS), "any age"), age_path, numeric=True
    ),
    "date": Hierarchy("date", ("day", "month", "quarter", "year", "any date"), _date_path),
    "uk_postcode": Hierarchy(
        "uk_postcode", ("unit", "sector", "district", "area", "anywhere"), _postcode_path, lowest=1
    ),
    "icd10": Hierarchy("icd10", ("four characters", "three characters", "block", "chapter", "any code"), _icd10_path),
}
