"""Reads a generalisation hierarchy from a CSV file as ARX has it: one row a value, one column a level, no header."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from infoshare import resources
from infoshare.digests import sha256_of_bytes
from infoshare.errors import PolicyError
from infoshare.safe_repr import rows_named

Levels = tuple[str, ...]
"""A value and its coarser values: level 0 first."""

COMPUTED = ("age", "date", "uk_postcode", "icd10")
"""The hierarchies that are worked out from the value, and so have no file of values."""
DELIMITERS = (";", ",")


def shipped_names() -> list[str]:
    """The names of all shipped hierarchies."""
    return sorted([*COMPUTED, *resources.shipped_hierarchies()])


def hierarchy_path(name_or_file: str) -> Path:
    """Where a hierarchy's file is, given its path or the name of a shipped one.

    Raises:
        PolicyError: if there is none.
    """
    shipped = resources.shipped_hierarchies()
    path = shipped.get(name_or_file, Path(name_or_file))
    if path.is_file():
        return path
    raise PolicyError(
        f"there is no shipped hierarchy '{name_or_file}', and no file of that name",
        mend=f"Shipped hierarchies: {', '.join(shipped_names())}. Otherwise give the path of a .csv file.",
    )


def read_hierarchy(name_or_file: str) -> tuple[Levels, ...]:
    """The rows of a hierarchy file: each a value and its coarser values, level 0 first, all of one length.

    The delimiter is `;` (ARX's own) or `,`, whichever makes rows of one width; UTF-8.

    Raises:
        PolicyError: naming every fault by its row; rows are counted from 1.
    """
    path = hierarchy_path(name_or_file)
    facts = path.stat()
    return _read(path, facts.st_mtime_ns, facts.st_size)


def digest_of_hierarchy(name_or_file: str) -> str:
    """The SHA-256 digest of a hierarchy's file.

    Raises:
        PolicyError: if there is none.
    """
    return sha256_of_bytes(hierarchy_path(name_or_file).read_bytes())


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int) -> tuple[Levels, ...]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = max((_rows(text, delimiter) for delimiter in DELIMITERS), key=_fit)
    except (UnicodeDecodeError, csv.Error):
        raise PolicyError(f"the hierarchy {path.name} is no CSV file in UTF-8", mend=HOW_TO_MEND) from None
    faults = list(_faults(rows))
    if faults:
        raise PolicyError(*(f"the hierarchy {path.name}: {fault}" for fault in faults), mend=HOW_TO_MEND)
    return rows


HOW_TO_MEND = "Give one row for each value: the value, then its coarser values, level by level, and no header."


def _rows(text: str, delimiter: str) -> tuple[Levels, ...]:
    read = csv.reader(text.splitlines(), delimiter=delimiter, strict=True)
    return tuple(tuple(cell.strip() for cell in row) for row in read if row)


def _fit(rows: Sequence[Levels]) -> tuple[bool, int]:
    widths = {len(row) for row in rows}
    return len(widths) == 1 and widths != {1}, max(widths, default=0)


def _faults(rows: Sequence[Levels]) -> Iterator[str]:
    """Every fault of form and nesting."""
    if not rows:
        yield "it has no row"
        return
    yield from _faults_of_form(rows)
    yield from _values_twice(rows)
    yield from _strayed(rows)


def _faults_of_form(rows: Sequence[Levels]) -> Iterator[str]:
    width = len(rows[0])
    if width < 2:
        yield "its first row has one level only, so nothing in it is coarser than the value"
    ragged = [place for place, row in enumerate(rows, start=1) if len(row) != width]
    if ragged:
        yield f"{rows_named(ragged)} {_has(ragged)} more or fewer levels than row 1, which has {width}"
    blank = [place for place, row in enumerate(rows, start=1) if not all(row)]
    if blank:
        yield f"{rows_named(blank)} {_has(blank)} an empty cell"


def _has(rows: Sequence[int]) -> str:
    return "has" if len(rows) == 1 else "have"


def _values_twice(rows: Sequence[Levels]) -> Iterator[str]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows, start=1):
        places[row[0]].append(place)
    yield from (f"{rows_named(found)} are for the same value" for found in places.values() if len(found) > 1)


def _strayed(rows: Sequence[Levels]) -> Iterator[str]:
    """A value of one level that stands under two different values of the next: the levels do not nest."""
    first: dict[tuple[int, str], tuple[str, int]] = {}
    strays: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place, row in enumerate(rows, start=1):
        for level in range(1, len(row) - 1):
            parent, found_in = first.setdefault((level, row[level]), (row[level + 1], place))
            if parent != row[level + 1]:
                strays[level, found_in].append(place)
    for (level, found_in), places in strays.items():
        yield (
            f"{rows_named(places)} {_has(places)} the same value at level {level} as row {found_in}, "
            f"but another at level {level + 1}"
        )
