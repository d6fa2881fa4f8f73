"""Chooses what becomes of the columns whose level the policy leaves open, by reading the whole source once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from infoshare.anonymisation.hierarchy import generalise
from infoshare.anonymisation.plan import Plan
from infoshare.engines import Engine, Treatment
from infoshare.model.column_rule import Generalise
from infoshare.model.table import Table
from infoshare.workflows.population_file import for_population
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    from infoshare.anonymisation.generalisation import Choice, Counted, OpenColumn
    from infoshare.anonymisation.mondrian import Recoding


def generalised(
    engine: Engine, treatment: Treatment, rows: Source, population: Table | None
) -> tuple[Treatment, Choice | None]:
    """The treatment with the levels that lose least information and meet the target; and what was chosen.

    If none meet it, every open column is at its coarsest, and nothing was chosen.

    Raises:
        PolicyError: if there are too many combinations of levels.
    """
    from infoshare.anonymisation.generalisation import choose, coarsest, open_columns, refuse_too_many

    columns = open_columns(treatment.plan)
    refuse_too_many(columns)
    counted = _counted(engine, treatment, rows, columns)
    if population is not None:
        _add_population(counted, engine, treatment, population, columns)
    choice = choose(counted.problem(treatment.plan.policy.privacy.max_suppressed * rows.rows), columns)
    return _at_levels(treatment, choice.levels if choice else coarsest(columns)), choice


def recoded(engine: Engine, treatment: Treatment, rows: Source) -> Recoding:
    """What becomes of the open columns of each different row, class by class."""
    from infoshare.anonymisation.generalisation import open_columns
    from infoshare.anonymisation.mondrian import recode

    columns = open_columns(treatment.plan)
    counted = _counted(engine, treatment, rows, columns)
    return recode(counted, counted.problem(0), columns)


def _counted(engine: Engine, treatment: Treatment, rows: Source, columns: tuple[OpenColumn, ...]) -> Counted:
    from infoshare.anonymisation.generalisation import Counted

    counted = Counted(treatment.plan, columns)
    others = treatment.only([*counted.fixed, *counted.sensitive])
    for batch in rows.batches():
        counted.add(batch, engine.treat(others, batch))
    return counted


def _add_population(
    counted: Counted, engine: Engine, treatment: Treatment, population: Table, columns: tuple[OpenColumn, ...]
) -> None:
    everybody = for_population(treatment, population)
    headers = [everybody.plan.column_of(column.step.name) for column in columns]
    others = everybody.only(counted.fixed)
    for batch in population.batches():
        counted.add_population(batch, headers, engine.treat(others, batch))


def _at_levels(treatment: Treatment, levels: Mapping[str, int]) -> Treatment:
    from infoshare.anonymisation.generalisation import at_levels

    plan: Plan = at_levels(treatment.plan, levels)
    rules = {step.name: generalise(step.rule) for step in plan.steps if isinstance(step.rule, Generalise)}
    return replace(treatment, plan=plan, cell_rules=treatment.cell_rules | rules)
