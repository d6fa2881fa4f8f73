"""What an engine is: it treats a batch by a plan, counts equivalence classes, and takes failing classes out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from infoshare.anonymisation.classes import Classes, ClassKey
from infoshare.anonymisation.plan import Plan, Step
from infoshare.anonymisation.rules import CellRule, cell_rule
from infoshare.model.column_rule import Redact
from infoshare.model.record import Record
from infoshare.model.table import texts

TextRedactor = Callable[[Sequence[str | None], Sequence[Record]], list[str | None]]
"""From texts and what is known of each one's people to the texts without identifiers."""

Linked = Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]
"""For each column that links rows, and each value in it: what is known, as (kind, value), of the rows that share it."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """A plan with what it needs to run: the functions for cells, a redactor for each text column, and the links."""

    plan: Plan
    cell_rules: dict[str, CellRule]
    redactors: Mapping[str, TextRedactor]
    linked: Linked = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(
        cls,
        plan: Plan,
        key: bytes | None,
        redactors: Mapping[str, TextRedactor] | None = None,
        linked: Linked | None = None,
    ) -> Treatment:
        """Prepare a plan.

        Raises:
            MissingSecretError: if it makes pseudonyms and there is no key.
        """
        texts_without = {step.name for step in plan.released if step.action == "redact"} - set(redactors or {})
        if texts_without:
            raise RuntimeError("a plan that redacts was given no redactor")
        by_cell = [step for step in plan.released if step.action not in {"keep", "redact"}]
        return cls(plan, {step.name: cell_rule(step.rule, key) for step in by_cell}, redactors or {}, linked or {})

    def only(self, names: Sequence[str]) -> Treatment:
        """The same treatment for some columns, with a count of unread cells of its own."""
        return Treatment(self.plan.only(names), self.cell_rules, self.redactors, self.linked)

    def redacted(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        """The free-text columns of a batch without identifiers, by their released names."""
        numbered: list[dict[str, list[set[str]]]] = [{} for _ in range(batch.num_rows)]
        known = self._known_of_rows(batch)
        redacted = {}
        for step in self.plan.released:
            if isinstance(step.rule, Redact):
                records = list(self._records(batch, step.rule, known, numbered))
                clean = self.redactors[step.name](texts(batch, step.column), records)
                redacted[step.name] = pa.array(clean, pa.string())
        return redacted

    def _known_of_rows(self, batch: pa.RecordBatch) -> list[list[tuple[str, str]]]:
        known = [(step.kind, texts(batch, step.column)) for step in self.plan.known]
        return [
            [(kind, value) for kind, values in known if (value := values[row]) is not None]
            for row in range(batch.num_rows)
        ]

    def _records(
        self,
        batch: pa.RecordBatch,
        rule: Redact,
        known: Sequence[Sequence[tuple[str, str]]],
        numbered: Sequence[dict[str, list[set[str]]]],
    ) -> Iterator[Record]:
        """What one text column's redaction is told of each row; the numbers of a row are shared by its texts."""
        nobody: list[str | None] = [None] * batch.num_rows
        people = texts(batch, self.plan.column_of(rule.person)) if rule.person else nobody
        links = [(self.linked[name], texts(batch, self.plan.column_of(name))) for name in rule.linked]
        for row, person in enumerate(people):
            shared = [pair for others, values in links for pair in others.get(values[row] or "", ())]
            yield Record([*known[row], *shared], person, numbered[row])


class Engine(ABC):
    """One way of running a plan. Every engine gives the same answer for the same treatment and rows."""

    name: str

    def treat(self, treatment: Treatment, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The released columns of a batch under their released names, every row still there."""
        steps, redacted = treatment.plan.released, treatment.redacted(batch)
        arrays = [
            redacted[step.name] if step.name in redacted else self._treated(treatment, step, batch) for step in steps
        ]
        return pa.RecordBatch.from_arrays(arrays, names=[step.name for step in steps])

    def _treated(self, treatment: Treatment, step: Step, batch: pa.RecordBatch) -> pa.Array:
        if step.action == "keep":
            return batch.column(step.column)
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
