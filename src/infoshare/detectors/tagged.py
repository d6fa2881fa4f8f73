"""Numbers, addresses and dates that no form gives away: from the tagger's chances to spans of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from infoshare.detectors.span import GUESSED, Span
from infoshare.detectors.tagger import Chances
from infoshare.detectors.tokens import Token

_SMALL = frozenset("a an and as at by for from her his in is it of off on or per re that the to was with x".split())
"""Words that no number, address or date begins or ends with."""
_JOINTS = {"-", "/", ".", "_", "*"}
_KINDS: tuple[tuple[str, Callable[[Chances], float]], ...] = (
    ("REFERENCE", lambda chances: chances.number),
    ("ADDRESS", lambda chances: chances.address),
    ("DATE", lambda chances: chances.date),
)


def tagged_spans(tokens: Sequence[Token], chances: Sequence[Chances], least: Chances) -> Iterator[Span]:
    """Spans of the words that are likely enough; `least` says how likely that is, for each kind."""
    for placeholder, chance in _KINDS:
        likely = [chance(each) for each in chances]
        for first, last in _runs(tokens, [each >= chance(least) for each in likely]):
            if placeholder == "REFERENCE":
                first, last = _whole(tokens, first, last)
            sure = max(likely[first : last + 1])
            yield Span(tokens[first].start, tokens[last].end, placeholder, "tagger", GUESSED, sure)


def _runs(tokens: Sequence[Token], likely: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The first and last word of each run of likely words; marks and small words belong to it only inside."""
    solid = [token.text[0].isalnum() and token.text.lower() not in _SMALL for token in tokens]
    places = [place for place, is_solid in enumerate(solid) if is_solid and likely[place]]
    first: int | None = None
    for place, after in zip(places, [*places[1:], None], strict=False):
        first = place if first is None else first
        if after is None or not all(likely[place:after]):
            yield first, place
            first = None


def _whole(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """A number to the ends of what it is joined to without a space: `NP-2023/0611` in one piece."""
    while first > 1 and _joined(tokens, first - 2, first):
        first -= 2
    while last < len(tokens) - 2 and _joined(tokens, last, last + 2):
        last += 2
    return first, last


def _joined(tokens: Sequence[Token], left: int, right: int) -> bool:
    joint = tokens[left + 1]
    outer = tokens[left].text + tokens[right].text
    return (
        joint.text in _JOINTS
        and tokens[left].end == joint.start
        and joint.end == tokens[right].start
        and outer.isalnum()
        and any(map(str.isdigit, outer))
    )
