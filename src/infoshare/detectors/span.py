"""A stretch of text that holds an identifier, and how overlapping stretches become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` to `end` of a text stands something of this kind, found by `by`; a higher `rank` names it.

    `sure` is how likely it is, from 0 to 1; what is known by its form or from a column is sure.
    """

    start: int
    end: int
    placeholder: str
    by: str
    rank: int
    sure: float = 1.0


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, none touching another: overlapping ones become one that covers them all."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = _joined(result[-1], span)
        else:
            result.append(span)
    return result


def _joined(left: Span, right: Span) -> Span:
    named = _naming(left, right)
    return replace(named, start=left.start, end=max(left.end, right.end), sure=max(left.sure, right.sure))


def _naming(left: Span, right: Span) -> Span:
    """Which of two overlapping spans says what they are: an e-mail address with a name in it is an e-mail address."""
    longer, shorter = sorted((left, right), key=lambda span: (span.start - span.end, -span.rank))
    if longer.rank > GUESSED and longer.start <= shorter.start and shorter.end <= longer.end:
        return longer
    return max(left, right, key=lambda span: (span.rank, span.end - span.start))


GUESSED = 1
"""The rank of a name that was guessed from how it is written; what has a form of its own ranks higher."""
