"""Refuses a Word template that is not what it seems: no .docx, macros, embedded objects, or a zip bomb."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from infoshare.errors import TemplateError

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


def _faults(package: zipfile.ZipFile) -> Iterator[str]:
    parts = package.infolist()
    names = [part.filename.casefold() for part in parts]
    if "word/document.xml" not in names:
        yield "it has no Word document inside"
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        yield "it unpacks to more than any protocol needs"
    if any(word in name for name in names for word in _DANGEROUS):
        yield "it carries macros or embedded objects"
    if len(set(names)) < len(names):
        yield "a part stands in it twice"
    else:
        yield from _reaching_parts(package)


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
