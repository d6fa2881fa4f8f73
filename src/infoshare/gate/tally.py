"""Counts rows by the texts of some columns, by the million: each combination, with how many rows have it."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from infoshare.gate.cells import categories

Codes = npt.NDArray[np.int64]
Key = tuple[str | None, ...]
AT_ONCE = 1 << 19
"""So many rows are kept as they came before they are counted."""
_MOST = 1 << 62


class Numbered:
    """The texts of one column, numbered as they are met; an empty cell is number nought."""

    def __init__(self) -> None:
        self.texts: list[str | None] = [None]
        self._numbers: dict[str | None, int] = {None: 0, "": 0}

    def codes(self, batch: pa.RecordBatch, column: str) -> Codes:
        """The number of each cell's text."""
        cells = categories(batch, column)
        numbers = np.array([*map(self._number, cells.dictionary.to_pylist()), 0], np.int64)
        codes: Codes = numbers[cells.indices.fill_null(len(numbers) - 1).to_numpy(zero_copy_only=False)]
        return codes

    def _number(self, text: str | None) -> int:
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number


class Tally:
    """How many rows have each combination of the numbered texts of some columns."""

    def __init__(self, columns: tuple[Numbered, ...]) -> None:
        self._columns = columns
        self._held: list[tuple[Codes, Codes]] = []
        self._waiting = 0

    def add(self, codes: list[Codes], rows: int) -> None:
        """Count the rows of a batch by the numbers of their cells, column by column."""
        self._held.append((np.stack(codes) if codes else np.zeros((0, rows), np.int64), np.ones(rows, np.int64)))
        self._waiting += rows
        if self._waiting >= AT_ONCE:
            self._settle()

    def _settle(self) -> None:
        """Add up what is held, so that each combination stands once."""
        cells = np.concatenate([cells for cells, _ in self._held], axis=1)
        rows = np.concatenate([rows for _, rows in self._held])
        _, first, which = np.unique(_as_one(cells), return_index=True, return_inverse=True)
        self._held = [(cells[:, first], np.bincount(which, rows).astype(np.int64))]
        self._waiting = 0

    def counted(self) -> Counter[Key]:
        """The rows of each combination."""
        if not self._held:
            return Counter()
        self._settle()
        cells, rows = self._held[0]
        texts = [[column.texts[code] for code in codes] for column, codes in zip(self._columns, cells, strict=True)]
        keys = zip(*texts, strict=True) if texts else iter([()] * len(rows))
        return Counter(dict(zip(keys, rows.tolist(), strict=True)))


def _as_one(cells: Codes) -> Codes:
    """One number for each combination; where they would grow too large, they are numbered anew."""
    one = np.zeros(cells.shape[1], np.int64)
    for codes in cells:
        size = int(codes.max(initial=0)) + 1
        if (int(one.max(initial=0)) + 1) * size >= _MOST:
            one = np.unique(one, return_inverse=True)[1]
        one = one * size + codes
    return one
