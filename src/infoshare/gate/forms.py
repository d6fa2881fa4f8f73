"""The form that each action promises for its cells, and whether every released cell keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from infoshare.model.column_rule import Band, CoarsenDate, CoarsenPlace, ColumnRule, Pseudonymise

_DATE_FORMS = {
    "day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "week": r"[0-9]{4}-W[0-9]{2}",
    "month": r"[0-9]{4}-[0-9]{2}",
    "quarter": r"[0-9]{4}-Q[1-4]",
    "year": r"[0-9]{4}",
    "hour_of_week": r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [0-9]{2}:00",
    "part_of_week": r"(weekday|weekend) (day|night)",
}
_OUTWARD = r"[A-Z]{1,2}[0-9][0-9A-Z]?|GIR"
_PLACE_FORMS = {
    "sector": rf"({_OUTWARD}) [0-9]",
    "outward": _OUTWARD,
    "district": _OUTWARD,
    "area": r"[A-Z]{1,3}",
}
_PSEUDONYM = r"[a-z2-7]{26}"


def promised_form(rule: ColumnRule) -> Callable[[str], bool] | None:
    """Whether a released cell has the form its rule promises; None for rules that promise no form."""
    match rule:
        case Pseudonymise():
            expression = _PSEUDONYM
        case CoarsenDate():
            expression = _DATE_FORMS[rule.to]
        case CoarsenPlace():
            expression = _PLACE_FORMS[rule.to]
        case Band():
            return frozenset(_bands(rule)).__contains__
        case _:
            return None
    return lambda cell: re.fullmatch(expression, cell, re.ASCII) is not None


def _bands(rule: Band) -> Iterator[str]:
    """The label of each band, worked out here anew."""
    edges = [Decimal(str(edge)).normalize() for edge in rule.edges]
    yield f"under {_said(edges[0])}"
    yield f"{_said(edges[-1])} and over"
    for low, high in pairwise(edges):
        if low % 1 or high % 1:
            yield f"{_said(low)} to under {_said(high)}"
        elif high - low == 1:
            yield _said(low)
        else:
            yield f"{_said(low)}{' to ' if low < 0 else '-'}{_said(high - 1)}"


def _said(number: Decimal) -> str:
    return f"{'minus ' if number < 0 else ''}{abs(number):f}"
