"""The reference engine: plain Python, row by row, slow and obvious; the other engines must agree with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pyarrow as pa

from infoshare.anonymisation.classes import Classes, ClassKey
from infoshare.engines.engine import Engine, Treatment
from infoshare.model.table import texts


class ReferenceEngine(Engine):
    """Treats each cell by itself."""

    name = "reference"

    def treat_cells(self, treatment: Treatment, name: str, cells: list[str | None]) -> pa.Array:
        """Treat every cell by itself."""
        return pa.array([self._cell(treatment, name, cell) for cell in cells], pa.string())

    def treat_pairs(
        self, treatment: Treatment, name: str, cells: list[str | None], others: list[str | None]
    ) -> pa.Array:
        """Treat every pair by itself."""
        rule = treatment.pair_rules[name][1]
        treated = [None if cell is None else rule(cell, other) for cell, other in zip(cells, others, strict=True)]
        treatment.unread[name] += treated.count(None) - cells.count(None)
        return pa.array(treated, pa.string())

    def _cell(self, treatment: Treatment, name: str, cell: str | None) -> str | None:
        treated = None if cell is None else treatment.cell_rules[name](cell)
        if cell is not None and treated is None:
            treatment.unread[name] += 1
        return treated

    def count(self, classes: Classes, batch: pa.RecordBatch, quasi: Sequence[str], diverse: Iterable[str]) -> None:
        """Count every row by itself."""
        sensitive = {column: texts(batch, column) for column in diverse}
        for row, key in enumerate(self._keys(batch, quasi)):
            classes.add(key, 1, {column: [values[row]] for column, values in sensitive.items()})

    def surviving(self, batch: pa.RecordBatch, quasi: Sequence[str], failing: Collection[ClassKey]) -> pa.Array:
        """Look up each row's class."""
        places = [row for row, key in enumerate(self._keys(batch, quasi)) if key not in failing]
        return pa.array(places, pa.int64())

    def _keys(self, batch: pa.RecordBatch, quasi: Sequence[str]) -> list[ClassKey]:
        columns = [texts(batch, column) for column in quasi]
        return [tuple(column[row] for column in columns) for row in range(batch.num_rows)]
