"""What the release of one table takes from the other tables of its data set: their people, and who was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa

from infoshare.anonymisation.plan import Plan, compile_plan
from infoshare.anonymisation.pseudonyms import one_form_of
from infoshare.engines import Engine, Treatment
from infoshare.errors import DataFileError, PrivacyTargetMissed
from infoshare.model.column_rule import Redact
from infoshare.model.policy import Policy
from infoshare.model.table import Table, texts
from infoshare.safe_repr import count_of
from infoshare.workflows.sources import Source

Known = tuple[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Beside:
    """What a table is released with; by default nothing, for a table alone.

    `purpose` is what keys are derived for, in place of the policy's name. `key` is the column, by its name in the
    policies, that links rows. `tables` are the other tables with their policies, `people` what is known in any table,
    as (kind, value), by the one form of the key. `released` are the keys of the released main table.
    """

    purpose: str | None = None
    key: str | None = None
    tables: tuple[tuple[Policy, Table], ...] = ()
    people: Mapping[str, Mapping[Known, None]] = field(default_factory=dict)
    released: frozenset[str] | None = None

    def joined(self, plan: Plan) -> Plan:
        """The plan, each of its texts linked by the key as well."""
        if self.key is None:
            return plan
        steps = (
            replace(step, rule=step.rule.model_copy(update={"linked": (*step.rule.linked, self.key)}))
            if isinstance(step.rule, Redact) and self.key not in step.rule.linked
            else step
            for step in plan.steps
        )
        return Plan(plan.policy, tuple(steps))

    def everyone(self) -> Iterator[Iterable[Known]]:
        """What is known in any of the tables, person by person."""
        yield from self.people.values()

    def linked(self, plan: Plan, source: Source) -> dict[str, dict[str, list[Known]]]:
        """For the key, and each value of it as this table writes it: what is known of its rows in all tables."""
        if self.key is None or not plan.uses("redact"):
            return {}
        column, one_form = plan.column_of(self.key), one_form_of(plan.policy.columns[self.key].known)
        values = {value for batch in source.batches() for value in texts(batch, column) if value}
        return {self.key: {value: list(self.people.get(one_form(value), ())) for value in sorted(values)}}

    def thinned(self, rows: Source, engine: Engine, treatment: Treatment) -> Source:
        """The rows whose key stands in the released main table.

        Raises:
            PrivacyTargetMissed: if more rows than the policy allows, or all of them, have no row there.
        """
        if self.key is None or self.released is None:
            return rows
        thinned = _Thinned(rows, engine, treatment.only([self.key]), self.key, self.released)
        policy, lost = treatment.plan.policy, rows.rows - thinned.rows
        most = policy.privacy.max_suppressed
        if lost > most * rows.rows or not thinned.rows:
            raise PrivacyTargetMissed(
                f"{lost:,} of {count_of(rows.rows, 'row')} under the policy '{policy.policy}' have no row in the "
                f"released main table; the policy lets {most:.1%} be left out",
                mend="Take out the rows that belong to none, make the main table's columns coarser so that fewer of "
                "its rows are left out, or agree a larger 'max_suppressed'. Nothing was written.",
            )
        return thinned


ALONE = Beside()


def people_of(tables: Mapping[str, tuple[Policy, Source]], key: str) -> dict[str, dict[Known, None]]:
    """What is known in the tables, as (kind, value), by the one form of the key; rows without one are under `""`.

    Raises:
        DataFileError: naming every table whose data have no such column.
    """
    plans = {name: compile_plan(policy, source.columns) for name, (policy, source) in tables.items()}
    without = [name for name, plan in plans.items() if key not in {step.name for step in plan.steps}]
    if without:
        raise DataFileError(
            *(f"the table '{name}' has no column '{key}', which links the tables" for name in without),
            mend="Give data with that column, or with one that the policy calls an alias of it.",
        )
    people: defaultdict[str, dict[Known, None]] = defaultdict(dict)
    for name, (policy, source) in tables.items():
        _add_people(people, plans[name], source, key, one_form_of(policy.columns[key].known))
    return dict(people)


def _add_people(
    people: defaultdict[str, dict[Known, None]], plan: Plan, source: Source, key: str, one_form: Callable[[str], str]
) -> None:
    for batch in source.batches():
        for known, value in zip(plan.known_of_rows(batch), texts(batch, plan.column_of(key)), strict=True):
            people[one_form(value) if value else ""].update(dict.fromkeys(known))


class _Thinned:
    """A source's rows whose treated key is one of those released."""

    def __init__(
        self, source: Source, engine: Engine, treatment: Treatment, key: str, released: frozenset[str]
    ) -> None:
        self._source, self._engine, self._treatment = source, engine, treatment
        self._key, self._released = key, released
        self.columns, self.sha256, self.notes = source.columns, source.sha256, source.notes
        self.rows = sum(batch.num_rows for batch in self.batches())

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows that stay, in order."""
        for batch in self._source.batches():
            keys = texts(self._engine.treat(self._treatment, batch), self._key)
            yield batch.filter(pa.array([key in self._released for key in keys], pa.bool_()))
