"""The parts of somebody's Word document as XML: the main part, what it refers to, and its paragraph styles."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from infoshare.documents.sound_docx import refuse_unreadable
from infoshare.errors import DataFileError

MAIN = "word/document.xml"
MEND = "Open it in Word, save it again as a plain .docx without a password or macros, and try once more."


def tag(element: Any) -> str:
    """An element's name without its namespace: Word writes the same names in two of them."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, name: str = "val") -> str:
    """An attribute by its name without the namespace; empty if it is not there."""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Any, *names: str) -> Any:
    """The element at the end of a path of children, or None."""
    for name in names:
        element = next((each for each in element if tag(each) == name), None)
        if element is None:
            return None
    return element


def is_on(element: Any) -> bool:
    """Whether a switch of Word is there and not turned off."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says: a heading's level (0: title), a line of the contents, bold, an item of a list."""

    level: int | None = None
    contents: bool = False
    bold: bool = False
    listed: bool = False


@dataclass(frozen=True)
class WordPackage:
    """A Word document's parts, each parsed when it is asked for. Nothing outside the file is ever fetched."""

    path: Path
    parts: dict[str, bytes]

    @classmethod
    def open(cls, path: Path) -> WordPackage:
        """Read a .docx.

        Raises:
            DataFileError: if it is not there, damaged, encrypted, carries macros, or is no .docx.
        """
        refuse_unreadable(path)
        try:
            with zipfile.ZipFile(path) as package:
                return cls(path, {name: package.read(name) for name in package.namelist() if _is_text(name)})
        except (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
            # NotImplementedError: packed in a way that zipfile does not know
            raise DataFileError(f"{path.name} is damaged: a part of it cannot be unpacked", mend=MEND) from None

    def tree(self, name: str) -> Any:
        """The XML of a part.

        Raises:
            DataFileError: if it is missing or damaged.
        """
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self.parts[name], parser)
        except (KeyError, etree.XMLSyntaxError, ValueError):
            raise DataFileError(f"{self.path.name} is damaged: '{name}' cannot be read", mend=MEND) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise DataFileError(
                f"{self.path.name}: '{name}' defines its own entities, which no Word file does", mend=MEND
            )
        return root

    def related(self, kind: str) -> Iterator[Any]:
        """The parts of a kind that the main part refers to, such as `header`, in the order of their names."""
        for name in sorted(self._targets.get(kind, ())):
            yield self.tree(name)

    @cached_property
    def _targets(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        name = "word/_rels/document.xml.rels"
        for relation in self.tree(name) if name in self.parts else ():
            if value(relation, "TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/word", value(relation, "Target"))).lstrip("/")
                found.setdefault(value(relation, "Type").rpartition("/")[2], set()).add(target)
        return found

    @cached_property
    def styles(self) -> dict[str, Style]:
        """Every paragraph style by its id, with what it takes from the style that it is based on."""
        elements = {value(each, "styleId"): each for root in self.related("styles") for each in root
                    if tag(each) == "style"}  # fmt: skip
        return {style_id: _style(style_id, elements) for style_id in elements}


def _is_text(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _style(style_id: str, elements: dict[str, Any]) -> Style:
    chain: list[Any] = []
    while style_id in elements and elements[style_id] not in chain:
        chain.append(elements[style_id])
        based = child(chain[-1], "basedOn")
        style_id = "" if based is None else value(based)
    names = [_name(each) for each in chain]
    return Style(
        level=next((level for level in map(_level, chain) if level is not None), None),
        contents=any(name.startswith(("toc ", "table of ")) for name in names),
        bold=next((is_on(each) for each in (child(one, "rPr", "b") for one in chain) if each is not None), False),
        listed=any(child(each, "pPr", "numPr") is not None or name.startswith("list") for each, name in
                   zip(chain, names, strict=True)),
    )  # fmt: skip


def _name(style: Any) -> str:
    name = child(style, "name")
    return "" if name is None else value(name).casefold()


def _level(style: Any) -> int | None:
    name = _name(style)
    if name == "title":
        return 0
    if name.startswith("heading ") and name.removeprefix("heading ").isdigit():
        return int(name.removeprefix("heading "))
    return outline_level(child(style, "pPr"))


LOWEST_OUTLINE = 9


def outline_level(properties: Any) -> int | None:
    """The level of a heading that a paragraph's or a style's properties give it, beyond its style's name."""
    outline = None if properties is None else child(properties, "outlineLvl")
    if outline is None or not value(outline).isdigit() or int(value(outline)) >= LOWEST_OUTLINE:
        return None
    return int(value(outline)) + 1
