"""Rounds a table so that its margins still add up, every cell going to a multiple of the base beside it.

Cox and Ernst, "Controlled rounding", INFOR 20(4), 1982: each cell goes to one of the two multiples of the base beside
it, a multiple stays as it is, and the sum of all changes is as small as can be. A flat table of two dimensions can
always be rounded so. In three dimensions, or with subtotals, it may be that no such table adds up (Causey, Cox and
Ernst, JASA 80, 1985); cells may then go one multiple farther, and if need be two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from infoshare.errors import TableError, TableUnprotected
from infoshare.model.cube import Cube
from infoshare.tabulation.additivity import refuse_unless_additive, sums_of
from infoshare.tabulation.programme import NEAR, model_of, solved

if TYPE_CHECKING:
    import highspy
    from numpy.typing import NDArray

FARTHEST = 2
"""How many multiples beyond the two beside it a cell may go, at most."""


def controlled_rounding(cube: Cube, values: NDArray[np.float64], base: int) -> NDArray[np.float64]:
    """The table in multiples of `base`, additive; a cell of 0 stays 0, and none becomes negative.

    Raises TableError if the table does not add up or has negative cells, or the base is not 2 or more, and
    TableUnprotected if no rounding adds up within two multiples beyond those beside each cell.
    """
    refuse_unless_additive(cube, values)
    if base < 2 or (values < 0).any():
        raise TableError("controlled rounding needs a base of 2 or more, and no negative cells")
    below = np.floor(values / base).ravel()
    for farther in range(FARTHEST + 1):
        steps = _steps(_programme(cube, values.ravel(), below, base, farther))
        if steps is not None:
            rounded: NDArray[np.float64] = (base * (below + steps)).reshape(cube.shape)
            refuse_unless_additive(cube, rounded)
            return rounded
    raise TableUnprotected(
        f"no rounding to multiples of {base} keeps the margins of the table",
        mend="Round each cell by itself, or make the table coarser.",
    )


def _programme(
    cube: Cube, values: NDArray[np.float64], below: NDArray[np.float64], base: int, farther: int
) -> highspy.Highs:
    """Each cell's multiple: the one below it, one step up to the one above, and `farther` steps beyond either."""
    over = values / base - below
    nothing = np.zeros(len(values))
    beyond = np.where(values == 0, 0.0, float(farther))
    sums = list(sums_of(cube))
    return model_of(
        sums,
        [1.0, 1.0, -1.0],
        np.zeros(3 * len(values)),
        np.concatenate([np.where(over > 0, 1.0, 0.0), beyond, np.minimum(beyond, below)]),
        np.concatenate([1.0 - 2.0 * over, nothing + 1.0, nothing + 1.0]),
        comes_to=np.array([below[total] - below[parts].sum() for total, parts in sums]),
    )


def _steps(model: highspy.Highs) -> NDArray[np.float64] | None:
    """How many steps each cell goes up or down from the multiple below it, as whole numbers; None if none add up."""
    found = solved(model, whole=False)
    if found is not None and (np.abs(found - np.round(found)) > NEAR).any():
        found = solved(model, whole=True)
    if found is None:
        return None
    up, beyond, down = np.round(found).reshape(3, -1)
    steps: NDArray[np.float64] = up + beyond - down
    return steps
