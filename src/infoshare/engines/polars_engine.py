"""The everyday engine: each distinct value of a batch is treated once, and Polars groups and filters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import polars as pl
import pyarrow as pa

from infoshare.anonymisation.classes import Classes, ClassKey
from infoshare.engines.engine import Engine, Treatment
from infoshare.model.table import texts


class PolarsEngine(Engine):
    """Treats each distinct value of a batch once."""

    name = "polars"

    def treat_cells(self, treatment: Treatment, name: str, cells: list[str | None]) -> pa.Array:
        """Treat every distinct value once."""
        rule, column = treatment.cell_rules[name], pa.array(cells, pa.string())
        packed = column.dictionary_encode()
        treated = pa.array([rule(value) for value in packed.dictionary.to_pylist()], pa.string())
        result = treated.take(packed.indices)
        treatment.unread[name] += result.null_count - column.null_count
        return result

    def treat_pairs(
        self, treatment: Treatment, name: str, cells: list[str | None], others: list[str | None]
    ) -> pa.Array:
        """Treat every distinct pair once."""
        rule, pairs = treatment.pair_rules[name][1], list(zip(cells, others, strict=True))
        treated = {pair: None if pair[0] is None else rule(pair[0], pair[1]) for pair in dict.fromkeys(pairs)}
        result = pa.array([treated[pair] for pair in pairs], pa.string())
        treatment.unread[name] += result.null_count - cells.count(None)
        return result

    def count(self, classes: Classes, batch: pa.RecordBatch, quasi: Sequence[str], diverse: Iterable[str]) -> None:
        """Group the batch by its quasi-identifiers."""
        columns = list(diverse)
        keys, values = _places(len(quasi)), _places(len(quasi) + len(columns))[len(quasi) :]
        grouped = (
            _text_frame(batch, [*quasi, *columns])
            .group_by(*keys, maintain_order=True)
            .agg(pl.len().alias(ROWS), *(pl.col(place) for place in values))
        )
        for row in grouped.iter_rows(named=True):
            key = tuple(row[place] for place in keys)
            classes.add(key, row[ROWS], {column: row[place] for column, place in zip(columns, values, strict=True)})

    def surviving(self, batch: pa.RecordBatch, quasi: Sequence[str], failing: Collection[ClassKey]) -> pa.Array:
        """Join the rows against the failing keys and take what does not match."""
        if not failing:
            return pa.array(range(batch.num_rows), pa.int64())
        keys = _places(len(quasi))
        failed = pl.DataFrame(list(failing), schema=dict.fromkeys(keys, pl.String), orient="row")
        rows = _text_frame(batch, quasi).with_row_index(ROWS)
        kept = rows.join(failed, on=keys, how="anti", nulls_equal=True, maintain_order="left")
        return pa.array(kept[ROWS].to_list(), pa.int64())


ROWS = "rows"


def _places(count: int) -> list[str]:
    """Names for columns by their place: Polars takes a name such as `*` or `^t.*$` for a pattern."""
    return [f"column_{place}" for place in range(count)]


def _text_frame(batch: pa.RecordBatch, columns: Sequence[str]) -> pl.DataFrame:
    series = [pl.Series(texts(batch, column), dtype=pl.String) for column in columns]
    return pl.DataFrame(dict(zip(_places(len(series)), series, strict=True)))
