"""Makes what redacts the text columns of one data set by its plan: each column's redactor, and the links of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from infoshare.anonymisation.date_shift import shift_of
from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.plan import Plan
from infoshare.model.column_rule import Redact
from infoshare.model.table import texts
from infoshare.workflows import redact
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    from infoshare.detectors.redactor import Redactor


Known = tuple[str, str]
PAIRED = 4
"""So many names of one person are sought two by two, as a forename and a surname beside each other."""


def redactors_of(plan: Plan, source: Source, keys: Keys, others: Iterable[Iterable[Known]] = ()) -> dict[str, Redactor]:
    """A redactor for each text column, by its name in the policy; each seeks what is known of all rows.

    `others` is what is known of people besides, person by person, as (kind, value).

    Raises:
        MissingSecretError: if dates are to be shifted and there is no key.
        PolicyError: if no installed package offers a recogniser that the policy names.
    """
    from infoshare.detectors.redactor import Redactor

    everyone = sorted({pair for known in (*_known_of_rows(plan, source), *others) for pair in _with_full_names(known)})
    redactors = {}
    for step in plan.released:
        if isinstance(step.rule, Redact):
            shift = shift_of(keys.of("date shift")) if step.rule.dates == "shift" else None
            detector = redact.detector_of(step.rule.strength, step.rule.recognisers)
            redactors[step.name] = Redactor(everyone, detector, redact.placeholders_of(step.rule.placeholders, shift))
    return redactors


def _known_of_rows(plan: Plan, source: Source) -> Iterator[Iterable[Known]]:
    for batch in source.batches():
        yield from plan.known_of_rows(batch)


def _with_full_names(known: Iterable[Known]) -> Iterator[Known]:
    """What is known of one person, and each two names together: `hope young` is somebody where neither word is."""
    pairs = list(dict.fromkeys(known))
    names = [value for kind, value in pairs if kind == "name"][:PAIRED]
    yield from pairs
    yield from (("name", " ".join(two)) for two in permutations(names, 2))


def linked_values(plan: Plan, source: Source) -> dict[str, dict[str, list[Known]]]:
    """What is known of the rows that share a household, an incident or the like, for the columns that a text names."""
    names = sorted({name for step in plan.released if isinstance(step.rule, Redact) for name in step.rule.linked})
    shared: dict[str, defaultdict[str, dict[Known, None]]] = {name: defaultdict(dict) for name in names}
    for batch in source.batches() if names else ():
        known = plan.known_of_rows(batch)
        for name in names:
            for row, value in enumerate(texts(batch, plan.column_of(name))):
                if value:
                    shared[name][value].update(dict.fromkeys(known[row]))
    return {name: {value: list(pairs) for value, pairs in values.items()} for name, values in shared.items()}
