"""Turns a Word document into PDF with LibreOffice, where that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from infoshare.errors import DataFileError, MissingExtraError

LONGEST = 180
"""Seconds after which LibreOffice is taken to have failed."""


def as_pdf(document: bytes, beside: Path) -> bytes:
    """The document as PDF; LibreOffice works in a folder of its own in `beside`, which is gone afterwards.

    Raises:
        MissingExtraError: if there is no LibreOffice here.
        DataFileError: if LibreOffice does not make a PDF of it.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise MissingExtraError("PDF takes LibreOffice, which is not here", mend="Install it, or write a .docx file.")
    with tempfile.TemporaryDirectory(dir=beside.resolve(), prefix=".infoshare-") as folder:
        return _converted(office, document, Path(folder))


def _converted(office: str, document: bytes, folder: Path) -> bytes:
    source, target = folder / "document.docx", folder / "document.pdf"
    source.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    try:
        subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603  # fixed words and our own paths
    except subprocess.TimeoutExpired:
        raise DataFileError("LibreOffice took too long to make a PDF", mend="Write a .docx file.") from None
    if not target.is_file():
        raise DataFileError("LibreOffice made no PDF", mend="Write a .docx file, and save that as PDF.")
    return target.read_bytes()
