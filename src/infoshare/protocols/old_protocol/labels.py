"""Finds what is said under a label: "Owner: …", a cell beside or below its label, a paragraph under its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from infoshare.protocols.old_protocol.passages import OldText, Passage
from infoshare.protocols.old_protocol.sentences import plain

_PARTS = re.compile(r"[\t\n|]| {3,}|(?<=[.;,]) +(?=[A-Z][A-Za-z ]{2,40}:)")
_LABEL = re.compile(r"^\s*([^:]{2,60}?)\s*:\s*(.*)$")
LONGEST_LABEL = 8


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value, the labels that stand for it, and where: `order` counts passages."""

    labels: tuple[str, ...]
    text: str
    passage: Passage
    order: int


def labelled(text: OldText) -> Iterator[Labelled]:
    """Everything that stands under a label; a heading labels what stands directly under it."""
    for order, passage in enumerate(text.passages):
        parts = [*_parts(passage.raw)] if passage.level is None or ":" in passage.raw else []
        yield from (Labelled(_read((label,)), value, passage, order) for label, value in parts)
        if passage.level is None:
            yield Labelled(_read(passage.labels), passage.text, passage, order)


_LETTERED = re.compile(r"^\W*[A-Z][.)] (?=\w)")
_TWICE = re.compile(r" / | \| ")


def _read(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Labels without the letter of their part ("A. Owner"), and each language of one in two ("Owner / Perchennog")."""
    plain_ones = [_LETTERED.sub("", label) for label in labels]
    return tuple(dict.fromkeys(each for label in plain_ones for each in (label, *_TWICE.split(label)) if each))


def _parts(raw: str) -> Iterator[tuple[str, str]]:
    """The labels and values of one paragraph: "Version: 2", or a label and its value with a tab between."""
    pieces = [plain(piece) for piece in _PARTS.split(raw)]
    pieces = [piece for piece in pieces if piece]
    for number, piece in enumerate(pieces):
        found = _LABEL.match(piece)
        following = pieces[number + 1] if number + 1 < len(pieces) else ""
        if found and len(found[1].split()) <= LONGEST_LABEL:
            yield found[1], found[2] or ("" if _LABEL.match(following) else following)
        elif not found and following and len(piece.split()) <= LONGEST_LABEL and not _LABEL.match(following):
            yield piece, following
