"""Puts rows in the order of what stands in them, so that their order says nothing; beyond memory beside the target."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol, cast

import pyarrow as pa
import pyarrow.compute as pc

from infoshare.files.reader import BATCH_ROWS, evenly
from infoshare.files.writer import Held, Writer

MOST_HELD = 256 << 20
"""Bytes of rows that are sorted in memory at once; more are laid down in sorted runs, and the runs merged."""


class Run(Protocol):
    """Sorted rows, batch by batch."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows from the first."""
        ...


def in_order(
    batches: Iterable[pa.RecordBatch],
    columns: Sequence[str],
    held: Held = Writer.held,
    folder: Path | None = None,
) -> Iterator[pa.RecordBatch]:
    """The same rows, sorted by the texts of their cells: an empty cell first, then by code points.

    The columns count in the order given. Batches come out with `BATCH_ROWS` rows, whatever came in, so that the same
    rows give the same batches. Rows that are too many for memory lie in nameless files until they were given out.

    Args:
        batches: rows that share one schema.
        columns: the columns to sort by; rows that agree in all of them must be the same.
        held: what whoever reads the release back has in place of a cell.
        folder: the folder of the target, for rows that are too many to be held; without one all are held.
    """
    order, size = _Order(columns, held), 0
    runs: list[Run] = []
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        size += batch.nbytes
        if folder and size > MOST_HELD:
            runs.append(_Laid(order.sorted(waiting), folder))
            waiting, size = [], 0
    if waiting:
        runs.append(_Memory(order.sorted(waiting)))
    return evenly(runs[0].batches() if len(runs) == 1 else _merged(order, runs))


class _Order:
    """How rows are compared."""

    def __init__(self, columns: Sequence[str], held: Held) -> None:
        self._columns, self._held = columns, held

    def sorted(self, batches: Sequence[pa.RecordBatch]) -> pa.Table:
        """The rows of some batches, sorted."""
        table = pa.Table.from_batches(batches).combine_chunks()
        keys = [self._texts(table.column(name)) for name in self._columns]
        # nothing and an empty text are read as the same, and come in one order all the same
        keys += [pc.is_valid(table.column(name)) for name in self._columns if table.column(name).null_count]
        names = [str(place) for place in range(len(keys))]
        places = pc.sort_indices(pa.table(keys, names=names), sort_keys=[(name, "ascending") for name in names])
        return table.take(places)

    def _texts(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            plain = pc.match_substring_regex(column, "^($|[0-9A-Za-z])")
            if pc.all(plain, skip_nulls=True, min_count=0).as_py():
                return column.fill_null("")
        different = pc.unique(column)
        words = pa.array([self._text(cell) for cell in different.to_pylist()], pa.large_string())
        return pc.take(words, pc.index_in(column, different))

    def row(self, batch: pa.RecordBatch, place: int) -> tuple[tuple[str, ...], tuple[bool, ...]]:
        """What one row is compared by."""
        cells = [batch.column(name)[place].as_py() for name in self._columns]
        return tuple(map(self._text, cells)), tuple(cell is not None for cell in cells)

    def _text(self, cell: object) -> str:
        return "" if cell is None else self._held(cell)


class _Memory:
    """A run in memory."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def batches(self) -> Iterator[pa.RecordBatch]:
        yield from self._table.to_batches(max_chunksize=BATCH_ROWS)


class _Laid:
    """A run in a file that has no name, so that it is gone whatever ends the program."""

    def __init__(self, table: pa.Table, folder: Path) -> None:
        self._stream = cast("BinaryIO", tempfile.TemporaryFile(dir=folder))  # noqa: SIM115  # it ends with the run
        with pa.ipc.new_file(self._stream, table.schema) as file:
            file.write_table(table, max_chunksize=BATCH_ROWS)

    def batches(self) -> Iterator[pa.RecordBatch]:
        with self._stream:
            file = pa.ipc.open_file(self._stream)
            yield from map(file.get_batch, range(file.num_record_batches))


def _merged(order: _Order, runs: Sequence[Run]) -> Iterator[pa.RecordBatch]:
    """The rows of all runs: each time those that come no later than the first batch of a run to be used up."""
    coming = [run.batches() for run in runs]
    front = [(run, batch) for run in coming if (batch := next(run, None)) is not None]
    while front:
        last = min(order.row(batch, batch.num_rows - 1) for _, batch in front)
        taken, left = [], []
        for run, batch in front:
            rows = bisect_right(range(batch.num_rows), last, key=partial(order.row, batch))
            taken.append(batch.slice(0, rows))
            rest = batch.slice(rows) if rows < batch.num_rows else next(run, None)
            left += [(run, rest)] if rest is not None else []
        front = left
        yield from order.sorted(taken).to_batches()
