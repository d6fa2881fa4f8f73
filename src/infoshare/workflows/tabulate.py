"""Makes a table of statistics by a policy, and lets it go only if the gate says pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from infoshare.anonymisation.hierarchy import refuse_faulty
from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.plan import Plan, compile_plan
from infoshare.certificates.signing import SigningKey
from infoshare.engines import Treatment, engine_named
from infoshare.errors import DataFileError, PolicyError, UnplannedTable
from infoshare.gate.differencing import CHECK, no_differencing
from infoshare.gate.examine import at_once
from infoshare.model.certificate import Check, FileFacts, Verdict
from infoshare.model.policy import Policy, header_key, not_to_tabulate
from infoshare.model.table import texts
from infoshare.model.table_certificate import CellFacts, TableCertificate
from infoshare.model.tables import Measure, TableRule, Tables
from infoshare.safe_repr import listed
from infoshare.workflows.anonymise import refuse_unless_passed, stamped
from infoshare.workflows.borne import in_words_of, policy_for
from infoshare.workflows.date_orders import with_dates_read
from infoshare.workflows.earlier_releases import Ledger, RegisterOf
from infoshare.workflows.people_of_cells import people_of_cells
from infoshare.workflows.signing_keys import as_signing_key
from infoshare.workflows.sources import Source, as_secret, opened
from infoshare.workflows.whole_columns import rows_of

if TYPE_CHECKING:
    import pyarrow as pa

    from infoshare.files.release_register import Entry
    from infoshare.model.publication import Publication
    from infoshare.tabulation.safe import Published
    from infoshare.workflows.entering import ReleaseEntry
    from infoshare.workflows.under_protocol import Terms, Under


CELL_KEYS = "tables"
"""Keys of records are one purpose for every policy and recipient, so that a cell is moved alike in all tables."""


@dataclass(frozen=True, slots=True, repr=False)
class TableRelease:
    """A table that may be published (a frame of the kind given, or the path written), and its certificate."""

    data: Any
    certificate: TableCertificate

    def __repr__(self) -> str:
        cells = self.certificate.cells
        return f"<TableRelease of {cells.cells:,} cells, {cells.shown:,} shown>"


def tabulate(
    data: Any,
    policy: Policy | str | Path | None = None,
    *,
    protocol: Terms | str | Path | None = None,
    by: Sequence[str] = (),
    table: str | None = None,
    measure: Measure = "count",
    of: str | None = None,
    weight: str | None = None,
    population: str | Path | None = None,
    per: int = 1000,
    key: bytes | str | None = None,
    recipient: str | None = None,
    sheet: str | None = None,
    out: str | Path | BinaryIO | None = None,
    report: str | Path | None = None,
    releases: str | Path | None = None,
    row_key: Sequence[str] | None = None,
    engine: str = "polars",
    issued: str | None = None,
    signing_key: SigningKey | bytes | str | None = None,
) -> TableRelease:
    """Make a table of counts, sums, means or rates, with every margin, safe to publish.

    Args:
        data: a path, or a pandas, Polars or pyarrow frame.
        policy: a policy, the path of one, or the name of a shipped one. What it does to a column is done first.
        protocol: the answers file of a signed protocol, or `Terms`: the table is one of a sharing of figures. Beside
            it a policy may let out less, and never more.
        by: the columns that divide the table; `area > ward` says that wards lie in areas, and asks for subtotals.
        table: a table that the policy publishes, by its name, in place of all that says what is measured.
        measure: `count`, `sum` or `mean` of the column `of`, or `rate` per `per` people of the file `population`.
        of: the column summed.
        weight: a column of weights.
        population: a file with a column for each of `by` and a column `people`.
        per: of how many people a rate is.
        key: at least 32 bytes; needed if the policy moves counts, or treats a column with a key.
        recipient: who receives the table.
        sheet: the sheet to read of an Excel workbook that has several with data.
        out: the path to write to, whose suffix picks the format, or an open binary stream, which gets CSV.
        report: a folder for `report.html`, `report.docx` and `certificate.json`. Without it and with `out`,
            the certificate stands beside the table.
        releases: the folder of the register of this source's releases, made if it is not there. A table that
            together with an earlier release would make fewer people than the threshold stand alone is refused.
        row_key: the columns by which a row is known again in every release, said when the register is made.
        engine: `polars`, or `reference`, which is slow and obvious.
        issued: the time to put on the certificate, ISO 8601; now, if none is given.
        signing_key: signs the certificate: a `SigningKey`, or the text of a private key file (Ed25519, PEM).

    Raises:
        UserError: if something given cannot be used.
        ReleaseRefused: if the policy does not publish such a table, or it cannot be made safe; nothing was written.
    """
    stamp = stamped(issued)
    agreed, borne = policy_for(policy, protocol, recipient, stamp)
    asked = None if table else TableRule.parsed(
        {"by": list(by), "measure": measure, "of": of, "weight": weight, "per": per,
         "population": str(population) if population else None},
        PolicyError, "the table asked for",
    )  # fmt: skip
    rule = agreed_rule(agreed, asked, table)
    if agreed.tables and (why := agreed.tables.cannot_protect(rule)):
        raise UnplannedTable(why, mend="Ask for counts or rates, or have the policy suppress. Nothing was written.")
    with opened(data, sheet) as held, in_words_of(borne):
        job = _Job(
            agreed, rule, with_dates_read(agreed, held), as_secret(key), borne.agreed.recipient if borne else recipient,
            engine, stamp, as_signing_key(signing_key), Path(report) if report else None,
            RegisterOf.given(releases, row_key), borne,
        )  # fmt: skip
        return job.to_frame(data) if out is None else job.to_file(Path(out) if isinstance(out, str) else out)


def agreed_rule(policy: Policy, asked: TableRule | None, name: str | None) -> TableRule:
    """The table of that name, or the one asked for, if the policy publishes it.

    Raises:
        PolicyError: if the policy has no table of that name, or a column may not be tabulated.
        UnplannedTable: if the policy names its tables, and this is none of them.
    """
    published = policy.tables.published if policy.tables else None
    if name is not None:
        if not published or name not in published:
            raise PolicyError(
                f"the policy '{policy.policy}' publishes no table '{name}'",
                mend=f"It publishes {listed(published or ())}.",
            )
        return published[name]
    if asked is None:
        raise PolicyError("no table was asked for", mend="Say by which columns, or name a table of the policy.")
    asked = _as_the_policy_says(policy, asked)
    if published is None:
        return asked
    agreed = next((each for each in published.values() if _same(each, asked)), None)
    if agreed is None:
        raise UnplannedTable(
            f"the policy '{policy.policy}' does not publish this table",
            mend=f"It publishes {listed(published)}. Agree another, and add it. Nothing was written.",
        )
    return agreed


def _same(one: TableRule, other: TableRule) -> bool:
    return {*one.by} == {*other.by} and one.model_copy(update={"by": (), "title": ""}) == other.model_copy(
        update={"by": (), "title": ""}
    )


def _as_the_policy_says(policy: Policy, asked: TableRule) -> TableRule:
    """The columns under their names in the policy, if a table may be made by them."""
    names = {header_key(each): name for name, rule in policy.columns.items() for each in (name, *rule.aliases)}
    meant = [[names.get(header_key(each), each) for each in nested] for nested in asked.nested]
    rule = asked.model_copy(
        update={
            "by": tuple(" > ".join(nested) for nested in meant),
            "of": asked.of and names.get(header_key(asked.of), asked.of),
            "weight": asked.weight and names.get(header_key(asked.weight), asked.weight),
        }
    )
    wanted = (*rule.columns, *filter(None, (rule.of, rule.weight)))
    faults = [why for column in wanted if (why := not_to_tabulate(policy, column))]
    if faults:
        raise UnplannedTable(*faults, mend="A table is made by columns that the policy releases. Nothing was written.")
    return rule


@dataclass(frozen=True, slots=True)
class _Job:
    """One table on its way."""

    policy: Policy
    rule: TableRule
    source: Source
    secret: bytes | None
    recipient: str | None
    engine: str
    issued: str
    signing_key: SigningKey | None
    report: Path | None
    register: RegisterOf | None
    under: Under | None = None

    def _entry_of(self, certificate: TableCertificate) -> ReleaseEntry | None:
        """The table's entry in the partnership's register; None without a protocol."""
        return self.under.entry(certificate) if self.under else None

    @property
    def tables(self) -> Tables:
        """How the table is protected: as the policy says, or else counts under 5 suppressed and others rounded."""
        return self.policy.tables or Tables()

    def rows(self) -> Iterator[pa.RecordBatch]:
        """The rows that are counted, each column as the policy makes it."""
        plan = self._plan()
        return (treated for _, treated in self._treated(plan, self.source))

    def _treated(self, plan: Plan, source: Source) -> Iterator[tuple[pa.RecordBatch, pa.RecordBatch]]:
        """The batches of a source, each with what the policy makes of it."""
        keys = self._keys()
        treatment, engine = Treatment.of(plan, keys), engine_named(self.engine)
        for batch in rows_of(plan, source, keys).batches():
            yield batch, engine.treat(treatment, batch)

    def _plan(self) -> Plan:
        wanted = (*self.rule.columns, *filter(None, (self.rule.of, self.rule.weight)))
        plan = compile_plan(self.policy, self.source.columns).only(wanted)
        refuse_faulty({step.name: step.rule for step in plan.released})
        there = {step.name for step in plan.released}
        missing = [f"'{name}'" for name in wanted if name not in there]
        if missing:
            raise DataFileError(f"the data has no column {listed(missing)}", mend="Give data that has it.")
        return plan

    def made(self, ledger: Ledger | None) -> Published:
        """The table, safe; what it tells of rows is noted in the ledger, if there is one."""
        from infoshare.engines.cells import Cells
        from infoshare.tabulation.measured import measured
        from infoshare.tabulation.safe import largest_kept, made_safe

        rule, tables = self.rule, self.tables
        cells = Cells(rule.columns, rule.of, rule.weight, largest_kept(tables))
        source = ledger.named(self.source) if ledger else self.source
        for (batch, treated), keys in zip(self._treated(self._plan(), source), self._record_keys(), strict=False):
            cells.add(treated, keys)
            if ledger:
                ledger.add(batch, treated)
        table = measured(rule.nested, cells, largest_kept(tables))
        return made_safe(table, rule, tables, people_of_cells(rule, table) if rule.population else None)

    def _record_keys(self) -> Iterator[list[int] | None]:
        """The keys of the records of each batch; None for each, unless counts are moved by them."""
        if self.tables.cell_key is None:
            yield from repeat(None)
            return
        from infoshare.tabulation.cell_key import record_key

        plan = compile_plan(self.policy, self.source.columns)
        names = [step.column for step in plan.steps if step.rule.role == "direct"] or list(self.source.columns)
        secret = Keys(self.secret, CELL_KEYS).of("cell keys")
        for batch in rows_of(self._plan(), self.source, self._keys()).batches():
            records = zip(*(texts(batch, name) for name in names), strict=True)
            yield [record_key(secret, repr(record)) for record in records]

    def _keys(self) -> Keys:
        return Keys(self.secret, self.policy.policy, self.recipient)

    def laid_out(self, made: Published) -> pa.Table:
        """The table as rows."""
        from infoshare.files.table_rows import table_rows

        further = made.secondary if self.tables.counts_behind(self.rule.measure).tells_range else None
        return table_rows(made.cube, self.rule.nested, self.rule.measure, made.shown, further)

    def to_frame(self, data: Any) -> TableRelease:
        """The table as a frame of the kind of the data."""
        from infoshare.files.frames import FrameTable, like
        from infoshare.workflows.publish import publish

        ledger = self._ledger()
        made = self.made(ledger)
        frame = like(data, self.laid_out(made))
        certificate, told = self.through_the_gate(made, FrameTable(frame, "the table"), frame, ledger)
        with self._entry(ledger, told) as entry:
            publish(None, certificate, None, self.report, entry, self._entry_of(certificate))
        return TableRelease(frame, certificate)

    def _ledger(self) -> Ledger | None:
        return (
            Ledger.of(self.register, compile_plan(self.policy, self.source.columns), self.source)
            if self.register
            else None
        )

    def _entry(self, ledger: Ledger | None, told: Publication | None) -> AbstractContextManager[Entry | None]:
        return ledger.register.entry(told, len(ledger.earlier) + 1) if ledger and told else nullcontext()

    def to_file(self, place: Path | BinaryIO) -> TableRelease:
        """The table in a file, with its certificate beside it."""
        from infoshare.files.formats import format_of, reader_of, writer_of
        from infoshare.files.target import written_whole
        from infoshare.gate.hidden_data import Finished
        from infoshare.workflows.publish import publish

        ledger = self._ledger()
        made = self.made(ledger)
        rows = self.laid_out(made)
        with written_whole(place) as target:
            file_format = format_of(target.path)
            writer = writer_of(target.stream, file_format, rows.schema)
            for batch in rows.to_batches():
                writer.write(batch)
            writer.close()
            released = reader_of(target.stream, file_format, target.path.name)
            certificate, told = self.through_the_gate(made, released, Finished(target.stream, file_format), ledger)
            with self._entry(ledger, told) as entry:
                beside = place if isinstance(place, Path) else None
                publish(target, certificate, beside, self.report, entry, self._entry_of(certificate))
        return TableRelease(place, certificate)

    def through_the_gate(
        self, made: Published, released: Source, finished: object, ledger: Ledger | None
    ) -> tuple[TableCertificate, Publication | None]:
        """Let the gate look at the table that was read anew, and at the file or frame that leaves, and certify it.

        With a ledger, the table is laid over the earlier releases of its source as well.

        Raises:
            LeakFound: if any check did not pass.
        """
        from infoshare.gate.hidden_data import no_hidden_data
        from infoshare.gate.tables import examine_table
        from infoshare.workflows.table_ledger import told_by_table

        with ExitStack() as held:
            place = self.rule.population
            people = held.enter_context(opened(Path(place))) if place else None
            found = examine_table(self.rule, self.tables, self.rows(), released, people)
        release = FileFacts(sha256=released.sha256, rows=released.rows, columns=len(released.columns))
        told: Publication | None = None
        earlier: tuple[Check, ...] = ()
        if ledger:
            told = told_by_table(ledger, made, self.rule, self._plan(), release, self.issued, self.recipient)
            earlier = (at_once(CHECK, partial(no_differencing, told, ledger.earlier)),)
        verdict = Verdict(checks=(*found.checks, no_hidden_data(finished), *earlier))
        refuse_unless_passed(verdict)
        certificate = self._certificate(made, release, verdict)
        return (self.signing_key.sign(certificate) if self.signing_key else certificate), told

    def _certificate(self, made: Published, release: FileFacts, verdict: Verdict) -> TableCertificate:
        from infoshare.workflows.certify import policy_facts, versions
        from infoshare.workflows.table_words import rules_in_words

        policy, source = self.policy, self.source
        return TableCertificate(
            issued=self.issued,
            policy=policy_facts(policy),
            recipient=self.recipient,
            source=FileFacts(sha256=source.sha256, rows=source.rows, columns=len(source.columns), notes=source.notes),
            release=release,
            table=self.rule,
            rules=rules_in_words(self.rule, self.tables),
            cells=CellFacts(
                cells=made.shown.size,
                shown=int((~made.suppressed).sum()),
                primary=int(made.primary.sum()),
                secondary=int((made.secondary & ~made.primary).sum()),
            ),
            gate=verdict.checks,
            versions=versions(with_text=False),
            agreed=self.under.agreed if self.under else None,
        )
