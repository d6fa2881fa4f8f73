"""Says for the certificate how far people stood out in the source, and how far they do in the release."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from infoshare.anonymisation.standing import SharedRows, standing
from infoshare.model.certificate import RiskFacts

if TYPE_CHECKING:
    from infoshare.workflows.anonymise import Job


def risk_facts(job: Job) -> RiskFacts | None:
    """Both, or None if the source has no quasi-identifiers; the whole source is read once for it."""
    steps = [step for step in job.treatment.plan.steps if step.rule.role == "quasi"]
    if not steps:
        return None
    shared = SharedRows([step.column for step in steps])
    for batch in job.source.batches():
        shared.add(batch)
    sizes = Counter(job.settled.sizes)
    return RiskFacts(
        columns=tuple(step.name for step in steps),
        before=standing(shared.sizes(), rounded=True),
        after=standing(sizes, rounded=False) if sizes else None,
    )
