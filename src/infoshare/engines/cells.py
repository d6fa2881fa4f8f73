"""Adds up the cells of a table of statistics batch by batch: rows, sums, and the largest contributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from infoshare.errors import DataFileError
from infoshare.model.table import texts
from infoshare.safe_repr import count_of, rows_named

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_STATED = "Not stated"
"""What an empty cell is called in a table."""
ROWS, SUM, LARGEST, KEY = "rows", "sum", "largest", "key"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell without margins: its codes, rows, sum (of weights, where no number is summed), and the largest parts."""

    codes: tuple[str, ...]
    rows: float
    total: float
    largest: tuple[float, ...]
    key: int = 0


class Cells:
    """The cells so far. `of` and `weight` are columns of numbers; `keep` is how many largest contributions are kept."""

    def __init__(self, by: Sequence[str], of: str | None = None, weight: str | None = None, keep: int = 0) -> None:
        self._by, self._of, self._weight, self._keep = tuple(by), of, weight, keep
        self._keys = [str(place) for place in range(len(by))]
        self._found: list[pl.DataFrame] = []
        self._first = 0

    def add(self, batch: pa.RecordBatch, keys: Sequence[int] | None = None) -> None:
        """Add a treated batch, with its records' keys where counts are moved by them.

        Raises:
            DataFileError: if a weight or a number is missing, is none, or is negative, by row numbers.
        """
        frame = pl.DataFrame({key: _words(batch, name) for key, name in zip(self._keys, self._by, strict=True)})
        weights = self._numbers(batch, self._weight)
        values = self._numbers(batch, self._of)
        self._first += batch.num_rows
        share = pl.lit(1.0) if values is None else values
        total = share if weights is None else share * weights
        key = pl.lit(0) if keys is None else pl.Series(keys, dtype=pl.Int64)
        frame = frame.with_columns(pl.lit(1.0).alias(ROWS), total.alias(SUM), key.alias(KEY))
        self._found.append(self._grouped(frame.with_columns(pl.concat_list(SUM).alias(LARGEST))))
        if len(self._found) > 16:
            self._found = [self._joined()]

    def _numbers(self, batch: pa.RecordBatch, name: str | None) -> pl.Series | None:
        """A column as numbers that are not negative."""
        if name is None:
            return None
        column = pl.Series(texts(batch, name), dtype=pl.String).str.strip_chars().cast(pl.Float64, strict=False)
        wrong = (column.is_null() | ~column.is_finite() | (column < 0)).fill_null(value=True)
        if wrong.any():
            rows = [self._first + row + 1 for row in wrong.arg_true()]
            raise DataFileError(
                f"'{name}' has {count_of(len(rows), 'cell')} that hold no number from 0 upwards, in {rows_named(rows)}",
                mend="Mend or take out those rows; a table cannot be made of what is not known.",
            )
        return column

    def _grouped(self, frame: pl.DataFrame) -> pl.DataFrame:
        largest = pl.col(LARGEST).explode().top_k(self._keep) if self._keep else pl.lit([], dtype=pl.List(pl.Float64))
        return frame.group_by(self._keys).agg(pl.col(ROWS, SUM, KEY).sum(), largest.alias(LARGEST))

    def _joined(self) -> pl.DataFrame:
        return self._grouped(pl.concat(self._found))

    def __iter__(self) -> Iterator[Cell]:
        """Every cell that has a row, in the order of its codes."""
        if not self._found:
            return
        for row in self._joined().sort(self._keys).iter_rows(named=True):
            codes = tuple(row[key] for key in self._keys)
            largest = tuple(sorted(row[LARGEST], reverse=True)) if self._keep else ()
            yield Cell(codes, row[ROWS], row[SUM], largest, row[KEY])


def _words(batch: pa.RecordBatch, name: str) -> pl.Series:
    """A column as words; an empty cell is not stated."""
    column = batch.column(name)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        words = pl.Series(name, pl.from_arrow(column), dtype=pl.String)
        return words.replace("", None).fill_null(NOT_STATED)
    return pl.Series(texts(batch, name), dtype=pl.String).fill_null(NOT_STATED)
