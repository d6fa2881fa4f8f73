"""The page of pictures of a data set: one self-contained HTML page made from an inspection, without any value."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from infoshare.documents.pictures import SHADES, Bar, in_parts, lying, said, upright
from infoshare.documents.release_report import ROLES
from infoshare.identifiers import IDENTIFIERS, PLURALS
from infoshare.model.inspection import ColumnView, Groups, GroupSize, Inspection, Shape
from infoshare.safe_repr import count_of

PAGE = Path(__file__).with_name("inspection_page.html")
SIZES: tuple[GroupSize, ...] = ("1", "2", "3-4", "5-9", "10+")
SIZE_WORDS = {"1": "alone", "2": "in twos", "3-4": "in groups of 3 or 4", "5-9": "in groups of 5 to 9",
              "10+": "in groups of 10 or more"}  # fmt: skip
TYPES = {"empty": "empty", "number": "numbers", "date": "dates", "yes_no": "yes or no", "category": "categories",
         "text": "short texts", "free_text": "free text"}  # fmt: skip
MOST_TOLD = 6
"""How many of the commonest categories the table beside a picture tells."""
KINDS = {each.kind: PLURALS[each.placeholder] for each in IDENTIFIERS}

Told = list[tuple[str, str]]
"""A table beside a picture: what, and how many rows."""


def inspection_page(found: Inspection) -> str:
    """The page, complete in itself: no script, no picture and no address is loaded from elsewhere."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["number"] = lambda number: f"{number:,}"
    page = environment.from_string(PAGE.read_text(encoding="utf-8"))
    return page.render(
        found=found, roles=ROLES, types=TYPES, kinds=_kinds, shades=SHADES, sizes=SIZES, said=said,
        direct=[column for column in found.columns if column.role == "direct"], parts=_parts, spread=_spread,
        alone=_alone(found), without=_without(found.groups, found.rows), distinct=_distinct,
    )  # fmt: skip


def _kinds(column: ColumnView) -> str:
    """The kinds of identifier inside a column, each in words with its rows."""
    by_words: dict[str, int] = {}
    for kind, rows in column.identifiers.items():
        by_words[KINDS[kind]] = max(rows, by_words.get(KINDS[kind], 0))
    return ", ".join(f"{words} ({said(rows)})" for words, rows in by_words.items())


def _distinct(column: ColumnView) -> str:
    return count_of(column.distinct, "different value")


def _parts(rows: dict[GroupSize, int], of: str) -> dict[str, Any]:
    """One bar in parts, and the table beside it."""
    bars = [Bar(rows.get(size, 0), SIZE_WORDS[size]) for size in SIZES]
    words = ", ".join(f"{said(bar.rows)} {bar.label}" for bar in bars)
    return {"picture": in_parts(bars, f"{of}. Rows: {words}."), "bars": bars}


def _spread(column: ColumnView) -> dict[str, Any] | None:
    """How the cells of a column are spread: a caption, a picture, and the table beside it."""
    shape = column.shape
    if shape is None:
        return None
    caption = _BY_OUTWARD_CODE if column.known == "postcode" else _CAPTIONS[shape.kind]
    told = _told(shape, column)
    words = "; ".join(f"{what}: {rows}" for what, rows in told)
    return {"caption": caption, "picture": upright(_bars(shape), f"{column.name}. {caption} {words}."), "told": told}


_CAPTIONS = {
    "categories": "Rows for each value, from the commonest down. The values are not named.",
    "numbers": "Rows between rounded figures. The first and last range are open.",
    "dates": "Rows by time.",
    "lengths": "Rows by the length of the text, in characters.",
}


_BY_OUTWARD_CODE = "Rows for each outward code, from the commonest down. The codes are not named."


def _bars(shape: Shape) -> list[Bar]:
    return [Bar(rows, label) for rows, label in zip(shape.bars, shape.labels or [""] * len(shape.bars), strict=True)]


def _told(shape: Shape, column: ColumnView) -> Told:
    if shape.labels:
        return [(label, said(rows)) for rows, label in zip(shape.bars, shape.labels, strict=True)]
    first = [(f"{_place(place)} commonest", said(rows)) for place, rows in enumerate(shape.bars[:MOST_TOLD], 1)]
    rest = len(shape.bars) + shape.beyond - len(first)
    filled = sum(column.repeats.values())
    return first + (
        [(f"{count_of(rest, 'other')}, together", said(filled - sum(shape.bars[:MOST_TOLD])))] if rest else []
    )


def _place(place: int) -> str:
    return {1: "The", 2: "2nd", 3: "3rd"}.get(place, f"{place}th")


def _alone(found: Inspection) -> Markup:
    bars = [Bar(column.unique_rows, column.name) for column in found.columns]
    return lying(bars, found.rows, "For each column, the rows whose value no other row has.")


def _without(groups: Groups, rows: int) -> Markup | None:
    """What each column adds; None where leaving any one of them out changes nothing."""
    bars: Sequence[Bar] = [Bar(left, f"without {name}") for name, left in groups.without.items()]
    if not bars or groups.without[groups.adds_most or groups.columns[0]] == groups.unique_rows:
        return None
    everything = Bar(groups.unique_rows, "with all of them")
    return lying([everything, *bars], rows, "Rows that stand alone with all columns, and with each one left out.")
