"""Puts a number into the band it falls in."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Sequence

from infoshare.anonymisation.numbers import as_number, in_words


def band_labels(edges: Sequence[float]) -> tuple[str, ...]:
    """The labels from below the first edge to the open last band: `under 18`, `18-24`, `25 and over`."""
    inner = [_label(low, high) for low, high in itertools.pairwise(edges)]
    return (f"under {in_words(edges[0])}", *inner, f"{in_words(edges[-1])} and over")


def _label(low: float, high: float) -> str:
    if not (float(low).is_integer() and float(high).is_integer()):
        return f"{in_words(low)} to under {in_words(high)}"
    if high - low == 1:
        return in_words(low)
    return f"{in_words(low)}{'-' if low >= 0 else ' to '}{in_words(high - 1)}"


def band(edges: Sequence[float]) -> Callable[[str], str | None]:
    """A function from a number as text to its band's label; None for text that is no number."""
    labels = band_labels(edges)

    def label_of(text: str) -> str | None:
        number = as_number(text)
        return None if number is None else labels[bisect_right(edges, float(number))]

    return label_of
