"""Pairs the rows of two versions of a table: by what stands in the first column, and then by likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from infoshare.protocols.versions.likeness import FULL, likeness, plain, words


@dataclass(frozen=True)
class Said:
    """A text as a cell has it: the same as another if they differ in case, spaces and punctuation only."""

    plain: str
    words: Counter[str] = field(compare=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """What a text says."""
        return cls(plain(text), words(text))


Meaning = Mapping[str, Any]
"""What each cell of a row says: a text as `Said`, several values as a frozen set, anything else as it stands."""
ALIKE = 3 * FULL // 4
"""Rows that begin otherwise are the same row if they are more alike than this, over all of their columns."""


def paired_rows(before: Sequence[Meaning], after: Sequence[Meaning], first: str) -> dict[int, int]:
    """For each row of the earlier version, by its place, the place of the same row in the later one.

    `first` is the column by which rows are known. Where they stand makes no difference, and the pairs are the same the
    other way round.
    """
    pairs = dict(_equal(before, after))
    begun = [(n, m) for n, m in _rest(pairs, before, after) if _begin_alike(before[n], after[m], first)]
    _add_best(pairs, _scored(begun, before, after))
    rest = _scored(_rest(pairs, before, after), before, after)
    _add_best(pairs, (each for each in rest if each[0] > ALIKE))
    return pairs


def _equal(before: Sequence[Meaning], after: Sequence[Meaning]) -> Iterator[tuple[int, int]]:
    """The rows that say the same in every cell."""
    there: dict[Any, list[int]] = defaultdict(list)
    for m, row in enumerate(after):
        there[frozenset(row.items())].append(m)
    for n, row in enumerate(before):
        if places := there[frozenset(row.items())]:
            yield n, places.pop(0)


def _rest(pairs: Mapping[int, int], before: Sequence[Meaning], after: Sequence[Meaning]) -> Iterator[tuple[int, int]]:
    taken = {*pairs.values()}
    left = [m for m in range(len(after)) if m not in taken]
    yield from ((n, m) for n in range(len(before)) if n not in pairs for m in left)


def _begin_alike(one: Meaning, other: Meaning, first: str) -> bool:
    return first in one and one[first] == other.get(first)


def _scored(
    places: Iterable[tuple[int, int]], before: Sequence[Meaning], after: Sequence[Meaning]
) -> list[tuple[int, int, int]]:
    """Pairs of places with the likeness of their rows in front."""
    return [(rows_likeness(before[n], after[m]), n, m) for n, m in places]


def _add_best(pairs: dict[int, int], scored: Iterable[tuple[int, int, int]]) -> None:
    """Adds the likest rows first, each once; of rows that are as much alike, those that stand first."""
    taken = {*pairs.values()}
    for _, n, m in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if n not in pairs and m not in taken:
            pairs[n] = m
            taken.add(m)


def rows_likeness(one: Meaning, other: Meaning) -> int:
    """How much two rows are alike, from 0 to 1,000: the mean over the columns that either fills."""
    columns = one.keys() | other.keys()
    total = sum(_cells_likeness(one.get(column), other.get(column)) for column in columns)
    return total // len(columns) if columns else FULL


def _cells_likeness(one: Any, other: Any) -> int:
    if one == other:
        return FULL
    if isinstance(one, Said) and isinstance(other, Said):
        return likeness(one.words, other.words)
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return likeness(Counter(one), Counter(other))
    return 0
