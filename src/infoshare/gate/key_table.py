"""A set of beginnings of words, of up to eight bytes each, that can be asked about by the million."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
SIZE = 8
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number near 2^64 over the golden ratio: multiplying by it spreads keys evenly (Knuth, volume 3, 6.4)."""


class KeyTable:
    """Keys are the first eight bytes of a word, lowest byte first, with noughts after a shorter word."""

    def __init__(self, words: Iterable[bytes]) -> None:
        cut = np.array([word[:SIZE] for word in words], dtype=f"S{SIZE}")
        self._keys: Keys = np.unique(cut.view("<u8"))
        slots = max(16, len(self._keys).bit_length() + 4)
        self._shift = np.uint64(64 - slots)
        self._taken = np.zeros(1 << slots, bool)
        self._taken[self._slots(self._keys)] = True

    def _slots(self, keys: Keys) -> npt.NDArray[np.intp]:
        """The slot of each key; there are at least sixteen for every key that is in the set."""
        return ((keys * _SPREAD) >> self._shift).view(np.intp)

    def places(self, keys: Keys) -> npt.NDArray[np.intp]:
        """The places of the keys that are in the set."""
        maybe = np.flatnonzero(self._taken[self._slots(keys)])
        if len(maybe):
            asked = keys[maybe]
            nearest = np.minimum(np.searchsorted(self._keys, asked), len(self._keys) - 1)
            maybe = maybe[self._keys[nearest] == asked]
        return np.asarray(maybe, np.intp)
