"""The everyday engine: Polars finds distinct values, groups and filters; each distinct value is treated once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import polars as pl
import pyarrow as pa

from infoshare.anonymisation.classes import Classes, ClassKey
from infoshare.anonymisation.plan import Step
from infoshare.engines.engine import Engine, Treatment
from infoshare.model.table import texts


class PolarsEngine(Engine):
    """Treats each distinct value of a batch once."""

    name = "polars"

    def treat(self, treatment: Treatment, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Treat every released column."""
        steps = treatment.plan.released
        arrays = [self._treated(treatment, step, batch) for step in steps]
        return pa.RecordBatch.from_arrays(arrays, names=[step.name for step in steps])

    def _treated(self, treatment: Treatment, step: Step, batch: pa.RecordBatch) -> pa.Array:
        if step.action == "keep":
            return batch.column(step.column)
        if step.action == "redact":
            return treatment.redacted(batch, step.column)
        return _by_distinct_value(treatment, step.name, _text_series(batch, step.column))

    def count(self, classes: Classes, batch: pa.RecordBatch, quasi: Sequence[str], diverse: Iterable[str]) -> None:
        """Group the batch by its quasi-identifiers."""
        columns = list(diverse)
        grouped = (
            _text_frame(batch, [*quasi, *columns])
            .group_by(*quasi, maintain_order=True)
            .agg(pl.len().alias(ROWS), *(pl.col(column).unique().alias(column) for column in columns))
        )
        for row in grouped.iter_rows(named=True):
            key = tuple(row[column] for column in quasi)
            classes.add(key, row[ROWS], {column: row[column] for column in columns})

    def surviving(self, batch: pa.RecordBatch, quasi: Sequence[str], failing: Collection[ClassKey]) -> pa.Array:
        """Join the rows against the failing keys and take what does not match."""
        if not failing:
            return pa.array(range(batch.num_rows), pa.int64())
        failed = pl.DataFrame(list(failing), schema=dict.fromkeys(quasi, pl.String), orient="row")
        rows = _text_frame(batch, quasi).with_row_index(ROWS)
        kept = rows.join(failed, on=list(quasi), how="anti", nulls_equal=True, maintain_order="left")
        return pa.array(kept[ROWS].to_list(), pa.int64())


ROWS = "\x00rows"
"""A name that no column of a file can have: readers refuse NUL."""


def _text_series(batch: pa.RecordBatch, column: str) -> pl.Series:
    return pl.Series(column, texts(batch, column), dtype=pl.String)


def _text_frame(batch: pa.RecordBatch, columns: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame([_text_series(batch, column) for column in dict.fromkeys(columns)])


def _by_distinct_value(treatment: Treatment, name: str, cells: pl.Series) -> pa.Array:
    rule = treatment.cell_rules[name]
    distinct = cells.drop_nulls().unique(maintain_order=True)
    treated = pl.Series([rule(value) for value in distinct], dtype=pl.String)
    result = cells.replace_strict(distinct, treated, default=None, return_dtype=pl.String)
    treatment.unread[name] += result.null_count() - cells.null_count()
    return pa.array(result.to_list(), pa.string())
