"""Reads each sentence as it is understood: after what introduces its list, with what "it" or "the duty" means."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from infoshare.protocols.old_protocol.passages import OldText, Passage
from infoshare.protocols.old_protocol.patterns import ready

_NOUN = r"(?:section|power|provision|exemption|duty|gateway)(?! of\b)"
_OF_PARAGRAPH = r"^(?:[A-Z]?\d[\d.]*\)? )?"
"""The number of a paragraph that somebody typed."""
_BARE = re.compile(
    rf"{_OF_PARAGRAPH}(?:It|This|That)(?: {_NOUN})?"
    r"(?= (?:also |therefore |then |further |will |would |can |may |must )*[a-z])"
)
_NAMED = re.compile(rf"{_OF_PARAGRAPH}(?:The|This|That|Such an?|The same) {_NOUN}\b")
_UNDER = re.compile(
    rf"{_OF_PARAGRAPH}(?P<way>Under|By virtue of|Because of|Using|Relying on|Through) "
    rf"(?:it\b|(?:this|that|the|the same) {_NOUN}\b)"
)
REACH = 4
"""In how many sentences before "the duty" the law that it means may stand; "it" means that of the sentence before."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One sentence: `wholes` are other ways to read it, each with where the sentence's own words begin in it."""

    sentence: str
    passage: Passage
    order: int
    wholes: tuple[tuple[str, int], ...]


def understood(text: OldText) -> Iterator[Understood]:
    """Every sentence of a document, with the ways to read it."""
    before: deque[str] = deque(maxlen=REACH)
    heading: tuple[str, ...] = ()
    for order, passage in enumerate(text.passages):
        if passage.headings != heading or passage.place != "body":
            before.clear()
        heading = passage.headings
        for sentence in passage.sentences():
            yield Understood(sentence, passage, order, (*_wholes(sentence, passage, before),))
            before.append(sentence)


def _wholes(sentence: str, passage: Passage, before: deque[str]) -> Iterator[tuple[str, int]]:
    if passage.lead and passage.lead != sentence:
        lead = passage.lead.rstrip(": ") + " "
        yield lead + sentence, len(lead)
    for pattern, reach in ((_BARE, 1), (_NAMED, REACH), (_UNDER, REACH)):
        found = pattern.search(sentence)
        meant = _last_law([*before][-reach:]) if found else ""
        if found and meant:
            said = f"{found['way']} {meant}" if "way" in pattern.groupindex else meant
            yield f"{said}{sentence[found.end() :]}", len(said)


def _last_law(sentences: list[str]) -> str:
    """The last provision that some sentences name, of those that are often got wrong."""
    patterns = ready(("{s115}", "{s17a}", "{crime_exemption}", "{svd}"), alone=True)
    for sentence in reversed(sentences):
        found = [each for pattern in patterns for each in pattern.finditer(sentence)]
        if found:
            return max(found, key=lambda each: each.end())[0]
    return ""
