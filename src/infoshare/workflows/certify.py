"""Writes down what was done to make a release, in a certificate that holds no value of it."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from infoshare._version import __version__
from infoshare.model.certificate import (
    Certificate,
    ColumnFacts,
    FileFacts,
    PolicyFacts,
    PrivacyFacts,
    Verdict,
)
from infoshare.workflows.details import detail_of
from infoshare.workflows.privacy_facts import privacy_facts

if TYPE_CHECKING:
    from infoshare.workflows.anonymise import Job

LIBRARIES = ("polars", "numpy", "pyarrow", "pydantic", "cryptography")
TEXT_LIBRARIES = ("presidio-anonymizer", "python-crfsuite")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: the release's digest and size, the cells made harmless to spreadsheets, the gate's verdict."""

    sha256: str
    rows: int
    columns: int
    neutralised: int
    verdict: Verdict


def certify(job: Job, outcome: Outcome) -> Certificate:
    """The certificate of one release."""
    source = FileFacts(
        sha256=job.source.sha256,
        rows=job.source.rows,
        columns=len(job.source.columns),
        notes=job.source.notes,
    )
    release = FileFacts(sha256=outcome.sha256, rows=outcome.rows, columns=outcome.columns)
    policy = PolicyFacts(name=job.policy.policy, version=job.policy.version, sha256=job.policy.digest)
    return Certificate(
        issued=job.issued,
        policy=policy,
        recipient=job.recipient,
        source=source,
        release=release,
        columns=tuple(_columns(job)),
        privacy=_privacy(job, outcome),
        utility=job.utility.facts(job.settled.sizes, job.rows.rows - outcome.rows),
        redactions=dict(sorted(sum((each.found for each in job.redactors.values()), Counter()).items())),
        neutralised_cells=outcome.neutralised,
        gate=outcome.verdict.checks,
        versions=_versions(with_text=bool(job.redactors)),
        language_model=_language_model(with_text=bool(job.redactors)),
    )


def _columns(job: Job) -> Iterator[ColumnFacts]:
    for step in job.treatment.plan.steps:
        unread = job.treatment.unread[step.name]
        yield ColumnFacts(
            column=step.name, role=step.rule.role, action=step.action, detail=detail_of(step.rule), unread=unread
        )


def _privacy(job: Job, outcome: Outcome) -> PrivacyFacts:
    groups = next(check for check in outcome.verdict.checks if check.check == "groups_large_enough")
    return privacy_facts(job, outcome.rows, groups)


def _versions(*, with_text: bool) -> dict[str, str]:
    names = LIBRARIES + (TEXT_LIBRARIES if with_text else ())
    return {
        "infoshare": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in names},
    }


def _language_model(*, with_text: bool) -> dict[str, str] | None:
    if not with_text:
        return None
    from infoshare.detectors.tagger import default_tagger

    return {"name": "infoshare tagger", "version": __version__, "sha256": default_tagger().sha256}
