"""A free-text note in which it is known which kind of identifier stands where, and a record that has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from infoshare.testing.person import Person


class Span(NamedTuple):
    """The place of one identifier in a text: its kind, and where it starts and ends."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the identifiers in it, in the order in which they stand; what no span covers is harmless."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def made_of(cls, pieces: Iterable[tuple[str, str | None]]) -> Self:
        """Join pieces of text, each with the kind of identifier that it is, or None."""
        text, spans = "", []
        for piece, kind in pieces:
            if kind is not None:
                spans.append(Span(kind, len(text), len(text) + len(piece)))
            text += piece
        return cls(text, tuple(spans))


@dataclass(frozen=True, slots=True)
class Record:
    """A person, and a note that speaks of them; the kinds of its spans are those of `person.known`."""

    person: Person
    note: Note

    @property
    def row(self) -> dict[str, str]:
        """The record as one flat row of texts: the columns of the person, and `note`."""
        return {**self.person.row, "note": self.note.text}
