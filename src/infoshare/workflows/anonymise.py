"""Anonymises a data set by a policy, and lets the release go only if the gate says pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from infoshare.anonymisation.hierarchy import refuse_faulty
from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.plan import compile_plan
from infoshare.engines import Engine, Treatment, engine_named
from infoshare.errors import DataFileError, LeakFound
from infoshare.gate.canary import CANARY
from infoshare.model.certificate import Certificate, Verdict
from infoshare.model.policy import Policy
from infoshare.safe_repr import count_of
from infoshare.workflows.beside import ALONE, Beside
from infoshare.workflows.certify import certify
from infoshare.workflows.privacy_target import Settled, settled
from infoshare.workflows.redactors import linked_values, redactors_of
from infoshare.workflows.sources import Source, as_policy, as_secret, opened
from infoshare.workflows.whole_columns import rows_of

if TYPE_CHECKING:
    import pyarrow as pa

    from infoshare.anonymisation.utility import Utility
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
    rows: Source
    """The source as the engine sees it: columns treated as a whole are treated, and only sampled rows are there."""
    settled: Settled
    engine: Engine
    redactors: Mapping[str, Redactor]
    utility: Utility
    recipient: str | None
    issued: str
    drawn: int
    """How many rows of the source are treated, before those are left out whose row in another table was."""
    beside: Beside = ALONE

    @property
    def treatment(self) -> Treatment:
        """The plan with what it needs to run."""
        return self.settled.treatment

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
        for batch in self.rows.batches():
            yield self._thinned(batch) if self.settled.failing else self._whole(batch)
            on_rows(batch.num_rows)

    def _whole(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch of which every row leaves."""
        treated = self.settled.treated(self.engine, self.treatment, batch)
        self.utility.add(batch, treated, None)
        return treated

    def _thinned(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch without the rows whose class fails."""
        quasi = self.treatment.plan.quasi
        measured = self.treatment.only([*quasi, *(step.name for step in self.utility.steps)])
        everybody = self.settled.treated(self.engine, measured, batch)
        surviving = self.engine.surviving(everybody, quasi, self.settled.failing)
        self.utility.add(batch, everybody, surviving.to_pylist())
        return self.settled.treated(self.engine, self.treatment, batch.take(surviving))


def anonymise(
    data: Any,
    policy: Policy | str | Path,
    *,
    key: bytes | str | None = None,
    recipient: str | None = None,
    sheet: str | None = None,
    out: str | Path | BinaryIO | None = None,
    report: str | Path | None = None,
    engine: str = "polars",
    issued: str | None = None,
    on_rows: OnRows = lambda rows: None,
) -> Release:
    """Anonymise data by a policy.

    Args:
        data: a path (CSV, TSV, Excel, JSON Lines, Parquet, Arrow), or a pandas, Polars or pyarrow frame.
        policy: a policy, the path of one, or the name of a shipped one.
        key: at least 32 bytes; needed if the policy makes pseudonyms. One key serves many recipients:
            a key of its own is derived for each recipient and purpose (RFC 5869).
        recipient: who receives the release.
        sheet: the sheet to read of an Excel workbook that has several with data.
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
    with opened(data, sheet) as source:
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
    beside: Beside = ALONE,
) -> Job:
    """Everything up to the first released row: the plan, the key, the redactor, and the classes to leave out."""
    plan = beside.joined(compile_plan(policy, source.columns))
    refuse_faulty({step.name: step.rule for step in plan.released})
    engine = engine_named(engine_name)
    keys = Keys(secret, beside.purpose or policy.policy, recipient)
    redactors = redactors_of(plan, source, keys, beside.everyone()) if plan.uses("redact") else {}
    by_column = {name: redactor.redact for name, redactor in redactors.items()}
    linked = linked_values(plan, source) | beside.linked(plan, source)
    treatment = Treatment.of(plan, keys, by_column, linked)
    drawn = rows_of(plan, source, keys)
    rows = beside.thinned(drawn, engine, treatment)
    from infoshare.anonymisation.utility import Utility

    made = settled(engine, treatment, rows)
    utility = Utility(made.treatment.plan)
    return Job(source, rows, made, engine, redactors, utility, recipient, issued or now(), drawn.rows, beside)


def now() -> str:
    """The time, for a certificate: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


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
    from infoshare.workflows.publish import through_the_gate

    table = pa.Table.from_batches(job.released(on_rows))
    released = FrameTable(table, "the release")
    return Release(like(data, table), certify(job, through_the_gate(job, released, None)))
