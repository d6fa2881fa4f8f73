"""The gate's check of a table of statistics: what somebody who has the published table alone can work out of each cell.

The bounds and sums are built here, by code that shares nothing with what suppressed the cells. For a table of whole
numbers the ends of each interval are those that whole numbers reach: the linear programme's interval may be wider than
that once a table has three dimensions, or two with subtotals, and where it is, whole numbers are sought (Fischetti and
Salazar 2001; for flat tables of two dimensions the two agree, as their sums are totally unimodular).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from infoshare.errors import TableError, TableUnprotected
from infoshare.gate.intervals import feasible_intervals
from infoshare.model.certificate import Check, GateVerdict
from infoshare.model.cube import Cube, Dimension
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_VALUES = 3
"""How many values a cell must be left that is published by a marker which tells its range."""


_FAULTS = {
    "small_shown": "small and shown",
    "exact": "suppressed that can be worked out",
    "too_narrow": "suppressed that can be worked out too nearly",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of the published table knows beside its numbers.

    `threshold`: counts from 1 to below it are suppressed, so no shown number but 0 stands for less. `base`: numbers
    were rounded to the nearest multiple of it. `marked_range`: what the marker of suppressed cells says that they are.
    `zeros_shown`: a cell of nought is shown as 0, so no suppressed cell is nought. `whole_numbers`: cells are counts.
    """

    threshold: int | None = None
    base: int = 1
    marked_range: tuple[int, int] | None = None
    zeros_shown: bool = True
    whole_numbers: bool = True


@dataclass(frozen=True, slots=True)
class Needed:
    """What the interval of a cell must reach down and up to, where the checker knows: arrays with NaN elsewhere."""

    least: NDArray[np.float64]
    greatest: NDArray[np.float64]


def needed_of_counts(cube: Cube, counts: NDArray[np.float64], threshold: int, *, zeros_shown: bool = True) -> Needed:
    """For each small count, from at most 1 to the threshold; a subtotal's cells are 1 or more if zeros are shown."""
    small = (counts > 0) & (counts < threshold)
    least = np.maximum(1, _cells_not_nought(cube, counts)) if zeros_shown else np.ones(cube.shape)
    return Needed(np.where(small, np.minimum(least, counts), np.nan), np.where(small, float(threshold), np.nan))


def audit_table(
    cube: Cube,
    published: NDArray[np.float64],
    reading: Reading,
    *,
    marked: NDArray[np.bool_] | None = None,
    needed: Needed | None = None,
) -> Check:
    """Whether any suppressed cell of a published table can be worked out; the check `suppression_holds`.

    `published` is of the cube's shape, as shown, NaN where a cell is suppressed; `marked` are the suppressed cells
    whose marker tells its range (all of them, if the reading has a range and nothing else is said). A cell is

    * small and shown, if it shows what stands for a count below the threshold;
    * exact, if one value alone is possible;
    * too narrow, if every possible value is below the threshold, so that it is known to be small; if a marked cell is
      left fewer than three values; or if its interval does not reach what is `needed` of it.

    The verdict is fail if any cell is one of these, or if no numbers fit the table; not-run if the solver fails.
    """
    audit = _Audit(cube, published, reading, marked, needed)
    try:
        faults = audit.faults()
    except TableError as error:
        return _said("fail", f"the published table does not fit together: {error.faults[0]}", audit.cells)
    except TableUnprotected as error:
        return _said("not-run", error.faults[0], audit.cells)
    if any(faults.values()):
        wrong = [f"{number:,} {_FAULTS[kind]}" for kind, number in faults.items() if number]
        return _said("fail", f"of {count_of(published.size, 'cell')}, {listed(wrong)}", audit.cells, **faults)
    return _said("pass", "no suppressed cell can be worked out from the rest of the table", audit.cells, **faults)


def _said(verdict: GateVerdict, message: str, cells: int, **faults: int) -> Check:
    counts = {"cells": cells} | dict.fromkeys(_FAULTS, 0) | faults
    return Check(check="suppression_holds", verdict=verdict, counts=counts, message=message)


class _Audit:
    """One published table as bounds and sums, and what its suppressed cells need."""

    def __init__(
        self,
        cube: Cube,
        published: NDArray[np.float64],
        reading: Reading,
        marked: NDArray[np.bool_] | None,
        needed: Needed | None,
    ) -> None:
        self._cube, self._reading = cube, reading
        self._shown = published.ravel().tolist()
        self._fits = published.shape == cube.shape
        self._suppressed = [place for place, number in enumerate(self._shown) if math.isnan(number)]
        all_marked = reading.marked_range is not None
        self._marked = [all_marked] * published.size if marked is None else marked.ravel().tolist()
        largest = np.abs(published[np.isfinite(published)]).max(initial=0.0)
        self._missed = 0.0 if reading.whole_numbers else max(1e-6, 1e-9 * float(largest))  # by the solver, at most
        self._needed = None if needed is None else (needed.least.ravel().tolist(), needed.greatest.ravel().tolist())

    @property
    def cells(self) -> int:
        """How many cells are suppressed."""
        return len(self._suppressed)

    def faults(self) -> dict[str, int]:
        """How many cells are at fault, by kind."""
        if not self._fits:
            raise TableError("it has another shape than its dimensions")
        if any(math.isinf(number) for number in self._shown):
            raise TableError("it shows something that is no number")
        bounds = [self._bounds(place) for place in range(len(self._shown))]
        intervals = feasible_intervals(
            bounds,
            list(_sums(self._cube)),
            self._suppressed,
            whole_numbers=self._reading.whole_numbers,
            is_enough=self._is_enough,
        )
        ends = list(zip(self._suppressed, intervals, strict=True))
        exact = {place for place, (low, high) in ends if self._is_exact(low, high)}
        narrow = {place for place, (low, high) in ends if not self._is_enough(place, low, high)} - exact
        return {"small_shown": sum(map(self._is_small, self._shown)), "exact": len(exact), "too_narrow": len(narrow)}

    def _bounds(self, place: int) -> tuple[float, float]:
        """Between what a reader knows a cell to be before adding anything up."""
        number, reading = self._shown[place], self._reading
        if math.isnan(number):
            if self._marked[place] and reading.marked_range:
                return reading.marked_range
            return (1.0 if reading.zeros_shown and reading.whole_numbers else 0.0), math.inf
        if reading.base <= 1:
            return number, number
        if number == 0 and reading.threshold is not None:
            return 0.0, 0.0
        least = float(reading.threshold or 0)
        return max(least, number - reading.base / 2), number + reading.base / 2

    def _is_small(self, number: float) -> bool:
        """Whether a shown number stands for a count that should have been suppressed."""
        reading = self._reading
        if math.isnan(number) or reading.threshold is None:
            return False
        return number != 0 and number + (reading.base / 2 if reading.base > 1 else 0) < reading.threshold

    def _is_exact(self, low: float, high: float) -> bool:
        return high - low < (1.0 if self._reading.whole_numbers else 2 * self._missed)

    def _is_enough(self, place: int, low: float, high: float) -> bool:
        """Whether an interval is wide enough for a suppressed cell."""
        if self._is_exact(low, high):
            return False
        if self._marked[place]:
            return high - low >= FEWEST_VALUES - 1
        if self._reading.threshold is not None and high < self._reading.threshold:
            return False
        if self._needed is None:
            return True
        least, greatest = self._needed[0][place], self._needed[1][place]
        return not (low > least + self._missed or high < greatest - self._missed)


def _sums(cube: Cube) -> Iterator[tuple[int, list[int]]]:
    """Every total of every line, by its place and the places of its parts."""
    step = math.prod(cube.shape)
    for axis, (dimension, size) in enumerate(zip(cube.dimensions, cube.shape, strict=True)):
        step //= size
        others = itertools.product(*(range(1 if each == axis else length) for each, length in enumerate(cube.shape)))
        for first in others:
            start = _place(cube, first)
            yield from (
                (start + total * step, [start + part * step for part in parts]) for total, parts in _parts(dimension)
            )


def _place(cube: Cube, codes: tuple[int, ...]) -> int:
    place = 0
    for code, size in zip(codes, cube.shape, strict=True):
        place = place * size + code
    return place


def _parts(dimension: Dimension) -> list[tuple[int, list[int]]]:
    return [
        (total, parts)
        for total in range(len(dimension.codes))
        if (parts := [part for part, parent in enumerate(dimension.parents) if parent == total])
    ]


def _cells_not_nought(cube: Cube, counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each cell, how many of the cells without parts that belong to it are not nought."""
    found: NDArray[np.float64] = (counts != 0).astype(float).ravel()
    for total, parts in reversed(list(_sums(cube))):
        found[total] = sum(found[part] for part in parts)
    return found.reshape(cube.shape)
