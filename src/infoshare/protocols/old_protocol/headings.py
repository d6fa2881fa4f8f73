"""Tells headings from text: by style where the author used styles, and else by number, capitals, bold and shortness."""

from __future__ import annotations

import re

from infoshare.protocols.old_protocol.blocks import Line
from infoshare.protocols.old_protocol.sentences import plain

LONGEST_HEADING, MOST_WORDS = 100, 13
_NUMBER = re.compile(r"^(?:(\d+(?:\.\d+)*)[.):]?|\(?[ivx]+[.)]|[A-Z][.)])\s+(?=\S)")
_DIVISION = re.compile(
    r"^(?:section|part|appendix|annex|annexe|schedule|chapter)\s+(?:\d+|[A-Z]|[ivx]+)\b", re.IGNORECASE
)
_FIELD = re.compile(
    r"^(?:signed|signature|name|print|date|position|title|role|job|organisation|agency|tel|telephone|fax|e-?mail|address|"
    r"version|yes|no)\b[^a-z]*$|^(?:signed|signature|print name|dated?)\b(?!(?: \w+){2,}$)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"^(?:signed|signatures?|signator(?:y|ies))(?: by)?$", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:must|shall|will|may|should|is|are|was|were|has|have|can)\b")
_LEADERS = re.compile(r"(?:\.{3,}|\t|…)\s*\d+$")
DEEPEST = 7
FEW_WORDS, SHORTEST_CAPITALS = 7, 5


def is_contents(line: Line) -> bool:
    """Whether a line belongs to a table of contents."""
    return line.contents or bool(_LEADERS.search(line.text))


def heading_level(line: Line, *, in_cell: bool = False) -> int | None:
    """The level of a heading, the document's title being 0; None for text."""
    if is_contents(line) or not any(character.isalpha() for character in line.text):
        return None
    if line.level is not None:
        return line.level
    return None if in_cell else _level_by_look(line)


def _level_by_look(line: Line) -> int | None:
    text = plain(line.text)
    if line.bold and _SIGN.match(text):
        return DEEPEST
    if len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS or text[-1] in ".;,!" or _FIELD.search(text):
        return None
    if "\n" in line.text or (re.search(r":\s*\S", text) and not _DIVISION.match(text)):
        return None
    return _numbered(text, line) if _NUMBER.match(text) or _DIVISION.match(text) else _unnumbered(text, line)


def _numbered(text: str, line: Line) -> int | None:
    number = _NUMBER.match(text)
    rest = text[number.end() :] if number else text
    if _DIVISION.match(text):
        return 1
    lettered = number is not None and number[0][0].isalpha() and not number[0][0].islower()
    if (
        line.bold
        or _is_capitals(rest)
        or (not lettered and rest[:1].isupper() and len(rest.split()) <= FEW_WORDS and not _SPOKEN.search(rest))
    ):
        figures = number[1] if number else None
        return min(figures.count(".") + 1, DEEPEST) if figures else DEEPEST
    return None


def _unnumbered(text: str, line: Line) -> int | None:
    if _is_capitals(text) and not line.listed:
        return 1
    return DEEPEST if line.bold and not line.listed else None


def _is_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= SHORTEST_CAPITALS and all(character.isupper() for character in letters)


def without_number(heading: str) -> str:
    """A heading without its number."""
    return _NUMBER.sub("", heading, count=1)
