"""Reads the whole of a Word document: body, tables, text boxes, headers, footers, notes, controls and diagrams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from infoshare.documents.word_package import MAIN, MEND, Style, WordPackage, child, is_on, tag, value
from infoshare.documents.word_paragraph import DELETED, Paragraph, is_placeholder, read_into
from infoshare.errors import DataFileError
from infoshare.protocols.old_protocol.blocks import Block, Cell, Line, Place

WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"})
"""What may stand around paragraphs, rows and cells without meaning anything to a reader."""


def read_word(path: Path) -> tuple[Block, ...]:
    """Everything that a Word document says, in order; headers and footers come last, each once.

    Raises:
        DataFileError: if it is not there, damaged, encrypted, carries macros, or is no .docx.
    """
    package = WordPackage.open(path)
    body = child(package.tree(MAIN), "body")
    if body is None:
        raise DataFileError(f"{path.name} is damaged: it has no body", mend=MEND)
    reader = _Reader(package)
    blocks = [*reader.story(body, "body")]
    blocks += _once(block for place in ("header", "footer") for block in reader.parts(place))
    return (*blocks, *reader.diagrams())


def _once(blocks: Iterable[Block]) -> Iterator[Block]:
    """First, even and other pages often have the same header."""
    seen: set[tuple[Line | None, tuple[Cell, ...]]] = set()
    for block in blocks:
        if (block.line, block.cells) not in seen:
            seen.add((block.line, block.cells))
            yield block


@dataclass
class _Reader:
    package: WordPackage
    tables: int = 0
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part in ("footnotes", "endnotes"):
            kind = part.removesuffix("s")
            self.notes |= {(kind, value(note, "id")): note for root in self.package.related(part) for note in root}

    def parts(self, place: Place) -> Iterator[Block]:
        for root in self.package.related(place):
            yield from self.story(root, place)

    def diagrams(self) -> Iterator[Block]:
        for root in self.package.related("diagramData"):
            for each in root.iter():
                if tag(each) == "p":
                    yield from _block(
                        "diagram", Line("".join(one.text or "" for one in each.iter() if tag(one) == "t"))
                    )

    def story(self, container: Any, place: Place) -> Iterator[Block]:
        """The paragraphs and tables of a part, in order. A paragraph whose mark was deleted runs on into the next."""
        paragraph, last = Paragraph(), None
        for element in self._flat(container):
            if tag(element) == "tbl":
                yield from self._table(element, place)
                continue
            read_into(paragraph, element)
            last = element if _mark_deleted(element) else None
            if last is None:
                yield from self._said(paragraph, element, place)
                paragraph = Paragraph()
        if last is not None:
            yield from self._said(paragraph, last, place)

    def _flat(self, container: Any) -> Iterator[Any]:
        for element in container:
            name = tag(element)
            if name == "altChunk":
                raise DataFileError(
                    f"{self.package.path.name} holds a part in another format, which is not read", mend=MEND
                )
            if name in {"p", "tbl"}:
                yield element
            elif name in WRAPPERS and not is_placeholder(element):
                yield from self._flat(element)

    def _said(self, paragraph: Paragraph, element: Any, place: Place) -> Iterator[Block]:
        yield from _block(place, paragraph.line(*self._look(element)))
        yield from self._hanging(paragraph, place)

    def _look(self, element: Any) -> tuple[Style, Any]:
        properties = child(element, "pPr")
        named = None if properties is None else child(properties, "pStyle")
        return self.package.styles.get("" if named is None else value(named), Style()), properties

    def _hanging(self, paragraph: Paragraph, place: Place) -> Iterator[Block]:
        """The text boxes and notes of a paragraph."""
        for box in paragraph.boxes:
            yield from self.story(box, "text box" if place == "body" else place)
        for kind, note_id in paragraph.notes:
            note = self.notes.pop((kind, note_id), None)
            if note is not None:
                yield from self.story(note, "footnote" if kind == "footnote" else "endnote")

    def _table(self, table: Any, place: Place) -> Iterator[Block]:
        self.tables += 1
        number, row_number = self.tables, 0
        for row in _inside(table, "tr"):
            if not _row_deleted(row):
                row_number += 1
                cells, hanging = self._row(row, place)
                heads = is_on(child(row, "trPr", "tblHeader"))
                yield Block(place, cells=cells, table=number, row=row_number, heads=heads)
                yield from hanging

    def _row(self, row: Any, place: Place) -> tuple[tuple[Cell, ...], list[Block]]:
        cells: list[Cell] = []
        hanging: list[Block] = []
        column = 0
        for cell in _inside(row, "tc"):
            blocks = [*self.story(cell, place)]
            own = [block.line for block in blocks if block.line and block.place == place]
            hanging += [block for block in blocks if block.line is None or block.place != place]
            merged = child(cell, "tcPr", "vMerge")
            cells.append(Cell((*own,), column, merged is not None and value(merged) != "restart"))
            span = child(cell, "tcPr", "gridSpan")
            column += int(value(span)) if span is not None and value(span).isdigit() else 1
        return (*cells,), hanging


def _block(place: Place, line: Line) -> Iterator[Block]:
    if line.text:
        yield Block(place, replace(line, text=line.text))


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also where a content control stands around them."""
    for each in element:
        if tag(each) == name:
            yield each
        elif tag(each) in WRAPPERS and not is_placeholder(each):
            yield from _inside(each, name)


def _mark_deleted(paragraph: Any) -> bool:
    marks = child(paragraph, "pPr", "rPr")
    return marks is not None and any(tag(each) in DELETED for each in marks)


def _row_deleted(row: Any) -> bool:
    return child(row, "trPr", "del") is not None
