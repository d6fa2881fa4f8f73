"""Compiles a policy for the columns of one data set into a plan, and refuses columns it was not told about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from infoshare.anonymisation.targets import Targets
from infoshare.errors import DataFileError, UnplannedColumn
from infoshare.model.column_rule import ColumnRule
from infoshare.model.policy import Policy, header_key
from infoshare.model.table import texts
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Step:
    """One column of the data, what the policy calls it, and its rule."""

    column: str
    name: str
    rule: ColumnRule

    @property
    def action(self) -> str:
        """The name of what is done to the column."""
        return self.rule.action

    @property
    def kind(self) -> str:
        """What the column's values are, where they are sought in free text."""
        return self.rule.known or "reference"


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done to each column of one data set, in the data's order.

    Where `wanted` names columns, only they are made; the others are still there to be sought and leaned on.
    """

    policy: Policy
    steps: tuple[Step, ...]
    wanted: frozenset[str] | None = None

    @property
    def released(self) -> tuple[Step, ...]:
        """The steps whose column is in the release."""
        return tuple(step for step in self.steps if step.action != "drop" and self._is_wanted(step))

    def _is_wanted(self, step: Step) -> bool:
        return self.wanted is None or step.name in self.wanted

    @property
    def quasi(self) -> tuple[str, ...]:
        """The released quasi-identifiers, under their released names."""
        return tuple(step.name for step in self.released if step.rule.role == "quasi")

    @property
    def targets(self) -> Targets:
        """What the classes of the released rows must meet."""
        return Targets.of(self.policy.privacy, {step.name for step in self.released})

    @property
    def known(self) -> tuple[Step, ...]:
        """The columns whose values are sought in free text: those marked `known`, and every direct one."""
        return tuple(step for step in self.steps if step.rule.known or step.rule.role == "direct")

    def known_of_rows(self, batch: pa.RecordBatch) -> list[list[tuple[str, str]]]:
        """What is known of each row of a batch, as (kind, value)."""
        known = [(step.kind, texts(batch, step.column)) for step in self.known]
        return [
            [(kind, value) for kind, values in known if (value := values[row]) is not None]
            for row in range(batch.num_rows)
        ]

    def column_of(self, name: str) -> str:
        """What the data call a column of the policy; that it is there was checked when the plan was made."""
        return next(step.column for step in self.steps if step.name == name)

    def only(self, names: Sequence[str]) -> Plan:
        """The same plan for some of its released columns."""
        return replace(self, wanted=frozenset(names))

    def uses(self, action: str) -> bool:
        """Whether any column is treated by this action."""
        return any(step.action == action for step in self.steps)


def compile_plan(policy: Policy, columns: Sequence[str]) -> Plan:
    """The plan for data with these columns.

    Raises:
        DataFileError: if none of the columns is in the policy, or two of them mean the same one.
        UnplannedColumn: if the data has columns that the policy does not name (unless it drops them).
    """
    named = {key: name for name, rule in policy.columns.items() for key in _keys(name, rule)}
    meaning = {column: named.get(header_key(column)) for column in columns}
    if not any(meaning.values()):
        raise DataFileError(
            f"the policy '{policy.policy}' is for other data: it names none of the {count_of(len(columns), 'column')}",
            mend=f"It names {listed(policy.columns)}. Give the policy that was made for this data.",
        )
    _refuse_double_meaning([name for name in meaning.values() if name])
    _refuse_unplanned(policy, columns, meaning)
    steps = (Step(column, name, policy.columns[name]) for column, name in meaning.items() if name)
    plan = Plan(policy, tuple(steps))
    _refuse_missing(plan)
    if not plan.released:
        raise DataFileError(
            f"the policy '{policy.policy}' releases none of the data's {count_of(len(columns), 'column')}",
            mend="Give data with a column that the policy releases.",
        )
    return plan


def _keys(name: str, rule: ColumnRule) -> list[str]:
    return [header_key(header) for header in (name, *rule.aliases)]


def _refuse_missing(plan: Plan) -> None:
    """A column whose rule leans on another one cannot be treated as agreed without it, nor rows without permission."""
    there = {step.name for step in plan.steps}
    needed = [(column, f"'{step.name}'") for step in plan.released for column in step.rule.leans_on]
    needed += [(column, "whose rows may leave") for column in plan.policy.read_for_permission]
    missing = sorted(f"'{column}' (for {what})" for column, what in needed if column not in there)
    if missing:
        raise DataFileError(
            f"the data has no column {listed(missing)}, which the policy '{plan.policy.policy}' needs to treat others",
            mend="Give data with that column; the policy may drop it from the release.",
        )


def _refuse_double_meaning(names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataFileError(
            f"two columns of the data both mean {listed(twice)}",
            mend="Take one of them out, or name them apart in the policy.",
        )


def _refuse_unplanned(policy: Policy, columns: Sequence[str], meaning: dict[str, str | None]) -> None:
    unplanned = [repr(column) for column in columns if meaning[column] is None]
    if unplanned and policy.unlisted_columns == "refuse":
        raise UnplannedColumn(
            f"the policy '{policy.policy}' does not name {count_of(len(unplanned), 'column')}: {listed(unplanned)}",
            mend="Take the columns out of the data, or agree them and add them to the policy. Nothing was written.",
        )
