"""Text made plain, a character for a character, and cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
    }
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
_ENDS = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])")
_SHORTENED = re.compile(
    r"(?:\b(?:ss?|sects?|art|arts|para|paras|sch|schs|pt|ch|reg|regs|no|nos|ref|e\.g|i\.e|etc|cf|dr|mr|mrs|ms|st|tel|ext|v|vs|"
    r"cl|approx|dept|govt|incl|fig|vol|rev|ver|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Z]|^\W*\d+|\d+\.\d+)\.$",
    re.IGNORECASE,
)
"""Words after which a full stop ends no sentence, single letters, and the number of a paragraph."""


def plain(text: str) -> str:
    """The text on one line, with straight quotes, plain dashes and single spaces."""
    return " ".join(_UNSEEN.sub("", text).translate(_PLAIN).split())


LONGEST = 1_200
"""A longer "sentence" is a list or no prose at all, and is judged in pieces."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a plain text."""
    for whole in _whole_sentences(text):
        yield from _pieces(whole)


def _whole_sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _ENDS.finditer(text):
        if not _SHORTENED.search(text[max(start, end.start() - REACH) : end.start()].rstrip("\"')]")):
            yield text[start : end.start()] + end[0].rstrip()
            start = end.end()
    if text[start:].strip():
        yield text[start:]


REACH = 40


def _pieces(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        end = max(sentence.rfind(" ", 0, LONGEST), 0) or LONGEST
        yield sentence[:end]
        sentence = sentence[end:].lstrip()
    yield sentence
