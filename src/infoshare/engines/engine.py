"""What an engine is: it treats a batch by a plan, counts equivalence classes, and takes failing classes out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pyarrow as pa

from infoshare.anonymisation.classes import Classes, ClassKey
from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.plan import Plan, Step
from infoshare.anonymisation.pseudonyms import one_form_of
from infoshare.anonymisation.rules import CellRule, PairRule, cell_rule, pair_rule
from infoshare.model.column_rule import WHOLE_COLUMN, AgeAt, Redact, ShiftDate
from infoshare.model.record import Record
from infoshare.model.table import texts

TextRedactor = Callable[[Sequence[str | None], Sequence[Record]], list[str | None]]
"""From texts and what is known of each one's people to the texts without identifiers."""

REMEMBERED = 1 << 17
"""So many treated cells of a column are kept, so that a value that comes again in another batch costs nothing."""

Linked = Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]
"""For each column that links rows, and each value in it: what is known, as (kind, value), of the rows that share it."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """A plan with what it needs to run: the functions for cells, a redactor for each text column, and the links."""

    plan: Plan
    cell_rules: dict[str, CellRule]
    redactors: Mapping[str, TextRedactor]
    linked: Linked = field(default_factory=dict)
    pair_rules: Mapping[str, tuple[str, PairRule]] = field(default_factory=dict)
    """For a column that leans on another of its row: what the data call that one, and the function."""
    unread: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(
        cls,
        plan: Plan,
        keys: Keys | None,
        redactors: Mapping[str, TextRedactor] | None = None,
        linked: Linked | None = None,
    ) -> Treatment:
        """Prepare a plan.

        Raises:
            MissingSecretError: if it needs a key and there is none.
            PolicyError: if a file that it names cannot be used.
        """
        texts_without = {step.name for step in plan.released if step.action == "redact"} - set(redactors or {})
        if texts_without:
            raise RuntimeError("a plan that redacts was given no redactor")
        pairs = {
            step.name: (plan.column_of(step.rule.leans_on[0]), _pair_rule(plan, step.rule, keys))
            for step in plan.released
            if isinstance(step.rule, AgeAt | ShiftDate)
        }
        others = {"keep", "redact"} | WHOLE_COLUMN
        by_cell = [step for step in plan.released if step.action not in others and step.name not in pairs]
        rules: dict[str, CellRule] = {step.name: lru_cache(REMEMBERED)(cell_rule(step.rule, keys)) for step in by_cell}
        return cls(plan, rules, redactors or {}, linked or {}, pairs)

    def only(self, names: Sequence[str]) -> Treatment:
        """The same treatment for some columns, with a count of unread cells of its own."""
        return Treatment(self.plan.only(names), self.cell_rules, self.redactors, self.linked, self.pair_rules)

    def redacted(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        """The free-text columns of a batch without identifiers, by their released names."""
        columns = [(step, step.rule) for step in self.plan.released if isinstance(step.rule, Redact)]
        if not columns:
            return {}
        numbered: list[dict[str, list[set[str]]]] = [{} for _ in range(batch.num_rows)]
        known = self.plan.known_of_rows(batch)
        redacted = {}
        for step, rule in columns:
            records = list(self._records(batch, rule, known, numbered))
            clean = self.redactors[step.name](texts(batch, step.column), records)
            redacted[step.name] = pa.array(clean, pa.string())
        return redacted

    def _people(self, batch: pa.RecordBatch, person: str) -> list[str | None]:
        """Who each row is of, in the one form of what names people."""
        one_form = one_form_of(self.plan.policy.columns[person].known)
        return [one_form(cell) if cell else None for cell in texts(batch, self.plan.column_of(person))]

    def _records(
        self,
        batch: pa.RecordBatch,
        rule: Redact,
        known: Sequence[Sequence[tuple[str, str]]],
        numbered: Sequence[dict[str, list[set[str]]]],
    ) -> Iterator[Record]:
        """What one text column's redaction is told of each row; the numbers of a row are shared by its texts."""
        nobody: list[str | None] = [None] * batch.num_rows
        people = self._people(batch, rule.person) if rule.person else nobody
        links = [(self.linked[name], texts(batch, self.plan.column_of(name))) for name in rule.linked]
        for row, person in enumerate(people):
            shared = [pair for others, values in links for pair in others.get(values[row] or "", ())]
            yield Record([*known[row], *shared], person, numbered[row])


def whole_column(name: str) -> str:
    """Where a source gives the treated form of a column that is treated as a whole; no file has such a header."""
    return f"\x00 treated \x00{name}"


def _pair_rule(plan: Plan, rule: AgeAt | ShiftDate, keys: Keys | None) -> PairRule:
    """The function of a pair; people are told apart by the one form of what names them."""
    treat = pair_rule(rule, keys)
    if isinstance(rule, AgeAt):
        return treat
    one_form = one_form_of(plan.policy.columns[rule.person].known)
    return lambda cell, person: treat(cell, one_form(person) if person else None)


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
        cells = texts(batch, step.column)
        if step.action in WHOLE_COLUMN:
            return self._treated_before(treatment, step, cells, batch)
        if step.name in treatment.pair_rules:
            return self.treat_pairs(treatment, step.name, cells, texts(batch, treatment.pair_rules[step.name][0]))
        return self.treat_cells(treatment, step.name, cells)

    def _treated_before(
        self, treatment: Treatment, step: Step, cells: list[str | None], batch: pa.RecordBatch
    ) -> pa.Array:
        """A column that was treated as a whole, before any engine saw it; cells that could not be read are counted."""
        treated = batch.column(whole_column(step.name))
        treatment.unread[step.name] += treated.null_count - cells.count(None)
        return treated

    @abstractmethod
    def treat_cells(self, treatment: Treatment, name: str, cells: list[str | None]) -> pa.Array:
        """A column whose cells are treated one by one, as text; cells that cannot be read are blank, and counted."""

    @abstractmethod
    def treat_pairs(
        self, treatment: Treatment, name: str, cells: list[str | None], others: list[str | None]
    ) -> pa.Array:
        """The same for a column whose rule needs another column of the row as well."""

    @abstractmethod
    def count(self, classes: Classes, batch: pa.RecordBatch, quasi: Sequence[str], diverse: Iterable[str]) -> None:
        """Add a treated batch's equivalence classes to the count, with every value of the sensitive columns."""

    @abstractmethod
    def surviving(self, batch: pa.RecordBatch, quasi: Sequence[str], failing: Collection[ClassKey]) -> pa.Array:
        """The places (int64) of a treated batch's rows whose class does not fail, in order."""
