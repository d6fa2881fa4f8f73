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
from infoshare.workflows.permission_facts import consent_facts, opt_out_facts
from infoshare.workflows.privacy_facts import privacy_facts
from infoshare.workflows.risk_facts import risk_facts

if TYPE_CHECKING:
    from infoshare.model.policy import Policy
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
    """The certificate of one release, signed if the job has a key for that."""
    source = FileFacts(
        sha256=job.source.sha256,
        rows=job.source.rows,
        columns=len(job.source.columns),
        notes=job.source.notes,
    )
    release = FileFacts(sha256=outcome.sha256, rows=outcome.rows, columns=outcome.columns)
    certificate = Certificate(
        issued=job.issued,
        policy=policy_facts(job.policy),
        recipient=job.recipient,
        source=source,
        release=release,
        columns=tuple(_columns(job)),
        privacy=_privacy(job, outcome),
        risk=risk_facts(job),
        utility=job.utility.facts(job.settled.sizes, job.rows.rows - outcome.rows),
        consent=consent_facts(job.permitted),
        opt_out=opt_out_facts(job.permitted),
        redactions=dict(sorted(sum((each.found for each in job.redactors.values()), Counter()).items())),
        neutralised_cells=outcome.neutralised,
        gate=outcome.verdict.checks,
        versions=versions(with_text=bool(job.redactors)),
        language_model=_language_model(with_text=bool(job.redactors)),
        agreed=job.under.agreed if job.under else None,
    )
    return job.signing_key.sign(certificate) if job.signing_key else certificate


def policy_facts(policy: Policy) -> PolicyFacts:
    """The policy, for a certificate."""
    return PolicyFacts(
        name=policy.policy, version=policy.version, sha256=policy.digest, title=policy.title, release=policy.release
    )


def _columns(job: Job) -> Iterator[ColumnFacts]:
    for step in job.treatment.plan.steps:
        unread = job.treatment.unread[step.name]
        only = "on rows with consent alone" if step.name in job.policy.needs_consent else ""
        detail = ", ".join(filter(None, (detail_of(step.rule), only)))
        yield ColumnFacts(column=step.name, role=step.rule.role, action=step.action, detail=detail, unread=unread)


def _privacy(job: Job, outcome: Outcome) -> PrivacyFacts:
    groups = next(check for check in outcome.verdict.checks if check.check == "groups_large_enough")
    return privacy_facts(job, outcome.rows, groups)


def versions(*, with_text: bool) -> dict[str, str]:
    """The versions of what made a release."""
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
