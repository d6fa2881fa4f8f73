"""Tells whether an abbreviation of a body that is gone stands for something else, as "Procalcitonin (PCT)" does."""

from __future__ import annotations

import re

_SAID_AFTER = re.compile(
    r"^\W{0,3}(?:\(|(?:also |sometimes |here )?(?:stands for|means|is short for)(?: an?| the)? )"
    r"([A-Za-z][^(),.;|]{2,80})",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(r"([A-Za-z][^(),.;|]{2,80})\(\W?$")
ONE_WORD = 8
"""At least so many letters has one word that is made short by letters from within it."""


def other_sense(sentence: str, start: int, end: int) -> str:
    """The words that an abbreviation from `start` to `end` stands for, if they are said beside it; else nothing."""
    short = re.sub(r"[^A-Z]", "", sentence[start:end])
    after, before = _SAID_AFTER.match(sentence[end:]), _SAID_BEFORE.search(sentence[:start])
    if len(short) < len("PC") or not (sentence[start:end].rstrip("s'").isupper()):
        return ""
    words = re.findall(r"[A-Za-z]+", after[1]) if after else []
    if _spells(words[: len(short)], short):
        return " ".join(words[: len(short)])
    words = re.findall(r"[A-Za-z]+", before[1]) if before else []
    if _spells(words[-len(short) :], short):
        return " ".join(words[-len(short) :])
    return words[-1] if words and _made_short(words[-1], short) else ""


def _spells(words: list[str], short: str) -> bool:
    """Whether words begin with the letters of an abbreviation, one after the other."""
    return "".join(word[0] for word in words).upper() == short


def _made_short(word: str, short: str) -> bool:
    """Whether the letters of an abbreviation stand in one long word in their order, the first at its beginning."""
    letters = iter(word.upper())
    return len(word) >= ONE_WORD and word[0].upper() == short[0] and all(letter in letters for letter in short)
