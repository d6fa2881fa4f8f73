"""The strict strength: a word or number leaves only if it is known to be safe, so that an unseen name cannot pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from infoshare.detectors.name_cues import BEFORE_A_MONTH, CUES, MONTHS_AND_NAMES, NEVER, TITLES
from infoshare.detectors.signs import begins, is_shouted
from infoshare.detectors.span import Span
from infoshare.detectors.tokens import Token, form_of
from infoshare.detectors.vocabulary import is_everyday_name, is_ordinary

RANK = 0
"""The lowest: whatever else is found at the same place says better what it is."""
_CHUNK = re.compile(r"[^\s\[\](){}<>|\"]+")
_DIGIT = re.compile(r"\d")
_EDGES = ".,;:!?'*-"
_SPELT = re.compile(r"(?<![^\W_])[^\W\d_]([^\w\n]{1,2}|_)[^\W\d_](?:\1[^\W\d_](?![^\W_])){2,}")
"""A word written letter by letter, with the same between any two: `V a r n`, `V.a.r.n`."""
_GROUPS = re.compile(r"(?<![\w.,/:\-])\d{1,6}(?:(?:[ \t]{1,2}| ?- ?)\d{1,6})+(?![\w/:%\-]|[.,]\d)")
MOST_DIGITS_IN_GROUPS = 6
"""Groups of figures with more digits than this are one number: `123 456 789`."""
_AMOUNT = r"\d{1,3}(?:\.\d{1,3})?"
_UNIT = (
    r"(?:%|°?c|mg|mcg|µg|ug|g|kg|lb|st|oz|ml|l|mls|iu|units?|mmol|cm|mm|m|km|ft|in|mph|bpm|hrs?|h|mins?|m|s|secs?|days?"
    r"|d|wks?|w|mths?|yrs?|y|yo|am|pm|x|k|p|ppm|ug|st|nd|rd|th|s)"
)
_SAFE = re.compile(
    rf"[~<>=+x#?]?{_AMOUNT}(?:{_UNIT}(?:/(?:ml|kg|hr?|min|day|l))?)?"  # 5mg, 12.5, 38c, 3rd
    rf"|{_AMOUNT}[/x\-]{_AMOUNT}(?:[/x]\d{{1,2}})?{_UNIT}?"  # 120/80, 2x5, 10-12wks
    r"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:am|pm|hrs?|h)?(?:-(?:[01]?\d|2[0-3])[:.][0-5]\d)?"  # 14:05
    r"|(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs?|h)"  # 1405hrs
    r"|(?:19|20)\d\d(?:[/-]\d\d)?s?"  # 2019, 2023/24
    r"|[£$€]\d{1,3}(?:,?\d{3}){0,3}(?:\.\d\d)?(?:k|m|pw|pm|pcm|p)?"  # £1,204.66
    r"|[a-z]{1,2}\d{1,2}|y\d{1,2}|[ls]\d(?:[/-][ls]?\d)?|t\d{1,2}|g\dp\d",  # road, wing, vertebra
    re.IGNORECASE,
)


def unsafe(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """The words and numbers of a folded text that are not known to be safe."""
    shouted, numbers = is_shouted(text), list(_numbers(text))
    amounts = {place for start, end in numbers if _SAFE.fullmatch(text[start:end]) for place in range(start, end)}
    for place, token in enumerate(tokens):
        if token.text[0].isalpha() and token.start not in amounts and not _is_safe(tokens, place, shouted):
            end = token.end - 2 if token.text.endswith(("'s", "'S")) else token.end
            yield Span(token.start, end, "WORD", "strict", RANK)
    yield from (Span(*match.span(), "WORD", "strict", RANK) for match in _SPELT.finditer(text))
    yield from (Span(start, end, "NUMBER", "strict", RANK) for start, end in numbers if start not in amounts)
    for match in _GROUPS.finditer(text):
        if len(_DIGIT.findall(match.group())) > MOST_DIGITS_IN_GROUPS:
            yield Span(*match.span(), "NUMBER", "strict", RANK)


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where something with a digit in it stands between spaces or brackets, without the marks at its edges."""
    for chunk in _CHUNK.finditer(text):
        bare_chunk = chunk.group().strip(_EDGES)
        if _DIGIT.search(bare_chunk):
            start = chunk.start() + chunk.group().index(bare_chunk)
            yield start, start + len(bare_chunk)


def _is_safe(tokens: Sequence[Token], place: int, shouted: bool) -> bool:
    """Whether a word is an ordinary one, and not written as a name that is one too."""
    word, form = tokens[place].text, form_of(tokens[place].text)
    if (len(word) == 1 and form.isascii()) or form in NEVER or form in TITLES or form in CUES:
        return True
    if not is_ordinary(form if word.isascii() else word.casefold()):
        return False
    named = is_everyday_name(form) and word[0].isupper() and not shouted and not begins(tokens, place)
    return not named or _is_a_month(tokens, place, form)


def _is_a_month(tokens: Sequence[Token], place: int, form: str) -> bool:
    before = tokens[place - 1].text.lower() if place else ""
    return form in MONTHS_AND_NAMES and (before in BEFORE_A_MONTH or before.isdigit())
