"""Counts, batch by batch, how many rows share all that could single a person out, before anything was done to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from infoshare.model.certificate import Standing
from infoshare.model.inspection import GroupSize, group_size

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

ROUNDED_TO = 5
"""Counts of a source are given in fives, the least group that this house publishes, so that they point to nobody."""


class SharedRows:
    """The rows of a source by what stands in some columns; eight bytes are kept of each row, and no value.

    A row is known by a 64-bit hash of its cells: among 100 million rows the chance that any two different ones are
    taken for the same is below 1 in 3,000.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = list(columns)
        self._hashes: list[NDArray[np.uint64]] = []

    def add(self, batch: pa.RecordBatch) -> None:
        """Count the rows of a batch; an empty cell and a missing one are the same."""
        import polars as pl
        from polars import selectors

        frame = pl.DataFrame(batch.select(self._columns)).with_columns(selectors.string().replace("", None))
        self._hashes.append(frame.hash_rows(seed=0).to_numpy())

    def sizes(self) -> Counter[int]:
        """How many groups there are of each number of rows."""
        _, rows = np.unique(np.concatenate(self._hashes), return_counts=True)
        sizes, groups = np.unique(rows, return_counts=True)
        return Counter(dict(zip(sizes.tolist(), groups.tolist(), strict=True)))


def standing(sizes: Mapping[int, int], *, rounded: bool) -> Standing:
    """How far rows stand out, given how many groups there are of each number of rows (at least one group).

    Of a source the counts are rounded; of a release whoever has it can count.
    """
    rows = sum(size * groups for size, groups in sizes.items())
    step = ROUNDED_TO if rounded else 1

    def said(number: int) -> int:
        return min(-(-number // step) * step, rows)

    by_size: Counter[GroupSize] = Counter()
    for size, groups in sorted(sizes.items()):
        by_size[group_size(size)] += size * groups
    return Standing(
        rows=rows,
        groups=said(sum(sizes.values())),
        smallest=min(sizes),
        rows_by_size={name: said(number) for name, number in by_size.items()},
    )
