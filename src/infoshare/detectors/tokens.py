"""The tokens of a folded text: runs of letters, runs of digits, single marks and line ends."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from infoshare.identifiers.plain_letters import PLAIN_LETTERS

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|\n|[^\w\s]|_")
_POSSESSIVE = re.compile(r"'s$")


class Token(NamedTuple):
    """A run of letters (with apostrophes inside), a run of digits, a mark or a line end, and where it stands."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a folded text, in order."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=65_536)
def bare(word: str) -> str:
    """A word in lower case, without accents and without the marks that some letters carry inside them."""
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFKD", word)
    plain = "".join(character for character in spread if not unicodedata.combining(character))
    return plain.casefold().translate(PLAIN_LETTERS)


def form_of(word: str) -> str:
    """The word as the lists have it: bare, without the `'s` of a possessive."""
    return _POSSESSIVE.sub("", bare(word))
