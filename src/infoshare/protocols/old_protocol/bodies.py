"""Knows kinds of body by the words of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from infoshare.model.body_words import BodyNames


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A kind of body that a text names, and where."""

    body: str
    start: int
    end: int


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind.body, re.compile(rf"(?<!\w)(?:{'|'.join(kind.words)})(?!\w)", re.IGNORECASE))
        for kind in BodyNames.load().kinds
    )


def kind_of(name: str) -> str | None:
    """The kind of body that a name shows, if it shows one."""
    found = next(bodies_in(name), None)
    return found.body if found else None


def bodies_in(text: str) -> Iterator[NamedBody]:
    """The kinds of body that a text names, in the order of the list of kinds, no word counting twice."""
    taken: list[tuple[int, int]] = []
    for body, pattern in _patterns():
        for found in pattern.finditer(text):
            if not any(found.start() < end and start < found.end() for start, end in taken):
                taken.append(found.span())
                yield NamedBody(body, *found.span())
