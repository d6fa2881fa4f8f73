"""People's names in one text: where the tagger finds them, and wherever in the text the same people stand again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from infoshare.detectors.name_cues import LINKS, TITLES
from infoshare.detectors.signs import begins
from infoshare.detectors.span import GUESSED, Span
from infoshare.detectors.tagger import Chances
from infoshare.detectors.tokens import Token, form_of
from infoshare.detectors.vocabulary import is_given_name, is_ordinary, is_surname
from infoshare.identifiers.name_particles import NAME_PARTICLES

SURE = 0.2
"""A name of which the tagger is at least so sure is sought in the whole text; a letter by itself must be as likely."""
TITLE_IS_NAME = 0.3
"""A title is part of a name only where the tagger is this sure: `Captain` of somebody whom all call so."""
ORDINARY_IS_NAME = 0.1
"""An ordinary word in small letters is a name only where the tagger is this sure: `met fudge`, not `asha fell`."""
SHORTEST_MISSPELT, SHORTEST_INSIDE = 5, 4
LONGEST_SHORTENED = 2
"""A name of at most so many letters before a full stop is shortened: `J. Smith`, `Wm. Smith`."""
_GAP = re.compile(r"[ \t]{0,2}\n?")
_JOINTS = {"-", ".", "_", "'", ","}
_BEFORE_A_PART, _AFTER_A_PART = {"#", "@", "_", "/"}, {"_", "@"}


class Names:
    """The names of one text.

    `least` is how likely a word must be a name to be taken for one. With `anywhere`, a name that is an
    ordinary word too (`Hope`) is taken out wherever the word stands again, else only where a capital means it.
    """

    def __init__(
        self, text: str, tokens: Sequence[Token], chances: Sequence[Chances], least: float, *, anywhere: bool = False
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._forms = [form_of(token.text) if token.text[0].isalpha() else "" for token in tokens]
        self._likely = [chance.name for chance in chances]
        self._anywhere = anywhere
        self._found = {
            place
            for place, form in enumerate(self._forms)
            if form and self._likely[place] >= self._wanted(place, form, least)
        }

    def _wanted(self, place: int, form: str, least: float) -> float:
        """How likely a word must be a name: more for a title, a letter, and an ordinary word in small letters."""
        if form in TITLES:
            return TITLE_IS_NAME
        if len(form) == 1:
            return SURE
        return max(least, ORDINARY_IS_NAME) if self._tokens[place].text.islower() and is_ordinary(form) else least

    def find(self, titled: Iterable[Span]) -> list[Span]:
        """Spans of names; `titled` are those that a title gives away, and the title is none."""
        by_title = {place for place in self._words_in(titled) if self._forms[place] not in TITLES}
        self._found |= by_title
        self._repeat(by_title | {place for place in self._found if self._likely[place] >= SURE})
        return [self._span(run) for run in self._runs(sorted(self._found)) if self._is_more_than_letters(run)]

    def _words_in(self, spans: Iterable[Span]) -> Iterator[int]:
        starts = [token.start for token in self._tokens]
        for span in spans:
            for place in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                if self._forms[place]:
                    yield place

    def _repeat(self, sure: set[int]) -> None:
        """Seek what is surely a name everywhere: as a word, misspelt, as initials, and inside handles and files."""
        names = {self._forms[place] for place in sure if len(self._forms[place]) > 1} - NAME_PARTICLES - TITLES
        plain = {name for name in names if not is_ordinary(name)}
        initials = {letters for run in self._runs(sorted(sure)) for letters in self._initials(run)}
        for place, form in enumerate(self._forms):
            if (
                len(form) > 1
                and place not in self._found
                and (
                    self._is_again(place, form, names, plain)
                    or self._tokens[place].text in initials
                    or self._is_joined(place, form, names)
                )
            ):
                self._found.add(place)

    def _is_again(self, place: int, form: str, names: set[str], plain: set[str]) -> bool:
        capital = self._tokens[place].text[0].isupper()
        if form in plain or form.removesuffix("s") in plain:
            return True
        if form in names:
            return self._anywhere or (capital and not begins(self._tokens, place))
        return capital and len(form) >= SHORTEST_MISSPELT and not is_ordinary(form) and is_near(form, plain)

    def _initials(self, run: Sequence[int]) -> Iterator[str]:
        """`LC` and `LMC` of `Latoya M. Clarke`."""
        letters = "".join(self._forms[place][0].upper() for place in run)
        if len(letters) > 1:
            yield from (letters, letters[0] + letters[-1])

    def _is_joined(self, place: int, form: str, names: set[str]) -> bool:
        """Whether a word is part of a handle, a hashtag or a file name, and holds a name."""
        token = self._tokens[place]
        before, after = self._text[token.start - 1 : token.start], self._text[token.end : token.end + 1]
        joined = before in _BEFORE_A_PART or after in _AFTER_A_PART
        return joined and any(len(name) >= SHORTEST_INSIDE and name in form for name in names)

    def _is_more_than_letters(self, run: Sequence[int]) -> bool:
        """Letters by themselves are a name only where the tagger is sure of one: `J.` beside `Smith` is in its run."""
        return any(len(self._forms[place]) > 1 or self._likely[place] >= 2 * SURE for place in run)

    def _runs(self, places: Sequence[int]) -> Iterator[list[int]]:
        """The names that stand together, each as the places of its words."""
        run: list[int] = []
        for place in places:
            if run and not self._together(run[-1], place):
                yield run
                run = []
            run.append(place)
        if run:
            yield run

    def _together(self, left: int, right: int) -> bool:
        """Whether only spaces, a line end, and at most two marks or small words of names stand between two words."""
        between = [token for token in self._tokens[left + 1 : right] if token.text != "\n"]
        if len(between) > 2 or any(token.text not in _JOINTS and token.text.lower() not in LINKS for token in between):
            return False
        stretch = [self._tokens[left], *between, self._tokens[right]]
        near = all(_GAP.fullmatch(self._text[a.end : b.start]) for a, b in pairwise(stretch))
        return near and not self._parted(left, right, between)

    def _parted(self, left: int, right: int, between: Sequence[Token]) -> bool:
        """Whether a sentence ends between two words (`Begum. Okafor`), or a comma parts two people."""
        mark = between[0].text if between else ""
        apart = mark in {",", "."} and between[-1].end < self._tokens[right].start
        if not apart or len(self._forms[left]) <= LONGEST_SHORTENED:
            return False
        return mark == "." or not self._is_surname_first(left, right)

    def _is_surname_first(self, left: int, right: int) -> bool:
        """Whether two words with a comma between them may be one name: `Smith, John` and `Smith, J.`."""
        surname, forename = self._forms[left], self._forms[right]
        may_be_surname = left - 1 not in self._found and (is_surname(surname) or not is_given_name(surname))
        return may_be_surname and (len(forename) == 1 or is_given_name(forename))

    def _span(self, run: Sequence[int]) -> Span:
        last = self._tokens[run[-1]]
        end = last.end - 2 if last.text.endswith(("'s", "'S")) else last.end
        sure = max(self._likely[place] for place in run)
        return Span(self._tokens[run[0]].start, end, "NAME", "names", GUESSED, sure)


def is_near(form: str, names: set[str]) -> bool:
    """Whether a word is one letter, or two neighbouring letters in turn, away from a name of the text."""
    return any(
        abs(len(form) - len(name)) < 2 and len(name) >= SHORTEST_MISSPELT and _one_apart(form, name) for name in names
    )


def _one_apart(left: str, right: str) -> bool:
    if len(left) > len(right):
        left, right = right, left
    at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    if len(left) < len(right):
        return left[at:] == right[at + 1 :]
    swapped = left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]
    return swapped or left[at + 1 :] == right[at + 1 :]
