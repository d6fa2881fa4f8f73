"""One system of sums as a linear programme, kept warm while each cell in turn is made as small and as large as can be.

A solver that does not say "optimal" has said nothing: that is an error and never an interval.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from infoshare.errors import TableError, TableUnprotected

if TYPE_CHECKING:
    import highspy
    from numpy.typing import NDArray

IsEnough = Callable[[int, float, float], bool]
"""Of a variable, and the least and greatest value seen to be possible: whether no more need be known."""

LEAST, GREATEST = 1.0, -1.0
"""What the solver is to make least: the variable, or its opposite."""

NEAR = 1e-6
"""What counts as the same number. The solver keeps sums to 10^-7."""
LARGEST = 1e5
"""Larger numbers are scaled down before solving, so that the solver's fixed tolerance means what it should."""

_PRIMAL_SIMPLEX = 4
_OPTIONS: dict[str, str | int | float] = {
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": _PRIMAL_SIMPLEX,  # only the objective changes, so the last answer is a good start
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,  # between whole numbers
    "mip_max_nodes": 10_000,  # a number and not a time, so that every machine gives up at the same point
}


class Programme:
    """The unknown variables of one system, the rows that bind them, and the values that were seen to be possible."""

    def __init__(
        self,
        variables: Sequence[int],
        rows: Sequence[tuple[Mapping[int, int], float]],
        low: NDArray[np.float64],
        high: NDArray[np.float64],
        *,
        whole_numbers: bool,
    ) -> None:
        self._place = {variable: place for place, variable in enumerate(variables)}
        self._rows = [({self._place[each]: n for each, n in row.items()}, comes_to) for row, comes_to in rows]
        self._low, self._high = low[variables], high[variables]
        self._scale = 1.0 if whole_numbers else _scale(self._low, self._high, [right for _, right in rows])
        self._whole = whole_numbers
        self._least_seen = np.full(len(variables), math.inf)
        self._greatest_seen = np.full(len(variables), -math.inf)
        self._linear = self._model(whole=False)
        self._integer: highspy.Highs | None = None
        self._reach(self._linear, 0, 0.0)

    def interval(self, variable: int, is_enough: IsEnough | None = None) -> tuple[float, float]:
        """The least and greatest value of a variable, infinite if there is none, or values that are enough already."""
        place = self._place[variable]
        open_ends = [sense for sense in (LEAST, GREATEST) if not self._is_at_bound(place, sense)]
        for model in self._models():
            for sense in tuple(open_ends):
                if is_enough and is_enough(variable, *self._seen(place)):
                    return self._seen(place)
                if self._reach(model, place, sense):
                    open_ends.remove(sense)
            if not open_ends:
                break
        return self._seen(place)

    def _seen(self, place: int) -> tuple[float, float]:
        return _tidy(float(self._least_seen[place])), _tidy(float(self._greatest_seen[place]))

    def _is_at_bound(self, place: int, sense: float) -> bool:
        if sense == LEAST:
            return bool(self._least_seen[place] <= self._low[place] + NEAR)
        return bool(self._greatest_seen[place] >= self._high[place] - NEAR)

    def _models(self) -> Iterator[highspy.Highs]:
        """The linear programme; then, if the ends must be whole numbers, the same in whole numbers."""
        yield self._linear
        if self._whole:
            self._integer = self._integer or self._model(whole=True)
            yield self._integer

    def _reach(self, model: highspy.Highs, place: int, sense: float) -> bool:
        """Go to an end of a variable, and see what is possible there; whether that is the end that was asked for."""
        found = self._optimum(model, place, sense)
        if found is None:
            (self._least_seen if sense == LEAST else self._greatest_seen)[place] = -sense * math.inf
            return True
        if self._whole and not _is_whole(found):
            return False
        np.minimum(self._least_seen, found, out=self._least_seen)
        np.maximum(self._greatest_seen, found, out=self._greatest_seen)
        return True

    def _optimum(self, model: highspy.Highs, place: int, sense: float) -> NDArray[np.float64] | None:
        """The values at which a variable is least or greatest; None if it has no end."""
        import highspy

        model.changeColCost(place, sense)
        status = _status(model)
        model.changeColCost(place, 0.0)
        if status == highspy.HighsModelStatus.kUnbounded:
            return None
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            raise TableError(
                "the margins of the table do not fit together", mend="Check each margin against its parts."
            )
        if status != highspy.HighsModelStatus.kOptimal:
            raise TableUnprotected("a cell's feasibility interval could not be worked out, so nothing is known of it")
        return np.asarray(model.getSolution().col_value) * self._scale

    def _model(self, *, whole: bool) -> highspy.Highs:
        """The system for the solver, with nothing to minimise as yet."""
        import highspy

        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(self._low), len(self._rows)
        programme.col_cost_ = np.zeros(len(self._low))
        programme.col_lower_, programme.col_upper_ = self._low / self._scale, self._high / self._scale
        programme.row_lower_ = programme.row_upper_ = np.array([right / self._scale for _, right in self._rows])
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = np.cumsum([0, *(len(row) for row, _ in self._rows)])
        programme.a_matrix_.index_ = np.array([place for row, _ in self._rows for place in row])
        programme.a_matrix_.value_ = np.array([float(number) for row, _ in self._rows for number in row.values()])
        solver = _solver(programme)
        if whole:
            columns = np.arange(len(self._low), dtype=np.int32)
            solver.changeColsIntegrality(len(columns), columns, np.ones(len(columns), dtype=np.uint8))
            solver.setOptionValue("presolve", "on")
        return solver


def _solver(programme: highspy.HighsLp) -> highspy.Highs:
    """A silent solver on one core, the same at every run."""
    import highspy

    class Silent(highspy.Highs):
        """Says nothing, where the library greets whoever makes a solver."""

        def enableCallbacks(self) -> None:  # noqa: N802 - the library's name
            """Only this: nobody listens."""
            self.silent()

    solver = Silent()  # type: ignore[no-untyped-call] # its maker has no types
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(programme)
    return solver


def _status(model: highspy.Highs) -> highspy.HighsModelStatus:
    """What the solver says; if it is at a loss, what it says when it begins anew."""
    import highspy

    model.run()
    told = (
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kUnbounded,
        highspy.HighsModelStatus.kInfeasible,
    )
    if model.getModelStatus() not in told:
        model.clearSolver()
        model.run()
    return model.getModelStatus()


def _scale(low: NDArray[np.float64], high: NDArray[np.float64], rights: Sequence[float]) -> float:
    ends = np.concatenate([low, high, np.asarray(rights, dtype=float)])
    return max(1.0, float(np.abs(ends[np.isfinite(ends)]).max(initial=0.0)) / LARGEST)


def _is_whole(values: NDArray[np.float64]) -> bool:
    return bool((np.abs(values - np.round(values)) < NEAR).all())


def _tidy(value: float) -> float:
    """A value that misses a whole number by no more than the solver's tolerance is that number."""
    return float(round(value)) if math.isfinite(value) and abs(value - round(value)) < NEAR else value
