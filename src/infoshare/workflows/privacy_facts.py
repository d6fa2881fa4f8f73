"""Says for the certificate which privacy models were asked for, how they were met, and what the gate counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from infoshare.digests import sha256_of_stream
from infoshare.model.certificate import Check, ModelFacts, PrivacyFacts
from infoshare.model.privacy import SENSITIVE_MODELS, Privacy, Recursive

if TYPE_CHECKING:
    from infoshare.workflows.anonymise import Job

MONDRIAN_NOTE = (
    "Classes were made one by one, so their ranges may lie side by side: whoever compares them can narrow down who is "
    "in which, and with that what is private about them (combinatorial refinement, arXiv 2509.03350)."
)


def privacy_facts(job: Job, rows: int, groups: Check) -> PrivacyFacts:
    """The facts of a release of so many rows; `groups` is the gate's check of its classes."""
    privacy, choice = job.policy.privacy, job.settled.choice
    return PrivacyFacts(
        k_asked=privacy.k,
        k_reached=groups.counts.get("k_reached") or None,
        l_asked=privacy.l_diversity,
        suppressed_rows=job.drawn - rows,
        not_sampled_rows=job.permitted.rows.rows - job.drawn,
        max_suppressed=privacy.max_suppressed,
        method=privacy.method,
        loss=round(choice.loss, 6) if choice else None,
        models=tuple(_models(privacy, groups.figures)),
        note=MONDRIAN_NOTE if privacy.method == "mondrian" else "",
        population_sha256=_digest(privacy.population),
    )


def _digest(file: str | None) -> str | None:
    if file is None:
        return None
    with Path(file).open("rb") as stream:
        return sha256_of_stream(stream)


def _models(privacy: Privacy, reached: dict[str, float]) -> Iterator[ModelFacts]:
    """Each model but k, with the limit asked for and the worst figure of any class."""
    for model, key in SENSITIVE_MODELS.items():
        for column, limit in getattr(privacy, model).items():
            if (figure := reached.get(f"{key}:{column}")) is not None:
                asked = limit.c if isinstance(limit, Recursive) else limit
                yield ModelFacts(model=_named(key, limit), column=column, asked=float(asked), reached=figure)
    limits: dict[str, float] = {"k_map": privacy.k_map}
    if privacy.delta is not None:
        limits |= {"delta_least": privacy.delta[0], "delta_most": privacy.delta[1]}
    for key, limit in limits.items():
        if key in reached:
            yield ModelFacts(model=key, column=None, asked=float(limit), reached=reached[key])


def _named(key: str, limit: object) -> str:
    return f"{key} (l = {limit.least})" if isinstance(limit, Recursive) else key
