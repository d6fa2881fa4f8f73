"""Finds traces of sought values in a released cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from infoshare.gate.plain_form import pieces, plain
from infoshare.gate.sought import Sought
from infoshare.gate.worded_dates import worded
from infoshare.identifiers import PLACEHOLDER, Identifier

_WORD = re.compile(r"[^\W\d_]+")
_GAP = r"\s?[/.\-]\s?"
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}(\d{{4}}|\d{{2}})(?!\d)")
_SPACED = re.compile(r"(?<!\d)(?=(\d{1,2})\s(\d{1,2})\s(\d{4}|\d{2})(?!\d))")
_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})(?!\d)")


def fragments(text: str) -> list[str]:
    """The text between the placeholders that redaction left."""
    return PLACEHOLDER.split(text)


def has_exact(text: str, sought: Sought) -> bool:
    """Whether a reference, number, address or date of the source stands in a text."""
    return any(_joined(part, sought) or _dated(part, sought) for part in fragments(text))


def _joined(text: str, sought: Sought) -> bool:
    found = pieces(text)
    return not sought.whole.isdisjoint(found) or any(
        run in sought.joined or not sought.dates.isdisjoint(worded(run)) for run in _runs(found, sought.longest)
    )


def _dated(text: str, sought: Sought) -> bool:
    return not sought.dates.isdisjoint(_dates(plain(text)))


def _dates(text: str) -> Iterator[tuple[int, int, int]]:
    for day, month, year in (*_DAY_FIRST.findall(text), *_SPACED.findall(text)):
        yield int(day), int(month), int(year)
    for year, month, day in _YEAR_FIRST.findall(text):
        yield int(day), int(month), int(year)


def _runs(found: list[str], longest: int) -> Iterator[str]:
    """Every run of neighbouring pieces, joined, as long as the longest value sought."""
    for start in range(len(found)):
        joined = ""
        for place in range(start, len(found)):
            joined += found[place]
            if len(joined) > longest:
                break
            yield joined


def has_form(text: str, kind: Identifier) -> bool:
    """Whether a valid identifier of a kind stands in a text, whoever's it is."""
    return any(next(kind.spans(plain(part)), None) is not None for part in fragments(text))


def has_name(text: str, sought: Sought) -> bool:
    """Whether a name of the source stands in a text."""
    return any(_named(part, sought) or has_capital(part, sought) for part in fragments(text))


def _named(text: str, sought: Sought) -> bool:
    return any(run in sought.names for run in _runs(pieces(text), sought.longest))


def has_capital(text: str, sought: Sought) -> bool:
    """Whether a name that is also an everyday word stands in a text with a capital."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    return any(word[0].isupper() and plain(word) in sought.everyday for word in words)
