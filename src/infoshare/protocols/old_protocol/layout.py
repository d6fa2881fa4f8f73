"""Turns what was read into passages: finds headings, introductions of lists, headers of tables, histories and forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from infoshare.model.stale_law import StaleLaw
from infoshare.protocols.old_protocol.blocks import Block, Cell, Line, Place
from infoshare.protocols.old_protocol.headings import heading_level, is_contents
from infoshare.protocols.old_protocol.masking import quoted
from infoshare.protocols.old_protocol.passages import OldText, Passage, Row, Table
from infoshare.protocols.old_protocol.sentences import plain


def old_text(blocks: Sequence[Block]) -> OldText:
    """The passages and tables of a document."""
    layout = _Layout(frozenset(_headings_of(blocks)))
    for (table, _), group in groupby(enumerate(blocks), key=lambda each: _together(*each)):
        found = [block for _, block in group]
        if table is None:
            layout.paragraph(found[0])
        else:
            layout.table(found)
    return OldText((*layout.passages,), (*layout.tables,))


def _together(place: int, block: Block) -> tuple[int | None, int]:
    """Rows of one table stand together, and each paragraph for itself."""
    return (block.table, 0) if block.table is not None else (None, place)


def _headings_of(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.line and heading_level(block.line) is not None:
            yield plain(block.line.text).casefold()


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in getattr(StaleLaw.load(), name))


def _any_matches(name: str, headings: Sequence[str]) -> bool:
    return any(pattern.search(heading) for pattern in _patterns(name) for heading in headings)


def is_history(headings: Sequence[str]) -> bool:
    """Whether one of these headings is of a history of changes."""
    return _any_matches("history_headings", headings)


def is_reading(headings: Sequence[str]) -> bool:
    """Whether one of these headings is of a list of things to read."""
    return _any_matches("reading_headings", headings)


def is_form(headings: Sequence[str]) -> bool:
    """Whether one of these headings is of a blank form to be used later."""
    return _any_matches("form_headings", headings)


@dataclass
class _Layout:
    """What has been laid out so far, and the headings above the place that has been reached."""

    known_headings: frozenset[str]
    passages: list[Passage] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    stack: list[tuple[int, str]] = field(default_factory=list)
    paragraphs: int = 0
    tables_here: int = 0
    lead: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)

    def paragraph(self, block: Block) -> None:
        line = block.line
        if line is None or not plain(line.text) or self._repeats_a_heading(line):
            return
        if block.place in {"header", "footer", "diagram"}:
            self._say(block.place, line, f"in the {block.place}" if block.place != "diagram" else "in a diagram", ())
            return
        level = heading_level(line) if block.place == "body" else None
        if level is not None:
            self._enter(level, plain(line.text))
        elif block.place == "body":
            self.paragraphs += 1
        self._say(block.place, line, self._where(block.place, level), self.headings, level)
        self._introduce(line, level)

    def _repeats_a_heading(self, line: Line) -> bool:
        """A line of the contents says nothing that its heading does not say."""
        text = re.sub(r"[\s.…]*\d+$", "", plain(line.text)).casefold()
        return is_contents(line) and any(
            heading.endswith(text) or text.endswith(heading) for heading in self.known_headings
        )

    def _enter(self, level: int, text: str) -> None:
        self.stack = [each for each in self.stack if each[0] < level] + [(level, text)]
        self.paragraphs = self.tables_here = 0
        self.lead = ""

    def _where(self, place: Place, level: int | None) -> str:
        under = self._under()
        if place == "body":
            return f"{under}, the heading" if level is not None else f"{under}, paragraph {self.paragraphs}"
        return f"in {'an' if place[0] in 'aeiou' else 'a'} {place} {under}"

    def _under(self) -> str:
        return f'under "{quoted(self.stack[-1][1])}"' if self.stack else "before the first heading"

    def _say(
        self, place: Place, line: Line, where: str, headings: tuple[str, ...], level: int | None = None,
        labels: tuple[str, ...] = (), row: tuple[int, int] | None = None, history: bool = False,
    ) -> None:  # fmt: skip
        """Lay down one passage; a heading is under itself."""
        self.passages.append(Passage(
            text=plain(line.text), raw=line.text, headings=headings, where=where, place=place, level=level,
            labels=labels or headings[-1:], lead=self.lead if level is None and is_item(line) else "", row=row,
            history=history or is_history(headings), form=is_form(headings),
        ))  # fmt: skip

    def _introduce(self, line: Line, level: int | None) -> None:
        """A paragraph that ends with a colon introduces the items after it, until something else comes."""
        text = plain(line.text)
        if text.endswith(":") and level is None:
            self.lead = text
        elif level is not None or not is_item(line):
            self.lead = ""

    def table(self, blocks: list[Block]) -> None:
        """Lay down a table: each paragraph of each cell, labelled."""
        self.tables_here += 1
        headings = self.headings if blocks[0].place not in {"header", "footer"} else ()
        rows = tuple(self._row(block, number == 0, blocks) for number, block in enumerate(blocks))
        history = is_history(headings) or _tells_history(rows)
        table = Table(blocks[0].table or 0, headings, rows, history, is_form(headings))
        self.tables.append(table)
        for block, row in zip(blocks, rows, strict=True):
            self._table_row(block, row, table)
        self.lead = ""

    def _table_row(self, block: Block, row: Row, table: Table) -> None:
        for number, cell in enumerate(block.cells):
            for line in cell.lines:
                level = heading_level(line, in_cell=len(block.cells) > 1) if block.place == "body" else None
                if level is not None:
                    self._enter(level, plain(line.text))
                headings = self.headings if block.place == "body" else table.headings
                if plain(line.text):
                    key = (table.number, row.number)
                    labels = table.labels(row, number)
                    history = table.history or any(_BYGONE.match(label) for label in labels)
                    self._say(block.place, line, row.where, headings, level, labels, key, history)
                self._introduce(line, level)

    def _row(self, block: Block, first: bool, blocks: list[Block]) -> Row:
        which = "the table" if self.tables_here == 1 else f"table {self.tables_here}"
        in_part = block.place in {"header", "footer"}
        where = f"in the {block.place}, row {block.row}" if in_part else f"{self._under()}, row {block.row} of {which}"
        return Row(
            cells=tuple(plain(cell.text) for cell in block.cells),
            columns=tuple(cell.column for cell in block.cells),
            continued=tuple(cell.continued for cell in block.cells),
            number=block.row,
            where=where,
            is_header=first and len(blocks) > 1 and _is_header(block),
        )


MOST_HEADER_WORDS, FEWEST_COLUMNS = 8, 3
_VALUE = re.compile(r"\d{2}|@|\?$")


def _is_header(block: Block) -> bool:
    """The first row of a table is its header if Word repeats it, or by its look."""
    cells = block.cells
    texts = [plain(cell.text) for cell in cells]
    if block.heads:
        return True
    if (
        len(cells) < 2
        or sum(map(bool, texts)) < len(texts) - 1
        or any(len(text.split()) > MOST_HEADER_WORDS for text in texts)
    ):
        return False
    return all(_is_bold(cell) for cell in cells) or (
        len(cells) >= FEWEST_COLUMNS and not any(_VALUE.search(text) or text.endswith(":") for text in texts)
    )


def _is_bold(cell: Cell) -> bool:
    return all(line.bold for line in cell.lines)


_BYGONE = re.compile(
    r"^\W*(?:supersed(?:ed|es)|replaces|previous|earlier|former|withdrawn) (?:\w+ )?"
    r"(?:documents?|protocols?|agreements?|versions?|policy|policies)\W*$|^\W*(?:supersedes|replaces)\W*$",
    re.IGNORECASE,
)
"""The label of a row that names what came before."""
_TERM = r"(?:terms?|names?|words?|bod(?:y|ies))"
_OLD_WORD = re.compile(rf"^(?:where (?:it|they|a form) says?|(?:old|former|previous) {_TERM})\W*$", re.IGNORECASE)
_NEW_WORD = re.compile(rf"^(?:read|read as|now|(?:new|current|present) {_TERM})\W*$", re.IGNORECASE)


def _tells_history(rows: Sequence[Row]) -> bool:
    return _tells_versions(rows) or (
        any(_OLD_WORD.match(cell) for cell in rows[0].cells) and any(_NEW_WORD.match(cell) for cell in rows[0].cells)
    )


def _tells_versions(rows: Sequence[Row]) -> bool:
    columns = StaleLaw.load().history_columns
    first, other = (re.compile(each, re.IGNORECASE) for each in (columns.first, columns.other))
    cells = [cell for cell in rows[0].cells if cell]
    if len(rows) < 2 or len(cells) < 2 or any(_NO_HISTORY.search(cell) for cell in cells):
        return False
    return any(first.search(cell) for cell in cells[:2]) and any(other.search(cell) for cell in cells)


_NO_HISTORY = re.compile(r"sign|organisation|agency|party|\d", re.IGNORECASE)


_ITEM = re.compile(r"^(?:[-•*·–o☐☒]\s|\(?[a-z0-9ivx]{1,3}[.)]\s)|^[a-z]")
SHORT_ITEM = 12


def is_item(line: Line) -> bool:
    """Whether a paragraph reads like an item of a list."""
    return line.listed or bool(_ITEM.match(line.text)) or len(line.text.split()) <= SHORT_ITEM
