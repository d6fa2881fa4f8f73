"""Chooses the level of each column that the policy leaves open, so that least information is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from infoshare.anonymisation.coding import Coder, Codes, Tally, combined, dense
from infoshare.anonymisation.hierarchy import Hierarchy, hierarchy_of
from infoshare.anonymisation.lattice import Found, LevelColumn, Problem, optimum
from infoshare.anonymisation.plan import Plan, Step
from infoshare.anonymisation.targets import places_of
from infoshare.errors import PolicyError
from infoshare.model.column_rule import Generalise
from infoshare.model.hierarchy_file import Levels

if TYPE_CHECKING:
    import pyarrow as pa

MOST_NODES = 5_000_000
"""Combinations of levels that are held in memory at once, some 40 bytes each."""


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column whose level is to be chosen, with its hierarchy."""

    step: Step
    hierarchy: Hierarchy
    weight: float


def open_columns(plan: Plan) -> tuple[OpenColumn, ...]:
    """The released columns whose level the policy leaves open.

    Raises:
        PolicyError: if a hierarchy cannot be used.
    """
    return tuple(
        OpenColumn(step, hierarchy_of(step.rule.hierarchy), step.rule.weight)
        for step in plan.released
        if isinstance(step.rule, Generalise) and step.rule.level is None
    )


def refuse_too_many(columns: Sequence[OpenColumn]) -> None:
    """Refuse a search that would not fit into memory.

    Raises:
        PolicyError: saying how many combinations of levels there are.
    """
    nodes = prod(len(column.hierarchy.levels) - column.hierarchy.lowest for column in columns)
    if nodes > MOST_NODES:
        raise PolicyError(
            f"the open columns have {nodes:,} combinations of levels; {MOST_NODES:,} can be searched",
            mend="Give a 'level' to some of them, or use the method 'mondrian'.",
        )


class Counted:
    """A data set as the search sees it: its different rows in small numbers, counted batch by batch."""

    def __init__(self, plan: Plan, columns: Sequence[OpenColumn]) -> None:
        self._plan, self._columns = plan, columns
        named = {column.step.name for column in columns}
        self.fixed = tuple(name for name in plan.quasi if name not in named)
        self.sensitive = plan.targets.sensitive
        self._coders = [Coder(column.hierarchy.path) for column in columns]
        self._others = [Coder(str) for _ in (*self.fixed, *self.sensitive)]
        self._tally = Tally(len(self._coders) + len(self._others))
        self._population: Tally | None = None

    def add(self, source: pa.RecordBatch, treated: pa.RecordBatch) -> None:
        """Count a batch: `source` as it stands, `treated` with the fixed and the sensitive columns."""
        self._tally.add([*self._open(source), *self._treated(treated, (*self.fixed, *self.sensitive))])

    def add_population(self, source: pa.RecordBatch, columns: Sequence[str], treated: pa.RecordBatch) -> None:
        """Count a batch of the population, whose open columns are called `columns` there."""
        if self._population is None:
            self._population = Tally(len(self._coders) + len(self.fixed))
        codes = [coder.of(source, name) for coder, name in zip(self._coders, columns, strict=True)]
        self._population.add([*codes, *self._treated(treated, self.fixed)])

    def _open(self, batch: pa.RecordBatch) -> list[Codes]:
        return [coder.of(batch, column.step.column) for coder, column in zip(self._coders, self._columns, strict=True)]

    def _treated(self, batch: pa.RecordBatch, names: Sequence[str]) -> list[Codes]:
        return [coder.of(batch, name) for coder, name in zip(self._others, names, strict=False)]

    @property
    def paths(self) -> list[list[Levels | None]]:
        """For each open column, the path of each of its leaves by the leaf's number."""
        return [coder.values for coder in self._coders]

    @property
    def fixed_values(self) -> list[list[str | None]]:
        """For each fixed column, its values by their numbers."""
        return [coder.values for coder in self._others[: len(self.fixed)]]

    def counted(self) -> tuple[Codes, Codes]:
        """The different rows, as (columns, rows): open, fixed and sensitive columns; and how often each stands."""
        return self._tally.counted()

    def problem(self, allowed: float) -> Problem:
        """What is to be solved, if so many rows may be left out.

        Raises:
            DataFileError: if the order of a sensitive column's values is asked for and not known.
        """
        codes, rows = self._tally.counted()
        people = None
        if self._population is not None:
            codes, rows, people = self._with_population(codes, rows, *self._population.counted())
        first, last = len(self._columns), len(self._columns) + len(self.fixed)
        others = codes[first:last]
        fixed = dense(*combined(list(others)))[0] if len(others) else np.zeros(len(rows), np.int64)
        columns = [self._level_column(place, codes[place]) for place in range(first)]
        return Problem(columns, fixed, rows, self._plan.targets, allowed, self._sensitive(codes[last:]), people)

    def _with_population(self, codes: Codes, rows: Codes, more: Codes, people: Codes) -> tuple[Codes, Codes, Codes]:
        """The rows of both, those of the population without sensitive values and with nobody in the release."""
        blank = np.zeros((len(self.sensitive), more.shape[1]), np.int64)
        both = np.concatenate([codes, np.concatenate([more, blank])], axis=1)
        none, nobody = np.zeros(len(rows), np.int64), np.zeros(len(people), np.int64)
        return both, np.concatenate([rows, nobody]), np.concatenate([none, people])

    def _sensitive(self, codes: Codes) -> dict[str, tuple[Codes, list[int] | None]]:
        found: dict[str, tuple[Codes, list[int] | None]] = {}
        coders = self._others[len(self.fixed) :]
        for name, coder, column in zip(self.sensitive, coders, codes, strict=True):
            ordered = name in self._plan.targets.t_ordered
            known = partial(places_of, privacy=self._plan.policy.privacy)
            found[name] = (column, known(name, coder.values) if ordered else None)
        return found

    def _level_column(self, place: int, leaves: Codes) -> LevelColumn:
        hierarchy, paths = self._columns[place].hierarchy, self._coders[place].values
        levels = range(hierarchy.lowest, len(hierarchy.levels))
        domain = hierarchy.domain or tuple(path for path in paths if path)
        codes = np.stack([numbered(paths, level) for level in levels])
        losses = np.stack([_losses(paths, domain, level) for level in levels])
        return LevelColumn(leaves, codes, losses, self._columns[place].weight)


def numbered(paths: Sequence[Levels | None], level: int) -> Codes:
    """The number of what each leaf becomes at a level; blank is 0."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(path[level], len(numbers) + 1) if path else 0 for path in paths], np.int64)


def _losses(paths: Sequence[Levels | None], domain: Sequence[Levels], level: int) -> np.ndarray:
    shares = losses_at(domain, level)
    return np.array([shares[path[level]] if path else 0.0 for path in paths])


def losses_at(domain: Sequence[Levels], level: int) -> dict[str, float]:
    """The information that each value of a level lost: (leaves under it - 1) / (all leaves - 1) (Iyengar 2002).

    The leaves are the rows of a hierarchy's file, or for one that is worked out the values that the data has.
    """
    under: dict[str, int] = {}
    for path in domain:
        under[path[level]] = under.get(path[level], 0) + 1
    return {value: (leaves - 1) / max(len(domain) - 1, 1) for value, leaves in under.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """The level chosen for each open column, by its name; the loss, 0 to 1; and the rows left out."""

    levels: Mapping[str, int]
    loss: float
    left_out: int


def choose(problem: Problem, columns: Sequence[OpenColumn]) -> Choice | None:
    """The levels of least loss that meet the target; None if none do, whatever is generalised."""
    found: Found | None = optimum(problem)
    if found is None:
        return None
    levels = {c.step.name: c.hierarchy.lowest + level for c, level in zip(columns, found.node, strict=True)}
    return Choice(levels, found.loss, found.left_out)


def coarsest(columns: Sequence[OpenColumn]) -> dict[str, int]:
    """The highest level of every open column."""
    return {column.step.name: column.hierarchy.top for column in columns}


def at_levels(plan: Plan, levels: Mapping[str, int]) -> Plan:
    """The same plan with those levels given."""
    steps = (
        replace(step, rule=step.rule.model_copy(update={"level": levels[step.name]})) if step.name in levels else step
        for step in plan.steps
    )
    return replace(plan, steps=tuple(steps))
