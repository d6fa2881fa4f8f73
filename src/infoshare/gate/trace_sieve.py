"""Sifts out, from many released texts, the few in which a value of the source could stand, to be looked at closely."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from infoshare.gate.cells import matching, sifted
from infoshare.gate.folded import folded, folded_cells
from infoshare.gate.sought import Sought
from infoshare.gate.traces import has_capital
from infoshare.gate.word_starts import Places, WordStarts
from infoshare.gate.worded_dates import MONTH_NAMES
from infoshare.identifiers import PLACEHOLDER
from infoshare.identifiers.registry import PLURALS

PLACEHOLDER_WORDS = frozenset(word for placeholder in PLURALS for word in placeholder.lower().split())
_PART = "[^a-z0-9]*"
_SPACE = r"[\t-\r\x1c-\x20]"
_GAP = rf"(?:{_SPACE}?[/.\-]{_SPACE}?|{_SPACE})"


def _spread(name: str) -> str:
    """A month, or its first three or four letters, whatever stands between the letters."""
    first, fourth, rest = name[:3], name[3:4], name[4:]
    more = f"(?:{_PART}{_PART.join(rest)})?" if rest else ""
    return _PART.join(first) + (f"(?:{_PART}{fourth}{more})?" if fourth else "")


DATES = "|".join(
    (
        rf"[0-9]{_GAP}[0-9]{{1,2}}{_GAP}[0-9]{{1,2}}",
        rf"(?:{'|'.join(map(_spread, MONTH_NAMES))}){_PART}[0-9]",
        rf"(?:[0-9]{_PART}){{7}}[0-9]",
    )
)
"""What every date sought has in folded text: three numbers parted as dates are, or a month and then a digit, or eight
digits with no letter between them. A date in words has its year or its day after the month, whatever its order."""


class TraceSieve:
    """Says of many texts at once which may hold something sought; of the others it is certain that they do not.

    What is sought stands in a text as neighbouring runs of letters and digits, joined (`WordStarts` tells why none is
    missed); as a date, which has one of the forms of `DATES`; or as an everyday word with a capital. Between the
    placeholders nothing is left out, and what stands over one or in one is only looked at more often than need be;
    placeholders are taken out where somebody is called as one is.
    """

    def __init__(self, sought: Sought) -> None:
        self._sought = sought
        self._starts = WordStarts(map(folded, (*sought.joined, *sought.whole, *sought.names)))
        self._capitals = _with_capital(sought.everyday)
        self._namesake = not PLACEHOLDER_WORDS.isdisjoint(sought.names | sought.everyday)

    def suspects(self, texts: pa.Array) -> Places:
        """The places of the texts to be looked at closely."""
        return sifted(self._suspects, texts)

    def _suspects(self, texts: pa.Array) -> Places:
        parted = pc.replace_substring_regex(texts, PLACEHOLDER.pattern, "[]") if self._namesake else texts
        plainer, odd = folded_cells(parted)
        marked = np.zeros(len(texts), bool)
        self._starts.mark(plainer, marked)
        if self._sought.dates:
            marked |= matching(plainer, DATES)
        if self._capitals:
            marked |= matching(plainer, self._capitals, any_case=False)
            beyond_ascii = parted.take(pa.array(odd)).to_pylist()
            marked[odd] |= np.array([has_capital(text, self._sought) for text in beyond_ascii], bool)
        return np.flatnonzero(marked)


def _with_capital(words: Iterable[str]) -> str:
    """An expression for words that begin with a capital; nothing if there are none. Folded texts have none left."""
    capital = (f"{word[0].upper()}(?i:{word[1:]})" for word in sorted(words) if word.isascii())
    found = "|".join(capital)
    return f"(?:^|[^A-Za-z])(?:{found})(?:[^A-Za-z]|$)" if found else ""
