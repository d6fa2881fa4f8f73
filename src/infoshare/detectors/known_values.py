"""Finds what is already known of a person in a text: any order, case, spacing or way of writing a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from infoshare.detectors.span import Span
from infoshare.identifiers.calendar_date import FULL_DATE, as_date
from infoshare.identifiers.everyday_names import EVERYDAY_NAMES
from infoshare.identifiers.name_particles import NAME_PARTICLES
from infoshare.identifiers.telephone import canonical as national_number

PLACEHOLDERS = {
    "name": "NAME", "date_of_birth": "DATE", "nhs": "NHS NUMBER", "ni": "NI NUMBER", "postcode": "POSTCODE",
    "phone": "PHONE", "email": "EMAIL", "address": "ADDRESS", "reference": "REFERENCE",
}  # fmt: skip
RANK = 10
LONGEST = 8
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
        Token(_bare(match.group()), match.start(), match.end(), match.group()[0].isupper())
        for match in _TOKEN.finditer(text)
    ]


def _bare(text: str) -> str:
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text)
    return "".join(character for character in spread if not unicodedata.combining(character)).casefold()


@dataclass(slots=True)
class KnownPeople:
    """Values to seek. `forms` maps joined letters and digits to a kind; `capital` only counts with a capital."""

    forms: dict[str, str] = field(default_factory=dict)
    capital: dict[str, str] = field(default_factory=dict)
    days: set[tuple[int, int, int]] = field(default_factory=set)

    @classmethod
    def of_row(cls, known: Iterable[tuple[str, str]]) -> KnownPeople:
        """One row's own values: its names count in any case, everyday words too."""
        people = cls()
        for kind, value in known:
            people._learn(kind, value, people.forms)
        return people

    def learn(self, kind: str, value: str) -> None:
        """Add a value of some other row: everyday words that are names count only with a capital."""
        self._learn(kind, value, self.capital)

    def _learn(self, kind: str, value: str, everyday: dict[str, str]) -> None:
        words = [token.form for token in tokens(value)]
        joined = "".join(words)
        if kind == "name":
            self._learn_name(words, everyday)
        elif kind == "date_of_birth" and (day := as_date(value)):
            self.days.add((day.year, day.month, day.day))
        elif kind == "address":
            self.forms.update(dict.fromkeys(_address_parts(value), kind))
        elif kind == "phone":
            number = national_number(value)
            self.forms.update(dict.fromkeys({number, f"44{number[1:]}", f"440{number[1:]}"} - {"", "44", "440"}, kind))
        elif len(joined) >= SHORTEST_REFERENCE:
            self.forms[joined] = kind

    def _learn_name(self, words: list[str], everyday: dict[str, str]) -> None:
        for word in words:
            if len(word) > 1 and word not in NAME_PARTICLES:
                (everyday if word in EVERYDAY_NAMES else self.forms)[word] = "name"
        if len(words) > 1:
            self.forms["".join(words)] = "name"

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
            for last in found[first : first + LONGEST]:
                joined += last.form
                if joined in self.forms:
                    yield _span(token, last, self.forms[joined])

    def _days(self, text: str) -> Iterator[Span]:
        if self.days:
            for match in FULL_DATE.pattern.finditer(text):
                day = as_date(match.group())
                if day and (day.year, day.month, day.day) in self.days:
                    yield Span(match.start(), match.end(), PLACEHOLDERS["date_of_birth"], "known_values", RANK)


SHORTEST_REFERENCE = 6


def _span(first: Token, last: Token, kind: str) -> Span:
    return Span(first.start, last.end, PLACEHOLDERS[kind], "known_values", RANK)


def _address_parts(value: str) -> Iterator[str]:
    for part in [value, *value.split(",")]:
        words = tokens(part)
        joined = "".join(token.form for token in words)
        if len(words) > 1 and len(joined) >= SHORTEST_REFERENCE:
            yield joined
