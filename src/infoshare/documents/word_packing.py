"""Opens a Word document as its parts, and packs parts so that equal ones give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
FIRST = "[Content_Types].xml"


def parts_of(document: bytes) -> dict[str, bytes]:
    """The parts of a document by name, in its own order."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The document of these parts: in order of name, all with one fixed time."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda part: (part != FIRST, part)):
            package.writestr(_entry(name), parts[name], compresslevel=9)
    return result.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, FIXED_TIME)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return entry
