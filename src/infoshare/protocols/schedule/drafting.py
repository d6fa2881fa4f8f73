"""Drafts the rows of a data schedule from a look at a real data file, for the protocol's author to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from infoshare.model.column_rule import ColumnRule, Drop
from infoshare.model.inspection import ColumnView, Inspection
from infoshare.model.precision import Precision, Precisions
from infoshare.model.schedule import NOT_SHARED

COMPARED = {"aliases", "look_alike", "known", "role"}
BY_ROLE = {"direct": "identifier", "text": "notes_redacted", "plain": "event_fact", "sensitive": "sensitive_fact"}
BY_WORDS = {
    r"\bage\b": "age", r"\b(?:place|location|ward|area|borough|district|town|street|lsoa|msoa)\b": "place",
}  # fmt: skip
"""What a kept quasi-identifier is, by the words of its header; else by its type, else a personal characteristic."""
BY_TYPE = {"date": "date_time", "number": "number"}


def drafted_rows(found: Inspection) -> list[dict[str, Any]]:
    """A row for each column: its item, column, precision and form. An identifier is drafted as never shared.

    What a person must still say (which sharing, why, who holds it) is left open.
    """
    return [_row(column) for column in found.columns]


def _row(column: ColumnView) -> dict[str, Any]:
    precision = next(_fitting(column))
    form = NOT_SHARED if isinstance(column.rule, Drop) else precision.form
    return {"item": _in_words(column.name), "column": column.name, "precision": precision.id, "form": form}


def _in_words(header: str) -> str:
    words = " ".join(re.split(r"[\s_-]+", header)).strip()
    return re.sub(r"^nhs\b", "NHS", words[:1].upper() + words[1:], flags=re.IGNORECASE)


def _fitting(column: ColumnView) -> Iterator[Precision]:
    """The precisions that fit a column, the best first: by what is known of it and done to it, then by its looks."""
    of_its_kind = [each for each in Precisions.load().precisions if each.rule.known == column.known]
    same = [each for each in of_its_kind if _does(each.rule) == _does(column.rule)]
    if column.known:
        yield from same
        yield from of_its_kind
    elif column.rule.action not in {"keep", "drop"}:
        yield from same
    yield from filter(None, [Precisions.load().find(_by_its_looks(column))])


def _does(rule: ColumnRule) -> dict[str, Any]:
    """What a rule does to a cell."""
    return rule.model_dump(exclude=COMPARED)


def _by_its_looks(column: ColumnView) -> str:
    if column.role in BY_ROLE:
        return BY_ROLE[column.role]
    words = " ".join(re.split(r"[\W_]+", column.name.casefold()))
    by_words = (precision for pattern, precision in BY_WORDS.items() if re.search(pattern, words))
    return next(by_words, BY_TYPE.get(column.type, "characteristic"))
