"""What a spreadsheet program would run, and how it is made harmless."""

from __future__ import annotations

import re
import unicodedata

_RUN = frozenset("=+-@\t\r")
_NEGATIVE_NUMBER = re.compile(r"-[0-9]+(?:\.[0-9]+)?", re.ASCII)


def would_run(text: str) -> bool:
    """Whether a spreadsheet would run a cell: what it begins with, odd forms and invisible characters seen through."""
    if not text or text[0].isalnum() or _NEGATIVE_NUMBER.fullmatch(text):
        return False
    visible = (character for character in text if unicodedata.category(character) not in {"Cf", "Mn"})
    return unicodedata.normalize("NFKD", next(visible, ""))[:1] in _RUN


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it."""
    return f"'{text}" if would_run(text) else text
