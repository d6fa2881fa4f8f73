"""Sets two sequences of paragraphs, tables or rows side by side, in their order: same, changed, gone or come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

Beside = tuple[int, int]
"""The places of an earlier and a later thing."""
NOWHERE = -1
"""The place of what is not there."""
LIKE = 400
"""Two things are one thing that changed if they are at least so much alike, of 1,000."""
MOST_PAIRS = 250_000
"""Above so many pairs of things that changed, none is looked at: all of the earlier go, and all of the later come."""


def beside(
    before: Sequence[Any], after: Sequence[Any], key: Callable[[Any], Any], likeness: Callable[[Any, Any], int]
) -> list[Beside]:
    """Every thing of both sequences once, in order; where nothing is alike, what went stands before what came.

    `key` is the same of what is the same; `likeness` goes from 0 to 1,000, and below `LIKE` two things are not one.
    """
    keys = [*map(key, before)], [*map(key, after)]
    found: list[Beside] = []
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            pairs = _likest(before[a:b], after[c:d], likeness)
            found += _filled([(a + n, c + m) for n, m in pairs], a, b, c, d)
    return found


def _filled(pairs: Sequence[tuple[int, int]], a: int, b: int, c: int, d: int) -> Iterator[Beside]:
    """The pairs, and what stands between them by itself."""
    for n, m in [*pairs, (b, d)]:
        yield from ((gone, NOWHERE) for gone in range(a, n))
        yield from ((NOWHERE, came) for came in range(c, m))
        if (n, m) != (b, d):
            yield n, m
        a, c = n + 1, m + 1


def _likest(before: Sequence[Any], after: Sequence[Any], likeness: Callable[[Any, Any], int]) -> list[tuple[int, int]]:
    """The pairs that are together most alike, in the order of both (by dynamic programming)."""
    if not len(before) * len(after) or len(before) * len(after) > MOST_PAIRS:
        return []
    alike = [[likeness(one, other) for other in after] for one in before]
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for n in reversed(range(len(before))):
        for m in reversed(range(len(after))):
            paired = alike[n][m] + best[n + 1][m + 1] if alike[n][m] >= LIKE else 0
            best[n][m] = max(paired, best[n + 1][m], best[n][m + 1])
    return [*_walked(alike, best)]


def _walked(alike: Sequence[Sequence[int]], best: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    n = m = 0
    while n < len(best) - 1 and m < len(best[0]) - 1:
        if alike[n][m] >= LIKE and best[n][m] == alike[n][m] + best[n + 1][m + 1]:
            yield n, m
            n, m = n + 1, m + 1
        elif best[n][m] == best[n + 1][m]:
            n += 1
        else:
            m += 1
