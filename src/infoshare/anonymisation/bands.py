"""Puts a number into the band it falls in."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?\s*", re.ASCII)


def band_labels(edges: Sequence[float]) -> tuple[str, ...]:
    """The labels from below the first edge to the open last band: `under 18`, `18-24`, `25 and over`."""
    inner = [_label(low, high) for low, high in itertools.pairwise(edges)]
    return (f"under {_plain(edges[0])}", *inner, f"{_plain(edges[-1])} and over")


def _label(low: float, high: float) -> str:
    if not (float(low).is_integer() and float(high).is_integer()):
        return f"{_plain(low)} to under {_plain(high)}"
    if high - low == 1:
        return _plain(low)
    return f"{_plain(low)}{'-' if low >= 0 else ' to '}{_plain(high - 1)}"


def _plain(number: float) -> str:
    """A number in words that no spreadsheet takes for a formula."""
    size = f"{abs(number):.0f}" if float(number).is_integer() else str(abs(number))
    return f"minus {size}" if number < 0 else size


def band(edges: Sequence[float]) -> Callable[[str], str | None]:
    """A function from a number as text to its band's label; None for text that is no number."""
    labels = band_labels(edges)

    def label_of(text: str) -> str | None:
        return labels[bisect_right(edges, float(text))] if _NUMBER.fullmatch(text) else None

    return label_of
