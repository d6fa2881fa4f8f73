"""A document as passages to judge: each paragraph or part of a cell, with its heading, labels and place in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from infoshare.protocols.old_protocol.blocks import Place
from infoshare.protocols.old_protocol.sentences import sentences


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or one paragraph of a cell.

    `text` is plain and `raw` as it was read; `headings` are those above it, the outermost first. `labels` say what it
    is: the first cell of its row, the cell before it, the header of its column, or the heading it stands under.
    `lead` is the paragraph that introduces a list of which this is an item.
    """

    text: str
    raw: str
    headings: tuple[str, ...]
    where: str
    place: Place
    level: int | None = None
    labels: tuple[str, ...] = ()
    lead: str = ""
    row: tuple[int, int] | None = None
    history: bool = False
    form: bool = False

    @property
    def heading(self) -> str:
        """The nearest heading, or nothing."""
        return self.headings[-1] if self.headings else ""

    def sentences(self) -> list[str]:
        """Its sentences."""
        return [*sentences(self.text)]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the plain texts of its cells, where each begins in the grid, and which go on from above."""

    cells: tuple[str, ...]
    columns: tuple[int, ...]
    continued: tuple[bool, ...]
    number: int
    where: str
    is_header: bool

    @property
    def joined(self) -> str:
        """The cells on one line."""
        return " | ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Table:
    """A table: where it stands, its rows, and the headers of its columns by place in the grid."""

    number: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    history: bool
    form: bool

    @cached_property
    def headers(self) -> dict[int, str]:
        """The text of the header above each column of the grid; none if the table has no header."""
        top = self.rows[0]
        return dict(zip(top.columns, top.cells, strict=True)) if top.is_header else {}

    def labels(self, row: Row, place: int) -> tuple[str, ...]:
        """What says of a cell what it is."""
        if row.is_header:
            return ()
        beside = (row.cells[0], row.cells[place - 1]) if place else ()
        above = self.headers.get(row.columns[place], "")
        return tuple(dict.fromkeys(label for label in (*beside, above) if label))


@dataclass(frozen=True)
class OldText:
    """The whole of a document: its passages and its tables, in order."""

    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """The passages that say something, headings left out."""
        return tuple(each for each in self.passages if each.level is None)
