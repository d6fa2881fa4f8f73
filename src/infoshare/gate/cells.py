"""Released cells by the million: batches large enough to pay, and each text of a column with the rows that have it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from infoshare.model.table import as_text, texts

ENOUGH = 1 << 24
"""So many bytes of rows are looked at together, about 50,000 rows of twelve columns."""
MANY = 1 << 18
"""So many texts are held before they are put together."""
WORTH_SHARING = 4_096
"""Fewer texts are not shared out between cores."""
_TRIED = 1_000
"""So many cells show whether a column repeats itself."""


@dataclass(frozen=True, slots=True, repr=False)
class Cells:
    """The filled cells of a column: texts, and how many rows have each; a text may stand here more than once."""

    texts: pa.Array
    rows: npt.NDArray[np.int64]

    @property
    def filled(self) -> int:
        """How many cells are filled."""
        return int(self.rows.sum())

    def at(self, places: npt.NDArray[np.intp] | None) -> Iterator[tuple[str, int]]:
        """The texts at some places, or all, each with its rows."""
        if places is None:
            return zip(self.texts.to_pylist(), self.rows.tolist(), strict=True)
        return zip(self.texts.take(pa.array(places)).to_pylist(), self.rows[places].tolist(), strict=True)


def whole_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same rows in larger batches, with each column that repeats itself, or is no text, as categories of text."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(each.nbytes for each in held) >= ENOUGH:
            yield from _joined(held)
            held = []
    if held:
        yield from _joined(held)


def _joined(held: list[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    table = pa.Table.from_batches(held).combine_chunks()
    for batch in table.to_batches():
        columns = [
            batch.column(name) if _is_long(batch.column(name)) else categories(batch, name)
            for name in batch.schema.names
        ]
        yield pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
    if not table.num_rows:
        yield held[0]


def _is_long(column: pa.Array) -> bool:
    """Whether a column is text that hardly repeats itself."""
    return _is_text(column.type) and len(column[:_TRIED].unique()) > min(len(column), _TRIED) / 2


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def categories(batch: pa.RecordBatch, column: str) -> pa.DictionaryArray:
    """A column as categories whose names are its texts; a missing or empty cell has none, or one that is None."""
    cells = batch.column(column)
    if pa.types.is_dictionary(cells.type) and _is_text(cells.type.value_type):
        return cells
    if pa.types.is_dictionary(cells.type) or pa.types.is_null(cells.type):
        return pa.array(texts(batch, column), pa.string()).dictionary_encode()
    encoded = cells.dictionary_encode()
    if _is_text(cells.type):
        return encoded
    names = [None if value is None else as_text(value) for value in encoded.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(encoded.indices, pa.array(names, pa.string()))


def cells_of(batch: pa.RecordBatch, column: str) -> Cells:
    """The filled cells of one column of a batch."""
    held = batch.column(column)
    if _is_text(held.type):
        named, rows = held, np.ones(len(held), np.int64)
    else:
        held = categories(batch, column)
        named = held.dictionary
        rows = np.bincount(held.indices.drop_null(), minlength=len(named)).astype(np.int64)
    there = pc.greater(pc.binary_length(named), 0).fill_null(False).to_numpy(zero_copy_only=False) & (rows > 0)
    return Cells(named, rows) if there.all() else Cells(named.filter(pa.array(there)), rows[there])


class Different:
    """Gathers the different texts of a column, batch by batch."""

    def __init__(self) -> None:
        self._held: list[pa.Array] = []
        self._waiting = self._settled = 0

    def add(self, batch: pa.RecordBatch, column: str) -> None:
        """Add those of a batch; they are put together again whenever they are twice as many as before."""
        texts = cells_of(batch, column).texts
        self._held.append(texts.unique())
        self._waiting += len(texts)
        if self._waiting > 2 * self._settled + MANY:
            self._settle()

    def _settle(self) -> None:
        self._held = [pa.chunked_array(self._held).unique()]
        self._waiting, self._settled = 0, len(self._held[0])

    def texts(self) -> list[str]:
        """Each text once."""
        if not self._held:
            return []
        self._settle()
        texts: list[str] = self._held[0].to_pylist()
        return texts


def sifted(sieve: Callable[[pa.Array], npt.NDArray[np.intp]], texts: pa.Array) -> npt.NDArray[np.intp]:
    """The places that a sieve finds in some texts, looked for on every core: the libraries let go of Python's lock."""
    cores = os.cpu_count() or 1
    share = -(-len(texts) // cores)
    if share < WORTH_SHARING:
        return sieve(texts)
    starts = range(0, len(texts), share)
    with ThreadPoolExecutor(cores) as threads:
        found = threads.map(lambda start: sieve(texts[start : start + share]) + start, starts)
        return np.concatenate(list(found))


def matching(cells: pa.Array, expression: str, *, any_case: bool = True) -> npt.NDArray[np.bool_]:
    """Which texts an expression of RE2 finds something in."""
    found = pc.match_substring_regex(cells, expression, ignore_case=any_case)
    return np.asarray(found.to_numpy(zero_copy_only=False), bool)
