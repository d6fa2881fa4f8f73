"""Finds people's names in a text by how they are written and what stands beside them, without a language model."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from infoshare.detectors.name_cues import (
    BEFORE_A_MONTH,
    CUES,
    LINKS,
    MONTHS_AND_NAMES,
    NEVER,
    PARTICLES,
    PLACE_OR_SURNAME,
    SUFFIXES,
    THOROUGHFARES,
    TITLES,
)
from infoshare.detectors.span import Span
from infoshare.detectors.vocabulary import is_everyday_name, is_given_name, is_ordinary, is_place, is_surname
from infoshare.identifiers.name_particles import NAME_PARTICLES

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?:[.!?:;]|\n|^|[-–—•*>|\t(\"])[\s\"'(]*$")
_CLOSE = re.compile(r"[ \t]{1,2}\n?|\n|[-_]|\.[ ]?|[ ]?[\"'(]|[\"')][ ]?")
_TOGETHER = re.compile(r"[ \t]{1,2}|[-_]|\.[ ]?")
SHOUTING = 0.7
RANK = 1
REACH = 6
"""No name and no place is longer than this many words."""


def bare(word: str) -> str:
    """A word in lower case without accents."""
    spread = unicodedata.normalize("NFKD", word)
    return "".join(character for character in spread if not unicodedata.combining(character)).casefold()


@dataclass(frozen=True)
class Word:
    """A word of a folded text."""

    text: str
    start: int
    end: int
    begins: bool
    """Whether it begins a sentence, a line or an item."""
    shouted: bool
    """Whether it stands in a line of capitals."""

    @cached_property
    def form(self) -> str:
        """The word as the lists have it."""
        return bare(self.text).removesuffix("'s")

    @cached_property
    def is_ordinary(self) -> bool:
        """Whether it is an ordinary word; a word with accents is one only as it stands (`Mỹ` is not `my`)."""
        return is_ordinary(self.form if self.text.isascii() else self.text.casefold())

    @property
    def capital(self) -> bool:
        """Whether it has a capital that means something: not for want of lower case around it."""
        return self.text[0].isupper() and not self.shouted

    @property
    def is_acronym(self) -> bool:
        """Whether it is all capitals among words that are not."""
        return self.text.isupper() and len(self.text) > 1 and not self.shouted


def words_of(text: str) -> list[Word]:
    """The words of a folded text, in order."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        shouted = _is_shouted(line.group())
        for match in _WORD.finditer(text, line.start(), line.end()):
            before = text[max(0, match.start() - 6) : match.start()]
            begins = match.start() == 0 or bool(_SENTENCE_END.search(before))
            found.append(Word(match.group(), match.start(), match.end(), begins, shouted))
    return found


def _is_shouted(line: str) -> bool:
    letters = [character for character in line if character.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > SHOUTING * len(letters)


class Names:
    """The names of one text. Layers: cues beside a word, what the lists say, neighbours, and then repeats."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        self.found: set[int] = set()

    def find(self, by_model: list[Span], by_form: list[Span]) -> list[Span]:
        """Spans of names. A model's are taken where they are credible; those with a title are names in any case."""
        guessed = self._words_in(by_model)
        self.found = {place for place in self._words_in(by_form) if self.words[place].form not in TITLES}
        for place, word in enumerate(self.words):
            if (place in guessed and self._is_credible(place, word)) or self._stands_out(place, word):
                self.found.add(place)
        self._grow()
        self._repeat()
        return list(self._spans())

    def _words_in(self, spans: list[Span]) -> set[int]:
        """The places of the words that some spans hold."""
        starts = [word.start for word in self.words]
        ranges = ((bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in spans)
        return {place for first, after in ranges for place in range(first, after)}

    def _spans(self) -> Iterator[Span]:
        """One span for words that stand together, `J. Smith-Jones`, and one for each that stands alone."""
        places = sorted(self.found)
        for first, place in enumerate(places):
            if first and places[first - 1] == place - 1 and self._together(place - 1, place):
                continue
            last = place
            while last + 1 in self.found and self._together(last, last + 1):
                last += 1
            word = self.words[last]
            end = word.end - 2 if word.text.endswith(("'s", "'S")) else word.end
            yield Span(self.words[place].start, end, "NAME", "names", RANK)

    def _together(self, left: int, right: int) -> bool:
        return bool(_TOGETHER.fullmatch(self.text[self.words[left].end : self.words[right].start]))

    def _is_credible(self, place: int, word: Word) -> bool:
        """Whether a word that a model took for a name may be one: ordinary words only where a capital means it."""
        if word.form in NEVER or len(word.form) < 2 or self._is_a_month(place) or self._is_a_place(place):
            return False
        return not word.is_ordinary or (is_everyday_name(word.form) and word.capital)

    def _is_a_place(self, place: int) -> bool:
        """Whether a capital word is part of a place's name: `Quay Street`, `the Old Ferryman`."""
        word = self.words[place]
        if not word.capital or self._before(place) in TITLES:
            return False
        first, last = self._run_of_capitals(place)
        run = [each.form for each in self.words[first : last + 1]]
        if self._before(first) == "the" and not is_given_name(word.form):
            return True
        return any(self._ends_a_place(run, end) for end in range(max(place - first, 1), len(run)))

    def _ends_a_place(self, run: list[str], end: int) -> bool:
        return run[end] in THOROUGHFARES or (run[end] in PLACE_OR_SURNAME and not is_given_name(run[end - 1]))

    def _run_of_capitals(self, place: int) -> tuple[int, int]:
        """The first and last of the capital words that stand together round a place."""
        first = last = place
        least, most = max(place - REACH, 0), min(place + REACH, len(self.words) - 1)
        while first > least and self.words[first - 1].capital and self._together(first - 1, first):
            first -= 1
        while last < most and self.words[last + 1].capital and self._together(last, last + 1):
            last += 1
        return first, last

    def _is_a_month(self, place: int) -> bool:
        """Whether `May`, `April`, `June`, `August` or `Jan` is a month here: a figure or `in` beside it says so."""
        word = self.words[place]
        if word.form not in MONTHS_AND_NAMES:
            return False
        after, before = self.text[word.end : word.end + 3], self.text[max(0, word.start - 6) : word.start]
        return bool(re.match(r"\W{0,2}\d", after) or re.search(r"\d(?:st|nd|rd|th)?\W{0,2}$", before)) or (
            self._before(place) in BEFORE_A_MONTH
        )

    def _stands_out(self, place: int, word: Word) -> bool:
        form = word.form
        if len(form) < 2 or form in NAME_PARTICLES or form in TITLES or form in NEVER or self._is_a_month(place):
            return False
        if self._is_a_place(place):
            return False
        named = is_given_name(form) or is_surname(form)
        before = self._before(place)
        if word.capital and not word.is_acronym:
            return self._capital(word, form, named, before)
        if word.is_acronym:
            return self._acronym(word, form, named, before)
        return self._plain(word, form, named, before)

    def _capital(self, word: Word, form: str, named: bool, before: str) -> bool:
        if before in TITLES:
            return not word.is_ordinary or named
        if word.is_ordinary or is_place(form):
            everyday = is_everyday_name(form) and not word.begins and not is_place(form)
            return everyday or (named and before in CUES)
        return named or not word.begins or len(form) > 3

    def _acronym(self, word: Word, form: str, named: bool, before: str) -> bool:
        if word.is_ordinary:
            return is_everyday_name(form) and named and (before in TITLES or before in CUES)
        return len(form) > 5 or (named and (len(form) > 3 or before in TITLES or before in CUES))

    def _plain(self, word: Word, form: str, named: bool, before: str) -> bool:
        """A word in lower case, or among capitals, where only the lists and the cues help."""
        if not named or (word.is_ordinary and not (before in TITLES and is_everyday_name(form))):
            return False
        return (is_given_name(form) and len(form) > 2) or before in TITLES or before in CUES or len(form) > 4

    def _before(self, place: int) -> str:
        """The word before on the same line, a collar number between the two passed over."""
        if place == 0:
            return ""
        previous, word = self.words[place - 1], self.words[place]
        gap = self.text[previous.end : word.start]
        return previous.form if re.fullmatch(r"[ \t.:(\"',=/-]{0,4}(?:\d{1,6}[ \t]{1,2})?", gap) else ""

    def _grow(self) -> None:
        """A capital word, an initial or a particle beside a name belongs to it."""
        for _ in range(REACH):
            before = len(self.found)
            for place in range(len(self.words)):
                if place not in self.found and self._belongs(place):
                    self.found.add(place)
            if len(self.found) == before:
                return

    def _belongs(self, place: int) -> bool:
        word = self.words[place]
        left = place - 1 in self.found and self._close(place - 1, place)
        right = place + 1 in self.found and self._close(place, place + 1)
        if not (left or right) or word.form in NEVER or word.form in THOROUGHFARES or self._is_a_place(place):
            return False
        if word.form in PARTICLES | SUFFIXES:
            return self._links(place, left, right)
        if len(word.text) == 1:
            return word.text.isupper() and (word.text != "I" or self.text[word.end : word.end + 1] == ".")
        if not word.text[0].isupper() or word.form in TITLES:
            return self._in_a_handle(place)
        if self._hyphenated(place) or not word.is_ordinary:
            return not word.is_acronym or len(word.form) > 4 or is_surname(word.form) or self._hyphenated(place)
        follows_given = left and is_given_name(self.words[place - 1].form) and not word.is_acronym
        return (is_everyday_name(word.form) and not (word.begins and not right)) or (follows_given and not word.begins)

    def _links(self, place: int, left: bool, right: bool) -> bool:
        """`da` in `Ana da Silva`, both words of `Mac an Bhaird`, `Snr` after a name."""
        word = self.words[place]
        if word.form in SUFFIXES:
            return left
        onward = place + 1 < len(self.words) and self.words[place + 1].form in PARTICLES
        return (left and (right or onward)) or (right and word.form not in LINKS and word.text[0].isupper())

    def _hyphenated(self, place: int) -> bool:
        word = self.words[place]
        before, after = self.text[word.start - 1 : word.start], self.text[word.end : word.end + 1]
        return (before == "-" and place - 1 in self.found) or (after == "-" and place + 1 in self.found)

    def _in_a_handle(self, place: int) -> bool:
        """A word joined to a name by an underscore: `kimly_duong`."""
        word = self.words[place]
        return self.text[word.start - 1 : word.start] == "_" or self.text[word.end : word.end + 1] == "_"

    def _close(self, left: int, right: int) -> bool:
        gap = self.text[self.words[left].end : self.words[right].start]
        return bool(_CLOSE.fullmatch(gap)) or (gap == ", " and self.words[left].text.isupper())

    def _repeat(self) -> None:
        """A name found once is sought everywhere: in any case where it is no ordinary word, else with a capital."""
        names = {self.words[place].form for place in self.found if len(self.words[place].form) > 1} - NAME_PARTICLES
        plain = {self.words[place].form for place in self.found if not self.words[place].is_ordinary} & names
        for place, word in enumerate(self.words):
            if (
                word.form in plain
                or (word.form in names and ((word.capital and not word.begins) or word.shouted))
                or (len(word.form) > 4 and not word.is_ordinary and self._resembles(word, plain))
            ):
                self.found.add(place)

    def _resembles(self, word: Word, names: set[str]) -> bool:
        """A misspelt name, or names written together as in a handle: `patyoung`."""
        if word.text[0].isupper() and _near(word.form, names):
            return True
        return any(word.form.startswith(name) and word.form[len(name) :] in names for name in names)


def _near(form: str, names: set[str]) -> bool:
    """Whether a word is one letter away from a name of the text."""
    return any(abs(len(form) - len(name)) < 2 and len(name) > 4 and _one_apart(form, name) for name in names)


def _one_apart(left: str, right: str) -> bool:
    if len(left) > len(right):
        left, right = right, left
    at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    return left[at + 1 :] == right[at + 1 :] if len(left) == len(right) else left[at:] == right[at + 1 :]
