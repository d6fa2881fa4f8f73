"""Anonymises a data set by a policy, and lets the release go only if the gate says pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from infoshare.anonymisation.hierarchy import refuse_faulty
from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.plan import compile_plan
from infoshare.certificates.signing import SigningKey
from infoshare.engines import Engine, Treatment, engine_named
from infoshare.errors import DataFileError, LeakFound, PolicyError, UserError
from infoshare.gate.canary import CANARY
from infoshare.gate.differencing import CHECK, WHAT_HELPS
from infoshare.gate.pseudonym_canary import Tokens
from infoshare.model.certificate import Certificate, Verdict
from infoshare.model.policy import Policy
from infoshare.safe_repr import count_of
from infoshare.workflows.beside import ALONE, Beside
from infoshare.workflows.borne import in_words_of, policy_for
from infoshare.workflows.certify import certify
from infoshare.workflows.date_orders import with_dates_read
from infoshare.workflows.earlier_releases import Ledger, RegisterOf, entry_of
from infoshare.workflows.opt_out_list import OptOutList, opt_outs_for
from infoshare.workflows.permitted import Permitted, permitted
from infoshare.workflows.privacy_target import Settled, settled
from infoshare.workflows.pseudonym_trial import trial_of
from infoshare.workflows.redactors import linked_values, redactors_of
from infoshare.workflows.signing_keys import as_signing_key
from infoshare.workflows.sources import Source, as_secret, opened
from infoshare.workflows.whole_columns import rows_of

if TYPE_CHECKING:
    import pyarrow as pa

    from infoshare.anonymisation.utility import Utility
    from infoshare.detectors.redactor import Redactor
    from infoshare.workflows.entering import ReleaseEntry
    from infoshare.workflows.under_protocol import Terms, Under

OnRows = Callable[[int], None]


@dataclass(frozen=True, slots=True, repr=False)
class Release:
    """What may leave: the data (a frame of the kind given, or the path written), its report and certificate."""

    data: Any
    certificate: Certificate

    @property
    def report(self) -> str:
        """The report for a Caldicott Guardian, as one HTML page."""
        from infoshare.documents.report_of import report_of
        from infoshare.documents.report_page import report_page

        return report_page(report_of(self.certificate))

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
    keys: Keys
    issued: str
    drawn: int
    """How many rows of the source are treated, before those are left out whose row in another table was."""
    permitted: Permitted
    beside: Beside = ALONE
    ledger: Ledger | None = None
    """What is noted for the register of releases, if there is one."""
    signing_key: SigningKey | None = None
    under: Under | None = None
    """The protocol that bears the release, if it is made under one."""

    @property
    def register_entry(self) -> Callable[[Certificate], ReleaseEntry | None]:
        """The release's entry in the partnership's register, by its certificate; None without a protocol."""
        return self.under.entry if self.under else lambda certificate: None

    @property
    def treatment(self) -> Treatment:
        """The plan with what it needs to run."""
        return self.settled.treatment

    @property
    def policy(self) -> Policy:
        """The policy applied."""
        return self.treatment.plan.policy

    @property
    def recipient(self) -> str | None:
        """Who receives the release."""
        return self.keys.recipient

    @property
    def row_order(self) -> tuple[str, ...]:
        """The released columns by which the rows are sorted: in the policy's order, whatever the source's is."""
        released = {step.name for step in self.treatment.plan.released}
        return tuple(name for name in self.policy.columns if name in released)

    def canary(self) -> str | None:
        """What this job's redactions make of the gate's invented text; None if the job redacts nothing."""
        trials = [redactor.trial(CANARY) for redactor in self.redactors.values()]
        return ("\n".join(trials) if all(trials) else "") if trials else None

    def tokens(self) -> dict[str, Tokens]:
        """What this job's pseudonymisation makes of the gate's invented value, and what it would make for others."""
        return trial_of(self.engine, self.treatment, self.keys)

    def frame(self, on_rows: OnRows) -> pa.Table:
        """The released rows in their order, in memory."""
        import pyarrow as pa

        from infoshare.files.row_order import in_order

        return pa.Table.from_batches(in_order(self.released(on_rows), self.row_order))

    def released(self, on_rows: OnRows) -> Iterator[pa.RecordBatch]:
        """The released rows, batch by batch, in the order of the source."""
        for batch in self.rows.batches():
            yield self._thinned(batch) if self.settled.failing else self._whole(batch)
            on_rows(batch.num_rows)

    def _whole(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch of which every row leaves."""
        treated = self._treated(self.treatment, batch)
        self.utility.add(batch, treated, None)
        return self._noted(batch, treated)

    def _thinned(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch without the rows whose class fails."""
        quasi = self.treatment.plan.quasi
        measured = self.treatment.only([*quasi, *(step.name for step in self.utility.steps)])
        everybody = self._treated(measured, batch)
        surviving = self.permitted.with_named(batch, self.engine.surviving(everybody, quasi, self.settled.failing))
        self.utility.add(batch, everybody, surviving.to_pylist())
        staying = batch.take(surviving)
        return self._noted(staying, self._treated(self.treatment, staying))

    def _noted(self, batch: pa.RecordBatch, treated: pa.RecordBatch) -> pa.RecordBatch:
        if self.ledger is not None:
            self.ledger.add(batch, treated)
        return treated

    def _treated(self, treatment: Treatment, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch as it is treated, without the cells that need consent where there is none."""
        return self.permitted.without_names(batch, self.settled.treated(self.engine, treatment, batch))


def anonymise(
    data: Any,
    policy: Policy | str | Path | None = None,
    *,
    protocol: Terms | str | Path | None = None,
    key: bytes | str | None = None,
    recipient: str | None = None,
    sheet: str | None = None,
    out: str | Path | BinaryIO | None = None,
    report: str | Path | None = None,
    releases: str | Path | None = None,
    row_key: Sequence[str] | None = None,
    engine: str = "polars",
    issued: str | None = None,
    opt_out: str | Path | None = None,
    signing_key: SigningKey | bytes | str | None = None,
    on_rows: OnRows = lambda rows: None,
) -> Release:
    """Anonymise data by a policy, or under a signed protocol, whose data schedule is the policy.

    Args:
        data: a path (CSV, TSV, Excel, JSON Lines, Parquet, Arrow), or a pandas, Polars or pyarrow frame.
        policy: a policy, the path of one, or the name of a shipped one. Beside a protocol it may let out less than the
            schedule, and never more.
        protocol: the answers file of a signed protocol, or `Terms`, which say more.
        key: at least 32 bytes; needed if the policy makes pseudonyms. One key serves many recipients:
            a key of its own is derived for each recipient and purpose (RFC 5869).
        recipient: who receives the release.
        sheet: the sheet to read of an Excel workbook that has several with data.
        out: the path to write to, whose suffix picks the format, or an open binary stream, which gets CSV.
            Without it the data comes back as a frame of the kind given (for a path, a Polars frame).
        report: a folder for `report.html`, `report.docx` and `certificate.json`. Without it and with `out`,
            the certificate stands beside the release.
        releases: the folder of the register of this source's releases, made if it is not there. A release that
            together with an earlier one would make fewer people than the policy's k stand alone is refused.
        row_key: the columns by which a row is known again in every release, said when the register is made; without
            it the policy's pseudonymised columns, or else its direct identifiers.
        engine: `polars`, or `reference`, which is slow and obvious.
        issued: the time to put on the certificate, ISO 8601; now, if none is given.
        opt_out: the opt-out list, a text file of NHS numbers, in place of the one that the policy names.
        signing_key: signs the certificate: a `SigningKey`, or the text of a private key file (Ed25519, PEM).
        on_rows: called with the number of rows done, for a progress bar.

    Raises:
        UserError: if something given cannot be used.
        ReleaseRefused: if the release must not leave; nothing was written.
    """
    asked = RegisterOf.given(releases, row_key)
    _refuse_to_write_over_the_source(data, out)
    signing, stamp = as_signing_key(signing_key), stamped(issued)
    agreed, borne = policy_for(policy, protocol, recipient, stamp)
    recipient = borne.agreed.recipient if borne else recipient
    opt_outs = opt_outs_for(agreed, opt_out)
    with opened(data, sheet) as held:
        source = with_dates_read(agreed, held)
        with in_words_of(borne):
            job = prepare(source, agreed, as_secret(key), recipient, engine, stamp, opt_outs=opt_outs, register=asked)
        job = replace(job, signing_key=signing, under=borne)
        from infoshare.workflows.publish import to_file

        papers = Path(report) if report else None
        if out is None:
            return _to_frame(data, job, papers, on_rows)
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
    issued: str,
    beside: Beside = ALONE,
    opt_outs: OptOutList | None = None,
    register: RegisterOf | None = None,
) -> Job:
    """Everything up to the first released row: the plan, the key, the redactor, and the classes to leave out."""
    _refuse_aggregate(policy)
    plan = beside.joined(compile_plan(policy, source.columns))
    ledger = Ledger.of(register, plan, source) if register else None
    refuse_faulty({step.name: step.rule for step in plan.released})
    engine = engine_named(engine_name)
    keys = Keys(secret, beside.purpose or policy.policy, recipient)
    redactors = redactors_of(plan, source, keys, beside.everyone()) if plan.uses("redact") else {}
    by_column = {name: redactor.redact for name, redactor in redactors.items()}
    linked = linked_values(plan, source) | beside.linked(plan, source)
    treatment = Treatment.of(plan, keys, by_column, linked)
    may_leave = permitted(plan, ledger.named(source) if ledger else source, opt_outs)
    drawn = rows_of(plan, may_leave.rows, keys)
    rows = beside.thinned(drawn, engine, treatment)
    may_leave = may_leave.linked_by(engine, treatment, rows)
    from infoshare.anonymisation.utility import Utility

    made = settled(engine, treatment, may_leave.unnamed(rows))
    utility = Utility(made.treatment.plan)
    return Job(
        source, rows, made, engine, redactors, utility, keys, issued, drawn.rows, may_leave, beside, ledger=ledger
    )  # fmt: skip


def _refuse_aggregate(policy: Policy) -> None:
    if policy.release == "aggregate":
        raise PolicyError(
            f"the policy '{policy.policy}' releases tables of statistics, and no rows",
            mend="Make its tables with `infoshare tabulate`.",
        )


def stamped(issued: str | None) -> str:
    """The time for a certificate: as given, or now (UTC, to the second), ISO 8601.

    Raises:
        UserError: if what is given is no such time.
    """
    if issued is None:
        return datetime.now(UTC).isoformat(timespec="seconds")
    try:
        datetime.fromisoformat(issued)
    except ValueError:
        raise UserError(
            "the time of issue is no ISO 8601 time", mend="Write it like 2026-11-26T09:00:00+00:00."
        ) from None
    return issued


def refuse_unless_passed(verdict: Verdict) -> None:
    """Stop a release that the gate did not pass.

    Raises:
        LeakFound: naming every check that failed, with columns and counts.
    """
    if verdict.verdict != "pass":
        helping = [WHAT_HELPS] if CHECK in {check.check for check in verdict.failures} else []
        raise LeakFound(
            *(f"{check.check}: {check.message}" for check in verdict.failures),
            mend="\n".join([*helping, "The gate refused the release. Nothing was written."]),
        )


def _to_frame(data: Any, job: Job, report: Path | None, on_rows: OnRows) -> Release:
    from infoshare.files.frames import FrameTable, like
    from infoshare.workflows.publish import publish, through_the_gate

    frame = like(data, job.frame(on_rows))
    released = FrameTable(frame, "the release")
    certificate = certify(job, through_the_gate(job, released, frame))
    with entry_of(job, released) as entry:
        publish(None, certificate, None, report, entry, job.register_entry(certificate))
    return Release(frame, certificate)
