"""Opens an Excel workbook as a package of parts, and refuses what a table has no use for: macros, links, bombs."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree  # a part that declares a type or an entity is refused before it is parsed

from infoshare.errors import DataFileError
from infoshare.safe_repr import count_of

LARGEST_WHOLE = 4 << 30
"""Bytes of all parts together when unpacked."""
LARGEST_RATIO, ALWAYS_FINE = 250, 100 << 20
"""A workbook may be this many times as large unpacked as packed; up to so many bytes (the second) it always may."""
MOST_PARTS = 10_000
_CHUNK, _LARGEST_LIST = 1 << 20, 10 << 20
_OLE = b"\xd0\xcf\x11\xe0"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONSHIP = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, the part of the package that holds it, and whether Excel shows it."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """The parts of a workbook, each read through once: sound, of the size said, and free of what could run."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        stream.seek(0)
        _refuse_other_kinds(stream.read(4), name)
        _refuse_two_readings(stream, name)
        try:
            self._zip = zipfile.ZipFile(stream)
            self._refuse_bombs(stream.seek(0, 2))
            self._refuse_what_could_run()
            self._read_through()
            self.sheets = tuple(self._sheets())
        except (*_DAMAGED, ElementTree.ParseError):
            raise unsound(name) from None

    def open(self, part: str) -> Iterator[bytes]:
        """One part, unpacked, in pieces."""
        with self._zip.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk

    def _refuse_bombs(self, packed: int) -> None:
        parts = self._zip.infolist()
        whole = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or whole > LARGEST_WHOLE or whole > max(LARGEST_RATIO * packed, ALWAYS_FINE):
            raise DataFileError(
                f"{self.name} would unpack to {whole:,} bytes in {count_of(len(parts), 'part')}, far more than its "
                f"{packed:,} bytes promise",
                mend="If it is sound, open it in Excel and save it as CSV.",
            )
        names = [part.filename.casefold() for part in parts]
        if len(set(names)) != len(names) or any(part.flag_bits & 1 for part in parts):
            raise unsound(self.name)

    def _refuse_what_could_run(self) -> None:
        names = [name.casefold() for name in self._zip.namelist()]
        found = [what for what, sign in _NOT_FOR_TABLES.items() if any(sign in name for name in names)]
        if found:
            raise DataFileError(
                f"{self.name} has {' and '.join(found)}",
                mend="Copy the table, paste its values (Paste special, Values) into a new workbook, and give that.",
            )

    def _read_through(self) -> None:
        """Every part to its end, which proves its size and checksum; and no part may declare entities."""
        for part in self._zip.namelist():
            is_text = part.casefold().endswith((".xml", ".rels", ".vml"))
            tail = b""
            for chunk in self.open(part):
                seen = tail + chunk.replace(b"\x00", b"")
                if is_text and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen):
                    raise DataFileError(
                        f"{self.name} has XML that defines entities, which no program for spreadsheets writes",
                        mend="Open it in Excel, and save it again.",
                    )
                tail = seen[-16:]

    def _sheets(self) -> Iterator[Sheet]:
        ties = list(self._xml("xl/_rels/workbook.xml.rels"))
        targets = {
            tie.get("Id", ""): posixpath.normpath(posixpath.join("/xl", tie.get("Target", ""))).lstrip("/")
            for tie in ties
        }
        elements = [each for each in self._xml("xl/workbook.xml").iter() if each.tag.rpartition("}")[2] == "sheet"]
        names = {element.get("name", "").casefold() for element in elements}
        ids = [sum(name.rpartition("}")[2] == "id" for name in element.attrib) for element in elements]
        if len(targets) != len(ties) or len(names) != len(elements) or set(ids) - {1}:
            raise ValueError("a sheet that two programs could take for two different ones")
        for element in elements:
            part = targets[element.get(_RELATIONSHIP) or element.get(_STRICT_RELATIONSHIP) or ""]
            if "/chartsheets/" not in f"/{part}" and "/dialogsheets/" not in f"/{part}":
                yield Sheet(element.get("name", ""), part, element.get("state", "visible") != "visible")

    def _xml(self, part: str) -> ElementTree.Element:
        if self._zip.getinfo(part).file_size > _LARGEST_LIST:
            raise unsound(self.name)
        return ElementTree.fromstring(b"".join(self.open(part)))  # noqa: S314  # no entities: `_read_through`


_NOT_FOR_TABLES = {
    "macros (a program inside)": "vbaproject",
    "a sheet of old-style macros": "xl/macrosheets/",
    "links to other workbooks": "xl/externallinks/",
}


def _refuse_other_kinds(start: bytes, name: str) -> None:
    if start == _OLE:
        raise DataFileError(
            f"{name} is protected by a password, or is an old .xls file under another name",
            mend="Open it in Excel, take the password off, and save it as .xlsx.",
        )
    if not start.startswith(b"PK"):
        raise unsound(name)


def _refuse_two_readings(stream: BinaryIO, name: str) -> None:
    """Refuse a package that does not end with its one list of parts: two programs could read two workbooks in it."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _LAST_RECORD, 0))
    end = stream.read()
    listed, place = int.from_bytes(end[12:16], "little"), int.from_bytes(end[16:20], "little")
    if end[:4] != b"PK\x05\x06" or listed + place + _LAST_RECORD != size:
        raise unsound(name)


_LAST_RECORD = 22
"""Bytes of the record at the end of a zip file that has no comment (APPNOTE 6.3, section 4.3.16)."""


def unsound(name: str) -> DataFileError:
    """What is said of a file that Excel itself would not open, or would have to repair."""
    return DataFileError(f"{name} is not a sound Excel (.xlsx) file", mend="Open it in Excel, and save it again.")
