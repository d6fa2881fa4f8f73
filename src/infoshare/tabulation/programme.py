"""Sums of cells as a linear programme for the solver, and what the solver finds.

A solver that says neither "optimal" nor "infeasible" has said nothing: that is an error and never an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from infoshare.errors import TableUnprotected

if TYPE_CHECKING:
    import highspy
    from numpy.typing import NDArray

NEAR = 1e-6
"""What counts as no movement: the solver keeps sums to 10^-7."""

Sum = tuple[int, "NDArray[np.intp]"]
"""The place of a total, and those of its parts."""

_OPTIONS: dict[str, str | int | float] = {
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "presolve": "off",
    "solver": "simplex",
    "mip_rel_gap": 0.0,
    "mip_max_nodes": 10_000,  # a number and not a time, so that every machine gives up at the same point
}


def model_of(
    sums: Sequence[Sum],
    ways: Sequence[float],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    price: NDArray[np.float64],
    *,
    column: NDArray[np.intp] | None = None,
    comes_to: NDArray[np.float64] | None = None,
) -> highspy.Highs:
    """The sums as rows, parts less total; each cell has a variable for each of the ways, up (1) or down (-1).

    The rows come to nought, or to what is given in `comes_to`. `column` is the variable of each cell, where some cells
    have none (-1); without it, every cell has its own.
    """
    import highspy

    cells = len(low) // len(ways)
    rows = [(np.append(parts, total), np.append(np.ones(len(parts)), -1.0)) for total, parts in sums]
    if column is not None:
        found = [(column[places], signs) for places, signs in rows]
        rows = [(places[places >= 0], signs[places >= 0]) for places, signs in found if (places >= 0).any()]
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(low), len(rows)
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = price, low, high
    programme.row_lower_ = programme.row_upper_ = np.zeros(len(rows)) if comes_to is None else comes_to
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = np.cumsum([0, *(len(ways) * len(places) for places, _ in rows)])
    programme.a_matrix_.index_ = np.concatenate(
        [places + number * cells for places, _ in rows for number in range(len(ways))]
    )
    programme.a_matrix_.value_ = np.concatenate([signs * way for _, signs in rows for way in ways])
    solver = _silent()
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(programme)
    return solver


def _silent() -> highspy.Highs:
    import highspy

    class Silent(highspy.Highs):
        """Says nothing, where the library greets whoever makes a solver."""

        def enableCallbacks(self) -> None:  # noqa: N802 - the library's name
            """Only this: nobody listens."""
            self.silent()

    return Silent()  # type: ignore[no-untyped-call] # its maker has no types


def solved(model: highspy.Highs, *, whole: bool) -> NDArray[np.float64] | None:
    """The values found; None if there are none, or no whole numbers within the solver's limit of branches.

    Raises TableUnprotected if the solver does not come to an end.
    """
    import highspy

    told = [highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible]
    told += [highspy.HighsModelStatus.kSolutionLimit] if whole else []
    with _in_whole_numbers(model, whole):
        model.run()
        if model.getModelStatus() not in told:
            model.clearSolver()
            model.run()
        status = model.getModelStatus()
        found = np.asarray(model.getSolution().col_value)
    if status not in told:
        raise TableUnprotected("the programme that protects the table did not come to an end")
    return found if status == highspy.HighsModelStatus.kOptimal else None


@contextmanager
def _in_whole_numbers(model: highspy.Highs, whole: bool) -> Iterator[None]:
    if not whole:
        yield
        return
    columns = np.arange(model.getNumCol(), dtype=np.int32)
    model.changeColsIntegrality(len(columns), columns, np.ones(len(columns), dtype=np.uint8))
    model.setOptionValue("presolve", "on")
    yield
    model.changeColsIntegrality(len(columns), columns, np.zeros(len(columns), dtype=np.uint8))
    model.setOptionValue("presolve", "off")
    model.clearSolver()


def cleaned(movement: NDArray[np.float64]) -> NDArray[np.float64]:
    """Movements that are whole numbers but for the solver's tolerance, as whole numbers."""
    whole = np.round(movement)
    return np.where(np.abs(movement - whole) < NEAR, whole, movement)
