"""Moves counts by noise that the records themselves decide, so that the same people always give the same number.

Every record has a key; the keys of a cell's records, added up, pick the noise from a table of probabilities. So a cell
has the same noise in every table that it stands in, and repeated or differenced tables do not average it away (Fraser
and Wooton, "A proposed method for confidentialising tabular output to protect against differencing", UNECE 2005;
Marley and Leaver, "A method for confidentialising user-defined tables", ISI 2011).
"""

from __future__ import annotations

import hmac
from functools import cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

BITS = 32
"""Record keys are numbers of so many bits; a cell's key is their sum, cut to as many."""


def record_key(secret: bytes, record: str) -> int:
    """The key of one record, drawn by HMAC-SHA-256 over what names it."""
    return int.from_bytes(hmac.new(secret, record.encode(), sha256).digest()[:4])


def moved(count: int, cell_key: int, most: int, variance: float) -> int:
    """A count with its noise; 0 stays 0, and nothing becomes negative."""
    if count == 0:
        return 0
    drawn = (cell_key % (1 << BITS)) / (1 << BITS)
    steps, shares = noise(count, most, variance)
    return count + steps[min(int(np.searchsorted(np.cumsum(shares), drawn, side="right")), len(steps) - 1)]


WIDEST = 0.5
"""The greatest variance used, as a share of the greatest possible, which is count times `most`."""


@cache
def noise(count: int, most: int, variance: float) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The steps that a count may take and their probabilities: of mean 0, at most `most` either way, of that variance.

    Of all such distributions it is the one of greatest entropy, whose probabilities are exp(a d + b d^2) by the method
    of Lagrange; a and b are found by Newton's method. Near 0, where steps below -count are not open and so great a
    variance cannot be had, the variance is half of the greatest that is possible.
    """
    least = -min(count, most)
    variance = min(variance, WIDEST * -least * most)
    steps = np.arange(least, most + 1)
    return tuple(steps.tolist()), tuple(_of_greatest_entropy(steps.astype(float), variance).tolist())


def _of_greatest_entropy(steps: NDArray[np.float64], variance: float) -> NDArray[np.float64]:
    """Probabilities exp(a d + b d^2), scaled to 1: a and b minimise a convex function, by Newton's method."""
    powers, wanted, slopes = np.stack([steps, steps**2]), np.array([0.0, variance]), np.zeros(2)
    for _ in range(500):
        shares, height = _shares(slopes, powers)
        missed = powers @ shares - wanted
        if np.abs(missed).max() < 1e-8 * max(1.0, variance):
            return shares
        spread = (powers * shares) @ powers.T - np.outer(powers @ shares, powers @ shares)
        step = np.linalg.solve(spread + 1e-15 * np.eye(2), missed)
        part = 1.0
        while _shares(slopes - part * step, powers)[1] + part * wanted @ step > height - 1e-4 * part * missed @ step:
            part /= 2
            if part < 1e-12:
                return shares
        slopes = slopes - part * step
    raise RuntimeError("the noise of cell keys was not found")


def _shares(slopes: NDArray[np.float64], powers: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """The probabilities, and the logarithm of the sum that scales them."""
    heights = slopes @ powers
    top = float(heights.max())
    weights = np.exp(heights - top)
    return weights / weights.sum(), top + float(np.log(weights.sum()))
