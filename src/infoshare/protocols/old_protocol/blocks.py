"""A document as it was read: paragraphs and table rows in order, each with its part of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal["body", "text box", "header", "footer", "footnote", "endnote", "diagram"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its text, and what its look says of it.

    `level` is the level of a heading by its style (0: the document's title); `contents` marks a line of a table of
    contents.
    """

    text: str
    level: int | None = None
    bold: bool = False
    listed: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its paragraphs, the column of the grid where it begins, whether it goes on from above."""

    lines: tuple[Line, ...]
    column: int
    continued: bool = False

    @property
    def text(self) -> str:
        """The cell's paragraphs, one below the other."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one row of the table with that number in the document.

    Rows are counted from 1; `heads` marks one that Word repeats at the top of each page.
    """

    place: Place
    line: Line | None = None
    cells: tuple[Cell, ...] = ()
    table: int | None = None
    row: int = 0
    heads: bool = False
