"""What speaks for and against each token of a text being part of a name, number, address or date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from infoshare.detectors.name_cues import (
    CUES,
    NEVER,
    PARTICLES,
    PLACE_OR_SURNAME,
    SUFFIXES,
    THOROUGHFARES,
    TITLES,
)
from infoshare.detectors.tokens import Token, bare, form_of
from infoshare.detectors.vocabulary import is_everyday_name, is_given_name, is_ordinary, is_place, is_surname

FormSpan = tuple[int, int, str]
"""Where an identifier stands that gives itself away by its form, and its kind."""

SHOUTING = 0.7
"""A line with a larger share of capitals than this is shouted: its capitals say nothing."""

_LISTS = (
    ("g", is_given_name),
    ("s", is_surname),
    ("e", is_everyday_name),
    ("p", is_place),
    ("T", TITLES.__contains__),
    ("K", CUES.__contains__),
    ("N", NEVER.__contains__),
    ("L", PARTICLES.__contains__),
    ("R", THOROUGHFARES.__contains__),
    ("r", PLACE_OR_SURNAME.__contains__),
    ("x", SUFFIXES.__contains__),
)
_CHUNK = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(?<=(.))\1+")
_EDGES = ".,;:()[]\"'"


@dataclass(frozen=True, slots=True)
class Sign:
    """A token by itself, in any text.

    `identity` is the word where it is an ordinary one, `plain` its lists, and `word` its lists and its case.
    A rare word is never its own sign: what is learnt must hold for names that nobody has seen.
    """

    identity: str
    plain: str
    word: str
    own: tuple[str, ...]
    beside: tuple[tuple[str, ...], ...]
    """What it says to its neighbours: to those two places after, one after, one before and two before it."""


@lru_cache(maxsize=65_536)
def sign_of(token: str) -> Sign:
    """The sign of a token; the same token is looked up once."""
    if token[0].isalpha():
        return _sign_of_word(token)
    identity = f"d{min(len(token), 12)}" if token[0].isdigit() else token.replace("\n", "NL")
    return _made(identity, identity, identity, ())


def _sign_of_word(token: str) -> Sign:
    form = form_of(token)
    ordinary = is_ordinary(form if token.isascii() else token.casefold())
    lists = ("o" if ordinary else "") + "".join(letter for letter, has in _LISTS if has(form))
    plain = lists + ("1" if len(token) == 1 else "")
    known = ordinary or len(form) < 3 or form in TITLES or form in CUES
    ends = (f"s3={form[-3:]}", f"s2={form[-2:]}", f"p3={form[:3]}") if len(form) > 2 else ()
    case = _case_of(token)
    own = (f"lc={plain}", f"case={case}", f"len={min(len(form), 8)}", *ends, *(() if ordinary else ("unk",)))
    return _made(bare(token) if known else f"?{plain}", plain, f"{case}:{plain}", own)


def _case_of(token: str) -> str:
    if len(token) == 1:
        return "I" if token.isupper() else "x"
    return "X" if token.isupper() else "x" if token.islower() else "C"


def _made(identity: str, plain: str, word: str, own: tuple[str, ...]) -> Sign:
    return Sign(
        identity,
        plain,
        word,
        ("b", f"w={word}", f"i={identity}", *own),
        (
            (f"-2={identity}",),
            (f"-1={identity}", f"-1w={word}"),
            (f"+1={identity}", f"+1w={word}"),
            (f"+2={identity}",),
        ),
    )


END = _made("END", "END", "END", ())


def signs_of(text: str, tokens: Sequence[Token], forms: Iterable[FormSpan]) -> list[list[str]]:
    """All that speaks of each token, as short strings; `forms` are the identifiers found by their form."""
    signs = [sign_of(token.text) for token in tokens]
    result = [_in_context(*window) for window in _windows(signs)]
    for place, more in _of_the_text(text, tokens, signs, forms):
        result[place].extend(more)
    return result


def _windows(signs: Sequence[Sign]) -> Iterator[tuple[Sign, ...]]:
    padded = [END, END, *signs, END, END]
    return zip(padded, padded[1:], padded[2:], padded[3:], padded[4:], strict=False)


def _in_context(two_left: Sign, left: Sign, own: Sign, right: Sign, two_right: Sign) -> list[str]:
    return [
        *own.own,
        *two_left.beside[0],
        *left.beside[1],
        *right.beside[2],
        *two_right.beside[3],
        f"w-1i={own.word}|{left.identity}",
        f"w+1i={own.word}|{right.identity}",
        f"lc-1lc={own.plain}|{left.plain}",
        f"lc+1lc={own.plain}|{right.plain}",
    ]


def _of_the_text(
    text: str, tokens: Sequence[Token], signs: Sequence[Sign], forms: Iterable[FormSpan]
) -> Iterator[tuple[int, list[str]]]:
    """What a token's line, its neighbours' touch, its other places in the text and its form say."""
    yield from _by_form(tokens, forms)
    yield from _by_shape(text, tokens)
    yield from _by_line(text, tokens, signs)
    yield from _by_repetition(tokens)


def _by_form(tokens: Sequence[Token], forms: Iterable[FormSpan]) -> Iterator[tuple[int, list[str]]]:
    starts = [token.start for token in tokens]
    for start, end, kind in forms:
        for place in range(bisect_left(starts, start), bisect_left(starts, end)):
            yield place, [f"rule={kind}"]


def _by_shape(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, list[str]]]:
    """The shape of the chunk between two spaces that a token is part of, where a digit is in it: `AA-99999`."""
    starts = [token.start for token in tokens]
    for chunk in filter(lambda chunk: _DIGIT.search(chunk.group()), _CHUNK.finditer(text)):
        shape = _shape_of(chunk.group().strip(_EDGES))
        for place in range(bisect_left(starts, chunk.start()), bisect_left(starts, chunk.end())):
            yield place, shape


@lru_cache(maxsize=65_536)
def _shape_of(chunk: str) -> list[str]:
    shape = re.sub(r"\d", "9", re.sub(r"[a-z]", "a", re.sub(r"[A-Z]", "A", chunk)))
    return [f"shp={shape}", f"shp={_RUN.sub(r'+', shape)}"]


def _by_line(text: str, tokens: Sequence[Token], signs: Sequence[Sign]) -> Iterator[tuple[int, list[str]]]:
    """What stands after a label such as `Name:`, in a line of capitals, at a beginning, or touching its neighbour."""
    label, shouted = None, False
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if before is None or before.text == "\n":
            label, shouted = None, is_shouted(_line_at(text, token.start))
        sign, more = signs[place], []
        if label:
            more += [f"lab={label}", f"labw={label}|{sign.word}"]
        if shouted:
            more += ["shout", f"shout{sign.plain}"]
        yield place, more + _by_place(tokens, place, sign)
        if token.text in ":-=" and before and before.text[0].isalpha() and _labels(text, token):
            label = signs[place - 1].identity


def _by_place(tokens: Sequence[Token], place: int, sign: Sign) -> list[str]:
    """Whether a token begins something, and whether it touches its neighbours."""
    token = tokens[place]
    return [
        *(["beg", f"begw={sign.word}"] if begins(tokens, place) else ()),
        *(["adj"] if place == 0 or tokens[place - 1].end == token.start else ()),
        *(["adj+"] if place + 1 < len(tokens) and tokens[place + 1].start == token.end else ()),
    ]


def _labels(text: str, mark: Token) -> bool:
    return mark.text == ":" or text[mark.end : mark.end + 1] in {" ", "\t", "\n"}


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def is_shouted(line: str) -> bool:
    """Whether a line is written in capitals."""
    letters = [character for character in line if character.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > SHOUTING * len(letters)


def begins(tokens: Sequence[Token], place: int) -> bool:
    """Whether a token begins a sentence, a line or an item, so that its capital says little."""
    if place == 0:
        return True
    before = tokens[place - 1].text
    return before in '.!?:;\n•*>|("' or (before == "-" and (place < 2 or tokens[place - 2].text == "\n"))


def _by_repetition(tokens: Sequence[Token]) -> Iterator[tuple[int, list[str]]]:
    """Whether the same word stands elsewhere in the text with a capital that means something, or in lower case."""
    capitals = Counter(
        form_of(token.text)
        for place, token in enumerate(tokens)
        if token.text[0].isupper() and not token.text.isupper() and not begins(tokens, place)
    )
    small = {bare(token.text) for token in tokens if token.text.islower()}
    for place, token in enumerate(tokens):
        if token.text[0].isalpha():
            form = form_of(token.text)
            more = [f"cap{min(capitals[form], 3)}"] if form in capitals else []
            yield place, more + (["lowtoo"] if form in small else [])
