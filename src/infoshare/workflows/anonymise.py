"""Anonymises a data set by a policy, and lets the release go only if the gate says pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from infoshare.anonymisation.classes import Classes, ClassKey
from infoshare.anonymisation.plan import Plan, compile_plan
from infoshare.anonymisation.pseudonyms import derive_key
from infoshare.engines import Engine, Treatment, engine_named
from infoshare.errors import DataFileError, LeakFound, PrivacyTargetMissed
from infoshare.gate.canary import CANARY
from infoshare.gate.examine import examine
from infoshare.model.certificate import Certificate, Verdict
from infoshare.model.policy import Policy
from infoshare.safe_repr import count_of, listed
from infoshare.workflows.certify import Outcome, certify
from infoshare.workflows.redactors import linked_values, redactors_of
from infoshare.workflows.sources import Source, as_policy, as_secret, opened

if TYPE_CHECKING:
    import pyarrow as pa

    from infoshare.detectors.redactor import Redactor

OnRows = Callable[[int], None]


@dataclass(frozen=True, slots=True, repr=False)
class Release:
    """What may leave: the data (a frame of the kind given, or the path written), its report and certificate."""

    data: Any
    certificate: Certificate

    @property
    def report(self) -> str:
        """The report for a Caldicott Guardian, as one HTML page."""
        from infoshare.documents.release_report import report_page

        return report_page(self.certificate)

    def __repr__(self) -> str:
        facts = self.certificate.release
        return f"<Release of {count_of(facts.rows, 'row')} and {count_of(facts.columns, 'column')}>"


@dataclass(frozen=True, slots=True)
class Job:
    """One release on its way: the source, the plan as it will be run, and what is left out to reach the target."""

    source: Source
    treatment: Treatment
    engine: Engine
    redactors: Mapping[str, Redactor]
    failing: dict[ClassKey, int]
    recipient: str | None
    issued: str

    @property
    def policy(self) -> Policy:
        """The policy applied."""
        return self.treatment.plan.policy

    def canary(self) -> str | None:
        """What this job's redactions make of the gate's invented text; None if the job redacts nothing."""
        trials = [redactor.trial(CANARY) for redactor in self.redactors.values()]
        return ("\n".join(trials) if all(trials) else "") if trials else None

    def released(self, on_rows: OnRows) -> Iterator[pa.RecordBatch]:
        """The released rows, batch by batch."""
        quasi = self.treatment.plan.quasi
        for batch in self.source.batches():
            if self.failing:
                keys = self.engine.treat(self.treatment.only(quasi), batch)
                thinned = batch.take(self.engine.surviving(keys, quasi, self.failing))
            else:
                thinned = batch
            yield self.engine.treat(self.treatment, thinned)
            on_rows(batch.num_rows)


def anonymise(
    data: Any,
    policy: Policy | str | Path,
    *,
    key: bytes | str | None = None,
    recipient: str | None = None,
    out: str | Path | BinaryIO | None = None,
    report: str | Path | None = None,
    engine: str = "polars",
    issued: str | None = None,
    on_rows: OnRows = lambda rows: None,
) -> Release:
    """Anonymise data by a policy.

    Args:
        data: a path (CSV, TSV, JSON Lines, Parquet, Arrow), or a pandas, Polars or pyarrow frame.
        policy: a policy, the path of one, or the name of a shipped one.
        key: at least 32 bytes; needed if the policy makes pseudonyms. One key serves many recipients:
            a key of its own is derived for each recipient and purpose (RFC 5869).
        recipient: who receives the release.
        out: the path to write to, whose suffix picks the format, or an open binary stream, which gets CSV.
            Without it the data comes back as a frame of the kind given (for a path, a Polars frame).
        report: a folder for `report.html` and `certificate.json`. Without it and with `out`, the
            certificate stands beside the release.
        engine: `polars`, or `reference`, which is slow and obvious.
        issued: the time to put on the certificate, ISO 8601; now, if none is given.
        on_rows: called with the number of rows done, for a progress bar.

    Raises:
        UserError: if something given cannot be used.
        ReleaseRefused: if the release must not leave; nothing was written.
    """
    _refuse_to_write_over_the_source(data, out)
    with opened(data) as source:
        job = prepare(source, as_policy(policy), as_secret(key), recipient, engine, issued)
        from infoshare.workflows.publish import to_file, write_papers

        papers = Path(report) if report else None
        if out is None:
            release = _to_frame(data, job, on_rows)
            write_papers(release.certificate, None, papers)
            return release
        place = Path(out) if isinstance(out, str) else out
        return Release(place, to_file(job, place, papers, on_rows))


def _refuse_to_write_over_the_source(data: Any, out: Any) -> None:
    if isinstance(data, str | Path) and isinstance(out, str | Path) and Path(data).resolve() == Path(out).resolve():
        raise DataFileError(f"{out} is the source itself", mend="Give another path to write to.")


def prepare(
    source: Source,
    policy: Policy,
    secret: bytes | None,
    recipient: str | None,
    engine_name: str,
    issued: str | None,
) -> Job:
    """Everything up to the first released row: the plan, the key, the redactor, and the classes to leave out."""
    plan = compile_plan(policy, source.columns)
    engine = engine_named(engine_name)
    redactors = redactors_of(plan, source, secret, recipient) if plan.uses("redact") else {}
    key = derive_key(secret, policy.policy, recipient) if secret and plan.uses("pseudonymise") else None
    by_column = {name: redactor.redact for name, redactor in redactors.items()}
    treatment = Treatment.of(plan, key, by_column, linked_values(plan, source))
    failing = failing_classes(engine, treatment, source)
    return Job(source, treatment, engine, redactors, failing, recipient, issued or _now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def failing_classes(engine: Engine, treatment: Treatment, source: Source) -> dict[ClassKey, int]:
    """The equivalence classes to leave out so that the privacy target is met, with their rows.

    Raises:
        PrivacyTargetMissed: if that would be more rows than the policy allows, or all of them.
    """
    plan, privacy = treatment.plan, treatment.plan.policy.privacy
    if not plan.quasi:
        return {}
    classes = Classes()
    counting = treatment.only([*plan.quasi, *plan.diverse])
    for batch in source.batches():
        engine.count(classes, engine.treat(counting, batch), plan.quasi, plan.diverse)
    failing = classes.failing(privacy.k, plan.diverse)
    _refuse_too_many(plan, sum(failing.values()), source.rows)
    return failing


def _refuse_too_many(plan: Plan, suppressed: int, rows: int) -> None:
    privacy = plan.policy.privacy
    if suppressed > privacy.max_suppressed * rows or suppressed == rows:
        raise PrivacyTargetMissed(
            f"{suppressed:,} of {count_of(rows, 'row')} ({suppressed / rows:.1%}) are in groups of fewer than "
            f"{privacy.k} over {listed(plan.quasi)}, or in groups too alike; the policy lets "
            f"{privacy.max_suppressed:.1%} be left out",
            mend="Make those columns coarser (wider bands, larger places, longer periods), release fewer of them, "
            "or agree a larger 'max_suppressed'. Nothing was written.",
        )


def refuse_unless_passed(verdict: Verdict) -> None:
    """Stop a release that the gate did not pass.

    Raises:
        LeakFound: naming every check that failed, with columns and counts.
    """
    if verdict.verdict != "pass":
        raise LeakFound(
            *(f"{check.check}: {check.message}" for check in verdict.failures),
            mend="The gate refused the release. Nothing was written.",
        )


def _to_frame(data: Any, job: Job, on_rows: OnRows) -> Release:
    import pyarrow as pa

    from infoshare.files.frames import FrameTable, like

    table = pa.Table.from_batches(job.released(on_rows))
    released = FrameTable(table, "the release")
    verdict = examine(job.policy, job.source, released, for_spreadsheets=False, canary=job.canary())
    refuse_unless_passed(verdict)
    outcome = Outcome(released.sha256, released.rows, len(released.columns), 0, verdict)
    return Release(like(data, table), certify(job, outcome))
