"""Finds what identifies people in texts: by its form, by what speaks for it, and with others' recognisers if asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from infoshare.detectors.names import Names
from infoshare.detectors.span import GUESSED, Span, merged
from infoshare.detectors.strict import unsafe
from infoshare.detectors.tagged import tagged_spans
from infoshare.detectors.tagger import Chances, Tagger, default_tagger
from infoshare.detectors.tokens import tokens_of
from infoshare.identifiers import IDENTIFIERS


@dataclass(frozen=True, slots=True)
class Strength:
    """How much is taken out.

    `least` is how likely a word must be part of a name, number, address or date. `closed`: a word or
    number leaves only if it is known to be safe.
    """

    least: Chances
    closed: bool


STRENGTHS = {
    "balanced": Strength(Chances(name=0.02, number=0.01, address=0.03, date=0.2), closed=False),
    "strict": Strength(Chances(name=0.005, number=0.005, address=0.01, date=0.1), closed=True),
}
"""Set on the notes that the tagger is trained on, each note read by a tagger that was not trained on it."""
_RANKS = {identifier.kind: len(IDENTIFIERS) - rank + GUESSED for rank, identifier in enumerate(IDENTIFIERS)}

Others = Callable[[str], Iterable[Span]]


def _nothing(text: str) -> Iterable[Span]:
    return ()


class Detector:
    """Finds names and identifiers in folded texts."""

    def __init__(self, strength: str = "balanced", tagger: Tagger | None = None, others: Others = _nothing) -> None:
        """`others` also finds spans in a folded text."""
        self._strength = STRENGTHS[strength]
        self._tagger = tagger or default_tagger()
        self._others = others

    def find(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """What stands in each of some folded texts."""
        yield from map(self._in, texts)

    def _in(self, text: str) -> list[Span]:
        by_form, tokens = list(spans_by_form(text)), tokens_of(text)
        chances = self._tagger.chances(text, tokens, [(span.start, span.end, span.by) for span in by_form])
        least, closed = self._strength.least, self._strength.closed
        titled = [span for span in by_form if span.placeholder == "NAME"]
        others = [span for span in by_form if span.placeholder != "NAME"]
        return [
            *others,
            *Names(text, tokens, chances, least.name, anywhere=closed).find(titled),
            *_not_inside(tagged_spans(tokens, chances, least), merged(others)),
            *(unsafe(text, tokens) if closed else ()),
            *self._others(text),
        ]


def _not_inside(spans: Iterable[Span], others: Sequence[Span]) -> Iterator[Span]:
    """The spans that nothing found by its form holds whole: it says better what they are. `others` are in order."""
    starts = [other.start for other in others]
    for span in spans:
        place = bisect_right(starts, span.start) - 1
        if place < 0 or others[place].end < span.end:
            yield span


def spans_by_form(text: str) -> Iterator[Span]:
    """The identifiers of a folded text that give themselves away by their form."""
    for identifier in IDENTIFIERS:
        for start, end in identifier.spans(text):
            yield Span(start, end, identifier.placeholder, identifier.kind, _RANKS[identifier.kind])
