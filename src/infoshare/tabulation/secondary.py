"""Which further cells to suppress so that no small cell can be worked out by adding and subtracting.

For each small cell and each end of its interval, a linear programme finds the cheapest movement of the table's cells
that brings the cell to where its protection wants it; the cells that move are suppressed, and cost nothing from then
on. The table with that movement added is one that the attacker cannot rule out, so the cell is protected by
construction (Kelly, Golden and Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks
22, 1992; Fischetti and Salazar, Management Science 47(7), 2001; Castro, "Recent advances in optimization techniques
for statistical tabular data protection", European Journal of Operational Research 216, 2012). Then each further cell
is tried, the dearest first: if every small cell stays protected without it, it is shown after all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from infoshare.errors import TableError, TableUnprotected
from infoshare.model.cube import Cube
from infoshare.safe_repr import count_of
from infoshare.tabulation.additivity import refuse_unless_additive, sums_of
from infoshare.tabulation.freedom import Freedom
from infoshare.tabulation.movement import Movements, Room
from infoshare.tabulation.needless import Needless
from infoshare.tabulation.witnesses import Target, Witnesses

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from infoshare.tabulation.protection import Protection


LARGEST = 1e5
"""Sums that are larger are worked out in larger units, so that the solver's fixed tolerance means what it should."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader knows of a shown cell: it is from `least` to `greatest`, which are one number unless rounded."""

    least: NDArray[np.float64]
    greatest: NDArray[np.float64]


def secondary(
    cube: Cube,
    values: NDArray[np.float64],
    primary: NDArray[np.bool_],
    protection: Protection,
    *,
    weights: NDArray[np.float64] | None = None,
    zeros_shown: bool = True,
    forced: NDArray[np.bool_] | None = None,
    singletons: NDArray[np.bool_] | None = None,
    shown: Shown | None = None,
    whole_numbers: bool = True,
    programmes: int = 500,
) -> NDArray[np.bool_]:
    """The further cells to suppress; all arrays are of the cube's shape, and `primary` itself is not in the answer.

    With `primary` and these cells suppressed and every other cell shown, no primary cell's feasibility interval is
    narrower than its `protection` asks, whichever sums of whichever dimensions and hierarchies are added up; and no
    suppressed cell can be worked out exactly. If the cells are `whole_numbers`, that holds too against an attacker
    who makes use of it. `weights`, not negative, say how much each cell is worth showing (by default its value).
    `forced` cells must be shown. Cells of 0 that are not primary are shown too, unless `zeros_shown` is False.
    `shown` is given where cells are rounded when they are shown: it says between what the reader knows each to be.

    `programmes` is how many are solved, at most, to find cells that need not be suppressed after all.
    `singletons` are the cells with one contributor, who knows what the cell holds: each primary cell keeps its
    protection against each of them, alone. Several who pool what they know are not covered.

    Raises TableError if the table or weights cannot be used, and TableUnprotected if primary cells cannot be
    protected because too much must be shown; the message counts them.
    """
    refuse_unless_additive(cube, values)
    kept = np.zeros(cube.shape, dtype=bool) if forced is None else forced
    print_of = _printed(values, primary, protection, shown)
    _refuse_contradictions(values, primary, protection, kept, weights, print_of)
    fixed = kept | (values == 0) & ~primary if zeros_shown else kept
    if not primary.any():
        return np.zeros(cube.shape, dtype=bool)
    unit = 1.0 if whole_numbers else max(1.0, float(np.abs(values).max()) / LARGEST)
    targets = _targets(values, primary, protection, singletons, None if whole_numbers else unit)
    room = _room(values, protection, print_of, fixed, targets, unit)
    worth = (values if weights is None else weights).ravel()
    search = _Search(cube, primary.ravel(), room, worth, targets, whole=whole_numbers)
    return search.run(programmes=programmes).reshape(cube.shape)


def _printed(
    values: NDArray[np.float64], primary: NDArray[np.bool_], protection: Protection, shown: Shown | None
) -> Shown:
    """What a reader knows of each cell if it is shown, its print and what is known of it anyway taken together."""
    if shown is None:
        return Shown(values, values)
    return Shown(
        np.where(primary, values, np.maximum(shown.least, protection.known_least)),
        np.where(primary, values, np.minimum(shown.greatest, protection.known_greatest)),
    )


def _refuse_contradictions(
    values: NDArray[np.float64],
    primary: NDArray[np.bool_],
    protection: Protection,
    forced: NDArray[np.bool_],
    weights: NDArray[np.float64] | None,
    shown: Shown,
) -> None:
    faults = []
    if weights is not None and not (np.isfinite(weights) & (weights >= 0)).all():
        faults.append("weights that are negative or missing")
    wrong = {
        "that must be shown and must be suppressed": primary & forced,
        "primary, of which the protection asks nothing": primary & ~_is_protected(values, protection),
        "less than is taken as known of any cell": values < protection.known_least,
        "more than is taken as known of any cell": values > protection.known_greatest,
        "not between what is shown of them": ~((shown.least <= values) & (values <= shown.greatest)),
    }
    faults += [f"{count_of(int(cells.sum()), 'cell')} {what}" for what, cells in wrong.items() if cells.any()]
    if faults:
        raise TableError(*faults)


def _is_protected(values: NDArray[np.float64], protection: Protection) -> NDArray[np.bool_]:
    protected: NDArray[np.bool_] = (protection.greatest > values) | (protection.least < values)
    return protected


def _room(
    values: NDArray[np.float64],
    protection: Protection,
    shown: Shown,
    fixed: NDArray[np.bool_],
    targets: Sequence[Target],
    unit: float,
) -> Room:
    """How far each cell can move, in units. What has no bound is given one that no movement worth having reaches."""
    farthest = np.ceil(np.abs(values).max() / unit + max(target.amount for target in targets))
    shown_down, shown_up = (values - shown.least).ravel() / unit, (shown.greatest - values).ravel() / unit
    down = np.minimum((values - protection.known_least) / unit, farthest).ravel()
    up = np.minimum((protection.known_greatest - values) / unit, farthest).ravel()
    still = fixed.ravel()
    return Room(np.where(still, shown_down, down), np.where(still, shown_up, up), shown_down, shown_up)


class _Search:
    """The cells that are suppressed so far, and the movements that show what is protected by that."""

    def __init__(
        self,
        cube: Cube,
        primary: NDArray[np.bool_],
        room: Room,
        weights: NDArray[np.float64],
        targets: Sequence[Target],
        *,
        whole: bool,
    ) -> None:
        self._primary, self._weights, self._targets, self._whole = primary, weights, targets, whole
        self._suppressed = primary.copy()
        self._sums, self._room = list(sums_of(cube)), room
        price = 1e-3 + weights / max(1e-9, float(weights.max(initial=0.0)))
        self._movements = Movements(self._sums, room, price)
        self._movements.suppress(np.flatnonzero(primary))
        self._witnesses = Witnesses(targets, room, whole=whole)

    def _freedom(self) -> Freedom:
        """How the cells can move with what is suppressed so far."""
        room, suppressed = self._room, self._suppressed
        low = np.where(suppressed, room.down, room.shown_down)
        return Freedom(self._sums, -low, np.where(suppressed, room.up, room.shown_up))

    def run(self, *, programmes: int) -> NDArray[np.bool_]:
        """Protect every primary cell, then give back what is not needed."""
        unprotected = {t.cell for number, t in enumerate(self._targets) if not self._protect(number, t)}
        if unprotected:
            raise TableUnprotected(
                f"{count_of(len(unprotected), 'small cell')} of {int(self._primary.sum()):,} cannot be protected: "
                "too many of the cells around them must be shown",
                mend="Show fewer cells by force, or make the table coarser.",
            )
        further = np.flatnonzero(self._suppressed & ~self._primary)
        dearest_first = further[np.argsort(-self._weights[further], kind="stable")]
        needless = Needless(self._targets, self._witnesses, self._freedom(), room=self._room, programmes=programmes)
        return self._suppressed & ~self._primary & ~needless.of(dearest_first, whole=self._whole)

    def _protect(self, number: int, target: Target) -> bool:
        """Suppress what the cheapest movement for a target moves; whether that shows the target.

        If the movement is of fractions and must not be, the cells that it moves may yet do with whole numbers; if not,
        the cheapest movement by whole numbers is found, which takes longest.
        """
        cell, sense, amount, still = target
        moves = self._movements
        ways: list[Callable[[], NDArray[np.float64] | None]] = [lambda: moves.cheapest(cell, sense * amount, still)]
        if self._whole:
            ways += [
                lambda: self._freedom().widest(cell, sense, still),
                lambda: self._freedom().whole(cell, sense * amount, still),
                lambda: moves.cheapest(cell, sense * amount, still, whole=True),
            ]
        for way in ways:
            if self._witnesses.shown(number):
                return True
            self._take(way())
        return self._witnesses.shown(number)

    def _take(self, movement: NDArray[np.float64] | None) -> None:
        """Suppress the cells that a movement moves, and remember what it shows."""
        if movement is not None:
            moved = self._witnesses.moved(movement)
            self._movements.suppress(np.flatnonzero(moved & ~self._suppressed))
            self._suppressed |= moved
            room = self._room
            low = np.where(self._suppressed, -room.down, -room.shown_down)
            self._witnesses.add(movement, low, np.where(self._suppressed, room.up, room.shown_up))


def _targets(
    values: NDArray[np.float64],
    primary: NDArray[np.bool_],
    protection: Protection,
    singletons: NDArray[np.bool_] | None,
    unit: float | None,
) -> list[Target]:
    """What is to be shown, the hardest first: both ends of each primary cell, for everybody and for each singleton.

    Amounts are whole numbers if there is no unit.
    """
    known = [None] if singletons is None else [None, *np.flatnonzero(singletons & primary).tolist()]
    ends = [
        (1, _amounts(protection.greatest - values, unit).ravel()),
        (-1, _amounts(values - protection.least, unit).ravel()),
    ]
    targets = [
        Target(cell, sense, float(amounts[cell]), still)
        for sense, amounts in ends
        for cell in np.flatnonzero(primary.ravel() & (amounts > 0)).tolist()
        for still in known
        if still != cell
    ]
    return sorted(targets, key=lambda target: (-target.amount, target.still is not None))


def _amounts(needs: NDArray[np.float64], unit: float | None) -> NDArray[np.float64]:
    """How far the cells must move, 0 where they need not."""
    amounts = np.ceil(needs) if unit is None else needs / unit
    asked: NDArray[np.float64] = np.maximum(0.0, amounts)
    return asked
