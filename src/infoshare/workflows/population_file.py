"""Opens the population file that a policy names, and counts its people in the classes of a release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from infoshare.anonymisation.classes import ClassKey
from infoshare.anonymisation.plan import Plan
from infoshare.engines import Engine, Treatment
from infoshare.errors import DataFileError
from infoshare.model.policy import Policy, header_key
from infoshare.model.table import Table, texts
from infoshare.safe_repr import listed
from infoshare.workflows.sources import opened


@contextmanager
def population_of(policy: Policy) -> Iterator[Table | None]:
    """The population file of a policy, opened; None if its privacy models count no population.

    Raises:
        DataFileError: if it cannot be read.
    """
    if policy.privacy.population is None:
        yield None
    else:
        with opened(Path(policy.privacy.population)) as population:
            yield population


def for_population(treatment: Treatment, population: Table) -> Treatment:
    """The treatment of the quasi-identifiers, under the headers that the population file has for them.

    Raises:
        DataFileError: if it lacks some of them.
    """
    plan = treatment.plan
    headers = {header_key(column): column for column in population.columns}
    found, missing = [], []
    for step in plan.only(plan.quasi).released:
        keys = [header_key(header) for header in (step.name, *step.rule.aliases)]
        header = next((headers[key] for key in keys if key in headers), None)
        found.append(replace(step, column=header or step.column))
        missing += [] if header else [repr(step.name)]
    if missing:
        raise DataFileError(
            f"the population file has no column {listed(missing)}, by which its people are to be counted",
            mend="Give a file with every quasi-identifier that the policy releases.",
        )
    return replace(treatment.only(plan.quasi), plan=Plan(plan.policy, tuple(found)))


def people_in_classes(engine: Engine, treatment: Treatment, population: Table) -> Counter[ClassKey]:
    """The people of the population in each class, by the class's key as it is released."""
    counting, quasi = for_population(treatment, population), treatment.plan.quasi
    people: Counter[ClassKey] = Counter()
    for batch in population.batches():
        treated = engine.treat(counting, batch)
        people.update(zip(*(texts(treated, name) for name in quasi), strict=True))
    return people
