"""Both jobs on the shipped examples: a protocol as a Word document, and a released table with its papers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infoshare import resources
from infoshare.errors import DataFileError
from infoshare.workflows.anonymise import OnRows, anonymise
from infoshare.workflows.protocol import Protocol, example

if TYPE_CHECKING:
    from infoshare.model.certificate import Certificate

QUESTIONS = "cda-s115"
POLICY = "ae-violence"
RECIPIENT = "Harrowmere Community Safety Partnership"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demonstration made."""

    folder: Path
    protocol: Protocol
    word: Path
    source: Path
    release: Path
    report: Path
    certificate: Certificate


def demonstrate(folder: Path, on_rows: OnRows = lambda rows: None) -> Demonstration:
    """Write the example protocol and an example release into a folder.

    The key for the pseudonyms is made for this one run and is not kept.

    Raises:
        DataFileError: if the folder cannot be written.
    """
    from infoshare.files.target import write_whole

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFileError(f"{folder} cannot be made: {error.strerror}", mend="Give another folder.") from None
    source = folder / "attendances.csv"
    write_whole(source, resources.example_data(POLICY).read_bytes())
    write_whole(folder / "answers.yaml", example(QUESTIONS).encode())
    protocol = Protocol.load(folder / "answers.yaml")
    word = protocol.export(folder / "protocol.docx")
    out = folder / "release.csv"
    release = anonymise(
        source,
        POLICY,
        key=secrets.token_bytes(32),
        recipient=RECIPIENT,
        out=out,
        report=folder,
        on_rows=on_rows,
    )
    return Demonstration(folder, protocol, word, source, out, folder / "report.html", release.certificate)
