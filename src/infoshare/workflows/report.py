"""Makes the papers of a certificate: its report as a page and as a Word document to sign, and its signed form."""

from __future__ import annotations

from pathlib import Path

from infoshare.certificates.reading import read
from infoshare.certificates.signing import SigningKey
from infoshare.errors import DataFileError, MissingSecretError, UserError
from infoshare.model.certificate import Attested


def papers_of(certificate: Attested, folder: Path) -> dict[Path, bytes]:
    """The report's two files by their paths; the folder is made.

    Raises:
        DataFileError: if the folder cannot be made.
    """
    from infoshare.documents.report_of import report_of
    from infoshare.documents.report_page import report_page
    from infoshare.documents.word_report import word_report
    from infoshare.files.target import make_folder

    make_folder(folder)
    report = report_of(certificate)
    return {folder / "report.html": report_page(report).encode(), folder / "report.docx": word_report(report)}


def write_report(certificate: Path, folder: Path) -> list[Path]:
    """Write the report of a certificate that lies there; the paths written.

    Raises:
        UserError: if it is no sound certificate, or something cannot be written.
    """
    from infoshare.files.target import write_whole

    papers = papers_of(certificate_in(certificate), folder)
    for path, data in papers.items():
        write_whole(path, data)
    return list(papers)


def sign_certificate(certificate: Path, key: SigningKey | None, out: Path) -> str:
    """Write a certificate with a signature; the fingerprint of the key.

    Raises:
        MissingSecretError: if there is no key.
        UserError: if it is no sound certificate, or is signed already.
    """
    from infoshare.certificates.keys import HOW_TO_MAKE_KEYS, fingerprint
    from infoshare.files.target import write_whole

    found = certificate_in(certificate)
    if key is None:
        raise MissingSecretError("there is no key to sign with", mend=HOW_TO_MAKE_KEYS)
    if found.signature is not None:
        raise UserError("the certificate is signed already", mend="Sign the one that came with the release.")
    write_whole(out, key.sign(found).to_json().encode())
    return fingerprint(key.private.public_key())


def certificate_in(path: Path) -> Attested:
    """The certificate in a file.

    Raises:
        DataFileError: if the file cannot be read.
        UserError: if it is no sound certificate.
    """
    try:
        return read(path.read_bytes()).certificate
    except OSError as error:
        raise DataFileError(f"{path} cannot be read: {error.strerror}", mend="Give an existing file.") from None
