"""How well each suppressed cell is to be protected: the values that an attacker must not be able to rule out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from infoshare.model.cube import Cube
from infoshare.tabulation.additivity import with_margins

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Protection:
    """For each cell, as arrays of the table's shape: what its interval must reach down and up to, if it is primary.

    `known_least` and `known_greatest` are what everybody knows of a suppressed cell beside the rest of the table.
    """

    least: NDArray[np.float64]
    greatest: NDArray[np.float64]
    known_least: NDArray[np.float64]
    known_greatest: NDArray[np.float64]


def count_protection(
    cube: Cube, values: NDArray[np.float64], threshold: float, *, zeros_shown: bool = True
) -> Protection:
    """Nobody can say of a small count that it is small, nor that it is more than one.

    The interval reaches from at most 1 to at least `threshold` (above the count itself, where that is no less). If
    zeros are shown as 0, a suppressed cell is known to be 1 or more, and a subtotal to be no less than the number of
    its cells that are not shown as 0: its interval then reaches down to that number, which no suppression can hide.
    """
    nobody = values == 0
    least_possible = with_margins(cube, (~nobody).astype(float)) if zeros_shown else np.zeros(cube.shape)
    known_least = np.where(nobody, 0.0, 1.0) if zeros_shown else np.zeros(cube.shape)
    least = np.minimum(values, np.maximum(1.0, least_possible))
    return Protection(least, np.maximum(float(threshold), values + 1), known_least, np.full(cube.shape, np.inf))


FEWEST_VALUES = 3
"""A cell whose marker tells its range must be left at least this many values of the range."""


def marked_protection(values: NDArray[np.float64], marked: NDArray[np.bool_], low: float, high: float) -> Protection:
    """Counts suppressed by a marker that tells a range, such as `*` for 1 to 7: at least three values stay possible.

    Nobody is to be kept from knowing that a marked cell is small, as the marker says so, but the rest of the table
    must not tell it more nearly. Suppressed cells that are not marked are known to be 1 or more.
    """
    further = FEWEST_VALUES - 1.0
    up = values + further <= high
    known = np.where(values == 0, 0.0, np.where(marked, low, 1.0))
    return Protection(
        np.where(up, values, values - further), np.where(up, values + further, values), known,
        np.where(marked, high, np.inf),
    )  # fmt: skip


def sum_protection(
    values: NDArray[np.float64], upper: NDArray[np.float64], lower: NDArray[np.float64] | None = None
) -> Protection:
    """Protection levels of a table of sums that are not negative: the interval reaches `upper` above and `lower` below.

    `lower` is `upper` unless given. A cell's levels come from `p_percent_levels` or `dominance_levels`.
    """
    below = upper if lower is None else lower
    never = np.full(values.shape, np.inf)
    return Protection(np.maximum(0.0, values - below), values + upper, np.zeros(values.shape), never)


def p_percent_levels(
    total: NDArray[np.float64], largest: NDArray[np.float64], second: NDArray[np.float64], percent: float
) -> NDArray[np.float64]:
    """Upper protection levels under the p% rule: by how much the second largest contributor comes too near the largest.

    p/100 x1 - (X - x1 - x2), and 0 for a safe cell (Hundepool et al., Statistical Disclosure Control, 2012, 4.2).
    """
    return np.maximum(0.0, percent / 100 * largest - (total - largest - second))


def dominance_levels(total: NDArray[np.float64], largest_n: NDArray[np.float64], percent: float) -> NDArray[np.float64]:
    """Upper protection levels under the (n, k) dominance rule, k in percent, `largest_n` the sum of the n largest.

    100/k (x1 + ... + xn) - X, and 0 for a safe cell (Hundepool et al., Statistical Disclosure Control, 2012, 4.2).
    """
    return np.maximum(0.0, 100 / percent * largest_n - total)
