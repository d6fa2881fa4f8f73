"""Treats a whole column at once: rare values become one, numbers get noise, values change places; and samples rows."""

from __future__ import annotations

import hmac
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from hashlib import sha256

from infoshare.anonymisation.dates import as_moment
from infoshare.anonymisation.numbers import as_number, written

Cells = Sequence[str | None]


def _drawn(key: bytes, *what: object) -> int:
    """A number from 0 to 2**64 - 1 that HMAC-SHA-256 draws: the same for the same key and place."""
    place = "\x00".join(map(str, what)).encode()
    return int.from_bytes(hmac.new(key, place, sha256).digest()[:8])


def rare_values(columns: Iterable[Cells], below: int) -> frozenset[str]:
    """The values that fewer than `below` cells of a column, given part by part, hold."""
    counted = Counter(cell for cells in columns for cell in cells if cell is not None)
    return frozenset(value for value, number in counted.items() if number < below)


class Noise:
    """Laplace noise for the numbers of one column, drawn for each row by its place under the key.

    Source: the inverse of the Laplace distribution (Dwork and others, Calibrating noise to sensitivity, 2006). The
    result is rounded, so that its last binary digits do not give the number away (Mironov, 2012). It promises no
    differential privacy: how often the column is released is not counted.
    """

    def __init__(self, key: bytes, column: str, scale: float, decimals: int) -> None:
        self._key, self._column, self._scale = key, column, scale
        self._unit = Decimal(1).scaleb(-decimals)

    def noisy(self, row: int, cell: str | None) -> str | None:
        """The number of a row (counted from 0) with its noise; None if the cell holds none."""
        number = as_number(cell or "")
        if number is None:
            return None
        share = ((_drawn(self._key, self._column, row) >> 12) + 0.5) / 2**52 - 0.5
        noise = -self._scale * math.copysign(math.log1p(-2 * abs(share)), share)
        return written((number + Decimal(noise)).quantize(self._unit, ROUND_HALF_EVEN))


def swapped(key: bytes, column: str, cells: Cells, within: float) -> list[str | None]:
    """The cells of a column after rank swapping: the same values, each on another row at most so many ranks away.

    The filled cells are ranked; each changes places once with a free one among the next `within` (a share of all
    ranks, one rank at least), drawn under the key. Source: Moore, Controlled data-swapping techniques (1996).
    Numbers rank by size, dates by time, anything else by its letters. Missing cells stay where they are.
    """
    ranked = sorted((row for row, cell in enumerate(cells) if cell is not None), key=lambda row: _rank(cells[row], row))
    reach = max(1, math.floor(Fraction(str(within)) * len(ranked)))
    result, free = list(cells), [True] * len(ranked)
    for rank, row in enumerate(ranked):
        if free[rank]:
            other = _partner(key, column, rank, free, reach)
            free[rank] = free[other] = False
            result[row], result[ranked[other]] = cells[ranked[other]], cells[row]
    return result


TRIES = 16
"""Half of the ranks ahead are free on average, so that sixteen draws fail once in about 65,000 times."""


def _partner(key: bytes, column: str, rank: int, free: Sequence[bool], reach: int) -> int:
    """A free rank within reach ahead, drawn; the nearest if no draw meets one; the rank itself if there is none."""
    ahead = min(reach, len(free) - 1 - rank)
    if ahead < 1:
        return rank
    draws = (rank + 1 + _drawn(key, column, rank, attempt) % ahead for attempt in range(TRIES))
    in_order = (other for other in range(rank + 1, rank + 1 + ahead) if free[other])
    return next((other for other in draws if free[other]), None) or next(in_order, rank)


def _rank(cell: str | None, row: int) -> tuple[int, Decimal, str, int]:
    text = cell or ""
    number, moment = as_number(text), as_moment(text)
    if number is not None:
        return 0, number, "", row
    if moment is not None:
        return 1, Decimal(moment[0].toordinal()), str(moment[1] or ""), row
    return 2, Decimal(0), text.casefold(), row


class Sample:
    """Which rows of a data set are drawn: a share of them, exactly, by their places under the key."""

    def __init__(self, key: bytes, share: float, rows: int) -> None:
        self.rows = math.floor(Fraction(str(share)) * rows)
        drawn = array("Q", (_drawn(key, row) for row in range(rows)))
        self._has = bytearray(rows)
        for row in sorted(range(rows), key=drawn.__getitem__)[: self.rows]:
            self._has[row] = True

    def has(self, row: int) -> bool:
        """Whether a row, counted from 0, is drawn."""
        return bool(self._has[row])
