"""Gives a source with the columns that are treated as a whole already treated, and only the rows of the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.plan import Plan, Step
from infoshare.anonymisation.whole_columns import Noise, Sample, rare_values, swapped
from infoshare.engines.engine import whole_column
from infoshare.errors import PolicyError
from infoshare.model.column_rule import AddNoise, RecodeRare, Swap
from infoshare.model.table import texts
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    import pyarrow as pa

Treat = Callable[[int, Sequence[str | None]], list[str | None]]
"""From the place of the first row, counted from 0, and the cells of a batch to what leaves of them."""


def rows_of(plan: Plan, source: Source, keys: Keys) -> Source:
    """The source as the engines see it: the very same, or with columns treated as a whole and rows drawn.

    Raises:
        MissingSecretError: if that needs a key and there is none.
        PolicyError: if the sample of so few rows would have none.
    """
    treats = {step.name: treat for step in plan.released if (treat := _treatment(step, source, keys))}
    share = plan.policy.privacy.sample
    sample = Sample(keys.of("sample"), share, source.rows) if share is not None else None
    if sample and not sample.rows:
        raise PolicyError(
            "the sample that the policy asks for has no row of this source", mend="Ask for a larger share."
        )
    return _Rows(plan, source, treats, sample) if treats or sample else source


def _treatment(step: Step, source: Source, keys: Keys) -> Treat | None:
    rule = step.rule
    match rule:
        case RecodeRare():
            rare = rare_values((texts(batch, step.column) for batch in source.batches()), rule.below)
            return lambda first, cells: [rule.into if cell in rare else cell for cell in cells]
        case AddNoise():
            noise = Noise(keys.of("noise"), step.name, rule.scale, rule.decimals)
            return lambda first, cells: [noise.noisy(first + row, cell) for row, cell in enumerate(cells)]
        case Swap():
            column = [cell for batch in source.batches() for cell in texts(batch, step.column)]
            moved = swapped(keys.of("swap"), step.name, column, rule.within)
            return lambda first, cells: moved[first : first + len(cells)]
    return None


class _Rows:
    """A source that has, beside each column that is treated as a whole, its treated form."""

    def __init__(self, plan: Plan, source: Source, treats: dict[str, Treat], sample: Sample | None) -> None:
        self._source, self._treats, self._sample = source, treats, sample
        self._columns = {step.name: step.column for step in plan.released if step.name in treats}
        self.columns = (*source.columns, *map(whole_column, treats))
        self.rows = sample.rows if sample else source.rows
        self.sha256, self.notes = source.sha256, source.notes

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows of the sample, in the source's order; a batch may have none."""
        first = 0
        for batch in self._source.batches():
            yield self._drawn(first, self._with_treated(first, batch))
            first += batch.num_rows

    def _with_treated(self, first: int, batch: pa.RecordBatch) -> pa.RecordBatch:
        import pyarrow as pa

        treated = [
            pa.array(treat(first, texts(batch, self._columns[name])), pa.string())
            for name, treat in self._treats.items()
        ]
        names = [*batch.schema.names, *map(whole_column, self._treats)]
        return pa.RecordBatch.from_arrays([*batch.columns, *treated], names=names)

    def _drawn(self, first: int, batch: pa.RecordBatch) -> pa.RecordBatch:
        import pyarrow as pa

        if self._sample is None:
            return batch
        drawn = [row for row in range(batch.num_rows) if self._sample.has(first + row)]
        return batch.take(pa.array(drawn, pa.int64()))
