"""Masks the letters and digits of a value by stars, and keeps a few at either end."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

STAR = "*"


def mask(first: int, last: int) -> Callable[[str], str]:
    """A function from a value to its mask; it keeps `first` letters and digits at the start and `last` at the end.

    A value of no more letters and digits than are kept is masked whole, so that nothing leaves as it was.
    """

    def masked(given: str) -> str:
        text = unicodedata.normalize("NFC", given)
        places = [place for place, character in enumerate(text) if character.isalnum() or character == STAR]
        kept = set(places[:first]) | set(places[len(places) - last :]) if len(places) > first + last else set()
        hidden = set(places) - kept
        return "".join(STAR if place in hidden else character for place, character in enumerate(text))

    return masked
