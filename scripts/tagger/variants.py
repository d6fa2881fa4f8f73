"""Writes a marked note again as a hostile hand would: in capitals, in small letters, about people nobody knows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from infoshare.detectors.tokens import form_of
from infoshare.detectors.vocabulary import is_given_name, is_ordinary, is_place, is_surname, words
from infoshare.testing.marked import Marked, MarkedNote

SHORTEST_REPLACED, SHORTEST_INVENTED = 3, 4
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnprstvwxz"
_WORD = re.compile(r"[^\W\d_]+")


def variant(note: MarkedNote) -> MarkedNote:
    """One of four variants of a note, the same one at every run."""
    chance = random.Random(note.id)
    strangers = renamed(note, chance)
    return chance.choice([strangers, cased(note, str.upper), cased(strangers, str.upper), cased(note, str.lower)])


def cased(note: MarkedNote, case: Callable[[str], str]) -> MarkedNote:
    """The note in one case; a letter that has no such form of one letter stays."""
    return replace(note, text="".join(case(each) if len(case(each)) == 1 else each for each in note.text))


def renamed(note: MarkedNote, chance: random.Random) -> MarkedNote:
    """The note with a name that no list has in the place of each name, the same for the same person."""
    new: dict[str, str] = {}

    def other(word: re.Match[str]) -> str:
        if len(word.group()) < SHORTEST_REPLACED:
            return word.group()
        form = form_of(word.group())
        if form not in new:
            new[form] = invented(chance)
        return _like(new[form], word.group())

    text, marked, place = "", [], 0
    for kind, start, end in note.marked:
        text += note.text[place:start]
        surface = _WORD.sub(other, note.text[start:end]) if kind == "NAME" else note.text[start:end]
        marked.append(Marked(kind, len(text), len(text) + len(surface)))
        text, place = text + surface, end
    return replace(note, text=text + note.text[place:], marked=tuple(marked))


def _like(name: str, word: str) -> str:
    if word.isupper():
        return name.upper()
    return name.capitalize() if word[0].isupper() else name


def invented(chance: random.Random) -> str:
    """A name of the lists with two letters changed, so that no list has it."""
    while True:
        name = "".join(filter(str.isalpha, chance.choice(chance.choice(_names()))))
        for _ in range(2):
            place = chance.randrange(len(name))
            name = name[:place] + chance.choice(VOWELS if name[place] in VOWELS else CONSONANTS) + name[place + 1 :]
        known = (is_given_name(name), is_surname(name), is_ordinary(name), is_place(name))
        if len(name) >= SHORTEST_INVENTED and not any(known):
            return name


@cache
def _names() -> tuple[list[str], list[str]]:
    return sorted(words("given_names")), sorted(words("surnames"))
