"""What adds up to what in a table: one sum for every subtotal of every dimension, in every line of the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from infoshare.errors import TableError
from infoshare.model.cube import Cube
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


def sums_of(cube: Cube) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Each total cell and the cells that are its parts, by their places in the flattened table."""
    places = np.arange(np.prod(cube.shape)).reshape(cube.shape)
    for axis, dimension in enumerate(cube.dimensions):
        lines = np.moveaxis(places, axis, -1).reshape(-1, cube.shape[axis])
        for total, parts in dimension.parts.items():
            columns = list(parts)
            yield from ((int(line[total]), line[columns]) for line in lines)


def with_margins(cube: Cube, leaves: NDArray[np.float64]) -> NDArray[np.float64]:
    """The table with every total worked out anew from the cells that have no parts."""
    table = leaves.astype(float)
    for axis, dimension in enumerate(cube.dimensions):
        line = np.moveaxis(table, axis, 0)
        for total, parts in reversed(dimension.parts.items()):
            line[total] = line[list(parts)].sum(axis=0)
    return table


def refuse_unless_additive(cube: Cube, values: NDArray[np.float64]) -> None:
    """Raise TableError unless the table has the cube's shape, only finite numbers, and margins that add up."""
    if values.shape != cube.shape:
        raise TableError(f"the table's shape {values.shape} is not that of its dimensions, {cube.shape}")
    if not np.isfinite(values).all():
        raise TableError(f"{count_of(int((~np.isfinite(values)).sum()), 'cell')} of the table hold no number")
    off = np.abs(with_margins(cube, values) - values) > 1e-9 * max(1000.0, float(np.abs(values).max(initial=0)))
    if off.any():
        raise TableError(
            f"{count_of(int(off.sum()), 'margin')} of the table do not add up", mend="Work the margins out anew."
        )
