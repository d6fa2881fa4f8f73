"""Writes a release to a file: beside its place first, through the gate, and then into its place in one step."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from infoshare.documents.release_report import report_page
from infoshare.errors import DataFileError
from infoshare.files.formats import SPREADSHEET_FORMATS, format_of, reader_of, writer_of
from infoshare.files.target import StreamTarget, Target, write_whole, written_whole
from infoshare.files.writer import Writer
from infoshare.gate.examine import examine
from infoshare.model.certificate import Certificate, Check, Verdict
from infoshare.workflows.anonymise import Job, OnRows, refuse_unless_passed
from infoshare.workflows.certify import Outcome, certify
from infoshare.workflows.population_file import population_of
from infoshare.workflows.sources import Source


def to_file(job: Job, place: Path | BinaryIO, report: Path | None, on_rows: OnRows) -> Certificate:
    """Write a release, with its report if a folder is given for it, and its certificate beside one or the other.

    Raises:
        DataFileError: if something cannot be written.
        LeakFound: if the gate refuses the release; nothing was written.
    """
    try:
        with written_whole(place) as target:
            file_format = format_of(target.path)
            neutralised = write(job, target.stream, file_format, on_rows)
            released = reader_of(target.stream, file_format, target.path.name)
            outcome = through_the_gate(job, released, file_format, neutralised)
            certificate = certify(job, outcome)
            _publish(target, certificate, place, report)
    except OSError as error:
        where = place if isinstance(place, Path) else "the release"
        raise DataFileError(f"{where} cannot be written: {error.strerror}", mend="Make room, and try again.") from None
    return certificate


def _publish(
    target: Target | StreamTarget, certificate: Certificate, place: Path | BinaryIO, report: Path | None
) -> None:
    """The papers first and the release last; if that fails, the papers are taken back."""
    written = write_papers(certificate, place if isinstance(place, Path) else None, report)
    try:
        target.publish()
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def write(job: Job, stream: BinaryIO, file_format: str, on_rows: OnRows) -> int:
    """Write the released rows to a stream; how many cells were made harmless to spreadsheets."""
    writer: Writer | None = None
    for batch in job.released(on_rows):
        writer = writer or writer_of(stream, file_format, batch.schema)
        writer.write(batch)
    if writer is None:
        raise RuntimeError("a source with rows gave no batch")
    with closing(writer):
        return writer.neutralised


def through_the_gate(
    job: Job, released: Source, file_format: str | None, neutralised: int = 0, more: Sequence[Check] = ()
) -> Outcome:
    """Let the gate look at a release that was read anew (from a file of this format, or None for a frame).

    `more` are checks that were made already.

    Raises:
        LeakFound: if any check did not pass.
    """
    with population_of(job.policy) as population:
        verdict = examine(
            job.policy, job.source, released, for_spreadsheets=file_format in SPREADSHEET_FORMATS,
            canary=job.canary(), beside=job.beside.tables, population=population,
        )  # fmt: skip
    verdict = Verdict(checks=(*verdict.checks, *more))
    refuse_unless_passed(verdict)
    return Outcome(released.sha256, released.rows, len(released.columns), neutralised, verdict)


def certificate_path(out: Path, report: Path | None) -> Path:
    """Where the certificate goes: into the report's folder, or beside the release."""
    return report / "certificate.json" if report else out.with_suffix(".certificate.json")


def write_papers(certificate: Certificate, out: Path | None, report: Path | None) -> list[Path]:
    """Write the certificate, and the report if a folder is given for it; the paths written.

    Raises:
        DataFileError: if they cannot be written.
    """
    papers: dict[Path, str] = {}
    if report:
        make_folder(report)
        papers[report / "report.html"] = report_page(certificate)
    if report or out:
        papers[certificate_path(out or Path(), report)] = certificate.to_json()
    for path, text in papers.items():
        write_whole(path, text.encode())
    return list(papers)


def make_folder(folder: Path) -> None:
    """Make a folder, if it is not there.

    Raises:
        DataFileError: if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFileError(f"{folder} cannot be made: {error.strerror}", mend="Give another folder.") from None
