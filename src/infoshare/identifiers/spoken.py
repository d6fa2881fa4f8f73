"""Reads figures that are written as words: `oh seven seven double oh` is 07700, and every place stays traceable."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {
    "zero": "0", "nought": "0", "naught": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_OTHERS = {"hundred": "0 0", "thousand": "0 0 0", "zed": "Z", "zee": "Z", "plus": "+"}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
NUMBER_WORDS = (*_UNITS, *_TEENS, *_TENS, *_OTHERS, *_TIMES)
"""Every word of which one stands in whatever is read here as a figure."""
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_WORD = re.compile(
    rf"(?<![^\W_])(?:(?P<times>double|treble|triple)[\s\-]{{1,2}}(?P<repeated>{_UNIT}|[0-9])"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:[\s\-]{{1,2}}(?P<unit>{_UNIT}))?"
    rf"|(?P<plain>{_UNIT}|{'|'.join([*_TEENS, *_OTHERS])}))(?![^\W_])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,.\-]{1,3}")
FEWEST = 3
"""So many number words must stand in a text before it is worth reading in this way."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text with figures in the place of number words; character `i` came from `starts[i]` to `ends[i]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the written text that a non-empty span of this one came from."""
        return self.starts[start], self.ends[end - 1]


def hear(text: str) -> Heard | None:
    """The text as it would be written in figures; None where hardly a number word stands in it."""
    found = list(_WORD.finditer(text))
    if len(found) < FEWEST:
        return None
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for match in found:
        pieces += _left_alone(text, at, match.start())
        pieces += [(figure, *match.span()) for figure in _figures(match)]
        at = match.end()
    pieces += _left_alone(text, at, len(text))
    return Heard("".join(piece for piece, _, _ in pieces), *_places(pieces))


def _places(pieces: list[tuple[str, int, int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(start for _, start, _ in pieces), tuple(end for _, _, end in pieces)


def _left_alone(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The characters between two number words; if they only divide them, one space."""
    if start and _BETWEEN.fullmatch(text, start, end):
        return [(" ", start, end)]
    return [(text[place], place, place + 1) for place in range(start, end)]


def _figures(match: re.Match[str]) -> str:
    if times := match["times"]:
        repeated = match["repeated"].lower()
        return " ".join(_UNITS.get(repeated, repeated) * _TIMES[times.lower()])
    if tens := match["tens"]:
        return _TENS[tens.lower()] + (_UNITS[match["unit"].lower()] if match["unit"] else "0")
    word = match["plain"].lower()
    return _UNITS.get(word) or _TEENS.get(word) or _OTHERS[word]
