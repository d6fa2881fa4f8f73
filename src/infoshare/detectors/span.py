"""A stretch of text that holds an identifier, and how overlapping stretches become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` to `end` of a text stands something of this kind, found by `by`; a higher `rank` names it."""

    start: int
    end: int
    placeholder: str
    by: str
    rank: int


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
    named = max(left, right, key=lambda span: (span.rank, span.end - span.start))
    return Span(left.start, max(left.end, right.end), named.placeholder, named.by, named.rank)
