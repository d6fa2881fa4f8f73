"""The least and the greatest value that each unknown cell of a table can have, given all that was published.

This is the attacker's feasibility interval: two linear programmes for each cell (Fischetti and Salazar, "Solving the
cell suppression problem on tabular data with linear constraints", Management Science 47(7), 2001; Hundepool et al.,
Statistical Disclosure Control, Wiley 2012, section 4.3.1). Cells that follow by subtraction leave the programme first;
what is left falls into independent systems, each solved by one programme whose objective alone changes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from infoshare.errors import TableError
from infoshare.gate.programme import IsEnough, Programme
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = Mapping[int, int]
"""One sum as a row: the coefficients of its variables, which together make nought."""


def feasible_intervals(
    bounds: Sequence[tuple[float, float]],
    sums: Sequence[tuple[int, Sequence[int]]],
    wanted: Sequence[int],
    *,
    whole_numbers: bool = False,
    is_enough: IsEnough | None = None,
) -> list[tuple[float, float]]:
    """The least and greatest value of each wanted variable, in the order asked for.

    Variable i lies within `bounds[i]` (infinity allowed; equal bounds make it known). Each of `sums` is the index of
    a total and the indices of its parts. With `whole_numbers` every variable is known to be a whole number, and the
    ends are those that some table of whole numbers reaches, which may lie within those of the linear programme.
    With `is_enough`, an interval need not be worked out to its ends: as soon as values were found to be possible whose
    least and greatest are enough (the index of the variable, the least and the greatest seen), these are returned.
    Values are exact to about one part in 10^9 of the largest number, and never less than 10^-6.

    Raises TableError if no values fit (margins that do not add up, or a least value above the greatest), and
    TableUnprotected if the solver does not come to an end: nothing is then known.
    """
    system = _System(bounds, sums, whole_numbers)
    system.subtract()
    ends = {each: (float(system.low[each]), float(system.high[each])) for each in set(wanted)}
    for variables, rows in system.parts():
        asked = [each for each in variables if each in ends]
        programme = Programme(variables, rows, system.low, system.high, whole_numbers=whole_numbers)
        ends |= {each: programme.interval(each, is_enough) for each in asked}
    return [ends[each] for each in wanted]


class _System:
    """The variables' bounds and the rows that bind them, narrowed as values become known."""

    def __init__(
        self, bounds: Sequence[tuple[float, float]], sums: Sequence[tuple[int, Sequence[int]]], whole: bool
    ) -> None:
        ends = np.asarray(bounds, dtype=float).reshape(-1, 2)
        self.low: NDArray[np.float64] = np.ceil(ends[:, 0] - 1e-9) if whole else ends[:, 0].copy()
        self.high: NDArray[np.float64] = np.floor(ends[:, 1] + 1e-9) if whole else ends[:, 1].copy()
        self._whole = whole
        crossed = int((~((self.low <= self.high) & (self.low < np.inf) & (self.high > -np.inf))).sum())
        if crossed:
            raise _no_fit(f"{count_of(crossed, 'cell')} of the table can have no value at all")
        self._rows = [_row(total, parts) for total, parts in sums]
        self._rows_of: defaultdict[int, list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            for each in row:
                self._rows_of[each].append(number)

    def subtract(self) -> None:
        """Work out every cell that is the only unknown one of a sum, over and over, and check the sums without any."""
        waiting = deque(range(len(self._rows)))
        while waiting:
            row = self._rows[waiting.popleft()]
            unknown = self._unknown(row)
            if len(unknown) > 1:
                continue
            known = [number * float(self.low[each]) for each, number in row.items() if each not in unknown]
            if unknown:
                self._fix(unknown[0], -math.fsum(known) / row[unknown[0]], _slack(known))
                waiting.extend(self._rows_of[unknown[0]])
            elif abs(math.fsum(known)) > _slack(known):
                raise _no_fit("a margin of the table is not the sum of its parts")

    def _unknown(self, row: Row) -> list[int]:
        return [each for each in row if self.low[each] < self.high[each]]

    def _fix(self, variable: int, value: float, slack: float) -> None:
        low, high = self.low[variable], self.high[variable]
        if not low - slack <= value <= high + slack:
            raise _no_fit("a cell that the margins leave no choice lies outside its bounds")
        if self._whole and abs(value - round(value)) > slack:
            raise _no_fit("a cell that the margins leave no choice is no whole number")
        self.low[variable] = self.high[variable] = min(max(value, low), high)

    def parts(self) -> Iterator[tuple[list[int], list[tuple[dict[int, int], float]]]]:
        """The independent systems of unknown variables: each with its rows, and what each row must come to."""
        open_rows = [(row, unknown) for row in self._rows if (unknown := self._unknown(row))]
        groups = _joined(unknown for _, unknown in open_rows)
        variables: defaultdict[int, set[int]] = defaultdict(set)
        rows: defaultdict[int, list[tuple[dict[int, int], float]]] = defaultdict(list)
        for row, unknown in open_rows:
            group = groups[unknown[0]]
            variables[group].update(unknown)
            known = math.fsum(number * self.low[each] for each, number in row.items() if each not in unknown)
            rows[group].append(({each: row[each] for each in unknown}, -known))
        yield from ((sorted(variables[group]), rows[group]) for group in variables)


def _row(total: int, parts: Sequence[int]) -> Row:
    row = Counter(parts)
    row[total] -= 1
    return {each: number for each, number in row.items() if number}


def _joined(sets: Iterable[Sequence[int]]) -> dict[int, int]:
    """For each member of any of the sets, one member that stands for all that are joined to it (union-find)."""
    above: dict[int, int] = {}

    def top(member: int) -> int:
        while above.setdefault(member, member) != member:
            above[member] = member = above[above[member]]
        return member

    for each in sets:
        for member in each:
            above[top(member)] = top(each[0])
    return {member: top(member) for member in above}


def _slack(terms: Sequence[float]) -> float:
    """By how much a sum may miss through the rounding of floating-point numbers."""
    return 1e-9 * max(1000.0, *map(abs, terms), 0.0)


def _no_fit(what: str) -> TableError:
    return TableError(what, mend="Check that each margin is the sum of its parts, to the unit or rounding stated.")
