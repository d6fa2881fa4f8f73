"""The form that each action promises for its cells, and whether every released cell keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable

from infoshare.model.policy import Band, CoarsenDate, CoarsenPlace, ColumnRule, Pseudonymise

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
_ANY_BAND = r"under NUMBER|NUMBER|NUMBER-NUMBER|NUMBER to under NUMBER|NUMBER and over"


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
            expression = _bands(rule)
        case _:
            return None
    return lambda cell: re.fullmatch(expression, cell, re.ASCII) is not None


def _bands(rule: Band) -> str:
    """Any label whose every number is an edge of the policy, or the whole number just below one."""
    allowed = {_plain(edge) for edge in rule.edges} | {_plain(edge - 1) for edge in rule.edges}
    number = "(" + "|".join(re.escape(edge) for edge in sorted(allowed)) + ")"
    return _ANY_BAND.replace("NUMBER", number)


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
