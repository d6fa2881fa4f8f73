"""Other tables that an attacker cannot rule out, each of which shows that some suppressed cells are protected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from infoshare.tabulation.movement import Room
from infoshare.tabulation.programme import NEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Target(NamedTuple):
    """To be shown: that a cell can be `amount` more (sense 1) or less (-1), the cell `still` (if any) as it is."""

    cell: int
    sense: int
    amount: float
    still: int | None = None


class Witnesses:
    """Movements from the true table to others that fit, one a row, each as long as it can be; and what they show."""

    def __init__(self, targets: Sequence[Target], room: Room, *, whole: bool) -> None:
        self._room, self._whole = room, whole
        self._cells = np.array([target.cell for target in targets], dtype=np.intp)
        self._senses = np.array([target.sense for target in targets])
        self._amounts = np.array([target.amount for target in targets])
        self._still = np.array([-1 if target.still is None else target.still for target in targets], dtype=np.intp)
        self._moves = np.zeros((64, len(room.up)), dtype=bool, order="F")
        self._shows = np.zeros((64, len(targets)), dtype=bool)
        self._number = 0

    def moved(self, movement: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which cells a movement takes farther than what is shown of them allows."""
        return (movement < -self._room.shown_down - NEAR) | (movement > self._room.shown_up + NEAR)

    def add(self, movement: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
        """Keep a movement and its reverse, as long as `low` and `high` let them be; fractions only if allowed."""
        if self._whole and (movement != np.round(movement)).any():
            return
        for each in (movement, -movement):
            times = self._longest(each, low, high)
            if times > 0:
                self._append(each * times)

    def _longest(self, movement: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> float:
        moving = movement != 0
        if not moving.any():
            return 0.0
        room = (np.where(movement > 0, high, -low)[moving] / np.abs(movement[moving])).min()
        return float(np.floor(room + 1e-9)) if self._whole else float(room)

    def _append(self, movement: NDArray[np.float64]) -> None:
        if self._number == len(self._moves):
            self._moves = np.asfortranarray(np.concatenate([self._moves, np.zeros_like(self._moves)]))
            self._shows = np.concatenate([self._shows, np.zeros_like(self._shows)])
        far_enough = movement[self._cells] * self._senses >= self._amounts - NEAR
        self._moves[self._number] = self.moved(movement)
        self._shows[self._number] = far_enough & ((self._still < 0) | (movement[self._still] == 0))
        self._number += 1

    def shown(self, target: int) -> bool:
        """Whether any movement shows the target of this number."""
        return bool(self._shows[: self._number, target].any())

    def missing_without(self, cell: int) -> NDArray[np.intp]:
        """The numbers of the targets that no movement shows but those that a cell is needed for."""
        without = ~self._moves[: self._number, cell]
        return np.flatnonzero(~self._shows[: self._number][without].any(axis=0))

    def forget_moving(self, cell: int) -> None:
        """Forget the movements that a cell was needed for, which is now shown."""
        kept = ~self._moves[: self._number, cell]
        number = int(kept.sum())
        self._moves[:number] = self._moves[: self._number][kept]
        self._shows[:number] = self._shows[: self._number][kept]
        self._number = number
