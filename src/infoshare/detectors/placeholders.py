"""What is written in the place of what was found: `[NAME]`, `[NAME-1]` for one person of a record, a shifted date."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from infoshare.detectors.name_cues import TITLES
from infoshare.detectors.names import is_near
from infoshare.detectors.span import Span
from infoshare.detectors.tokens import form_of, tokens_of
from infoshare.identifiers.calendar_date import as_date
from infoshare.identifiers.folding import fold
from infoshare.identifiers.identifier import alphanumerics
from infoshare.identifiers.name_particles import NAME_PARTICLES
from infoshare.identifiers.telephone import canonical as national_number
from infoshare.model.record import Record

Shift = Callable[[str], timedelta]
"""From a person to how far that person's dates are moved."""
SHIFTED = frozenset({"date"})
"""The kinds of identifier that are dates to be moved; a date of birth is never one."""


_BIRTH = re.compile(r"(?<![^\W\d_])(?:d\.?\s?o\.?\s?b|birth|born)", re.IGNORECASE)
REACH = 40
"""How near, in characters, a word for birth makes a date one of birth."""


def as_said(span: Span, text: str) -> Span:
    """The span; a date with a word for birth before or after it is a date of birth, and so never moved."""
    if span.by not in SHIFTED:
        return span
    around = fold(text[max(0, span.start - REACH) : span.start] + " " + text[span.end : span.end + REACH]).text
    return replace(span, by="birth_date") if _BIRTH.search(around) else span


@dataclass(frozen=True, slots=True)
class Placeholders:
    """How placeholders are written: with a number for each person or thing of a record, and dates shifted, or not."""

    numbered: bool = False
    shift: Shift | None = None

    def of(self, span: Span, surface: str, record: Record, never: Collection[tuple[int, int, int]] = ()) -> str:
        """What is written, between its brackets; `never` are days, such as dates of birth, that no shift may give."""
        moved = self._moved(span, surface, record)
        if moved and (moved.year, moved.month, moved.day) not in never:
            return f"{span.placeholder} {moved.isoformat()}"
        if self.numbered:
            return f"{span.placeholder}-{_number(span.placeholder, surface, record)}"
        return span.placeholder

    def _moved(self, span: Span, surface: str, record: Record) -> date | None:
        person = (record.person or "").strip()
        if self.shift is None or not person or span.by not in SHIFTED:
            return None
        day = as_date(surface)
        try:
            return day + self.shift(person) if day else None
        except OverflowError:
            return None


def _number(placeholder: str, surface: str, record: Record) -> int:
    """The number of a person or thing within its record; one that was not seen before gets the next."""
    seen = record.numbered.setdefault(placeholder, [])
    if placeholder == "NAME":
        words = _words_of(surface)
        place = _person_of(words, seen)
    else:
        words = {_one_form(placeholder, surface)}
        place = seen.index(words) if words in seen else None
    if place is None:
        seen.append(words)
        return len(seen)
    seen[place] |= words
    return place + 1


def _person_of(words: set[str], seen: list[set[str]]) -> int | None:
    """Who of those seen this is: the same words, or part of them, or more; two who may be meant are not guessed."""
    if words in seen:
        return seen.index(words)
    alike = [place for place, other in enumerate(seen) if _is_part(words, other) or _is_part(other, words)]
    alike = alike or [place for place, other in enumerate(seen) if all(is_near(word, other) for word in words)]
    return alike[0] if len(alike) == 1 else None


def _is_part(words: set[str], other: set[str]) -> bool:
    """Whether each word is one of the other's, or its first letter: `J. Smith` and `Smith` of `John Smith`."""
    rest = {word[0] for word in other - words}
    return all(word in other or (len(word) == 1 and word in rest) for word in words)


def _words_of(name: str) -> set[str]:
    forms = [form_of(token.text) for token in tokens_of(name) if token.text[0].isalnum()]
    return {form for form in forms if form not in TITLES | NAME_PARTICLES} or set(forms)


def _one_form(placeholder: str, surface: str) -> str:
    if placeholder == "DATE" and (day := as_date(surface)):
        return day.isoformat()
    if placeholder == "PHONE":
        return national_number(surface)
    return alphanumerics(surface)
