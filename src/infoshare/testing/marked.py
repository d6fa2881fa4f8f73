"""Notes in which every identifier is marked, `seen with {{NAME:Asha}}`: for training and for measuring."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r"\{\{([A-Z]+):(.*?)\}\}", re.S)


class Marked(NamedTuple):
    """What is marked in a note: its type, and where it stands in the note's plain text."""

    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """A note without its marks, what was marked in it, and the origin group of each name, where they are known."""

    id: str
    text: str
    marked: tuple[Marked, ...]
    groups: tuple[str, ...] = ()

    @classmethod
    def of(cls, note: str, text: str, groups: tuple[str, ...] = ()) -> MarkedNote:
        """Read one note with its marks in it."""
        plain, marked, place = "", [], 0
        for mark in _MARK.finditer(text):
            plain += text[place : mark.start()]
            marked.append(Marked(mark[1], len(plain), len(plain) + len(mark[2])))
            plain += mark[2]
            place = mark.end()
        return cls(note, plain + text[place:], tuple(marked), groups)

    def outside(self) -> Iterator[str]:
        """The text between what is marked."""
        place = 0
        for mark in self.marked:
            yield self.text[place : mark.start]
            place = mark.end
        yield self.text[place:]


def marked_notes(path: Path) -> list[MarkedNote]:
    """The notes of a JSON Lines file: `id`, `text` with marks, and `groups`."""
    rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
    return [MarkedNote.of(row["id"], row["text"], tuple(row.get("groups", ()))) for row in rows]
