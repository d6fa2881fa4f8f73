"""Cuts a data set into classes one by one, each as fine as the target allows: multidimensional partitioning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from infoshare.anonymisation.coding import Codes, combined, dense
from infoshare.anonymisation.generalisation import Counted, OpenColumn, numbered
from infoshare.anonymisation.lattice import Problem
from infoshare.anonymisation.privacy_models import (
    Figures,
    Histogram,
    failing_alone,
    histogram,
    too_alike,
    too_different,
    too_small,
)
from infoshare.model.hierarchy_file import Levels
from infoshare.model.table import texts

if TYPE_CHECKING:
    import pyarrow as pa

Labels = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Recoding:
    """What each different row's open columns become.

    `open_names` and `fixed_names` are the columns; `labels` is by the values of both, in that order, as the engine
    gives them: an open column's own spelling, a fixed column as it is released.
    """

    open_names: tuple[str, ...]
    fixed_names: tuple[str, ...]
    labels: Mapping[Labels, Labels]

    def applied(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A treated batch with the open columns recoded."""
        import pyarrow as pa

        rows = zip(*(texts(batch, name) for name in (*self.open_names, *self.fixed_names)), strict=True)
        recoded = dict(zip(self.open_names, zip(*(self.labels[row] for row in rows), strict=True), strict=False))
        arrays = [
            pa.array(recoded.get(name, ()), pa.string()) if name in self.open_names else batch.column(name)
            for name in batch.schema.names
        ]
        return pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)


def recode(counted: Counted, problem: Problem, columns: Sequence[OpenColumn]) -> Recoding:
    """Mondrian (LeFevre, DeWitt and Ramakrishnan 2006), strict: cut a part in two or more as long as each still meets
    the target, always along the column in which the part is widest.

    A column of whole numbers is cut at its median (values up to it, values beyond), and a class's range is released;
    another column is cut into the next finer values of its hierarchy, and the finest common value is released. Rows
    that differ in a fixed column, or in whether a cell is blank, are apart from the beginning; parts that are too
    small from the beginning are left for suppression. A class may be finer than its neighbour: whoever compares the
    published ranges can narrow down who is where (arXiv 2509.03350), which the certificate says.
    """
    axes = [
        _Axis(column, paths, problem.columns[place].losses, problem.columns[place].weight)
        for place, (column, paths) in enumerate(zip(columns, counted.paths, strict=True))
    ]
    leaves = np.stack([column.leaves for column in problem.columns])
    blank = [(row == 0).astype(np.int64) for row in leaves]
    start, groups = dense(*combined([problem.fixed, *blank]))
    order = np.argsort(start, kind="stable")
    ends = np.searchsorted(start[order], np.arange(1, groups))
    cutter = _Cutter(problem, axes, leaves)
    labels: dict[Labels, Labels] = {}
    codes, _ = counted.counted()
    for part in (part for group in np.split(order, ends) for part in cutter.parts(group)):
        released = tuple(axis.label(leaves[place, part]) for place, axis in enumerate(axes))
        for row in part:
            labels[_values(counted, codes[:, row], axes)] = released
    return Recoding(tuple(c.step.name for c in columns), counted.fixed, labels)


def _values(counted: Counted, codes: Codes, axes: Sequence[_Axis]) -> Labels:
    own = (path[0] if (path := axis.paths[codes[place]]) else None for place, axis in enumerate(axes))
    fixed = (values[codes[len(axes) + place]] for place, values in enumerate(counted.fixed_values))
    return (*own, *fixed)


class _Axis:
    """One open column: how wide a part is along it, where it can be cut, and what its values become."""

    def __init__(self, column: OpenColumn, paths: Sequence[Levels | None], losses: Figures, weight: float) -> None:
        self.paths, self._column, self._losses, self._weight = paths, column, losses, weight
        self._lowest = column.hierarchy.lowest
        known = [path for path in paths if path]
        numbers = [int(path[0]) if path and self._numeric else 0 for path in paths]
        self._numbers = np.array(numbers, np.int64)
        spread = [int(path[0]) for path in known] if self._numeric else []
        self._range = max(max(spread) - min(spread), 1) if spread else 1
        width = len(column.hierarchy.levels)
        self._codes = np.stack([numbered(paths, level) for level in range(width)])

    @property
    def _numeric(self) -> bool:
        return self._column.hierarchy.numeric

    def width(self, leaves: Codes) -> float:
        """How wide a part is: its range over the whole range, or the loss of its finest common value; weighted."""
        if leaves[0] == 0:
            return 0.0
        if self._numeric:
            return self._weight * float(np.ptp(self._numbers[leaves])) / self._range
        level = self._common(leaves)
        return 0.0 if level <= self._lowest else self._weight * float(self._losses[level - self._lowest, leaves[0]])

    def _common(self, leaves: Codes) -> int:
        """The lowest level that may be released at which all leaves agree; one beyond the top if they never do."""
        found = np.unique(leaves)
        alike = (self._codes[:, found] == self._codes[:, found[:1]]).all(axis=1)
        level = int(alike.argmax()) if alike.any() else len(alike)
        return max(level, self._lowest)

    def cut(self, leaves: Codes, rows: Codes) -> Codes | None:
        """The side of the cut that each row is on, numbered from 0; None if there is nothing to cut."""
        if self._numeric:
            return self._halves(self._numbers[leaves], rows)
        level = self._common(leaves)
        return dense(*_with_space(self._codes[level - 1][leaves]))[0] if level > self._lowest else None

    def _halves(self, numbers: Codes, rows: Codes) -> Codes | None:
        order = np.argsort(numbers, kind="stable")
        up_to = np.cumsum(rows[order])
        median = numbers[order][np.searchsorted(up_to, up_to[-1] / 2)]
        right = numbers > median
        if not right.any():
            right = numbers >= median
        return None if right.all() else right.astype(np.int64)

    def label(self, leaves: Codes) -> str | None:
        """What all cells of a class become."""
        path = self.paths[leaves[0]]
        if path is None:
            return None
        if self._numeric:
            low, high = self._numbers[leaves].min(), self._numbers[leaves].max()
            return f"{low}-{high}" if low < high else f"{low}"
        return str(path[min(self._common(leaves), len(path) - 1)])


def _with_space(codes: Codes) -> tuple[Codes, int]:
    return codes, int(codes.max(initial=0)) + 1


class _Cutter:
    """Cuts parts, and knows whether a cut leaves parts that meet the target."""

    def __init__(self, problem: Problem, axes: Sequence[_Axis], leaves: Codes) -> None:
        self._problem, self._axes, self._leaves = problem, axes, leaves
        whole = np.zeros(len(problem.rows), np.int64)
        everything = self._histograms(np.arange(len(problem.rows)), whole, 1)
        self._overall = {name: each.overall(np.ones(1, np.bool_)) for name, each in everything.items()}

    def parts(self, rows: Codes) -> Iterator[Codes]:
        """The finest parts of some rows, by their places in the table, in the order of the cuts."""
        waiting = [rows]
        while waiting:
            part = waiting.pop()
            pieces = self._cut(part)
            if pieces is None:
                yield part
            else:
                waiting += reversed(pieces)

    def _cut(self, part: Codes) -> list[Codes] | None:
        widths = [axis.width(self._leaves[place, part]) for place, axis in enumerate(self._axes)]
        for place in sorted(range(len(widths)), key=lambda each: -widths[each]):
            sides = (
                self._axes[place].cut(self._leaves[place, part], self._problem.rows[part])
                if widths[place] > 0
                else None
            )
            if sides is not None and self._allowed(part, sides):
                return [part[sides == side] for side in range(int(sides.max()) + 1)]
        return None

    def _allowed(self, part: Codes, sides: Codes) -> bool:
        number, targets = int(sides.max()) + 1, self._problem.targets
        rows = np.bincount(sides, weights=self._problem.rows[part], minlength=number).astype(np.int64)
        if too_small(rows, targets).any():
            return False
        if not self._problem.sensitive:
            return True
        found = self._histograms(part, sides, number)
        failed = too_alike(found, targets, number) | failing_alone(rows, found, targets)
        return not (failed | too_different(found, targets, self._overall, number)).any()

    def _histograms(self, part: Codes, sides: Codes, number: int) -> dict[str, Histogram]:
        rows = self._problem.rows[part]
        return {
            name: histogram(sides, value[part], rows, number, places, int(value.max(initial=0)) + 1)
            for name, (value, places) in self._problem.sensitive.items()
        }
