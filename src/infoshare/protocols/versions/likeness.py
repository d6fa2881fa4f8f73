"""Says how alike two texts are: the same but for case, spaces and punctuation, or by the words that they share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

FULL = 1_000
"""The likeness of what is the same."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)([\W_]+)(?=\d)")
_MEANT = frozenset("%‰")
"""Punctuation, as Unicode has it, that says how much of something is meant."""


def plain(text: str) -> str:
    """A text without case, spaces and punctuation: two that have this in common say the same.

    What stands between two digits is kept, for 2.4 months are not 24, and the bands 0-9, 10 are not 0, 9-10; so are
    symbols such as % and <.
    """
    parts = _BETWEEN_DIGITS.split(unicodedata.normalize("NFC", text))
    return "".join(_separator(part) if n % 2 else _bare(part) for n, part in enumerate(parts)).casefold()


def _separator(text: str) -> str:
    """What stands between two digits, without spaces if there is anything else, and with one kind of dash."""
    found = "".join("-" if unicodedata.category(each) == "Pd" else each for each in text if not each.isspace())
    return found or " "


def _bare(text: str) -> str:
    return "".join(each for each in text if each in _MEANT or unicodedata.category(each)[0] not in "PZC")


def words(text: str) -> Counter[str]:
    """The words of a text, each as often as it stands there."""
    return Counter(re.findall(r"\w+", text.casefold()))


def likeness(one: Counter[Any], other: Counter[Any]) -> int:
    """What two texts or lists have in common, from 0 to 1,000 (Dice's coefficient); the same both ways."""
    both = one.total() + other.total()
    return 2 * FULL * (one & other).total() // both if both else FULL
