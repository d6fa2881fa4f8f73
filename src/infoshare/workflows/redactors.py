"""Makes what redacts the text columns of one data set by its plan: each column's redactor, and the links of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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


def redactors_of(plan: Plan, source: Source, keys: Keys, others: Iterable[tuple[str, str]] = ()) -> dict[str, Redactor]:
    """A redactor for each text column, by its name in the policy; each seeks what is known of all rows.

    `others` is what is known besides, as (kind, value).

    Raises:
        MissingSecretError: if dates are to be shifted and there is no key.
        PolicyError: if no installed package offers a recogniser that the policy names.
    """
    from infoshare.detectors.redactor import Redactor

    everyone = sorted({*_known_values(plan, source), *others})
    redactors = {}
    for step in plan.released:
        if isinstance(step.rule, Redact):
            shift = shift_of(keys.of("date shift")) if step.rule.dates == "shift" else None
            detector = redact.detector_of(step.rule.strength, step.rule.recognisers)
            redactors[step.name] = Redactor(everyone, detector, redact.placeholders_of(step.rule.placeholders, shift))
    return redactors


def _known_values(plan: Plan, source: Source) -> Iterator[tuple[str, str]]:
    for batch in source.batches():
        for step in plan.known:
            yield from ((step.kind, value) for value in texts(batch, step.column) if value is not None)


def linked_values(plan: Plan, source: Source) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """What is known of the rows that share a household, an incident or the like, for the columns that a text names."""
    names = sorted({name for step in plan.released if isinstance(step.rule, Redact) for name in step.rule.linked})
    shared: dict[str, defaultdict[str, dict[tuple[str, str], None]]] = {name: defaultdict(dict) for name in names}
    for batch in source.batches() if names else ():
        known = plan.known_of_rows(batch)
        for name in names:
            for row, value in enumerate(texts(batch, plan.column_of(name))):
                if value:
                    shared[name][value].update(dict.fromkeys(known[row]))
    return {name: {value: list(pairs) for value, pairs in values.items()} for name, values in shared.items()}
