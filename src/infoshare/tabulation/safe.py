"""Makes a table safe to publish: which cells are suppressed, which numbers are shown, by the policy's rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from infoshare.errors import TableUnprotected
from infoshare.model.cube import Cube
from infoshare.model.tables import CellKey, CountRule, TableRule, Tables
from infoshare.tabulation.cell_key import moved
from infoshare.tabulation.controlled_rounding import controlled_rounding
from infoshare.tabulation.measured import Measured
from infoshare.tabulation.protection import (
    Protection,
    count_protection,
    dominance_levels,
    marked_protection,
    p_percent_levels,
    sum_protection,
)
from infoshare.tabulation.rounding import rounded
from infoshare.tabulation.secondary import Shown, secondary

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMALL_SUM = 0.1
"""A sum of too few contributors is kept from being known more nearly than to a tenth, either way."""
DECIMALS = 2
"""Means and rates are shown to so many decimals."""


@dataclass(frozen=True, slots=True)
class Published:
    """A safe table: the number shown in each cell, NaN where it is suppressed, and why that is; all of one shape.

    `counts` are the rows of each cell, which nobody is shown.
    """

    cube: Cube
    counts: NDArray[np.float64]
    shown: NDArray[np.float64]
    primary: NDArray[np.bool_]
    secondary: NDArray[np.bool_]

    @property
    def suppressed(self) -> NDArray[np.bool_]:
        """The cells that are not shown."""
        return self.primary | self.secondary


def made_safe(table: Measured, rule: TableRule, tables: Tables, people: NDArray[np.float64] | None = None) -> Published:
    """The table as it may be published.

    Args:
        table: the table with its margins.
        rule: what it measures.
        tables: how it is protected.
        people: for a rate, the people of each cell.

    Raises:
        TableUnprotected: if its cells cannot be protected, or none of them could be shown.
    """
    if tables.is_controlled:
        return _controlled(table, tables.counts.base)
    if tables.cell_key and not _is_of_sums(rule):
        return _moved(table, rule, tables.cell_key, people)
    made = _sums(table, tables) if _is_of_sums(rule) else _from_counts(table, rule, tables, people)
    if made.suppressed.all():
        raise TableUnprotected(
            "every cell of the table would have to be suppressed",
            mend="Divide it by fewer columns, or by coarser ones.",
        )
    return made


def _moved(table: Measured, rule: TableRule, by: CellKey, people: NDArray[np.float64] | None) -> Published:
    """Counts moved by their records' keys, and what is made of them."""
    pairs = zip(table.rows.ravel().tolist(), table.keys.ravel().tolist(), strict=True)
    counts = np.array([float(moved(int(count), int(key), by.most, by.variance)) for count, key in pairs])
    shown = _of_counts(table, rule, counts.reshape(table.cube.shape), people)
    nowhere = np.isnan(shown)
    return Published(table.cube, table.rows, shown, nowhere, np.zeros(table.cube.shape, dtype=bool))


def _controlled(table: Measured, base: int) -> Published:
    """Counts rounded so that margins add up; none is suppressed."""
    nowhere = np.zeros(table.cube.shape, dtype=bool)
    return Published(table.cube, table.rows, controlled_rounding(table.cube, table.rows, base), nowhere, nowhere)


def _is_of_sums(rule: TableRule) -> bool:
    return rule.measure == "sum" or (rule.measure == "count" and rule.weight is not None)


def _from_counts(table: Measured, rule: TableRule, tables: Tables, people: NDArray[np.float64] | None) -> Published:
    counts = safe_counts(table.cube, table.rows, tables.counts_behind(rule.measure))
    shown = np.where(counts.suppressed, np.nan, _of_counts(table, rule, counts.shown, people))
    unknown = np.isnan(shown) & ~counts.suppressed
    return Published(table.cube, table.rows, shown, counts.primary, counts.secondary | unknown)


def _of_counts(
    table: Measured, rule: TableRule, counts: NDArray[np.float64], people: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """Counts as they are shown, or the means or rates that stand in their place; NaN where there is none."""
    if rule.measure == "count":
        return counts
    with np.errstate(divide="ignore", invalid="ignore"):
        found = table.sums / table.rows if rule.measure == "mean" else counts / _given(people) * rule.per
    return np.where(np.isfinite(found), np.round(found, DECIMALS), np.nan)


def _given(people: NDArray[np.float64] | None) -> NDArray[np.float64]:
    if people is None:
        raise TypeError("a rate needs the people of each cell")
    return people


def safe_counts(cube: Cube, counts: NDArray[np.float64], rule: CountRule) -> Published:
    """A table of counts by a rule: small ones suppressed, further ones with them, the rest rounded."""
    primary = (counts > 0) & (counts < rule.threshold)
    numbers = rounded(counts, rule.base)
    further = np.zeros(cube.shape, dtype=bool)
    if primary.any() and (rule.secondary or rule.tells_range):
        further = secondary(
            cube, counts, primary, _protection(cube, counts, primary, rule), shown=_shown(counts, primary, rule)
        )
    return Published(cube, counts, np.where(primary | further, np.nan, numbers), primary, further)


def _protection(cube: Cube, counts: NDArray[np.float64], primary: NDArray[np.bool_], rule: CountRule) -> Protection:
    if rule.tells_range:
        return marked_protection(counts, primary, 1, rule.threshold - 1)
    return count_protection(cube, counts, rule.threshold)


def _shown(counts: NDArray[np.float64], primary: NDArray[np.bool_], rule: CountRule) -> Shown | None:
    """Between what a reader knows each rounded count to be; small ones are not shown, and 0 is 0."""
    if rule.base <= 1:
        return None
    numbers, itself = rounded(counts, rule.base), primary | (counts == 0)
    least = np.maximum(float(rule.threshold), numbers - rule.base / 2)
    return Shown(np.where(itself, counts, least), np.where(itself, counts, numbers + rule.base / 2))


def _sums(table: Measured, tables: Tables) -> Published:
    """A table of sums: too few contributors, or too large a share of the largest, and what protects them."""
    few = (table.rows > 0) & (table.rows < tables.counts.threshold)
    levels = np.where(few, np.maximum(SMALL_SUM * table.sums, 1e-6), 0.0)
    if tables.dominance:
        largest = table.largest[..., : tables.dominance.n].sum(axis=-1)
        levels = np.maximum(levels, dominance_levels(table.sums, largest, tables.dominance.percent))
    if tables.p_percent:
        near = p_percent_levels(table.sums, table.largest[..., 0], table.largest[..., 1], tables.p_percent)
        levels = np.maximum(levels, np.where(table.rows > 0, near, 0.0))
    primary = levels > 0
    further = np.zeros(table.cube.shape, dtype=bool)
    if primary.any():
        further = secondary(
            table.cube, table.sums, primary, sum_protection(table.sums, levels),
            singletons=table.rows == 1, whole_numbers=False,
        )  # fmt: skip
    return Published(table.cube, table.rows, np.where(primary | further, np.nan, table.sums), primary, further)


def largest_kept(tables: Tables) -> int:
    """How many of the largest contributions the rules look at."""
    return max(2 if tables.p_percent else 0, tables.dominance.n if tables.dominance else 0)
