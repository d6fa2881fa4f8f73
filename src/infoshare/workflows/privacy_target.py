"""Settles how a treated source meets its privacy target: what is generalised, and which classes are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from infoshare.anonymisation.classes import Classes, ClassKey
from infoshare.anonymisation.shortfall import in_words, shortfall, what_would_help
from infoshare.anonymisation.targets import places_of
from infoshare.engines import Engine, Treatment
from infoshare.errors import PrivacyTargetMissed
from infoshare.model.policy import Policy
from infoshare.workflows.levels import generalised, recoded
from infoshare.workflows.population_file import people_in_classes, population_of
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    import pyarrow as pa

    from infoshare.anonymisation.generalisation import Choice
    from infoshare.anonymisation.mondrian import Recoding

Population = Mapping[ClassKey, int]
"""The people of a population file in each equivalence class, by the class's key as it is released."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The treatment as it will be run, the classes to leave out with their rows, and the sizes of those that leave.

    `choice` is what the method `generalise` chose, `recoding` what the method `mondrian` makes of each row.
    """

    treatment: Treatment
    failing: dict[ClassKey, int]
    sizes: tuple[int, ...] = ()
    choice: Choice | None = None
    recoding: Recoding | None = None

    def treated(self, engine: Engine, treatment: Treatment, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch by this treatment or a part of it that has every quasi-identifier, recoded if that was settled."""
        done = engine.treat(treatment, batch)
        return self.recoding.applied(done) if self.recoding else done


def settled(engine: Engine, treatment: Treatment, source: Source) -> Settled:
    """What is done so that the privacy target is met.

    Raises:
        PrivacyTargetMissed: if it cannot be met by leaving out as few rows as the policy allows; it says how far it
            got, and which column costs most.
        PolicyError: if a hierarchy cannot be used.
        DataFileError: if the population file cannot be used, or the order of a column's values is not known.
    """
    policy = treatment.plan.policy
    if not treatment.plan.quasi or (policy.consent is not None and _nobody_to_hide(policy, source)):
        return Settled(treatment, {})
    if policy.privacy.method == "mondrian":
        made = Settled(treatment, {}, recoding=recoded(engine, treatment, source))
        return failing_classes(engine, made, source)
    with population_of(policy) as population:
        choice = None
        if policy.privacy.method == "generalise":
            treatment, choice = generalised(engine, treatment, source, population)
        people = people_in_classes(engine, treatment, population) if population is not None else None
    return failing_classes(engine, Settled(treatment, {}, choice=choice), source, people)


def _nobody_to_hide(policy: Policy, unnamed: Source) -> bool:
    """Whether every row leaves with consent, so that there are no groups; levels could then not be chosen."""
    if not unnamed.rows and policy.privacy.chooses_levels:
        raise PrivacyTargetMissed(
            "every row leaves with consent, so there are no groups by which levels could be chosen",
            mend="Give each column that is generalised a 'level'. Nothing was written.",
        )
    return not unnamed.rows


def failing_classes(engine: Engine, made: Settled, source: Source, population: Population | None = None) -> Settled:
    """The same with the equivalence classes to leave out so that the privacy target is met.

    Raises:
        PrivacyTargetMissed: if that would be more rows than the policy allows, or all of them.
        DataFileError: if the order of a column's values is asked for and not known.
    """
    plan, privacy = made.treatment.plan, made.treatment.plan.policy.privacy
    targets, places = plan.targets, partial(places_of, privacy=privacy)
    classes = counted(engine, made, source)
    failing = classes.failing(targets, places, population)
    suppressed = sum(failing.values())
    unmet = targets.delta is not None and targets.delta[0] > 0 and _somebody_unseen(classes, failing, population or {})
    if unmet or suppressed > privacy.max_suppressed * source.rows or suppressed == source.rows:
        found = shortfall(classes, plan.quasi, targets, privacy.max_suppressed, suppressed, places)
        said = in_words(found, targets, plan.quasi, coarsest=privacy.method == "generalise")
        missing = ("people of the population are in no released group, which 'delta' forbids",) if unmet else ()
        raise PrivacyTargetMissed(*said, *missing, mend=what_would_help(found))
    sizes = tuple(sorted(rows for key, rows in classes.by_key.items() if key not in failing))
    return Settled(made.treatment, failing, sizes, made.choice, made.recoding)


def _somebody_unseen(classes: Classes, failing: dict[ClassKey, int], population: Population) -> bool:
    """Whether people of the population are in no released class, and so known not to be in the release."""
    return bool(failing) or any(key not in classes.by_key for key, people in population.items() if people)


def counted(engine: Engine, made: Settled, source: Source) -> Classes:
    """The equivalence classes of a source as it is treated."""
    plan = made.treatment.plan
    quasi, sensitive = plan.quasi, plan.targets.sensitive
    classes, counting = Classes(), made.treatment.only([*quasi, *sensitive])
    for batch in source.batches():
        engine.count(classes, made.treated(engine, counting, batch), quasi, sensitive)
    return classes
