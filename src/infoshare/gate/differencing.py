"""Whether a release, laid over an earlier one of the same source, makes a few people stand alone (differencing).

Two publications divide people into groups, each large enough. Subtracted from one another they may not be: a total of
41 and a total of 40 of the same people but one give that one away. Whoever has both is taken to know every published
count and which groups have people in common. A set of people counts as isolated if it lies in one group of each
publication, is smaller than the threshold, and cannot be larger in any other population that would have been published
in the same way (`network.most_of`); where counts were suppressed or rounded, only if it cannot be empty either
(`intervals.feasible_intervals`). See Hundepool et
al., Statistical Disclosure Control, Wiley 2012, section 5.4 on differencing and linked tables.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from infoshare.gate.atoms import Atoms, Division, atoms_of, divided, together
from infoshare.gate.intervals import feasible_intervals
from infoshare.gate.network import most_of
from infoshare.model.certificate import Check
from infoshare.model.publication import Figure, Publication
from infoshare.model.table import Table
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

CHECK = "no_differencing"
MOST_EDGES = 20_000
"""Beyond so many meetings, suppressed and rounded counts are taken to be known, which refuses too much and not less."""
WHAT_HELPS = (
    "To publish beside an earlier release, make the groups as they were then, release by themselves the rows that have "
    "not left yet, wait until there are more of them, or publish a table with rounded counts."
)


@dataclass(frozen=True, slots=True)
class _Isolated:
    """With which earlier releases, by which columns, how many sets of fewer rows than the threshold, and their rows."""

    earlier: tuple[Publication, ...]
    columns: tuple[str, ...]
    threshold: int
    sets: int
    rows: int

    def __str__(self) -> str:
        together = " together" if len(self.earlier) > 1 else ""
        sets = f"{count_of(self.sets, 'set')} of fewer than {count_of(self.threshold, 'person', 'people')}"
        by = f" by {listed(map(repr, self.columns))}" if self.columns else ""
        alone = "stands" if self.sets == 1 else "stand"
        rows = count_of(self.rows, "row")
        return f"{sets} ({rows}) {alone} alone{by} beside {listed(map(_named, self.earlier))}{together}"


def _named(earlier: Publication) -> str:
    facts = earlier.facts
    to = f" to {facts.recipient}" if facts.recipient else ""
    return f"release {earlier.number} of {facts.issued[:10]} under '{facts.policy.name}' {facts.policy.version}{to}"


def no_differencing(publication: Publication, earlier: Iterable[Publication], released: Table | None = None) -> Check:
    """Whether a publication isolates nobody with any earlier one, nor with all those of them that share no row.

    Only releases that promise groups of more than one are compared. Fails naming each earlier release with which it
    isolates somebody, with the number of sets and rows and the columns that tell them apart; and if the groups of an
    extract, read anew from what was `released`, are not those that the register would be told.
    """
    if released is not None and not _agree(publication, released):
        counts = {"earlier": 0, "sets": 0, "rows": len(publication.rows)}
        return Check(check=CHECK, verdict="fail", counts=counts, message="the groups released are not those noted")
    promising = [each for each in earlier if each.facts.promises_groups and publication.facts.promises_groups]
    found = [each for each in (_with_one(publication, one) for one in promising) if each]
    if not found:
        series = _series([each for each in promising if _common(publication, each)])
        found = [each for each in (_with_several(publication, several) for several in series) if each]
    sets, rows = sum(each.sets for each in found), sum(each.rows for each in found)
    message = "; ".join(map(str, found)) if found else _passed(len(promising))
    counts = {"earlier": len(promising), "sets": sets, "rows": rows}
    return Check(check=CHECK, verdict="fail" if found else "pass", counts=counts, message=message)


def _agree(publication: Publication, released: Table) -> bool:
    """Whether the release has as many groups, and each of as many rows, as was noted when it was made."""
    import pyarrow as pa

    columns = list(publication.facts.groups_by)
    noted = Counter(divided(publication, []).sizes.tolist())
    if not columns:
        return noted == Counter([sum(batch.num_rows for batch in released.batches())])
    groups: Counter[tuple[str, ...]] = Counter()
    for batch in released.batches():
        cells = pa.table([_written(batch.column(column)) for column in columns], names=columns)
        *keys, rows = cells.group_by(columns).aggregate([([], "count_all")]).select([*columns, "count_all"]).columns
        for key, number in zip(zip(*map(pa.ChunkedArray.to_pylist, keys), strict=True), rows.to_pylist(), strict=True):
            groups[key] += number
    return noted == Counter(groups.values())


def _written(column: pa.Array) -> pa.Array:
    import pyarrow as pa

    return column.cast(pa.large_string()).fill_null("")


def _passed(earlier: int) -> str:
    if not earlier:
        return "no earlier release of this source promised groups that this could be subtracted from"
    return f"nobody stands alone when this is laid over {count_of(earlier, 'earlier release')}"


def _with_one(new: Publication, old: Publication) -> _Isolated | None:
    """Whoever both releases isolate; nobody, if they are the same publication or have no row in common."""
    if new.facts.sha256 == old.facts.sha256 or not _common(new, old):
        return None
    linked = bool(set(new.facts.linking) & set(old.facts.linking))
    matched = [] if linked else list(_matched(new, old))
    left, right = divided(new, [old], matched), divided(old, [new], matched)
    return _isolated(new, [old], left, right, linked=linked)


def _with_several(new: Publication, several: Sequence[Publication]) -> _Isolated | None:
    old = together([divided(each, [new]) for each in several])
    return _isolated(new, several, divided(new, several), old, linked=False)


def _common(one: Publication, other: Publication) -> bool:
    return bool(np.isin(one.rows, other.rows, assume_unique=True).any())


def _series(releases: Sequence[Publication]) -> list[tuple[Publication, ...]]:
    """Releases that share no row with one another, such as quarters: the longest such series that begins with each."""
    apart = {
        (one.number, other.number)
        for one, other in itertools.combinations(releases, 2)
        if not _common(one, other)
    }  # fmt: skip
    found: dict[tuple[int, ...], tuple[Publication, ...]] = {}
    for first in releases:
        series = [first]
        for release in releases:
            if all((min(n := release.number, m := each.number), max(n, m)) in apart for each in series):
                series.append(release)
        ordered = tuple(sorted(series, key=lambda each: each.number))
        if len(ordered) > 1:
            found.setdefault(tuple(each.number for each in ordered), ordered)
    return list(found.values())


def _matched(new: Publication, old: Publication) -> Iterator[str]:
    """The columns that make no groups and whose cells, treated alike in both releases, can be found again."""
    if "table" in {new.facts.kind, old.facts.kind}:
        return
    grouping = {*new.facts.groups_by, *old.facts.groups_by}
    for column, treated in sorted(new.facts.visible.items()):
        if column not in grouping and old.facts.visible.get(column) == treated:
            yield column


def _isolated(
    new: Publication, earlier: Sequence[Publication], left: Division, right: Division, *, linked: bool
) -> _Isolated | None:
    threshold = max(each.facts.threshold for each in (new, *earlier))
    atoms = atoms_of(left, right)
    alone = _small(atoms, left, right, threshold)
    if not linked:
        alone = alone[_most(atoms, alone, threshold) < threshold]
        if len(alone) and (len(left.hidden) or len(right.hidden)) and len(atoms.people) <= MOST_EDGES:
            alone = alone[_told_apart_as_published(atoms, alone, left, right, threshold)]
    if not len(alone):
        return None
    columns = dict.fromkeys(column for each in (new, *earlier) for column in each.facts.groups_by)
    return _Isolated(tuple(earlier), tuple(columns), threshold, len(alone), int(atoms.people[alone].sum()))


def _small(atoms: Atoms, left: Division, right: Division, threshold: int) -> Ints:
    """The atoms of fewer people than the threshold that are no whole group whose count was published as it is."""
    whole = _is_whole(atoms.left, atoms.people, left) | _is_whole(atoms.right, atoms.people, right)
    return np.flatnonzero((atoms.people < threshold) & ~whole)


def _is_whole(groups: Ints, people: Ints, division: Division) -> NDArray[np.bool_]:
    return np.asarray((groups >= 0) & (people == division.sizes[groups]) & ~np.isin(groups, division.hidden))


def _most(atoms: Atoms, wanted: Ints, threshold: int) -> Ints:
    """The most people that each wanted atom can have if every count is known, or the threshold if that is less."""
    edges = np.flatnonzero(np.isin(atoms.edge_atom, wanted))
    if not len(edges):
        return np.zeros(0, dtype=np.int64)
    most = most_of(atoms.edge_left, atoms.edge_right, atoms.edge_people, edges, threshold)
    return np.bincount(atoms.edge_atom[edges], most, len(atoms.people)).astype(np.int64)[wanted]


def _told_apart_as_published(
    atoms: Atoms, wanted: Ints, left: Division, right: Division, threshold: int
) -> NDArray[np.bool_]:
    """Of which wanted atoms a reader of suppressed and rounded counts can say that they have people, and how few."""
    bounds: list[tuple[float, float]] = [(0.0, float("inf"))] * len(atoms.people)
    sums: list[tuple[int, Sequence[int]]] = []
    for groups, division in ((atoms.left, left), (atoms.right, right)):
        members = _members(groups, len(division.sizes))
        for figure in division.figures or _exact(division):
            sums.append((len(bounds), [atom for group in figure.groups for atom in members(group)]))
            bounds.append((figure.low, float("inf") if figure.high is None else figure.high))
    intervals = feasible_intervals(bounds, sums, wanted.tolist(), whole_numbers=True)
    return np.array([low >= 1 and high < threshold for low, high in intervals], dtype=bool)


def _exact(division: Division) -> Iterator[Figure]:
    return (Figure((group,), size, size) for group, size in enumerate(division.sizes.tolist()))


def _members(groups: Ints, number: int) -> Callable[[int], list[int]]:
    """A function from a group to the places at which it stands."""
    order = np.argsort(groups, kind="stable")
    start = np.searchsorted(groups[order], np.arange(number + 1))
    return lambda group: order[start[group] : start[group + 1]].tolist()
