"""Lays a published table of statistics out as rows: a column for each way it is divided, the number, and its marker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from infoshare.model.cube import Cube

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARKER = "marker"
SUPPRESSED, FURTHER = "*", "x"
"""`*` stands for a suppressed number; `x`, where `*` tells a range, for one suppressed to protect another."""
TOTAL = "Total"


def table_rows(
    cube: Cube,
    nested: Sequence[Sequence[str]],
    measure: str,
    shown: NDArray[np.float64],
    further: NDArray[np.bool_] | None = None,
) -> pa.Table:
    """One row for each cell, margins included, in the order of the dimensions' codes.

    A suppressed cell has no number and a marker: `x` where `further` says so, else `*`. Whole numbers are integers.
    """
    flat = shown.ravel()
    missing = np.isnan(flat)
    apart = np.zeros(flat.shape, dtype=bool) if further is None else further.ravel()
    places = np.indices(cube.shape).reshape(len(cube.shape), -1)
    columns: dict[str, pa.Array] = {}
    for dimension, names, at in zip(cube.dimensions, nested, places, strict=True):
        paths = [(*path, *[TOTAL] * (len(names) - len(path))) for path in dimension.paths]
        for depth, name in enumerate(names):
            columns[name] = pa.array([paths[code][depth] for code in at], pa.string())
    whole = bool((flat[~missing] == np.round(flat[~missing])).all())
    numbers = [
        None if gone else (int(number) if whole else float(number)) for number, gone in zip(flat, missing, strict=True)
    ]
    columns[measure] = pa.array(numbers, pa.int64() if whole else pa.float64())
    marks = [(FURTHER if other else SUPPRESSED) if gone else None for gone, other in zip(missing, apart, strict=True)]
    columns[MARKER] = pa.array(marks, pa.string())
    return pa.table(columns)
