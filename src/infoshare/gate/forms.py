"""The form that each action promises for its cells, and whether every released cell keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from infoshare.gate.hierarchies import promised_by
from infoshare.gate.place_forms import looked_up_places, map_points
from infoshare.model.column_rule import (
    AddNoise,
    AgeAt,
    Band,
    CoarsenDate,
    CoarsenPlace,
    ColumnRule,
    Generalise,
    LookUpPlace,
    Mask,
    Pseudonymise,
    Round,
    ShiftDate,
    SnapPlace,
    TopBottomCode,
)

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
    "grid_100m": r"[HJNOST][A-HJ-Z] [0-9]{3} [0-9]{3}",
    "grid_1km": r"[HJNOST][A-HJ-Z] [0-9]{2} [0-9]{2}",
    "grid_10km": r"[HJNOST][A-HJ-Z] [0-9] [0-9]",
}
_PSEUDONYMS = {"token": r"[a-z2-7]{26}", "reversible": r"[a-z2-7]{52,}", "open_pseudonymiser": r"[0-9a-f]{64}"}
_SHIFTED = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_AGE = r"[0-9]|[1-9][0-9]|1[01][0-9]|12[0-2]"
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
LETS_THROUGH = frozenset({"mask", "round", "top_bottom_code", "add_noise"})
"""Actions that promise a form into which somebody's number may still fit: their cells are searched all the same."""


def lets_through(rule: ColumnRule) -> bool:
    """Whether somebody's number may fit into the form that a rule promises."""
    unchanged = isinstance(rule, Generalise) and not rule.level
    return rule.action in LETS_THROUGH or unchanged


def promised_form(rule: ColumnRule) -> Callable[[str], bool] | None:
    """Whether a released cell has the form its rule promises; None for rules that promise no form."""
    expression = promised_expression(rule)
    if expression is not None:
        return lambda cell: re.fullmatch(expression, cell, re.ASCII) is not None
    return _form_of_listed(rule) or _form_of_changed(rule)


def promised_expression(rule: ColumnRule) -> str | None:
    """The form of values of which there are too many to list; an expression of ASCII classes, sequences and choices."""
    match rule:
        case Pseudonymise():
            return _PSEUDONYMS[rule.form]
        case CoarsenDate():
            return _DATE_FORMS[rule.to]
        case CoarsenPlace():
            return _PLACE_FORMS[rule.to]
        case ShiftDate():
            return _SHIFTED
        case AgeAt(edges=()):
            return _AGE
    return None


def _form_of_listed(rule: ColumnRule) -> Callable[[str], bool] | None:
    """The form of values that are all known before."""
    match rule:
        case Band() | AgeAt():
            return frozenset(_bands(rule.edges)).__contains__
        case LookUpPlace():
            return looked_up_places(rule).__contains__
        case SnapPlace():
            return map_points(rule).__contains__
        case Generalise():
            return promised_by(rule.hierarchy, rule.level)
    return None


def _form_of_changed(rule: ColumnRule) -> Callable[[str], bool] | None:
    """The form of values that are changed rather than replaced by others."""
    match rule:
        case Mask():
            return lambda cell: _is_masked(cell, rule)
        case Round():
            return lambda cell: _is_multiple(cell, Decimal(str(rule.to)))
        case TopBottomCode():
            return lambda cell: _is_within(cell, rule)
        case AddNoise():
            return lambda cell: _is_number(cell) and len(cell.partition(".")[2]) <= rule.decimals
    return None


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _is_multiple(cell: str, step: Decimal) -> bool:
    return _is_number(cell) and Decimal(cell) % step == 0


def _is_within(cell: str, rule: TopBottomCode) -> bool:
    """Whether a cell is a number between the limits, or says that it was beyond one of them."""
    if rule.top is not None and cell == f"{_said(Decimal(str(rule.top)))} and over":
        return True
    if rule.bottom is not None and cell == f"under {_said(Decimal(str(rule.bottom)))}":
        return True
    if not _is_number(cell):
        return False
    above = rule.bottom is None or Decimal(cell) >= Decimal(str(rule.bottom))
    return above and (rule.top is None or Decimal(cell) < Decimal(str(rule.top)))


def _is_masked(cell: str, rule: Mask) -> bool:
    """Whether all letters and digits but those kept at either end are stars; in a short value none is kept."""
    marks = [character for character in cell if character == "*" or character.isalnum()]
    short = len(marks) <= rule.keep_first + rule.keep_last
    return set(marks if short else marks[rule.keep_first : len(marks) - rule.keep_last]) <= {"*"}


def _bands(bounds: tuple[float, ...]) -> Iterator[str]:
    """The label of each band, worked out here anew."""
    edges = [Decimal(str(edge)).normalize() for edge in bounds]
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
    return f"{'minus ' if number < 0 else ''}{abs(number.normalize()):f}"
