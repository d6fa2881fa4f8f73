"""Lays cells out as a table with every margin and subtotal: its dimensions, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np

from infoshare.errors import DataFileError, TableError
from infoshare.model.cube import Cube, Dimension
from infoshare.safe_repr import count_of, listed
from infoshare.tabulation.additivity import with_margins

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_CELLS = 200_000
"""Beyond so many cells, margins included, a table is no table that anybody reads, and takes too long to make safe."""
TOTAL = "Total"


class Leaf(Protocol):
    """A cell without margins."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Its code in every column."""
        ...

    @property
    def rows(self) -> float:
        """Its rows, or their weight."""
        ...

    @property
    def total(self) -> float:
        """The sum of its numbers."""
        ...

    @property
    def largest(self) -> tuple[float, ...]:
        """Its largest contributions, the largest first."""
        ...

    @property
    def key(self) -> int:
        """The sum of its records' keys."""
        ...


@dataclass(frozen=True, slots=True)
class Measured:
    """A table before it is made safe; arrays are of the cube's shape, `largest` with one more axis, largest first.

    `keys` are the sums of the records' keys, where counts are moved by cell keys.
    """

    cube: Cube
    rows: NDArray[np.float64]
    sums: NDArray[np.float64]
    largest: NDArray[np.float64]
    keys: NDArray[np.float64]


def measured(nested: Sequence[Sequence[str]], leaves: Iterable[Leaf], keep: int = 0) -> Measured:
    """The table of some cells; `nested` are each dimension's columns, the coarsest first.

    Raises:
        DataFileError: if there is no cell, a code stands for a total already, or a finer code lies in two coarser ones.
        TableError: if there would be more than 200,000 cells.
    """
    found = list(leaves)
    if not found:
        raise DataFileError("there is no row to count", mend="Give data with rows.")
    starts = np.cumsum([0, *map(len, nested)]).tolist()
    paths = [sorted({leaf.codes[first:last] for leaf in found}) for first, last in pairwise(starts)]
    cube = Cube(tuple(_dimension(columns, each) for columns, each in zip(nested, paths, strict=True)))
    if (cells := int(np.prod(cube.shape))) > MOST_CELLS:
        raise TableError(
            f"the table would have {cells:,} cells, and {MOST_CELLS:,} are the most",
            mend="Divide it by fewer columns, or by coarser ones.",
        )
    places = [{path: place for place, path in enumerate(dimension.paths)} for dimension in cube.dimensions]
    rows, sums, keys = np.zeros(cube.shape), np.zeros(cube.shape), np.zeros(cube.shape)
    largest = np.zeros((*cube.shape, keep))
    for leaf in found:
        at = tuple(place[leaf.codes[first:last]] for place, (first, last) in zip(places, pairwise(starts), strict=True))
        rows[at], sums[at], keys[at] = leaf.rows, leaf.total, leaf.key
        largest[at][: len(leaf.largest)] = leaf.largest[:keep]
    rows, sums, keys = (with_margins(cube, each) for each in (rows, sums, keys))
    return Measured(cube, rows, sums, _largest(cube, largest), keys)


def _dimension(columns: Sequence[str], paths: Sequence[tuple[str, ...]]) -> Dimension:
    """A dimension with a subtotal for each coarser code; a code of the last column belongs to one of each before."""
    codes: list[str] = [TOTAL]
    parents: list[int | None] = [None]
    place: dict[tuple[str, ...], int] = {(): 0}
    for path in paths:
        for depth in range(1, len(path) + 1):
            if path[:depth] not in place:
                place[path[:depth]] = len(codes)
                parents.append(place[path[: depth - 1]])
                codes.append(path[depth - 1])
    _refuse_unnested(columns, place)
    return Dimension(" > ".join(columns), tuple(codes), tuple(parents))


def _refuse_unnested(columns: Sequence[str], place: dict[tuple[str, ...], int]) -> None:
    faults = []
    for depth, name in enumerate(columns, start=1):
        codes = [path[-1] for path in place if len(path) == depth]
        if TOTAL in codes:
            faults.append(f"'{name}' has a code that is called as totals are, '{TOTAL}'")
        twice = len(codes) - len(set(codes))
        if twice:
            faults.append(f"{count_of(twice, 'code')} of '{name}' lie in more than one of '{columns[depth - 2]}'")
    if faults:
        raise DataFileError(*faults, mend=f"Every code of {listed(columns)} must have one place in the table.")


def _largest(cube: Cube, leaves: NDArray[np.float64]) -> NDArray[np.float64]:
    """The largest contributions of every total from those of its parts."""
    table = leaves.copy()
    keep = table.shape[-1]
    for axis, dimension in enumerate(cube.dimensions):
        line = np.moveaxis(table, axis, 0)
        for total, parts in reversed(dimension.parts.items()) if keep else ():
            together = np.concatenate([line[part] for part in parts], axis=-1)
            line[total] = -np.sort(-together, axis=-1)[..., :keep]
    return table
