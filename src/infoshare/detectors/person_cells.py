"""Says whether a cell holds nothing but a person's name, by the lists of names, without any text around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from infoshare.detectors.name_cues import PARTICLES, SUFFIXES, THOROUGHFARES, TITLES
from infoshare.detectors.tokens import form_of
from infoshare.detectors.vocabulary import is_given_name, is_ordinary, is_place, is_surname

MOST_WORDS = 6
_SHAPE = re.compile(r"[^\W\d_][^\W\d_'’\-]*(?:['’\-][^\W\d_]+)*\.?")
_APART = re.compile(r"[\s,]+")

NameForm = Literal["full", "part"]


def name_form(cell: str) -> NameForm | None:
    """`full` for a forename and surname, or a title and a name; `part` for one name alone; None for anything else."""
    words = [word for word in _APART.split(cell.strip()) if word]
    if not 0 < len(words) <= MOST_WORDS or not all(_SHAPE.fullmatch(word) for word in words):
        return None
    forms = [form_of(word.rstrip(".")) for word in words]
    titled = forms[0] in TITLES and len(forms) > 1
    names = [form for form in forms[titled:] if form not in PARTICLES and form not in SUFFIXES]
    long = [form for form in names if len(form) > 1]
    if not long or any(form in THOROUGHFARES for form in long):
        return None
    return _form_of(long, initials=len(names) > len(long), titled=titled)


def _form_of(names: list[str], *, initials: bool, titled: bool) -> NameForm | None:
    telling = sum(map(_is_telling, names))
    if len(names) == 1:
        if titled or initials:
            return "full" if telling or (titled and not is_ordinary(names[0])) else None
        return "part" if telling else None
    return "full" if telling and all(map(_is_listed, names)) and any(map(is_given_name, names)) else None


@lru_cache(maxsize=65_536)
def _is_telling(name: str) -> bool:
    """Whether a word is on a list of names, and is neither an ordinary word nor a place."""
    return _is_listed(name) and not is_ordinary(name) and not is_place(name)


def _is_listed(name: str) -> bool:
    """Whether a word, or every part of a double-barrelled one, is somebody's name."""
    return all(is_given_name(part) or is_surname(part) for part in name.split("-"))
