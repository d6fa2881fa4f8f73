"""Reads a Word or Excel file, for the gate, as a package: its parts, its properties, and what is neither."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

_CHUNK = 1 << 20
_LOCAL_HEADER, _DESCRIPTOR, _LAST_RECORD = 30, 24, 22
"""Bytes before the name of an entry, at most after its data, and at the end (APPNOTE 6.3, 4.3.7, 4.3.9, 4.3.16)."""
KINDS_OF_PARTS = {
    "comments": "comment part", "person": "comment author list", "media/": "picture",
    "drawing": "drawing", "chart": "chart", "embeddings/": "embedded file", "externallinks/": "external link",
    "vbaproject": "program", "macrosheets": "program", "customxml/": "custom XML part",
    "pivot": "pivot table part", "querytable": "query part", "connections": "query part", "slicer": "pivot table part",
    "printersettings": "printer setting", "custom.xml": "custom property part", "thumbnail": "picture",
    "revisions/": "revision part", "worksheets/": "other sheet", "chartsheets/": "other sheet",
    "tables/": "named table", "labelinfo": "label", "metadata": "metadata part", "glossary/": "phrase part",
}  # fmt: skip
"""What a part holds that stands in a package and not among those expected, by what its name has in it."""

Element = Callable[[str, dict[str, str]], None]


class Package:
    """The parts of a Word or Excel file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(file)
        self.parts = self._zip.namelist()

    def around(self) -> Counter[str]:
        """What stands in the file beside its parts: comments of the package, and bytes that belong to no part."""
        entries = sorted(self._zip.infolist(), key=lambda entry: entry.header_offset)
        found = Counter({"package comment": int(bool(self._zip.comment))})
        found["package comment"] += sum(bool(entry.comment) for entry in entries)
        found["repeated part"] += len(self.parts) - len({part.casefold() for part in self.parts})
        starts = [entry.header_offset for entry in entries] + [self._zip.start_dir]
        place = 0
        for entry, following in zip(entries, starts[1:], strict=True):
            found["stray part"] += entry.header_offset != place
            end = self._end_of(entry)
            place = following if end <= following <= end + _DESCRIPTOR else end
        self._file.seek(-_LAST_RECORD - len(self._zip.comment), 2)
        found["stray part"] += place != self._zip.start_dir or self._file.read(4) != b"PK\x05\x06"
        return found

    def _end_of(self, entry: zipfile.ZipInfo) -> int:
        self._file.seek(entry.header_offset)
        header = self._file.read(_LOCAL_HEADER)
        name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
        return entry.header_offset + _LOCAL_HEADER + name + extra + entry.compress_size

    def others(self, expected: Callable[[str], bool]) -> Counter[str]:
        """The parts that are not expected, by kind; folders are none."""
        names = (part.casefold() for part in self.parts if not part.endswith("/"))
        return Counter(
            next((kind for sign, kind in KINDS_OF_PARTS.items() if sign in name), "other part")
            for name in names
            if not expected(name)
        )

    def listen(self, part: str, element: Element, text: Callable[[str], None] = lambda text: None) -> Counter[str]:
        """Read a part of XML, and hear of each element (by its name without its namespace) and of its text.

        What is found beside elements and text is counted: comments, and instructions to programs.
        """
        found: Counter[str] = Counter()
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda name, attributes: element(_local(name), attributes)
        parser.CharacterDataHandler = text
        parser.CommentHandler = lambda _: found.update(["comment in the file"])
        parser.ProcessingInstructionHandler = lambda *_: found.update(["program instruction"])
        parser.StartDoctypeDeclHandler = _refuse_entities
        for piece in self._pieces(part):
            parser.Parse(piece)
        parser.Parse(b"", True)
        return found

    def _pieces(self, part: str) -> Iterator[bytes]:
        with self._zip.open(part) as stream:
            while piece := stream.read(_CHUNK):
                yield piece

    def properties(self, part: str, harmless: frozenset[str], allowed: tuple[str, ...] = ()) -> Counter[str]:
        """The properties of a document that say something: an author, a company, a title, a time."""
        found: Counter[str] = Counter()
        current = ""

        def start(name: str, _: dict[str, str]) -> None:
            nonlocal current
            current = "" if name in harmless else name

        def text(piece: str) -> None:
            nonlocal current
            if current and piece.strip() and piece.strip() not in allowed:
                found[PROPERTIES.get(current, "document field")] += 1
                current = ""

        return found + self.listen(part, start, text)

    def outside(self, harmless: tuple[str, ...] = ()) -> Counter[str]:
        """The links from any part to what is not in the package; some kinds may be harmless."""
        found: Counter[str] = Counter()

        def tie(name: str, attributes: dict[str, str]) -> None:
            if attributes.get("TargetMode", "").casefold() == "external":
                found["external link"] += not attributes.get("Type", "").endswith(harmless or ("\x00",))

        for part in self.parts:
            if part.casefold().endswith(".rels"):
                self.listen(part, tie)
        return found


PROPERTIES = {
    "creator": "author", "lastModifiedBy": "author", "Manager": "author", "Company": "company",
    "created": "time", "modified": "time", "lastPrinted": "time",
}  # fmt: skip
SAYS_NOTHING = frozenset({
    "Application", "AppVersion", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged",
    "lpstr", "i4", "TitlesOfParts", "HeadingPairs", "Template", "Words", "Pages", "Lines", "Paragraphs", "Characters",
    "CharactersWithSpaces", "TotalTime",
})  # fmt: skip
"""Properties that a program writes of itself and of the size of the file."""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_entities(*_: object) -> None:
    raise ValueError("a part that defines entities")
