"""Writes a release to a file: beside its place first, through the gate, and then into its place in one step."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from infoshare.errors import DataFileError
from infoshare.files.formats import SPREADSHEET_FORMATS, format_of, held_in, reader_of, writer_of
from infoshare.files.row_order import in_order
from infoshare.files.target import StreamTarget, Target, write_whole, written_whole
from infoshare.files.writer import Writer
from infoshare.gate.examine import examine
from infoshare.gate.hidden_data import Finished
from infoshare.model.certificate import Attested, Certificate, Check, Verdict
from infoshare.workflows.anonymise import Job, OnRows, refuse_unless_passed
from infoshare.workflows.certify import Outcome, certify
from infoshare.workflows.earlier_releases import entry_of, laid_over
from infoshare.workflows.population_file import population_of
from infoshare.workflows.report import papers_of
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    from infoshare.files.release_register import Entry
    from infoshare.workflows.entering import ReleaseEntry


def to_file(job: Job, place: Path | BinaryIO, report: Path | None, on_rows: OnRows) -> Certificate:
    """Write a release, with its report if a folder is given for it, and its certificate beside one or the other.

    Raises:
        DataFileError: if something cannot be written.
        LeakFound: if the gate refuses the release; nothing was written.
    """
    try:
        with written_whole(place) as target:
            file_format = format_of(target.path)
            neutralised = write(job, target, file_format, on_rows)
            released = reader_of(target.stream, file_format, target.path.name)
            finished = Finished(target.stream, file_format)
            outcome = through_the_gate(job, released, finished, neutralised)
            certificate = certify(job, outcome)
            with entry_of(job, released) as entry:
                beside = place if isinstance(place, Path) else None
                publish(target, certificate, beside, report, entry, job.register_entry(certificate))
    except OSError as error:
        where = place if isinstance(place, Path) else "the release"
        raise DataFileError(f"{where} cannot be written: {error.strerror}", mend="Make room, and try again.") from None
    return certificate


def publish(
    target: Target | StreamTarget | None,
    certificate: Attested,
    place: Path | None,
    report: Path | None,
    *entries: Entry | ReleaseEntry | None,
) -> None:
    """The papers first, then the entries in the registers, and the release last; if that fails, all is taken back.

    There is no target for a release that is a frame, and no entry without a register.
    """
    with ExitStack() as written:
        for path in write_papers(certificate, place, report):
            written.callback(path.unlink, missing_ok=True)
        for entry in (each for each in entries if each is not None):
            entry.publish()
            written.callback(entry.withdraw)
        if target:
            target.publish()
        written.pop_all()


def _take_back(written: Sequence[Path]) -> None:
    for path in written:
        path.unlink(missing_ok=True)


def write(job: Job, target: Target | StreamTarget, file_format: str, on_rows: OnRows) -> int:
    """Write the released rows in their order; how many cells were made harmless to spreadsheets."""
    writer: Writer | None = None
    for batch in in_order(job.released(on_rows), job.row_order, held_in(file_format), target.folder):
        writer = writer or writer_of(target.stream, file_format, batch.schema)
        writer.write(batch)
    if writer is None:
        raise RuntimeError("a source with rows gave no batch")
    with closing(writer):
        return writer.neutralised


def through_the_gate(
    job: Job, released: Source, finished: object, neutralised: int = 0, more: Sequence[Check] = ()
) -> Outcome:
    """Let the gate look at a release that was read anew, and at the finished file or frame itself.

    `more` are checks that were made already.

    Raises:
        LeakFound: if any check did not pass.
    """
    with population_of(job.policy) as population:
        verdict = examine(
            job.policy, job.source, released, for_spreadsheets=is_for_spreadsheets(finished),
            canary=job.canary(), tokens=job.tokens(), beside=job.beside.tables, population=population,
            finished=finished, opt_outs=job.permitted.entries,
        )  # fmt: skip
    verdict = Verdict(checks=(*verdict.checks, *more, *laid_over(job, released)))
    refuse_unless_passed(verdict)
    return Outcome(released.sha256, released.rows, len(released.columns), neutralised, verdict)


def is_for_spreadsheets(finished: object) -> bool:
    """Whether a release is a file that a spreadsheet program opens, and whose cells it may run."""
    return isinstance(finished, Finished) and finished.file_format in SPREADSHEET_FORMATS


def certificate_path(out: Path, report: Path | None) -> Path:
    """Where the certificate goes: into the report's folder, or beside the release."""
    return report / "certificate.json" if report else out.with_suffix(".certificate.json")


def write_papers(certificate: Attested, out: Path | None, report: Path | None) -> list[Path]:
    """Write the certificate, and the report if a folder is given for it; the paths written.

    Raises:
        DataFileError: if they cannot be written.
    """
    papers = papers_of(certificate, report) if report else {}
    if report or out:
        papers[certificate_path(out or Path(), report)] = certificate.to_json().encode()
    written: list[Path] = []
    try:
        for path, data in papers.items():
            write_whole(path, data)
            written.append(path)
    except DataFileError:
        _take_back(written)
        raise
    return written
