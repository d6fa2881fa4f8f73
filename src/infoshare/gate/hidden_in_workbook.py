"""Finds what an Excel workbook holds beside the rows of its one sheet."""

from __future__ import annotations

import re
from collections import Counter
from typing import BinaryIO

from infoshare.gate.office_package import SAYS_NOTHING, Package

_EXPECTED = frozenset({
    "[content_types].xml", "_rels/.rels", "docprops/core.xml", "docprops/app.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/theme/theme1.xml", "xl/sharedstrings.xml", "xl/calcchain.xml",
})  # fmt: skip
"""The parts of a workbook that has one sheet, and their looks."""
_SHEET = re.compile(r"xl/worksheets/(?:sheet\d*\.xml|_rels/sheet\d*\.xml\.rels)")
_ELEMENTS = {
    "definedName": "defined name", "externalReference": "external link", "fileSharing": "author",
    "absPath": "file path", "customWorkbookView": "personal view", "customSheetView": "personal view",
    "dataValidation": "cell rule", "hyperlink": "external link", "f": "formula",
    "legacyDrawing": "drawing", "drawing": "drawing", "picture": "picture", "oleObject": "embedded file",
    "autoFilter": "filter", "scenario": "earlier value", "protectedRange": "named range", "rPh": "phonetic text",
    "oddHeader": "page heading", "oddFooter": "page heading", "evenHeader": "page heading",
    "evenFooter": "page heading", "firstHeader": "page heading", "firstFooter": "page heading",
    "webPublishItem": "external link", "controls": "embedded file", "cellWatch": "watched cell",
    "conditionalFormatting": "conditional format", "sparkline": "chart",
}  # fmt: skip
"""What an element of the workbook or of its sheet gives away, by its name."""
_SHOWS_NOTHING = re.compile(r"""(?:""|[;\s])*;(?:""|[;\s])*;(?:""|[;\s])*""")
_NO = frozenset({"0", "0.0", "0.00"})
_YES = frozenset({"1", "true"})


def in_workbook(file: BinaryIO) -> Counter[str]:
    """What a workbook holds beside the rows of its one sheet, by kind."""
    package = Package(file)
    found = package.around() + package.others(lambda part: part in _EXPECTED or _SHEET.fullmatch(part) is not None)
    found += package.outside()
    sheets = [part for part in package.parts if _SHEET.fullmatch(part.casefold()) and part.endswith(".xml")]
    found["other sheet"] += max(len(sheets) - 1, 0)
    looked: set[int] = set()
    for part in package.parts:
        name = part.casefold()
        if name.startswith("docprops/"):
            found += package.properties(part, SAYS_NOTHING) if name.endswith(("core.xml", "app.xml")) else Counter()
        elif name == "xl/workbook.xml" or part in sheets:
            found += _in_sheet(package, part, looked)
    for part in package.parts:
        if part.casefold() == "xl/sharedstrings.xml":
            found += _in_texts(package, part, looked)
        elif part.casefold() == "xl/styles.xml":
            found += _in_styles(package, part)
    return found


def _in_sheet(package: Package, part: str, looked: set[int]) -> Counter[str]:
    """What is hidden in the workbook's own part or in a sheet; the shared texts that its cells show are noted."""
    found: Counter[str] = Counter()
    digits: list[str] = []
    shared, inside = False, ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal shared, inside
        inside = name
        if name == "c":
            shared = attributes.get("t") == "s"
        elif name in _ELEMENTS:
            found[_ELEMENTS[name]] += 1
        elif name in {"row", "col", "sheet"}:
            found.update(_hidden(name, attributes))

    def text(piece: str) -> None:
        if shared and inside == "v" and piece.strip():
            digits.append(piece)

    found += package.listen(part, start, text)
    looked.update(map(int, digits))
    return found


def _hidden(name: str, attributes: dict[str, str]) -> dict[str, int]:
    """Whether a row, some columns or a sheet are hidden: said to be so, or too low or narrow to be seen."""
    if name == "sheet":
        return {"hidden sheet": int(attributes.get("state", "visible") != "visible")}
    hidden = attributes.get("hidden") in _YES or attributes.get("ht" if name == "row" else "width") in _NO
    if name == "row":
        return {"hidden row": int(hidden)}
    return {"hidden column": hidden * (int(attributes["max"]) - int(attributes["min"]) + 1)}


def _in_texts(package: Package, part: str, looked: set[int]) -> Counter[str]:
    """The shared texts that no cell shows: those of rows that were deleted, say."""
    found: Counter[str] = Counter()
    texts = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal texts
        texts += name == "si"
        found["phonetic text"] += name == "rPh"

    found += package.listen(part, start)
    found["unused text"] += texts - len(looked & set(range(texts)))
    return found


def _in_styles(package: Package, part: str) -> Counter[str]:
    """Number formats such as `;;;` under which a cell looks empty."""
    found: Counter[str] = Counter()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and _SHOWS_NOTHING.fullmatch(attributes.get("formatCode", "").strip() or "x"):
            found["hiding format"] += 1

    return found + package.listen(part, start)
