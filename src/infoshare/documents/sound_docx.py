"""Refuses a Word template that is not what it seems: no .docx, macros, embedded objects, or a zip bomb."""

from __future__ import annotations

import zipfile
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
