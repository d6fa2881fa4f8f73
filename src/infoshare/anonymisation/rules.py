"""Turns a column's rule into the one function that treats each of its cells."""

from __future__ import annotations

from collections.abc import Callable

from infoshare.anonymisation.bands import band
from infoshare.anonymisation.dates import coarsen_date
from infoshare.anonymisation.places import coarsen_place
from infoshare.anonymisation.pseudonyms import HOW_TO_MAKE_A_KEY, pseudonymise
from infoshare.errors import MissingSecretError
from infoshare.model.column_rule import Band, CoarsenDate, CoarsenPlace, ColumnRule, Pseudonymise

CellRule = Callable[[str], str | None]
"""From a cell that holds something to what leaves; None if the cell could not be read, and so leaves blank."""


def cell_rule(rule: ColumnRule, key: bytes | None) -> CellRule:
    """The function for a rule whose cells are treated one by one.

    Raises:
        MissingSecretError: if the rule makes pseudonyms and there is no key.
    """
    match rule:
        case Band():
            return band(rule.edges)
        case CoarsenDate():
            return coarsen_date(rule.to)
        case CoarsenPlace():
            return coarsen_place(rule.to)
        case Pseudonymise():
            return pseudonymise(_needed(key), rule.known)
    raise TypeError(f"{type(rule).__name__} does not treat cells one by one")


def _needed(key: bytes | None) -> bytes:
    if key is None:
        raise MissingSecretError("the policy makes pseudonyms, and there is no key", mend=HOW_TO_MAKE_A_KEY)
    return key
