"""Turns columns into small whole numbers and counts the rows that share them, so that classes can be counted fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from infoshare.model.table import texts

if TYPE_CHECKING:
    import pyarrow as pa

Codes = NDArray[np.int64]
FLUSH_AT = 1_000_000
"""Rows that wait to be counted together; beyond it memory holds distinct rows only."""
_TOO_MANY = 1 << 62


@dataclass(slots=True)
class Coder:
    """Gives each different value of one column the next number; a blank cell is 0, and so is what is not read."""

    read: Callable[[str], Any]
    """From a cell's text to what is counted; None for what cannot be read."""
    values: list[Any] = field(default_factory=lambda: [None])
    _by_text: dict[str, int] = field(default_factory=dict)
    _by_value: dict[Any, int] = field(default_factory=dict)

    def of(self, batch: pa.RecordBatch, column: str) -> Codes:
        """The number of the value in each cell of a column; each different cell is read once."""
        import pyarrow as pa

        cells = batch.column(column)
        packed = cells if isinstance(cells, pa.DictionaryArray) else cells.dictionary_encode()
        different = texts(pa.RecordBatch.from_arrays([packed.dictionary], [""]), "")
        known = np.array([*(0 if text is None else self._code(text) for text in different), 0], np.int64)
        places = packed.indices.fill_null(len(different)).to_numpy(zero_copy_only=False)
        return np.asarray(known[places], np.int64)

    def _code(self, text: str) -> int:
        found = self._by_text.get(text)
        if found is None:
            found = self._by_text[text] = self._code_of_value(self.read(text))
        return found

    def _code_of_value(self, value: Any) -> int:
        if value is None:
            return 0
        found = self._by_value.setdefault(value, len(self.values))
        if found == len(self.values):
            self.values.append(value)
        return found


class Tally:
    """Counts rows of codes, block by block: the different rows, and how often each was seen."""

    def __init__(self, columns: int) -> None:
        self._waiting: list[tuple[Codes, Codes]] = []
        self._columns, self._rows = columns, 0

    def add(self, codes: Sequence[Codes]) -> None:
        """Add rows, given column by column."""
        block = np.stack(codes) if codes else np.zeros((0, 0), np.int64)
        self._waiting.append((block, np.ones(block.shape[1], np.int64)))
        self._rows += block.shape[1]
        if self._rows > FLUSH_AT:
            self._waiting, self._rows = [self.counted()], 0

    def counted(self) -> tuple[Codes, Codes]:
        """The different rows, as an array of (columns, rows), in the order of their codes; and each one's count."""
        if not self._waiting:
            return np.zeros((self._columns, 0), np.int64), np.zeros(0, np.int64)
        block = np.concatenate([codes for codes, _ in self._waiting], axis=1)
        counts = np.concatenate([counts for _, counts in self._waiting])
        keys, _ = combined(list(block))
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        totals = np.bincount(inverse, weights=counts, minlength=len(first)).astype(np.int64)
        return block[:, first], totals


def combined(columns: Sequence[Codes], sizes: Sequence[int] | None = None) -> tuple[Codes, int]:
    """One number for each row, the same for rows alike in every column; and a number that is above them all.

    `sizes` are numbers above each column's codes. Rows are numbered as a number with a digit for each column is
    (mixed radix); where that would pass 62 bits, the rows so far are numbered anew.
    """
    keys, space = np.zeros(len(columns[0]) if columns else 0, np.int64), 1
    for place, codes in enumerate(columns):
        size = sizes[place] if sizes else int(codes.max(initial=0)) + 1
        if space * size >= _TOO_MANY:
            found, keys = np.unique(keys, return_inverse=True)
            space = len(found)
        keys, space = keys * size + codes, space * size
    return keys, space


def dense(keys: Codes, space: int) -> tuple[Codes, int]:
    """The same numbers with no gap between them, from 0 in the same order; and how many different ones there are."""
    if space > max(4 * len(keys), 1 << 16):
        found, inverse = np.unique(keys, return_inverse=True)
        return inverse.astype(np.int64), len(found)
    seen = np.zeros(space, np.bool_)
    seen[keys] = True
    places = np.cumsum(seen) - 1
    return places[keys], int(places[-1]) + 1
