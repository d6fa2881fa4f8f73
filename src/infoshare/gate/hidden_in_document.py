"""Finds what a Word document holds beside the text that its reader sees."""

from __future__ import annotations

from collections import Counter
from typing import BinaryIO

from infoshare.gate.office_package import SAYS_NOTHING, Package

_EXPECTED = (
    "[content_types].xml", "_rels/", "docprops/core.xml", "docprops/app.xml", "word/document.xml", "word/_rels/",
    "word/styles.xml", "word/styleswitheffects.xml", "word/settings.xml", "word/websettings.xml",
    "word/fonttable.xml", "word/numbering.xml", "word/theme/", "word/header", "word/footer", "word/footnotes.xml",
    "word/endnotes.xml", "word/media/",
)  # fmt: skip
"""How the names of parts begin that are the text of a document, its looks, and its pictures."""
_ELEMENTS = {
    "ins": "tracked change", "del": "tracked change", "moveFrom": "tracked change", "moveTo": "tracked change",
    "rPrChange": "tracked change", "pPrChange": "tracked change", "commentReference": "comment",
    "vanish": "hidden text", "object": "embedded file", "altChunk": "embedded file", "docVar": "variable",
    "attachedTemplate": "file path", "mailMerge": "external link", "docPartBody": "phrase part",
}  # fmt: skip
_MADE_BY = ("infoshare", "1")
"""What the documents of this project say of their author, and of how often they were saved."""
_SAYS_NOTHING = SAYS_NOTHING | {"title", "created", "modified", "revision", "language"}
"""A document has a title and a day; both stand in its text too."""


def in_document(file: BinaryIO) -> Counter[str]:
    """What a document holds beside its text, by kind; pictures in the text are seen, and do not count."""
    package = Package(file)
    found = package.around() + package.others(lambda part: part.startswith(_EXPECTED))
    found += package.outside(harmless=("/hyperlink",))
    for part in package.parts:
        name = part.casefold()
        if name.endswith(("docprops/core.xml", "docprops/app.xml")):
            found += package.properties(part, _SAYS_NOTHING, _MADE_BY)
        elif name.startswith("word/") and name.endswith(".xml") and "styles" not in name:
            found += _in_part(package, part)
    return found


def _in_part(package: Package, part: str) -> Counter[str]:
    found: Counter[str] = Counter()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in _ELEMENTS and attributes.get("w:val") not in {"0", "false"}:
            found[_ELEMENTS[name]] += 1

    return found + package.listen(part, start)
