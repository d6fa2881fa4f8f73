"""Rounds numbers to the nearest multiple of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def rounded(numbers: NDArray[np.float64], base: int) -> NDArray[np.float64]:
    """Each number to the nearest multiple of the base; what lies in the middle goes up."""
    return numbers if base <= 1 else np.floor(numbers / base + 0.5) * base
