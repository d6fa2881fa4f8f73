"""Drafts the rows of a data schedule from a look at a real data file, for the protocol's author to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infoshare.model.column_rule import CoarsenDate, CoarsenPlace, ColumnRule, Drop, Keep
from infoshare.model.inspection import ColumnView, Inspection
from infoshare.model.precision import Precision, Precisions
from infoshare.model.schedule import NOT_SHARED

COMPARED = {"aliases", "look_alike", "known", "role"}
WITHOUT_KIND = {"direct": "identifier", "text": "notes_redacted", "plain": "event_fact"}
BY_SHAPE = {"number": "age_10", "date": "month", "yes_no": "characteristic", "category": "characteristic"}


def drafted_rows(found: Inspection) -> list[dict[str, Any]]:
    """A row for each column: its item, column, precision and form. An identifier is drafted as never shared.

    What a person must still say (which sharing, why, who holds it) is left open.
    """
    return [_row(column) for column in found.columns]


def _row(column: ColumnView) -> dict[str, Any]:
    precision = precision_of(column)
    form = NOT_SHARED if isinstance(column.rule, Drop) else precision.form
    return {"item": _in_words(column.name), "column": column.name, "precision": precision.id, "form": form}


def _in_words(header: str) -> str:
    words = " ".join(header.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def precision_of(column: ColumnView) -> Precision:
    """The precision that says what a column is, as exactly as its drafted rule lets it leave."""
    return next(iter(_fitting(column)))


def _fitting(column: ColumnView) -> Iterator[Precision]:
    """The precisions that fit a column, the best first."""
    known = [each for each in Precisions.load().precisions if each.rule.known == column.known]
    same = [each for each in known if _meaning(each.rule) == _meaning(column.rule)]
    yield from (each for each in same if each.rule.role == column.rule.role)
    yield from same if column.known else ()
    if column.known:
        yield from known
    yield from _by_role(column)


def _meaning(rule: ColumnRule) -> dict[str, Any]:
    return rule.model_dump(exclude=COMPARED)


def _by_role(column: ColumnView) -> Iterator[Precision]:
    named = column.role
    found = WITHOUT_KIND.get(named) or ("sensitive_fact" if named == "sensitive" else None)
    if found is None:
        postcodes = isinstance(column.rule, CoarsenPlace) or "postcode" in column.identifiers
        dates = isinstance(column.rule, CoarsenDate)
        found = "postcode_outward" if postcodes else "month" if dates else BY_SHAPE.get(column.type, "characteristic")
        if isinstance(column.rule, Keep) and column.type == "text":
            found = "place"
    yield from filter(None, [Precisions.load().find(found)])
