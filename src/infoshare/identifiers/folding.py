"""Reads a text as a person would: odd forms of letters, digits and spaces folded, every place traceable back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\uff07`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\uff0d", "-"),
    **dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTYXaesijopcyxhdqw", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
}
"""Characters that look like plain ones, among them the Cyrillic and Greek letters that are drawn as Latin ones."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin[i]` is the place in the original of its character `i`, with one more at the end."""

    text: str
    origin: tuple[int, ...] | range

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a non-empty folded span came from."""
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold one text. Plain ASCII comes back as it is."""
    if text.isascii() and "`" not in text:
        return Folded(text, range(len(text) + 1))
    folded = [(piece, place) for place, character in enumerate(text) for piece in _folded(character)]
    return Folded("".join(piece for piece, _ in folded), (*(place for _, place in folded), len(text)))


def _folded(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    plain = _PLAIN.get(character)
    return plain if plain is not None else unicodedata.normalize("NFKC", character)
