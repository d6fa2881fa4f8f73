"""Searches all combinations of levels for the one that meets the privacy target and loses least information."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoshare.anonymisation.coding import Codes, dense
from infoshare.anonymisation.privacy_models import Failing, Figures, failing, histogram, too_alike, too_small
from infoshare.anonymisation.targets import Targets

Node = tuple[int, ...]
"""A level for each column, counted from the lowest that may be chosen."""
DECIMALS = 12
"""Losses that agree to so many decimals are equal; of equal ones the lower levels of the earlier columns win."""
SPACE = 400_000
"""Class numbers up to here are counted in place; beyond, the gaps between them are closed first."""
NEVER = 2.0
"""More than any loss."""


@dataclass(frozen=True, slots=True)
class LevelColumn:
    """One column whose level is to be chosen: what each leaf (different value) becomes at each level.

    `leaves` has the leaf of each row of the table. For each level, `codes` (levels, leaves) numbers what the leaf
    becomes, `sizes` says how many numbers there are, and `losses` (levels, leaves) is the information lost, 0 to 1.
    """

    leaves: Codes
    codes: NDArray[np.int64]
    losses: Figures
    weight: float = 1.0

    @property
    def sizes(self) -> list[int]:
        """A number above each level's codes."""
        return [int(codes.max(initial=0)) + 1 for codes in self.codes]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be solved: a table of different rows, how often each stands, and the target.

    `fixed` numbers what the other quasi-identifiers of each row are; `sensitive` has, for each sensitive column,
    the number of each row's value and the place of every value in the column's order; `population` how many people
    of the population each row stands for; `allowed` is how many rows may be left out.
    """

    columns: Sequence[LevelColumn]
    fixed: Codes
    rows: Codes
    targets: Targets
    allowed: float
    sensitive: Mapping[str, tuple[Codes, Sequence[int] | None]] = field(default_factory=dict)
    population: Codes | None = None

    @property
    def total(self) -> int:
        """All rows."""
        return int(self.rows.sum())

    @property
    def shape(self) -> Node:
        """How many levels each column has."""
        return tuple(len(column.codes) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at one node: its loss, and the rows left out."""

    node: Node
    loss: float
    left_out: int


def optimum(problem: Problem) -> Found | None:
    """The node of least loss at which the target is met; None if it is met at none.

    The loss is that of Iyengar (2002), as ARX's metric `Loss` has it with the arithmetic mean: the weighted mean
    over the columns of the mean over all rows of (leaves under what the value became - 1) / (all leaves - 1), and
    1 for each row that is left out.

    What is skipped provably cannot win. (a) A row in a class that is too small, or has too few different sensitive
    values, is in such a class at every finer node too: its class there is a part of this one. So where these rows
    are more than may be left out, no finer node is met; and a finer node loses at least what they cost as rows left
    out and the others cost as generalised (Samarati 2001 and LeFevre et al. 2005 have the case without suppression).
    (b) Where no row may be left out, every model here is met by a union of classes that meet it (Machanavajjhala
    et al. 2007, Li et al. 2007, Nergiz et al. 2007), so a node at which one fails rules out all finer ones.
    """
    search = _Search(problem)
    if problem.allowed < 1:
        search.without_suppression()
    else:
        search.with_suppression()
    return search.best


class _Search:
    """The state of one search: for every node what it loses at least, and whether it may still be the best."""

    def __init__(self, problem: Problem) -> None:
        self._problem, self._count = problem, _Counter(problem)
        weights = np.array([column.weight for column in problem.columns])
        self._shares = weights / weights.sum() / problem.total
        self._generalised = np.round(_outer([self._losses(place) for place in range(len(weights))]), DECIMALS)
        self._least = self._generalised.copy()
        self._open = np.ones(problem.shape, np.bool_)
        self.best: Found | None = None

    def _losses(self, place: int, rows: Codes | None = None) -> Figures:
        """What the column costs at each of its levels, or what leaving rows out would add to that."""
        column, counts = self._problem.columns[place], self._problem.rows
        leaves, lost = column.leaves, column.losses
        if rows is not None:
            leaves, counts, lost = leaves[rows], counts[rows], 1 - lost
        by_leaf = np.bincount(leaves, weights=counts, minlength=lost.shape[1])
        return np.asarray(lost @ by_leaf * self._shares[place], np.float64)

    def without_suppression(self) -> None:
        """Take nodes by what they lose; each that fails rules out all at which one of its smallest classes fails."""
        rare = _rarity(self._problem)
        while True:
            losses = np.where(self._open, self._generalised, NEVER)
            place = int(losses.argmin())
            node = tuple(int(level) for level in np.unravel_index(place, losses.shape))
            if losses[node] >= NEVER or self._visit(node) is None:
                return
            small = self._count.small_rows(node)
            if len(small):
                witness = int(small[rare[small].argmax()])
                self._open &= self._count.sizes_everywhere(witness) >= self._problem.targets.k

    def with_suppression(self) -> None:
        """One way up first, for a good first answer; then from the coarsest down what may still be better."""
        for node in self._way_up():
            self._visit(node)
        heights = _outer([np.arange(size) for size in self._open.shape])
        for height in range(sum(self._open.shape) - self._open.ndim, -1, -1):
            for place in np.flatnonzero((heights == height) & self._may_win()):
                node = tuple(int(level) for level in np.unravel_index(place, self._open.shape))
                if self._open[node] and self._least[node] <= self._to_beat():
                    self._visit(node)

    def _way_up(self) -> Iterator[Node]:
        """From the finest node up, always where least is lost, halving the way by whether a node is the best so far."""
        node: Node = (0,) * len(self._open.shape)
        way = [node]
        while nexts := [_raised(node, at) for at, size in enumerate(self._open.shape) if node[at] + 1 < size]:
            node = min(nexts, key=lambda each: (self._generalised[each], each))
            way.append(node)
        low, high = 0, len(way) - 1
        while low <= high:
            middle = (low + high) // 2
            yield way[middle]
            better = self.best is not None and self.best.node == way[middle]
            low, high = (low, middle - 1) if better else (middle + 1, high)

    def _to_beat(self) -> float:
        return self.best.loss if self.best else NEVER

    def _may_win(self) -> Failing:
        return np.asarray(self._open & (self._least <= self._to_beat()), np.bool_)

    def _visit(self, node: Node) -> Failing | None:
        """Count a node's classes and learn from them; None if nothing failed there that rules out finer nodes."""
        failed, certain = self._count.failing(node)
        self._open[node] = False
        left_out = int(self._problem.rows[failed].sum())
        box = tuple(slice(0, level + 1) for level in node)
        if (
            left_out <= self._problem.allowed
            and left_out < self._problem.total
            and self._count.presence_holds(left_out)
        ):
            self._consider(node, failed, left_out)
            if self._problem.allowed < 1:
                return None
        elif self._problem.allowed < 1 or self._problem.rows[certain].sum() > self._problem.allowed:
            self._open[box] = False
            return failed
        self._learn(box, np.flatnonzero(certain))
        return failed

    def _consider(self, node: Node, failed: Failing, left_out: int) -> None:
        gone = np.flatnonzero(failed)
        added = sum(self._losses(place, gone)[level] for place, level in enumerate(node)) if len(gone) else 0.0
        found = Found(node, round(float(self._generalised[node] + added), DECIMALS), left_out)
        if self.best is None or (found.loss, found.node) < (self.best.loss, self.best.node):
            self.best = found

    def _learn(self, box: tuple[slice, ...], certain: Codes) -> None:
        """Rows that are left out here are left out at all finer nodes, and cost as much there."""
        if len(certain):
            added = _outer([self._losses(place, certain)[levels] for place, levels in enumerate(box)])
            least = self._generalised[box] + added - 10.0**-DECIMALS
            np.maximum(self._least[box], least, out=self._least[box])


class _Counter:
    """Counts the classes of nodes; what the first and the last columns become together is kept for other nodes."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._levels = [column.codes[:, column.leaves] for column in problem.columns]
        self._sizes = [column.sizes for column in problem.columns]
        self._middle = len(self._levels) // 2 + 1
        self._kept: dict[tuple[int, Node], tuple[Codes, int]] = {}
        self._somebody = problem.rows > 0
        self._nodes = prod(problem.shape)
        self._unseen = False

    def _together(self, first: int, levels: Node) -> tuple[Codes, int]:
        kept = self._kept.get((first, levels))
        if kept is None:
            kept = self._kept[first, levels] = self._put_together(first, levels)
        return kept

    def _put_together(self, first: int, levels: Node) -> tuple[Codes, int]:
        if not levels:
            start = self._problem.fixed if first == 0 else np.zeros_like(self._problem.fixed)
            return dense(start, int(start.max(initial=0)) + 1)
        keys, space = self._together(first, levels[:-1])
        column, level = first + len(levels) - 1, levels[-1]
        size = self._sizes[column][level]
        return dense(keys * size + self._levels[column][level], space * size)

    def _classes(self, node: Node) -> tuple[Codes, int]:
        ahead, space = self._together(0, node[: self._middle])
        behind, size = self._together(self._middle, node[self._middle :])
        keys, space = ahead * size + behind, space * size
        return dense(keys, space) if space > SPACE or not self._problem.targets.simple else (keys, space)

    def failing(self, node: Node) -> tuple[Failing, Failing]:
        """The rows left out at a node, and those of them that are left out at all finer nodes too."""
        owner, classes = self._classes(node)
        problem, targets = self._problem, self._problem.targets
        rows = np.bincount(owner, weights=problem.rows, minlength=classes).astype(np.int64)
        if not problem.sensitive and targets.simple:
            small = (rows < targets.k)[owner]
            return small, small
        people = self._people(owner, rows)
        somebody = rows > 0
        number = np.cumsum(somebody) - 1
        failed, certain = self._judged(rows[somebody], None if people is None else people[somebody], number[owner])
        back = np.minimum(number, len(failed) - 1)[owner]
        return failed[back] & somebody[owner], certain[back] & somebody[owner]

    def _judged(self, rows: Codes, people: Codes | None, owner: Codes) -> tuple[Failing, Failing]:
        """The classes that fail, and those that certainly fail; classes without a row are not among them."""
        problem, targets, there = self._problem, self._problem.targets, self._somebody
        histograms = {
            name: histogram(owner[there], value[there], problem.rows[there], len(rows), places)
            for name, (value, places) in problem.sensitive.items()
        }
        certain = too_small(rows, targets, people) | too_alike(histograms, targets, len(rows))
        return failing(rows, histograms, targets, people), certain

    def _people(self, owner: Codes, rows: Codes) -> Codes | None:
        """The people of each class, noting whether some class has people and nobody in the release."""
        if self._problem.population is None:
            return None
        people = np.bincount(owner, weights=self._problem.population, minlength=len(rows)).astype(np.int64)
        self._unseen = bool(((rows == 0) & (people > 0)).any())
        return people

    def presence_holds(self, left_out: int) -> bool:
        """Whether every class of the population is in the release, if the policy asks for a least share of each."""
        delta = self._problem.targets.delta
        return delta is None or delta[0] == 0 or not (left_out or self._unseen)

    def small_rows(self, node: Node) -> Codes:
        """The rows of a node whose classes have fewer than k rows."""
        owner, classes = self._classes(node)
        rows = np.bincount(owner, weights=self._problem.rows, minlength=classes)
        return np.flatnonzero((rows < self._problem.targets.k)[owner] & self._somebody)

    def sizes_everywhere(self, row: int) -> Figures:
        """The rows of one row's class at every node at once.

        Another row is in that class at a node if, in each column, the node's level is at least the first at which
        the two agree; so those first levels are counted, and the counts added up along every column.
        """
        shape, nodes = self._problem.shape, self._nodes
        place, stride = np.where(self._problem.fixed == self._problem.fixed[row], 0, nodes), nodes
        for column, size in zip(self._problem.columns, shape, strict=True):
            stride //= size
            first = (column.codes != column.codes[:, column.leaves[row], None]).sum(axis=0)
            place += np.where(first < size, first * stride, nodes)[column.leaves]
        counts = np.bincount(np.minimum(place, nodes), weights=self._problem.rows, minlength=nodes + 1)
        sizes = counts[:nodes].reshape(shape)
        for axis in range(len(shape)):
            np.cumsum(sizes, axis=axis, out=sizes)
        return np.asarray(sizes, np.float64)


def _rarity(problem: Problem) -> Figures:
    """How rare each row's values are: the sum over columns and levels of minus the logarithm of their shares."""
    rarity = np.zeros(len(problem.rows))
    for column in problem.columns:
        by_leaf = np.bincount(column.leaves, weights=problem.rows, minlength=column.codes.shape[1])
        for codes in column.codes:
            rows = np.bincount(codes, weights=by_leaf)[codes]
            rarity -= np.log(np.maximum(rows, 1) / problem.total)[column.leaves]
    return rarity


def _outer(figures: Sequence[NDArray[Any]]) -> Figures:
    """The sums of every combination of figures, one from each sequence: an array with an axis for each."""
    sums = figures[0]
    for more in figures[1:]:
        sums = np.add.outer(sums, more)
    return np.asarray(sums, np.float64)


def _raised(node: Node, place: int) -> Node:
    return (*node[:place], node[place] + 1, *node[place + 1 :])
