"""Reads the words of the protocol into the blocks that the other modules build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from string import ascii_uppercase
from typing import NamedTuple

from .annexes import ANNEXES
from .sections import SECTIONS

# The whole text of the protocol. A line's first mark says what it is; an indented line goes on from the last.
#   :  paragraph in the style named first      ;  line of the cover, as `label: value`     "  plain paragraph
#   #  section (#- no number, #+ on a new page, #A annex, #L wide annex)
#   =  numbered heading (=- no number)         .  numbered clause                          -  bullet
#   *  answer under its own heading, as `id: heading`; `id[]`, here and below, where it is a list of answers
#   ?  answer in a table of two columns, as `id: label`
#   @  table that repeats: list / caption / widths / `column: heading; ...`; `Column`, if it begins with a capital
#   +  fixed table: caption / widths / headings      |  row of it, where ~ is a line to write on
#   ~  law behind the answer of that id        %  condition        !  part that a function builds
CONTENT = f"{SECTIONS}{ANNEXES}"


class Block(NamedTuple):
    """The lines of the content that make one thing together: a paragraph, a heading or a table."""

    mark: str
    lines: list[str]


class Heading(NamedTuple):
    """A heading of the first level, as the contents list shows it."""

    mark: str
    label: str
    title: str
    anchor: str


def blocks(content: str) -> list[Block]:
    """Join continued lines, then gather the rows of each table."""
    found: list[Block] = []
    for line in re.sub(r"\n +", " ", content).strip().splitlines():
        mark, _, text = line.partition(" ")
        if text and mark in {"?", "|"} and found[-1].mark in {mark, "+"}:
            found[-1].lines.append(text)
        elif text:
            found.append(Block(mark, [text]))
    return found


def headings(content: list[Block]) -> Iterator[Heading]:
    """Number the sections and letter the annexes as Word's own numbering will."""
    sections, letters = map(str, count(1)), iter(ascii_uppercase)
    found = (block for block in content if block.mark.startswith("#"))
    for place, (mark, lines) in enumerate(found):
        label = "" if mark == "#-" else f"Annex {next(letters)}" if mark in {"#A", "#L"} else next(sections)
        yield Heading(mark, label, lines[0], f"heading_{place}")


def halves(line: str) -> tuple[str, str]:
    first, _, second = line.partition(":")
    return first.strip(), second.strip()
