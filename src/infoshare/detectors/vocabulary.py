"""The words that name detection knows: ordinary words, given names, surnames, places, and the trade's own words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists beside this module, in lower case without accents."""
    return frozenset((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")) - {""}


def is_ordinary(word: str) -> bool:
    """Whether a word is ordinary English, or a word of hospitals, police stations, courts, schools and housing."""
    forms = (word, _CONTRACTION.sub("", word))
    return any(form in words("common_words") or form in words("trade_words") for form in forms)


_CONTRACTION = re.compile(r"n?'(?:s|m|d|t|ve|ll|re)?$")


def is_given_name(word: str) -> bool:
    """Whether people are given this name."""
    return word in words("given_names")


def is_surname(word: str) -> bool:
    """Whether families are called this."""
    return word in words("surnames")


def is_everyday_name(word: str) -> bool:
    """Whether a word is a name and, more often, an everyday word."""
    return word in words("everyday_names")


def is_place(word: str) -> bool:
    """Whether a word is, or begins, the name of a town or county."""
    return word in words("places")
