"""Writes a release to a file: beside its place first, through the gate, and then into its place in one step."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from infoshare.documents.release_report import report_page
from infoshare.errors import DataFileError
from infoshare.files.formats import SPREADSHEET_FORMATS, format_of, reader_of, writer_of
from infoshare.files.target import StreamTarget, Target, write_whole, written_whole
from infoshare.files.writer import Writer
from infoshare.gate.examine import examine
from infoshare.model.certificate import Certificate
from infoshare.workflows.anonymise import Job, OnRows, refuse_unless_passed
from infoshare.workflows.certify import Outcome, certify


def to_file(job: Job, place: Path | BinaryIO, report: Path | None, on_rows: OnRows) -> Certificate:
    """Write a release, with its report if a folder is given for it, and its certificate beside one or the other.

    Raises:
        DataFileError: if something cannot be written.
        LeakFound: if the gate refuses the release; nothing was written.
    """
    with written_whole(place) as target:
        file_format = format_of(target.path)
        neutralised = _write(job, target.stream, file_format, on_rows)
        outcome = _through_the_gate(job, target, file_format, neutralised)
        certificate = certify(job, outcome)
        _write_papers(certificate, place, report)
        target.publish()
    return certificate


def _write(job: Job, stream: BinaryIO, file_format: str, on_rows: OnRows) -> int:
    writer: Writer | None = None
    for batch in job.released(on_rows):
        writer = writer or writer_of(stream, file_format, batch.schema)
        writer.write(batch)
    if writer is None:
        raise RuntimeError("a source with rows gave no batch")
    with closing(writer):
        return writer.neutralised


def _through_the_gate(job: Job, target: Target | StreamTarget, file_format: str, neutralised: int) -> Outcome:
    released = reader_of(target.stream, file_format, target.path.name)
    for_spreadsheets = file_format in SPREADSHEET_FORMATS
    verdict = examine(job.policy, job.source, released, for_spreadsheets=for_spreadsheets, canary=job.canary())
    refuse_unless_passed(verdict)
    return Outcome(released.sha256, released.rows, len(released.columns), neutralised, verdict)


def certificate_path(out: Path, report: Path | None) -> Path:
    """Where the certificate goes: into the report's folder, or beside the release."""
    return report / "certificate.json" if report else out.with_suffix(".certificate.json")


def _write_papers(certificate: Certificate, place: Path | BinaryIO, report: Path | None) -> None:
    if report:
        _make_folder(report)
        write_whole(report / "report.html", report_page(certificate).encode())
    if report or isinstance(place, Path):
        path = certificate_path(place if isinstance(place, Path) else Path(), report)
        write_whole(path, certificate.to_json().encode())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFileError(f"{folder} cannot be made: {error.strerror}", mend="Give another folder.") from None
