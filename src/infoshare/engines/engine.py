"""What an engine is: it treats a batch by a plan, counts equivalence classes, and takes failing classes out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from infoshare.anonymisation.classes import Classes, ClassKey
from infoshare.anonymisation.plan import Plan, Step
from infoshare.anonymisation.rules import CellRule, cell_rule
from infoshare.model.table import texts

KnownValues = Sequence[tuple[str, str]]
"""What is known of one row's person: (kind, value) pairs, sought in that row's text."""

TextRedactor = Callable[[Sequence[str | None], Sequence[KnownValues]], list[str | None]]
"""From texts and what is known of each one's person to the texts without identifiers."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """A plan with what it needs to run: the functions for cells, and the redactor for texts."""

    plan: Plan
    cell_rules: dict[str, CellRule]
    redact: TextRedactor | None
    unread: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, plan: Plan, key: bytes | None, redact: TextRedactor | None) -> Treatment:
        """Prepare a plan.

        Raises:
            MissingSecretError: if it makes pseudonyms and there is no key.
        """
        by_cell = [step for step in plan.released if step.action not in {"keep", "redact"}]
        return cls(plan, {step.name: cell_rule(step.rule, key) for step in by_cell}, redact)

    def only(self, names: Sequence[str]) -> Treatment:
        """The same treatment for some columns, with a count of unread cells of its own."""
        return Treatment(self.plan.only(names), self.cell_rules, self.redact)

    def redacted(self, batch: pa.RecordBatch, column: str) -> pa.Array:
        """A free-text column of a batch without identifiers, each row's own known values sought in its text."""
        if self.redact is None:
            raise RuntimeError("a plan that redacts was given no redactor")
        return pa.array(self.redact(texts(batch, column), self._known_of_rows(batch)), pa.string())

    def _known_of_rows(self, batch: pa.RecordBatch) -> list[KnownValues]:
        known = [(step.rule.known or "reference", texts(batch, step.column)) for step in self.plan.known]
        return [
            [(kind, value) for kind, values in known if (value := values[row]) is not None]
            for row in range(batch.num_rows)
        ]


class Engine(ABC):
    """One way of running a plan. Every engine gives the same answer for the same treatment and rows."""

    name: str

    def treat(self, treatment: Treatment, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The released columns of a batch under their released names, every row still there."""
        steps = treatment.plan.released
        arrays = [self._treated(treatment, step, batch) for step in steps]
        return pa.RecordBatch.from_arrays(arrays, names=[step.name for step in steps])

    def _treated(self, treatment: Treatment, step: Step, batch: pa.RecordBatch) -> pa.Array:
        if step.action == "keep":
            return batch.column(step.column)
        if step.action == "redact":
            return treatment.redacted(batch, step.column)
        return self.treat_cells(treatment, step.name, texts(batch, step.column))

    @abstractmethod
    def treat_cells(self, treatment: Treatment, name: str, cells: list[str | None]) -> pa.Array:
        """A column whose cells are treated one by one, as text; cells that cannot be read are blank, and counted."""

    @abstractmethod
    def count(self, classes: Classes, batch: pa.RecordBatch, quasi: Sequence[str], diverse: Iterable[str]) -> None:
        """Add a treated batch's equivalence classes to the count."""

    @abstractmethod
    def surviving(self, batch: pa.RecordBatch, quasi: Sequence[str], failing: Collection[ClassKey]) -> pa.Array:
        """The places (int64) of a treated batch's rows whose class does not fail, in order."""
