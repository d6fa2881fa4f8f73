"""Says which words of a text went, which came and which stayed, so that a reader sees a change at a glance."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

LARGEST = 250_000
"""Up to so many pairs of words every one is compared; above it, words that stand once in both texts come first."""
ISLAND = 20
"""Fewer characters than this that stay between two larger changes are shown as changed with them."""
AROUND = 12
"""How many words, blanks and signs an excerpt keeps on either side of what differs."""
_TOKEN = re.compile(r"\w+(?:[.,:/]\d+)*|\s+|[^\w\s]")


class Span(NamedTuple):
    """A stretch of two texts: words `a` to `b` of the one stand where words `c` to `d` of the other do."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def tokens(text: str) -> list[str]:
    """A text as words, blanks and single signs; put together they are the text."""
    return _TOKEN.findall(text)


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Two long texts, each cut to what differs and a few words around it."""
    one, other = tokens(before), tokens(after)
    found = spans(one, other)
    return (
        _excerpt([(span.same, one[span.a : span.b]) for span in found]),
        _excerpt([(span.same, other[span.c : span.d]) for span in found]),
    )


def _excerpt(stretches: Sequence[tuple[bool, Sequence[str]]]) -> str:
    said: list[str] = []
    for place, (same, words) in enumerate(stretches):
        begin = AROUND if place else 0
        end = len(words) - (AROUND if place + 1 < len(stretches) else 0)
        left_out = same and end > begin
        said += ["".join(words[:begin]).rstrip(), " … ", "".join(words[end:]).lstrip()] if left_out else words
    return "".join(said).strip()


def spans(before: Sequence[Hashable], after: Sequence[Hashable], size: Callable[[Any], int] = len) -> list[Span]:
    """Two texts as stretches that are the same or not, in order; `size` says how long a word is."""
    found: list[Span] = []
    n = m = 0
    for a, c, length in [*_blocks(before, after, 0, 0), (len(before), len(after), 0)]:
        if a > n or c > m:
            found.append(Span(False, n, a, m, c))
        if length and found and found[-1].same:
            found[-1] = found[-1]._replace(b=a + length, d=c + length)
        elif length:
            found.append(Span(True, a, a + length, c, c + length))
        n, m = a + length, c + length
    return _without_islands(found, before, after, size)


def _blocks(before: Sequence[Any], after: Sequence[Any], n: int, m: int) -> Iterator[tuple[int, int, int]]:
    """The stretches that stay, as their places and length; `n` and `m` are where these two begin in the whole."""
    start = _common(zip(before, after, strict=False))
    if start:
        yield n, m, start
    before, after = before[start:], after[start:]
    end = _common(zip(reversed(before), reversed(after), strict=False))
    middle = before[: len(before) - end], after[: len(after) - end]
    yield from _middle(*middle, n + start, m + start)
    if end:
        yield n + start + len(middle[0]), m + start + len(middle[1]), end


def _common(pairs: Any) -> int:
    """How many of the first pairs are pairs of the same."""
    length = 0
    for one, other in pairs:
        if one != other:
            break
        length += 1
    return length


def _middle(before: Sequence[Any], after: Sequence[Any], n: int, m: int) -> Iterator[tuple[int, int, int]]:
    if len(before) * len(after) <= LARGEST:
        matches = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        yield from ((n + a, m + c, length) for a, c, length in matches if length)
        return
    a = c = 0
    for next_a, next_c in _anchors(before, after):
        yield from _blocks(before[a:next_a], after[c:next_c], n + a, m + c)
        yield n + next_a, m + next_c, 1
        a, c = next_a + 1, next_c + 1
    if a or c:
        yield from _blocks(before[a:], after[c:], n + a, m + c)


def _anchors(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[int, int]]:
    """The words that stand once in both texts, as many of them as stand in the same order in both."""
    once = {word for word, times in Counter(before).items() if times == 1}
    there = {word: place for place, word in enumerate(after)}
    once &= {word for word, times in Counter(after).items() if times == 1}
    return _rising([(place, there[word]) for place, word in enumerate(before) if word in once])


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs whose second places rise as the first do (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    behind: list[int] = []
    for place, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        tops[pile : pile + 1] = [second]
        ends[pile : pile + 1] = [place]
        behind.append(ends[pile - 1] if pile else -1)
    chosen: list[tuple[int, int]] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chosen.append(pairs[place])
        place = behind[place]
    return chosen[::-1]


def _without_islands(
    found: list[Span], before: Sequence[Any], after: Sequence[Any], size: Callable[[Any], int]
) -> list[Span]:
    """The same with short stretches that stay between two larger changes made part of one change."""

    def length(span: Span) -> int:
        return max(sum(map(size, before[span.a : span.b])), sum(map(size, after[span.c : span.d])))

    kept: list[Span] = []
    for span in found:
        kept.append(span)
        while len(kept) > 2 and not kept[-1].same and kept[-2].same:
            first, island, last = kept[-3:]
            if not length(island) < ISLAND or length(island) > min(length(first), length(last)):
                break
            kept[-3:] = [Span(False, first.a, last.b, first.c, last.d)]
    return kept
