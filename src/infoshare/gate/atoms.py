"""Lays two publications over each other: in which group of the one and of the other each person stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from infoshare.model.publication import Figure, Publication

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Codes = NDArray[np.uint64]

NOT_IN_IT = -1
_MIXER = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose bits are spread (2**64 over the golden ratio; Knuth, vol. 3, section 6.4)."""


@dataclass(frozen=True, slots=True)
class Division:
    """Rows by their group in one publication, or in several that share no row.

    `groups` are numbered from 0, and no number is free. `seen` stands for what of each row a reader can find again in
    the other publication. `figures` are what a reader knows of the groups; without any, each one's exact count.
    """

    rows: Codes
    groups: Ints
    seen: Codes
    figures: tuple[Figure, ...] = ()

    @property
    def sizes(self) -> Ints:
        """The rows of each group."""
        return np.bincount(self.groups).astype(np.int64)

    @property
    def hidden(self) -> Ints:
        """The groups whose count was suppressed or rounded."""
        return np.array([each.groups[0] for each in self.figures if _hides_one(each)], dtype=np.int64)


def _hides_one(figure: Figure) -> bool:
    return len(figure.groups) == 1 and figure.low != figure.high


@dataclass(frozen=True, slots=True)
class Atoms:
    """The meetings of two divisions that have people in them; each is one or more edges, one for each `seen` value.

    Of each atom: its group on the left and on the right (`NOT_IN_IT` where its people are in one publication only),
    and its people. Of each edge: its nodes, its people and its atom.
    """

    left: Ints
    right: Ints
    people: Ints
    edge_left: Ints
    edge_right: Ints
    edge_people: Ints
    edge_atom: Ints


def divided(publication: Publication, others: Iterable[Publication], matched: Sequence[str] = ()) -> Division:
    """The rows of a publication by the groups that can be told apart once the others are known too.

    Those are its own groups, and within them the values of any visible column that makes the others' groups.
    `matched` are the columns whose cells can be found again in the others.
    """
    own, rows = publication.facts.groups_by, len(publication.rows)
    seen = _mixed([publication.cells[column] for column in matched], rows)
    if publication.groups is not None:
        cells, groups = np.unique(publication.groups, return_inverse=True)
        return Division(publication.rows, groups.astype(np.int64), seen, _renumbered(publication.figures, cells))
    theirs = {column for each in others for column in each.facts.groups_by} - set(own)
    finer = [column for column in sorted(theirs) if column in publication.cells]
    return Division(publication.rows, _numbered([publication.cells[name] for name in (*own, *finer)], rows), seen)


def _renumbered(figures: Iterable[Figure], cells: Ints) -> tuple[Figure, ...]:
    """The figures with the groups that have rows numbered from 0; a figure of none of them says nothing of anybody."""
    place = {cell: number for number, cell in enumerate(cells.tolist())}
    kept = (replace(each, groups=tuple(place[g] for g in each.groups if g in place)) for each in figures)
    return tuple(each for each in kept if each.groups)


def _mixed(columns: Iterable[Codes], rows: int) -> Codes:
    """One number for the cells of each row, the same for the same cells."""
    found = np.zeros(rows, dtype=np.uint64)
    for column in columns:
        found = (found ^ column) * _MIXER
        found ^= found >> np.uint64(32)
    return found


def _numbered(columns: Sequence[NDArray[np.generic]], rows: int) -> Ints:
    """One number for each row, the same for rows that agree in all columns: from 0, and no number is free."""
    found, numbers = np.zeros(rows, dtype=np.int64), 1
    for column in columns:
        codes, more = _coded(column)
        found, numbers = _coded(found * more + codes) if numbers > 1 else (codes, more)
    return found


def _coded(column: NDArray[np.generic]) -> tuple[Ints, int]:
    """The values of a column numbered from 0 as they come, and how many there are."""
    import pyarrow as pa

    found = pa.array(column).dictionary_encode()
    return found.indices.to_numpy().astype(np.int64), len(found.dictionary)


def together(divisions: Sequence[Division]) -> Division:
    """Divisions that share no row as one; what can be found again of a row is not looked at."""
    groups, figures, first = [], [], 0
    for each in divisions:
        groups.append(each.groups + first)
        exact = each.figures or [Figure((group,), size, size) for group, size in enumerate(each.sizes.tolist())]
        figures += [replace(figure, groups=tuple(group + first for group in figure.groups)) for figure in exact]
        first += len(each.sizes)
    rows = np.concatenate([each.rows for each in divisions])
    return Division(rows, np.concatenate(groups), np.zeros(len(rows), dtype=np.uint64), tuple(figures))


def atoms_of(left: Division, right: Division) -> Atoms:
    """The meetings of two divisions, over everybody who is in either."""
    everybody = _everybody(left.rows, right.rows)
    one, other = _placed(left, everybody), _placed(right, everybody)
    lefts, rights = len(left.sizes), len(right.sizes)
    anybody = lefts + rights
    atom_of, number = _coded((one.groups + 1) * (rights + 1) + other.groups + 1)
    nodes = _nodes(
        np.where(one.groups == NOT_IN_IT, anybody, one.groups),
        np.where(other.groups == NOT_IN_IT, anybody, other.groups + lefts),
        np.where(one.groups == NOT_IN_IT, other.seen, one.seen),
        np.where(other.groups == NOT_IN_IT, one.seen, other.seen),
    )
    edge_of, edges = _coded(nodes[0] * (int(nodes.max(initial=0)) + 1) + nodes[1])
    atom, edge = _first_of_each(atom_of, number), _first_of_each(edge_of, edges)
    left_node, right_node = nodes[:, edge]
    return Atoms(
        left=one.groups[atom], right=other.groups[atom], people=np.bincount(atom_of),
        edge_left=left_node, edge_right=right_node, edge_people=np.bincount(edge_of), edge_atom=atom_of[edge],
    )  # fmt: skip


def _everybody(one: Codes, other: Codes) -> Codes:
    """The rows of either, each once and in order."""
    rows = np.sort(np.concatenate([np.sort(one), np.sort(other)]), kind="stable")
    return np.asarray(rows[np.concatenate([[True], rows[1:] != rows[:-1]])])


def _placed(division: Division, everybody: Codes) -> Division:
    at = np.searchsorted(everybody, division.rows)
    groups = np.full(len(everybody), NOT_IN_IT, dtype=np.int64)
    seen = np.zeros(len(everybody), dtype=np.uint64)
    groups[at], seen[at] = division.groups, division.seen
    return Division(everybody, groups, seen)


def _nodes(one: Ints, other: Ints, seen_one: Codes, seen_other: Codes) -> Ints:
    """The two nodes of each row; a node is a group, and in it a value that can be found again."""
    groups = np.concatenate([one, other])
    if seen_one.any() or seen_other.any():
        groups = _numbered([groups, np.concatenate([seen_one, seen_other])], len(groups))
    return groups.reshape(2, -1)


def _first_of_each(codes: Ints, number: int) -> Ints:
    """Where each number stands first."""
    first = np.empty(number, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return first
