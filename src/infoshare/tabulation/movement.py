"""The movement of a table's cells that brings one of them where it is wanted and costs least, by a linear programme.

A movement that keeps every shown cell as it reads in print is another table that the attacker cannot rule out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from infoshare.tabulation.programme import NEAR, Sum, cleaned, model_of, solved

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Room:
    """How far each cell can move: at most `down` and `up`, of which `shown_down` and `shown_up` even if it is shown."""

    down: NDArray[np.float64]
    up: NDArray[np.float64]
    shown_down: NDArray[np.float64]
    shown_up: NDArray[np.float64]


class Movements:
    """The movements of a table's cells, all of them shown at first."""

    def __init__(self, sums: Sequence[Sum], room: Room, price: NDArray[np.float64]) -> None:
        self._room = room
        self._cells = len(price)
        nothing = np.zeros(self._cells)
        self._model = model_of(
            sums,
            [1.0, 1.0, -1.0],
            np.concatenate([-room.shown_down, nothing, nothing]),
            np.concatenate([room.shown_up, room.up - room.shown_up, room.down - room.shown_down]),
            np.concatenate([nothing, price, price]),
        )

    def suppress(self, cells: NDArray[np.intp]) -> None:
        """Let the cells move at no price."""
        columns = np.concatenate([cells + self._cells, cells + 2 * self._cells]).astype(np.int32)
        self._model.changeColsCost(len(columns), columns, np.zeros(len(columns)))

    def cheapest(
        self, cell: int, amount: float, still: int | None = None, *, whole: bool = False
    ) -> NDArray[np.float64] | None:
        """The movement that shifts a cell by `amount` at the least price, `still` not moving; None if there is none."""
        if not -self._room.down[cell] - NEAR <= amount <= self._room.up[cell] + NEAR:
            return None
        with self._moved_by(cell, amount), self._moved_by(still, 0.0):
            found = solved(self._model, whole=whole)
        if found is None:
            return None
        printed, up, down = found.reshape(3, self._cells)
        return cleaned(printed + up - down)

    @contextmanager
    def _moved_by(self, cell: int | None, amount: float) -> Iterator[None]:
        """The programme with one cell's movement given."""
        if cell is None:
            yield
            return
        room = self._room
        usual = [
            (-room.shown_down[cell], room.shown_up[cell]),
            (0.0, room.up[cell] - room.shown_up[cell]),
            (0.0, room.down[cell] - room.shown_down[cell]),
        ]
        self._set_bounds(cell, [(amount, amount), (0.0, 0.0), (0.0, 0.0)])
        yield
        self._set_bounds(cell, usual)

    def _set_bounds(self, cell: int, ends: Sequence[tuple[float, float]]) -> None:
        for way, (low, high) in enumerate(ends):
            self._model.changeColBounds(cell + way * self._cells, low, high)
