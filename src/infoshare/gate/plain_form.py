"""The gate's own reading of a cell: folded to plain letters and digits, in words and in runs of words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from infoshare.identifiers.plain_letters import PLAIN_LETTERS

_CLOCK = re.compile(r"[T,\s]+[0-9]{1,2}:[0-9]{2}.*", re.ASCII)
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_RUNS = re.compile(r"[^\W\d_]+|\d+")


def plain(text: str) -> str:
    """The text in lower case without accents and invisible characters; everything else stays."""
    return text.lower() if text.isascii() else _plain(text)


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in spread if unicodedata.category(c) not in {"Mn", "Cf"})
    return bare.casefold().translate(PLAIN_LETTERS)


def squashed(text: str) -> str:
    """The letters and digits alone: `O'Brien-Smith` is `obriensmith`."""
    if text.isascii():
        return text.encode().lower().translate(None, _SIGNS).decode()
    return "".join(_RUNS.findall(plain(text)))


def pieces(text: str) -> list[str]:
    """The runs of letters and the runs of digits, in order: `A12 b` is `a`, `12`, `b`."""
    return _RUNS.findall(plain(text))


def without_clock(text: str) -> str:
    """A date as written, without the time of day after it."""
    return _CLOCK.sub("", text.strip())
