"""Which suppressed cells can be shown after all: those without which everything that was to be shown is still shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from infoshare.tabulation.freedom import Freedom
from infoshare.tabulation.movement import Room
from infoshare.tabulation.programme import NEAR
from infoshare.tabulation.witnesses import Target, Witnesses

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Needless:
    """Tries cells one by one, and solves no more than a number of programmes, the same on every machine."""

    def __init__(
        self, targets: Sequence[Target], witnesses: Witnesses, freedom: Freedom, *, room: Room, programmes: int
    ) -> None:
        self._targets, self._witnesses, self._freedom, self._room = targets, witnesses, freedom, room
        self._left = programmes
        self._needed = np.zeros(len(room.up), dtype=bool)

    def of(self, cells: NDArray[np.intp], *, whole: bool) -> NDArray[np.bool_]:
        """Which of the cells, tried in this order, can be shown.

        First a cell stays suppressed if a movement that would do without it is of fractions and must not be; then, as
        far as there are programmes left, such cells are tried again with movements of whole numbers.
        """
        shown = np.zeros(len(self._room.up), dtype=bool)
        for in_whole_numbers in (False, True) if whole else (False,):
            for cell in cells[~shown[cells] & ~self._needed[cells]].tolist():
                shown[cell] = self._can_be_shown(cell, in_whole_numbers)
        for cell in cells[~shown[cells]].tolist():  # what was found since may do without it
            if not len(self._witnesses.missing_without(cell)):
                shown[cell] = True
                self._witnesses.forget_moving(cell)
        return shown

    def _can_be_shown(self, cell: int, in_whole_numbers: bool) -> bool:
        """Whether a cell can be shown; if so, it is held still from now on."""
        self._freedom.bound(cell, -self._room.shown_down[cell], self._room.shown_up[cell])
        missing = self._witnesses.missing_without(cell)
        if all(self._is_shown_without(number, cell, in_whole_numbers) for number in missing):
            self._witnesses.forget_moving(cell)
            return True
        self._freedom.bound(cell, -self._room.down[cell], self._room.up[cell])
        return False

    def _is_shown_without(self, number: int, cell: int, in_whole_numbers: bool) -> bool:
        """Whether a movement that does without a cell shows a target."""
        target = self._targets[number]
        if not self._has_one_left():
            return False
        movement = self._freedom.widest(target.cell, target.sense, target.still)
        if movement is None or movement[target.cell] * target.sense < target.amount - NEAR:
            self._needed[cell] = True  # and it will be, the fewer cells are suppressed
            return False
        self._add(movement)
        if number not in self._witnesses.missing_without(cell):
            return True
        if in_whole_numbers and self._has_one_left():
            self._add(self._freedom.whole(target.cell, target.sense * target.amount, target.still))
        return number not in self._witnesses.missing_without(cell)

    def _has_one_left(self) -> bool:
        self._left -= 1
        return self._left >= 0

    def _add(self, movement: NDArray[np.float64] | None) -> None:
        if movement is not None:
            self._witnesses.add(movement, self._freedom.low, self._freedom.high)
