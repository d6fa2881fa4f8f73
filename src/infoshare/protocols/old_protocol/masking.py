"""Quotes without what points to a person: whatever the identifiers recognise becomes a word for its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infoshare.identifiers.folding import fold
from infoshare.identifiers.identifier import Identifier
from infoshare.identifiers.registry import IDENTIFIERS

LONGEST_QUOTE = 320
Span = tuple[int, int]


def quoted(text: str, about: Span = (0, 0), *, dated: bool = False) -> str:
    """At most a sentence, masked, and cut around what the finding is `about`, whose date stays if it is `dated`."""
    start, end = _cut(text, about)
    kept = (about[0] - start, about[1] - start) if dated else (0, 0)
    quote = masked(text[start:end], lambda identifier, span: _is_date(identifier) and _touches(span, kept))
    return f"{'… ' if start else ''}{quote}{' …' if end < len(text) else ''}"


def _is_date(identifier: Identifier) -> bool:
    return identifier.placeholder == "DATE"


def _touches(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _cut(text: str, about: Span) -> Span:
    if len(text) <= LONGEST_QUOTE:
        return 0, len(text)
    middle = sum(about) // 2
    start = min(max(middle - LONGEST_QUOTE // 2, 0), len(text) - LONGEST_QUOTE)
    end = start + LONGEST_QUOTE
    start = start if start == 0 else text.find(" ", start) + 1
    return start, end if end == len(text) else max(text.rfind(" ", start, end), start + 1)


Spared = Callable[[Identifier, Span], bool]


def masked(text: str, spared: Spared = lambda _, __: False) -> str:
    """The text with every identifier masked but those that are spared."""
    pieces, position = [], 0
    for start, end, placeholder in _found(text, spared):
        if start >= position:
            pieces += [text[position:start], f"[{placeholder}]"]
            position = end
    return "".join(pieces) + text[position:]


def _found(text: str, spared: Spared) -> list[tuple[int, int, str]]:
    """What is masked, from left to right; of two that begin together the longer one first."""
    found = [
        (*span, identifier.placeholder) for identifier in IDENTIFIERS for span in spans_of(identifier, text)
        if not spared(identifier, span)
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each[0], -each[1]))


def spans_of(identifier: Identifier, text: str) -> Iterator[Span]:
    """Where values of a kind stand in a text as it is written."""
    folded = fold(text)
    for start, end in identifier.spans(folded.text):
        yield folded.original_span(start, end)
