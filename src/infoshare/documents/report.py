"""The parts of a report, whatever it is printed on: a front page, and sections made of words, points, tables, pictures.

A new kind of certificate gets a report by making these parts; a new fact gets its place by one more section.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SHAPES = ("ww", "wn", "www", "wsw", "wnn", "wwnn", "wnnn")
"""The tables that the Word template has a place for: columns of words (`w`), a short word (`s`), numbers (`n`)."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `quiet` ones are small print."""

    text: str
    quiet: bool = False
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to weigh: a label, what to know in a sentence or two, and what more there is to say."""

    label: str
    short: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points, each with all there is to say."""

    points: tuple[Point, ...]
    kind: Literal["points"] = "points"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first column heads the rows."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shape: str
    kind: Literal["table"] = "table"

    def __post_init__(self) -> None:
        """Refuse a shape that one of the printed forms has no place for."""
        if self.shape not in SHAPES or {len(self.shape)} != {len(self.headers), *map(len, self.rows)}:
            raise ValueError(f"the table '{self.caption}' is not of the shape {self.shape}")


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a picture of before and after: its label, and the rows of each."""

    label: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A picture of rows before and after, each drawn as a share of all rows of its side; `told` says it in words."""

    caption: str
    told: str
    pairs: tuple[Pair, ...]
    all_before: int
    all_after: int
    kind: Literal["compared"] = "compared"


Block = Words | Points | Table | Compared


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under a heading of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """Page one, to be understood alone: the outcome, questions with their answers, and what is left to weigh."""

    outcome: str
    facts: tuple[tuple[str, str], ...]
    weigh: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report, complete: `policy` and `digest` stand on every page, `issued` is an ISO 8601 time."""

    title: str
    subject: str
    front: Front
    sections: tuple[Section, ...]
    policy: str
    digest: str
    issued: str
    issued_in_words: str
