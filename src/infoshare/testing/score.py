"""Scores redacted notes against their marks: what survived, and which harmless words were taken with it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from infoshare.testing.marked import MarkedNote

QUASI = frozenset({"DATE", "AGE", "LOCATION", "ORG"})
"""Types that point to a person only together with others."""
WORDY = frozenset({"NAME", "ADDRESS", "DOB"}) | QUASI
"""Types that survive when one of their words does; of the others, all letters and digits must be left."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
SMALL_WORDS = frozenset(
    """
    the of at in on and to for by st street road lane avenue drive close way house flat floor unit park court place
    school primary academy surgery care home centre hospital ward team north south east west upper lower old new near
    behind opposite outside
    """.split()
)
"""Words of an address that say nothing by themselves."""


@dataclass(slots=True)
class Score:
    """Counts over many notes: what was marked, what survived, and the harmless words that were lost.

    `groups` counts names by the origin group of the person, where the notes say it.
    """

    seen: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    harmless: int = 0
    lost: int = 0
    groups_seen: Counter[str] = field(default_factory=Counter)
    groups_left: Counter[str] = field(default_factory=Counter)

    def add(self, note: MarkedNote, redacted: str) -> None:
        """Score one note."""
        out, squashed = Counter(_words(redacted)), _squashed(redacted)
        spare = Counter(word for part in note.outside() for word in _words(part))
        self.harmless += spare.total()
        self.lost += (spare - out).total()
        groups = iter(note.groups)
        for mark in note.marked:
            surface = note.text[mark.start : mark.end]
            survived = (
                _survived(mark.type, surface, out, spare) if mark.type in WORDY else _squashed(surface) in squashed
            )
            self.seen[mark.type] += 1
            self.left[mark.type] += survived
            if mark.type == "NAME" and note.groups:
                group = next(groups)
                self.groups_seen[group] += 1
                self.groups_left[group] += survived

    def found(self, types: Collection[str]) -> float:
        """The share found of some types, from 0 to 1."""
        return 1 - sum(self.left[each] for each in types) / max(sum(self.seen[each] for each in types), 1)

    @property
    def direct(self) -> float:
        """The share found of direct identifiers."""
        return self.found(self.seen.keys() - QUASI)

    @property
    def names(self) -> float:
        """The share found of names."""
        return self.found({"NAME"})

    @property
    def numbers(self) -> float:
        """The share found of numbers, codes, e-mail addresses and the like."""
        return self.found(self.seen.keys() - WORDY)

    @property
    def words_lost(self) -> float:
        """The share of words outside the marks that are gone."""
        return self.lost / max(self.harmless, 1)

    def __str__(self) -> str:
        return (
            f"direct {self.direct:.3f}, names {self.names:.3f}, numbers {self.numbers:.3f}, "
            f"harmless words lost {self.words_lost:.3f}"
        )


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).replace("’", "'").casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(_fold(text))


def _squashed(text: str) -> str:
    return "".join(character for character in _fold(text) if character.isalnum() or character == "@")


def _survived(kind: str, surface: str, out: Counter[str], spare: Counter[str]) -> bool:
    """Whether a word of the surface stands in the redacted text more often than it did outside the marks."""
    for word in (each.removesuffix("'s") for each in _words(surface)):
        small = len(word) < 2 and kind != "AGE"
        if small or (kind != "NAME" and kind != "AGE" and word in SMALL_WORDS):
            continue
        if out[word] + out[f"{word}'s"] > spare[word] + spare[f"{word}'s"]:
            return True
    return False
