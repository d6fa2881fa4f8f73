"""Refuses a Word file that is not what it seems: no .docx, macros, embedded objects, or a zip bomb."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from infoshare.errors import DataFileError, TemplateError

LARGEST_UNPACKED = 50_000_000
MOST_PARTS = 2_000
_DANGEROUS = ("vbaproject", "vbadata", "activex", "oleobject", "/embeddings/", "attachedtoolbars")


def refuse_unsound(path: Path) -> None:
    """Look at a template before anything opens it.

    Raises:
        TemplateError: naming everything that is wrong with the file.
    """
    try:
        with zipfile.ZipFile(path) as package:
            faults = list(_faults(package))
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        raise TemplateError(f"{path.name} is not a Word document (.docx)", mend="Save it from Word as .docx.") from None
    if faults:
        raise TemplateError(*(f"{path.name}: {fault}" for fault in faults), mend="Save it from Word as a plain .docx.")


def refuse_unreadable(path: Path) -> None:
    """Look at somebody's document before its text is read.

    What it would fetch when Word opens it does no harm here, since nothing opens it.

    Raises:
        DataFileError: if it is not there, damaged, encrypted, carries macros or embedded objects, or is no .docx.
    """
    if not path.is_file():
        what = "is a folder, not a file" if path.is_dir() else "is not there"
        raise DataFileError(f"{path} {what}", mend="Give the path of a Word document (.docx).")
    try:
        faults = [*_old_format(path)]
        if not faults:
            with zipfile.ZipFile(path) as package:
                faults = [*_package_faults(package), *_protection_faults(package)]
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):  # it may be packed in an unknown way
        faults = ["it is not a Word document (.docx), or it is damaged"]
    if faults:
        mend = "Open it in Word, save it as a plain .docx without a password or macros, and try once more."
        raise DataFileError(*(f"{path.name}: {fault}" for fault in faults), mend=mend)


OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Word before 2007 begin, and also .docx files that are encrypted with a password."""


def _old_format(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        if file.read(len(OLD_FORMAT)) == OLD_FORMAT:
            yield "it is encrypted with a password, or in the old format of Word (.doc)"


ENCRYPTED = 0x1


def _protection_faults(package: zipfile.ZipFile) -> Iterator[str]:
    if any(part.flag_bits & ENCRYPTED for part in package.infolist()):
        yield "parts of it are encrypted"
    elif any(b"macroEnabled" in _read(package, part) for part in package.infolist() if part.filename == CONTENT_TYPES):
        yield "it is of a kind that carries macros"


CONTENT_TYPES = "[Content_Types].xml"


def _faults(package: zipfile.ZipFile) -> Iterator[str]:
    found = [*_package_faults(package)]
    yield from found
    if TWICE not in found:
        yield from _reaching_parts(package)


TWICE = "a part stands in it twice"


def _package_faults(package: zipfile.ZipFile) -> Iterator[str]:
    parts = package.infolist()
    names = [part.filename.casefold() for part in parts]
    if "word/document.xml" not in names:
        yield "it has no Word document inside"
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        yield "it unpacks to more than any protocol needs"
    if any(word in name for name in names for word in _DANGEROUS):
        yield "it carries macros or embedded objects"
    if len(set(names)) < len(names):
        yield TWICE


def _reaching_parts(package: zipfile.ZipFile) -> Iterator[str]:
    """What would fetch from elsewhere when the document is opened, or let an answer become mark-up."""
    texts = {part.filename: _read(package, part) for part in package.infolist() if part.file_size < LARGEST_PART}
    if any(_FETCHES.search(text) for name, text in texts.items() if name.endswith(".rels")):
        yield "it fetches something from elsewhere when it is opened"
    if any(_DDE.search(text) for text in texts.values()):
        yield "it has a field that starts another program (DDE)"
    if any(b"autoescape" in text for text in texts.values()):
        yield "it switches off the escaping of answers"


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    try:
        return package.read(part)
    except (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return b""


LARGEST_PART = 10_000_000
_FETCHES = re.compile(rb"<Relationship (?![^>]*/hyperlink\")[^>]*TargetMode=\"External\"")
_DDE = re.compile(rb"<w:instrText[^>]*>\s*DDE", re.IGNORECASE)
