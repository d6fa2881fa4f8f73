"""How far a table's cells can move while every shown cell keeps still, as an attacker sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from infoshare.tabulation.programme import Sum, cleaned, model_of, solved

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Freedom:
    """The cells that can move between `low` and `high`; the others are left out of the programme."""

    def __init__(self, sums: Sequence[Sum], low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
        self.low, self.high = low.copy(), high.copy()
        self._free = np.flatnonzero(low < high)
        self._column = np.full(len(low), -1)
        self._column[self._free] = np.arange(len(self._free))
        self._model = model_of(
            sums, [1.0], low[self._free], high[self._free], np.zeros(len(self._free)), column=self._column
        )

    def bound(self, cell: int, low: float, high: float) -> None:
        """Let a free cell move between other bounds."""
        self.low[cell], self.high[cell] = low, high
        self._model.changeColBounds(self._column[cell], low, high)

    def widest(self, cell: int, sense: int, still: int | None = None) -> NDArray[np.float64] | None:
        """The movement that shifts a cell as far as can be, up (sense 1) or down (-1), `still` not moving."""
        self._model.changeColCost(self._column[cell], -float(sense))
        found = self._found(still, whole=False)
        self._model.changeColCost(self._column[cell], 0.0)
        return found

    def whole(self, cell: int, amount: float, still: int | None = None) -> NDArray[np.float64] | None:
        """A movement by whole numbers that shifts a cell by `amount`; None if there is none."""
        with self._held(cell, amount):
            return self._found(still, whole=True)

    def _found(self, still: int | None, *, whole: bool) -> NDArray[np.float64] | None:
        with self._held(still, 0.0):
            found = solved(self._model, whole=whole)
        if found is None:
            return None
        movement = np.zeros(len(self.low))
        movement[self._free] = cleaned(found)
        return movement

    @contextmanager
    def _held(self, cell: int | None, amount: float) -> Iterator[None]:
        if cell is None:
            yield
            return
        self._model.changeColBounds(self._column[cell], amount, amount)
        yield
        self._model.changeColBounds(self._column[cell], self.low[cell], self.high[cell])
