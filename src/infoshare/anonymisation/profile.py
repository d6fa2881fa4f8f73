"""Describes the cells of one column by counts and rounded figures: its type, its spread, what its cells look like."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from infoshare.anonymisation.bands import band_labels
from infoshare.anonymisation.dates import as_moment
from infoshare.model.inspection import ColumnType, GroupSize, Shape, group_size

FREE_TEXT_LENGTH = 25
MOST_CATEGORIES = 50
NEARLY_ALL = 0.95
"""A column is of numbers or dates if so many of its cells are; the rest may be `not known`."""
MOST_BARS = 30
ABOUT_BINS = 10
SMALL_CELL = 5
"""A value that fewer rows have is a small cell (the usual threshold of UK statistical disclosure control)."""
TAIL = 0.02
DAYS_A_YEAR = 365.25
_RANGED = frozenset({"number", "date", "text", "free_text"})
"""The types whose shape says rounded figures; of a few rows even those would say too much."""
_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false"})
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]{1,2})?\s*", re.ASCII | re.IGNORECASE)
_INTEGER = re.compile(r"\s*[+-]?[0-9]+\s*", re.ASCII)
_CODE = re.compile(r"(?=.{4,40}$)(?=\S*[0-9])[A-Za-z0-9]+(?:[/\-_.:][A-Za-z0-9]+)*", re.ASCII)
_LONG_NUMBER = re.compile(r"[0-9]{5,}", re.ASCII)
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+", re.ASCII)

Cells = Counter[str]
"""The different filled cells of a column, each with its number of rows."""


def column_type(cells: Cells) -> ColumnType:
    """The type that nearly all of a column's cells share (all of them, for yes and no)."""
    if not cells:
        return "empty"
    if all(cell.strip().casefold() in _YES_NO for cell in cells):
        return "yes_no"
    if share_of(cells, is_number) >= NEARLY_ALL:
        return "number"
    if share_of(cells, lambda cell: day_of(cell) is not None) >= NEARLY_ALL:
        return "date"
    return _text_type(cells)


def _text_type(cells: Cells) -> ColumnType:
    wordy = sum(rows for cell, rows in cells.items() if len(cell) >= FREE_TEXT_LENGTH and " " in cell.strip())
    if wordy > cells.total() / 4 and len(cells) > cells.total() / 4:
        return "free_text"
    return "category" if len(cells) <= min(MOST_CATEGORIES, max(cells.total() // 2, 1)) else "text"


def share_of(cells: Cells, fits: Callable[[str], bool]) -> float:
    """The share (0 to 1) of filled rows whose cell fits; 0 for an empty column."""
    return sum(rows for cell, rows in cells.items() if fits(cell)) / cells.total() if cells else 0.0


def is_number(cell: str) -> bool:
    """Whether a cell is a finite number, written in figures."""
    return _NUMBER.fullmatch(cell) is not None


def is_integer(cell: str) -> bool:
    """Whether a cell is a whole number."""
    return _INTEGER.fullmatch(cell) is not None


def is_code(cell: str) -> bool:
    """Whether a cell looks like a reference: letters and digits together, or a number of five figures or more."""
    text = cell.strip()
    if text.isdigit():
        return _LONG_NUMBER.fullmatch(text) is not None
    return _CODE.fullmatch(text) is not None and not _DECIMAL.fullmatch(text) and day_of(text) is None


@lru_cache(maxsize=262_144)
def day_of(cell: str) -> date | None:
    """The date that a cell holds, without its time of day."""
    if not any(figure in cell for figure in "0123456789"):
        return None
    moment = as_moment(cell)
    return moment[0] if moment else None


def repeats_of(cells: Cells) -> dict[GroupSize, int]:
    """How many filled rows share their value with no other row, one other, and so on."""
    found: Counter[GroupSize] = Counter()
    for rows in cells.values():
        found[group_size(rows)] += rows
    return dict(found)


def years_between(cells: Cells) -> float:
    """From the 10th to the 90th percentile of a column's dates, in years; 0 if it has none."""
    days = sorted((day.toordinal(), rows) for cell, rows in cells.items() if (day := day_of(cell)))
    if not days:
        return 0.0
    return (_percentile(days, 0.9) - _percentile(days, 0.1)) / DAYS_A_YEAR


def _percentile(counted: Sequence[tuple[float, int]], share: float) -> float:
    wanted = share * sum(rows for _, rows in counted)
    reached = 0
    for value, rows in counted:
        reached += rows
        if reached >= wanted:
            return value
    return counted[-1][0]


def shape_of(cells: Cells, kind: ColumnType) -> Shape | None:
    """How the cells are spread: bars without labels for categories, ranges between rounded figures for the rest."""
    if kind in _RANGED and cells.total() < 2 * SMALL_CELL:
        return None
    match kind:
        case "empty":
            return None
        case "number":
            return _ranges(Counter(_floats(cells)), "numbers")
        case "date":
            return _dates(cells)
        case "text" | "free_text":
            lengths: Counter[float] = Counter()
            for cell, rows in cells.items():
                lengths[len(cell)] += rows
            return _ranges(lengths, "lengths")
    heights = sorted(cells.values(), reverse=True)
    return Shape(kind="categories", bars=tuple(heights[:MOST_BARS]), beyond=max(0, len(heights) - MOST_BARS))


def _floats(cells: Cells) -> dict[float, int]:
    found: Counter[float] = Counter()
    for cell, rows in cells.items():
        if is_number(cell):
            found[float(cell)] += rows
    return found


def round_edges(counted: Counter[float], bins: int = ABOUT_BINS) -> tuple[float, ...]:
    """Rounded figures that part numbers into about so many ranges; no range at either end has under five rows.

    The step is 1, 2 or 5 times a power of ten, and at least 2 for whole numbers, so that a range is no value.

    Args:
        counted: numbers, each with its rows.
        bins: about how many ranges.
    """
    values = sorted(counted.items())
    low, high = _without_tails(values)
    step = _step((high - low) / bins)
    if all(float(value).is_integer() for value in counted):
        step = max(step, 2.0)
    first = math.floor(low / step) + 1
    count = max(0, math.ceil(high / step) - first) + 1
    edges = [round((first + place) * step, 10) for place in range(count)]
    return _without_small_ends(edges, [value for value, _ in values], [rows for _, rows in values])


def _without_tails(counted: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Between which figures all but the lowest and highest lie: a fiftieth of the rows at each end, or a small cell."""
    share = min(max(TAIL, SMALL_CELL / sum(rows for _, rows in counted)), 0.5)
    return _percentile(counted, share), _percentile(counted, 1 - share)


def _step(size: float) -> float:
    if size <= 0:
        return 2.0
    power = 10.0 ** math.floor(math.log10(size))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= size * (1 - 1e-9))


def _without_small_ends(edges: list[float], values: list[float], rows: list[int]) -> tuple[float, ...]:
    while len(edges) > 1 and sum(rows[: bisect_left(values, edges[0])]) < SMALL_CELL:
        edges = edges[1:]
    while len(edges) > 1 and sum(rows[bisect_left(values, edges[-1]) :]) < SMALL_CELL:
        edges = edges[:-1]
    return tuple(edges)


def _ranges(counted: Counter[float], kind: str) -> Shape:
    edges = round_edges(counted)
    bars = [0] * (len(edges) + 1)
    for value, rows in counted.items():
        bars[bisect_right(edges, value)] += rows
    return Shape(kind="numbers" if kind == "numbers" else "lengths", bars=tuple(bars), labels=band_labels(edges))


def number_edges(cells: Cells, bins: int) -> tuple[float, ...]:
    """Rounded edges for bands of a column's numbers."""
    return round_edges(Counter(_floats(cells)), bins)


def _dates(cells: Cells) -> Shape:
    days: Counter[date] = Counter()
    for cell, rows in cells.items():
        day = day_of(cell)
        if day:
            days[day] += rows
    counted = sorted((day.toordinal(), rows) for day, rows in days.items())
    low, high = _without_tails(counted)
    years = (high - low) / DAYS_A_YEAR
    name = _decade if years > ABOUT_BINS * 2 else _year if years > 2 else _month
    return _by_time(days, name)


def _by_time(days: Counter[date], name: Callable[[date], tuple[int, str]]) -> Shape:
    found: Counter[int] = Counter()
    names: dict[int, str] = {}
    for day, rows in days.items():
        place, label = name(day)
        found[place] += rows
        names[place] = label
    bars = list(_ends_together(sorted(found.items()), names))
    return Shape(kind="dates", bars=tuple(rows for rows, _ in bars), labels=tuple(label for _, label in bars))


def _ends_together(bins: list[tuple[int, int]], names: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Periods in order; those at either end that together have under five rows are said as before and after."""
    first, last = 0, len(bins) - 1
    while first < last and sum(rows for _, rows in bins[: first + 1]) < SMALL_CELL:
        first += 1
    while last > first and sum(rows for _, rows in bins[last:]) < SMALL_CELL:
        last -= 1
    for place in range(first, last + 1):
        chosen = slice(0 if place == first else place, None if place == last else place + 1)
        merged = f"{' and before' if place == first > 0 else ''}{' and after' if place == last < len(bins) - 1 else ''}"
        yield sum(rows for _, rows in bins[chosen]), names[bins[place][0]] + merged


def _decade(day: date) -> tuple[int, str]:
    return day.year // 10, f"{day.year // 10 * 10}s"


def _year(day: date) -> tuple[int, str]:
    return day.year, str(day.year)


def _month(day: date) -> tuple[int, str]:
    return day.year * 12 + day.month, f"{day:%b %Y}"
