"""Finds the people in a two-way table of counts who stand out once the totals of both ways are known.

The rows of one division of people meet the columns of another; how many people stand in each meeting is an edge from
row to column. Whoever knows every total, and which meetings have nobody in them, can say of an edge only what all
tables with those totals have in common. An edge can be as large as the greatest flow from its row to its column, where
people may be taken from a meeting as far as it has any, and added without limit. By the theorem of the greatest flow
and the least cut (Ford and Fulkerson 1956) it is held below a number exactly if some rows together contain some
columns (or the other way round), and the people left over, the edge's among them, are fewer than that number.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


def most_of(left: Ints, right: Ints, people: Ints, wanted: Ints, threshold: int) -> Ints:
    """The most people that each wanted edge can have, or the threshold if that is less.

    Edge i leads from node `left[i]` (a row) to `right[i]` (a column) and has `people[i]`, at least one; no two edges
    have both ends in common. A node whose total is not known is no row and no column, and may stand at either end.
    """
    merged = _merged(left, right, people, threshold)
    ends = np.stack([merged[left], merged[right]])
    network = _Network.of(ends[:, ends[0] != ends[1]], people[ends[0] != ends[1]])
    found: dict[tuple[int, int], int] = {}
    for pair in map(tuple, ends[:, wanted].T.tolist()):
        if pair not in found:
            found[pair] = threshold if pair[0] == pair[1] else network.flow(pair[0], pair[1], threshold)
    return np.array([found[pair] for pair in map(tuple, ends[:, wanted].T.tolist())], dtype=np.int64)


def _merged(left: Ints, right: Ints, people: Ints, threshold: int) -> Ints:
    """For each node, the number of the group of nodes it belongs to: no cut smaller than the threshold parts a group.

    Nodes are merged where a scan by greatest adjacency shows that so many people join them (Nagamochi and Ibaraki,
    "Computing edge-connectivity in multigraphs and capacitated graphs", SIAM J. Discrete Math. 5(1), 1992), which
    holds whichever way people move; then again among the groups, until nothing changes.
    """
    nodes = int(max(left.max(), right.max())) + 1
    group = np.arange(nodes)
    while True:
        one, other, joined = _added_up(group[left], group[right], people)
        heavy = joined >= threshold
        pairs = (one[heavy], other[heavy]) if heavy.any() else _scanned(one, other, joined, threshold)
        if not len(pairs[0]):
            return group
        group = _components(nodes, *pairs)[group]


def _added_up(one: Ints, other: Ints, people: Ints) -> tuple[Ints, Ints, Ints]:
    """The edges between different groups, those between the same two added up."""
    apart = one != other
    low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
    span = int(high.max(initial=0)) + 1
    keys, places = np.unique(low * span + high, return_inverse=True)
    return keys // span, keys % span, np.bincount(places, people[apart], len(keys)).astype(np.int64)


def _scanned(one: Ints, other: Ints, people: Ints, threshold: int) -> tuple[Ints, Ints]:
    """Pairs of nodes that a scan by greatest adjacency shows to be joined by as many people as the threshold."""
    ends, order, start = _neighbours(one, other)
    weight = np.concatenate([people, people])[order].tolist()
    neighbour, start_of = ends.tolist(), start.tolist()
    adjacency = [0] * (len(start_of) - 1)
    waiting = [list(range(len(adjacency))), *([] for _ in range(threshold))]
    done, pairs = bytearray(len(adjacency)), []
    while (node := _next(waiting, adjacency, done)) is not None:
        done[node] = 1
        for at in range(start_of[node], start_of[node + 1]):
            near = neighbour[at]
            if not done[near]:
                adjacency[near] = min(adjacency[near] + weight[at], threshold)
                waiting[adjacency[near]].append(near)
                if adjacency[near] == threshold:
                    pairs.append((node, near))
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _next(waiting: list[list[int]], adjacency: list[int], done: bytearray) -> int | None:
    """The node not yet scanned that is joined to the scanned ones by most people; entries gone stale are thrown out."""
    for level in range(len(waiting) - 1, -1, -1):
        while waiting[level]:
            node = waiting[level].pop()
            if not done[node] and adjacency[node] == level:
                return node
    return None


def _neighbours(one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
    """The nodes at the other end of each node's edges, one node after another; their order; where each node begins."""
    ends = np.concatenate([one, other])
    order = np.argsort(ends, kind="stable")
    start = np.searchsorted(ends[order], np.arange(int(ends.max(initial=-1)) + 2))
    return np.concatenate([other, one])[order], order, start


def _components(nodes: int, one: Ints, other: Ints) -> Ints:
    """For each node, the least node that it is joined to."""
    least = np.arange(nodes)
    while True:
        before = least.copy()
        lower = np.minimum(least[one], least[other])
        np.minimum.at(least, one, lower)
        np.minimum.at(least, other, lower)
        np.minimum.at(least, before, least)
        least = least[least]
        if np.array_equal(least, before):
            return least


@dataclass(slots=True)
class _Network:
    """How many people can be taken out of the edges from one node to another, and where they can be added."""

    taken: dict[int, dict[int, int]]
    added: dict[int, set[int]]

    @classmethod
    def of(cls, ends: Ints, people: Ints) -> _Network:
        taken: defaultdict[int, dict[int, int]] = defaultdict(dict)
        added: defaultdict[int, set[int]] = defaultdict(set)
        for left, right, number in zip(*ends.tolist(), people.tolist(), strict=True):
            taken[left][right] = taken[left].get(right, 0) + number
            taken[right].setdefault(left, 0)
            added[right].add(left)
        return cls(dict(taken), dict(added))

    def flow(self, source: int, sink: int, enough: int) -> int:
        """The greatest flow from one node to another, or `enough` if that is less."""
        used: defaultdict[tuple[int, int], int] = defaultdict(int)
        total = 0
        while total < enough and (path := self._path(source, sink, used)):
            room = min([self._room(one, other, used) for one, other in path] + [enough - total])
            for one, other in path:
                used[one, other] += room
                used[other, one] -= room
            total += room
        return total

    def _room(self, one: int, other: int, used: dict[tuple[int, int], int]) -> int:
        if other in self.added.get(one, ()):
            return _NO_LIMIT
        return self.taken[one][other] - used.get((one, other), 0)

    def _path(self, source: int, sink: int, used: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
        """A shortest path with room left on it, sought from whichever end has fewer neighbours; empty if none."""
        backward = len(self.taken[sink]) < len(self.taken[source])
        first, last = (sink, source) if backward else (source, sink)
        came_from, waiting = {first: first}, deque([first])
        while waiting:
            node = waiting.popleft()
            for near in self.taken[node]:
                arc = (near, node) if backward else (node, near)
                if near not in came_from and self._room(*arc, used) > 0:
                    came_from[near] = node
                    if near == last:
                        return list(_steps(came_from, first, last, backward=backward))
                    waiting.append(near)
        return []


def _steps(came_from: dict[int, int], first: int, last: int, *, backward: bool) -> Iterator[tuple[int, int]]:
    node = last
    while node != first:
        yield (node, came_from[node]) if backward else (came_from[node], node)
        node = came_from[node]


_NO_LIMIT = 1 << 60
