"""Numbers, addresses and dates that no form gives away: from the tagger's chances to spans of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from infoshare.detectors.span import GUESSED, Span
from infoshare.detectors.tagger import Chances
from infoshare.detectors.tokens import Token
from infoshare.detectors.vocabulary import is_ordinary

_SMALL = frozenset("a an and as at by for from her his in is it of off on or per re s that the to was with x".split())
"""Words that no number, address or date begins or ends with."""
WORD_IS_NUMBER = 0.1
"""An ordinary word in small letters is part of a number only where the tagger is this sure: `oh seven`, not `see`."""
_JOINTS = {"-", "/", ".", "_", "*"}


def tagged_spans(tokens: Sequence[Token], chances: Sequence[Chances], least: Chances) -> Iterator[Span]:
    """Spans of the words that are likely enough; `least` says how likely that is, for each kind."""
    numbers = [each.number for each in chances]
    likely = [_is_number(token, chance, least.number) for token, chance in zip(tokens, numbers, strict=True)]
    whole = (_whole(tokens, first, last) for first, last in _runs(tokens, likely))
    yield from _spans("REFERENCE", tokens, whole, numbers)
    addresses, dates = [each.address for each in chances], [each.date for each in chances]
    yield from _spans("ADDRESS", tokens, _runs(tokens, [each >= least.address for each in addresses]), addresses)
    yield from _spans("DATE", tokens, _runs(tokens, [each >= least.date for each in dates]), dates)


def _is_number(token: Token, chance: float, least: float) -> bool:
    word = token.text.islower() and is_ordinary(token.text)
    return chance >= (max(least, WORD_IS_NUMBER) if word else least)


def _spans(
    placeholder: str, tokens: Sequence[Token], runs: Iterable[tuple[int, int]], chances: Sequence[float]
) -> Iterator[Span]:
    for first, last in runs:
        sure = max(chances[first : last + 1])
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
