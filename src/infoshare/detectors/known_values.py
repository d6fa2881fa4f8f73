"""Finds what is already known of a person in a text: any order, case, spacing or way of writing a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations
from typing import NamedTuple

from infoshare.anonymisation.dates import as_moment
from infoshare.detectors.span import Span
from infoshare.detectors.tokens import bare
from infoshare.identifiers.calendar_date import FULL_DATE, as_date
from infoshare.identifiers.everyday_names import EVERYDAY_NAMES
from infoshare.identifiers.name_particles import NAME_PARTICLES
from infoshare.identifiers.not_known import NOT_KNOWN
from infoshare.identifiers.telephone import canonical as national_number

PLACEHOLDERS = {
    "name": "NAME", "date_of_birth": "DATE", "nhs": "NHS NUMBER", "ni": "NI NUMBER", "postcode": "POSTCODE",
    "phone": "PHONE", "email": "EMAIL", "address": "ADDRESS", "reference": "REFERENCE",
}  # fmt: skip
RANK = 10
PAIRED = 20
"""So many names of a row and those linked with it, its own first, are sought run together: `JohnSmith`."""
MOST_WORDS = 4
"""So many words of a name are sought two by two, in any order: `WOOD, Faith` is `faith wood` in a text."""
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")


class Token(NamedTuple):
    """A run of letters or of digits in a folded text."""

    form: str
    start: int
    end: int
    capital: bool


def tokens(text: str) -> list[Token]:
    """The runs of letters and of digits, without accents and in lower case."""
    return [
        Token(bare(match.group()), match.start(), match.end(), match.group()[0].isupper())
        for match in _TOKEN.finditer(text)
    ]


@dataclass(slots=True)
class KnownPeople:
    """Values to seek. `forms` maps joined letters and digits to a kind; `capital` only counts with a capital."""

    forms: dict[str, str] = field(default_factory=dict)
    capital: dict[str, str] = field(default_factory=dict)
    days: set[tuple[int, int, int]] = field(default_factory=set)
    longest: int = 0
    """The length of the longest form."""

    @classmethod
    def of_row(cls, known: Iterable[tuple[str, str]]) -> KnownPeople:
        """One row's own values: its names count in any case, everyday words too."""
        people, names = cls(), []
        for kind, value in known:
            people._learn(kind, value, people.forms)
            if kind == "name":
                names.append("".join(token.form for token in tokens(value)))
            elif kind == "date_of_birth" and (day := _day_of(value)):
                people._add([f"{day:%d%m%y}"], kind)
        people._add(("".join(pair) for pair in permutations(names[:PAIRED], 2)), "name")
        return people

    def learn(self, kind: str, value: str) -> None:
        """Add a value of some other row: everyday words that are names count only with a capital."""
        self._learn(kind, value, self.capital)

    def _learn(self, kind: str, value: str, everyday: dict[str, str]) -> None:
        words = [token.form for token in tokens(value)]
        joined = "".join(words)
        day = _day_of(value) if kind == "date_of_birth" else None
        if joined in NOT_KNOWN:
            return
        if kind == "name":
            self._learn_name(words, everyday)
        elif day:
            self.days.add((day.year, day.month, day.day))
            self._add(_day_forms(day), kind)
        elif kind == "address":
            self._add(_address_parts(value), kind)
        elif kind == "phone":
            self._add(_number_forms(national_number(value)), kind)
        elif len(joined) >= SHORTEST_REFERENCE:
            self._add([joined], kind)

    def _learn_name(self, words: list[str], everyday: dict[str, str]) -> None:
        for word in words:
            if len(word) > 1 and word not in NAME_PARTICLES:
                for form in (word, f"{word}s"):
                    self._learn_word(form, everyday)
        if len(words) > 1:
            self._add(["".join(words), f"{''.join(words)}s"], "name")
            told = [word for word in words if len(word) > 1 and word not in NAME_PARTICLES]
            self._add(("".join(two) for two in permutations(told[:MOST_WORDS], 2)), "name")

    def _learn_word(self, form: str, everyday: dict[str, str]) -> None:
        """A name or its possessive; one that is an everyday word (`Hope`, the `this` of `Thi`) is set apart."""
        if form in EVERYDAY_NAMES:
            everyday[form] = "name"
            self.longest = max(self.longest, len(form))
        else:
            self._add([form], "name")

    def _add(self, forms: Iterable[str], kind: str) -> None:
        for form in forms:
            self.forms[form] = kind
            self.longest = max(self.longest, len(form))

    def find(self, text: str, found: list[Token] | None = None) -> Iterator[Span]:
        """Where these values stand in a folded text; `found` are its tokens, if they are at hand."""
        found = tokens(text) if found is None else found
        yield from self._joined(found)
        yield from self._days(text)

    def _joined(self, found: list[Token]) -> Iterator[Span]:
        for first, token in enumerate(found):
            if token.capital and token.form in self.capital:
                yield _span(token, token, self.capital[token.form])
            joined = ""
            for place in range(first, len(found)):
                last = found[place]
                joined += last.form
                if len(joined) > self.longest:
                    break
                if joined in self.forms and not (last.form == "s" and last is not token):
                    yield _span(token, last, self.forms[joined])

    def _days(self, text: str) -> Iterator[Span]:
        if self.days:
            for match in FULL_DATE.pattern.finditer(text):
                day = as_date(match.group())
                if day and (day.year, day.month, day.day) in self.days:
                    yield Span(match.start(), match.end(), PLACEHOLDERS["date_of_birth"], "known_values", RANK)


SHORTEST_REFERENCE = 6


def _day_of(value: str) -> date | None:
    moment = as_moment(value)
    return moment[0] if moment else None


def _span(first: Token, last: Token, kind: str) -> Span:
    return Span(first.start, last.end, PLACEHOLDERS[kind], "known_values", RANK)


def _number_forms(number: str) -> Iterator[str]:
    if len(number) > SHORTEST_REFERENCE:
        yield from (number, number[1:], f"44{number[1:]}", f"440{number[1:]}", f"0044{number[1:]}")


def _day_forms(day: date) -> Iterator[str]:
    """A day in figures run together, and with its month in words before or after the year."""
    yield from (f"{day:%d%m}{day.year}", f"{day.year}{day:%m%d}", f"{day.day}{day.month}{day.year}")
    for month in {f"{day:%B}".casefold(), f"{day:%b}".casefold(), f"{day:%B}".casefold()[:4]}:
        yield from (f"{day.year}{month}{day:%d}", f"{day.year}{month}{day.day}")


def _address_parts(value: str) -> Iterator[str]:
    for part in [value, *re.split(r"[,;\n]", value)]:
        words = tokens(part)
        joined = "".join(token.form for token in words)
        if len(words) > 1 and len(joined) >= SHORTEST_REFERENCE:
            yield joined
