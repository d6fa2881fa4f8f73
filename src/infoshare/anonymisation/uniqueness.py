"""Counts the rows that share all of some columns, and says which column makes most rows unique."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl

from infoshare.model.inspection import Groups, GroupSize, group_size

ROWS = "\x00rows"
Coding = dict[str, pl.Series]
"""For columns by name, the new code that stands in place of each old one (by its place)."""


class Coded:
    """Columns as whole numbers, one for each different value, with every different row counted once.

    Args:
        columns: for each column by name, the code of each row's value; an empty cell is a value too.
    """

    def __init__(self, columns: Mapping[str, Sequence[int]]) -> None:
        self.names = tuple(columns)
        frame = pl.DataFrame({name: pl.Series(codes, dtype=pl.UInt32) for name, codes in columns.items()})
        self._frame = frame.group_by(self.names).len(ROWS) if columns else frame

    def sizes(self, names: Sequence[str], coding: Coding) -> Counter[int]:
        """How many rows stand in groups of each size, by these columns, some of them coded anew."""
        if not names:
            return Counter()
        columns = [coding[name].gather(self._frame[name]).alias(name) if name in coding else self._frame[name]
                   for name in names]  # fmt: skip
        grouped = pl.DataFrame([*columns, self._frame[ROWS]]).group_by(names).agg(pl.col(ROWS).sum())
        counted = grouped.group_by(ROWS).len("groups")
        return Counter({size: size * groups for size, groups in counted.iter_rows()})

    def groups(self, names: Sequence[str], coding: Coding) -> Groups:
        """The groups by these columns, with what each column adds."""
        sizes = self.sizes(names, coding)
        rows: Counter[GroupSize] = Counter()
        for size, found in sizes.items():
            rows[group_size(size)] += found
        without = {name: self.sizes([each for each in names if each != name], coding)[1] for name in names}
        alone = {name: self.sizes([name], coding)[1] for name in names}
        most = min(names, key=lambda name: (without[name], -alone[name]), default=None) if sizes[1] else None
        return Groups(columns=tuple(names), rows=dict(rows), unique_rows=sizes[1], without=without, adds_most=most)


def in_small_groups(sizes: Counter[int], k: int) -> int:
    """How many rows stand in groups of fewer than k."""
    return sum(rows for size, rows in sizes.items() if size < k)


def in_groups_under_five(groups: Groups) -> int:
    """How many rows stand in groups of one to four."""
    return sum(rows for size, rows in groups.rows.items() if size in {"1", "2", "3-4"})
