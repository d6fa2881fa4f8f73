"""Turns a column's rule into the one function that treats each of its cells."""

from __future__ import annotations

from collections.abc import Callable

from infoshare.anonymisation.ages import age_at
from infoshare.anonymisation.bands import band
from infoshare.anonymisation.date_shift import shift_date
from infoshare.anonymisation.dates import coarsen_date
from infoshare.anonymisation.hierarchy import generalise
from infoshare.anonymisation.keys import NO_KEYS, Keys
from infoshare.anonymisation.masks import mask
from infoshare.anonymisation.numbers import round_to, top_bottom_code
from infoshare.anonymisation.place_look_up import look_up_place
from infoshare.anonymisation.places import coarsen_place
from infoshare.anonymisation.pseudonyms import open_pseudonymise, pseudonymise, reversible, salt_of
from infoshare.anonymisation.snapping import snap_place
from infoshare.model.column_rule import (
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

CellRule = Callable[[str], str | None]
"""From a cell that holds something to what leaves; None if the cell could not be read, and so leaves blank."""
PairRule = Callable[[str, str | None], str | None]
"""The same, with the cell of another column of the row, which may be empty."""


def cell_rule(rule: ColumnRule, keys: Keys | None = NO_KEYS) -> CellRule:
    """The function for a rule whose cells are treated one by one.

    Raises:
        MissingSecretError: if the rule needs a key and there is none.
        PolicyError: if a file that the rule names cannot be used.
    """
    if isinstance(rule, Pseudonymise):
        return _pseudonymise(rule, keys or NO_KEYS)
    found = _rule_of_value(rule) or _rule_of_place(rule)
    if found is None:
        raise TypeError(f"{type(rule).__name__} does not treat cells one by one")
    return found


def _rule_of_value(rule: ColumnRule) -> CellRule | None:
    match rule:
        case Band():
            return band(rule.edges)
        case CoarsenDate():
            return coarsen_date(rule.to)
        case Mask():
            return mask(rule.keep_first, rule.keep_last)
        case TopBottomCode():
            return top_bottom_code(rule.bottom, rule.top)
        case Round():
            return round_to(rule.to)
        case Generalise():
            return generalise(rule)
    return None


def _rule_of_place(rule: ColumnRule) -> CellRule | None:
    match rule:
        case CoarsenPlace():
            return coarsen_place(rule.to)
        case LookUpPlace():
            return look_up_place(rule.file, rule.postcode, rule.to)
        case SnapPlace():
            return snap_place(rule.file, rule.within)
    return None


def _pseudonymise(rule: Pseudonymise, keys: Keys) -> CellRule:
    match rule.form:
        case "token":
            return pseudonymise(keys.of("pseudonym"), rule.known)
        case "reversible":
            return reversible(keys.of("reversible pseudonym"), rule.known)
    return open_pseudonymise(salt_of(keys.of("open pseudonymiser")), rule.known)


def pair_rule(rule: AgeAt | ShiftDate, keys: Keys | None = NO_KEYS) -> PairRule:
    """The function for a rule that needs the cell of another column as well.

    Raises:
        MissingSecretError: if the rule needs a key and there is none.
    """
    match rule:
        case AgeAt():
            return age_at(rule.edges)
        case ShiftDate():
            return shift_date((keys or NO_KEYS).of("date shift"))
