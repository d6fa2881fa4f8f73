"""What one kind of identifier is: a pattern, a check, the words around it, and one canonical way of writing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from infoshare.identifiers.spoken import hear

REACH_BEFORE, REACH_AFTER = 48, 32
"""How far, in characters, the words may stand that make a form an identifier: about seven words and five."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of identifier.

    `pattern` finds candidates in folded text; where it has a group `value`, only that part is the
    identifier. `canonical` writes a candidate in its one plain form, and `is_valid` says whether that form
    is a possible value. `needs` are words (a pattern) one of which must stand shortly before or after,
    where the form alone is too common; `spared` are words that show, standing shortly before or after,
    that it is something else. `placeholder` stands in redacted text. `example` is a synthetic value, and
    `check` says in words how a value is checked. `source` says where the format and the check come from.
    A `distinctive` kind gives itself away by its form alone, so the gate stops at it wherever it stands.
    A `spoken` kind is also sought where its figures are words: `oh seven seven double oh`. A kind that is
    only found `inside` a longer text does not make a cell that holds nothing else one: that may be a heading.
    """

    kind: str
    title: str
    placeholder: str
    pattern: re.Pattern[str]
    canonical: Callable[[str], str]
    is_valid: Callable[[str], bool]
    example: str
    check: str
    source: str
    needs: re.Pattern[str] | None = None
    spared: re.Pattern[str] | None = None
    certain: re.Pattern[str] | None = None
    distinctive: bool = False
    spoken: bool = False
    inside: bool = False

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where valid values stand in a folded text, as (start, end)."""
        yield from self._written(text)
        heard = hear(text) if self.spoken else None
        if heard:
            yield from (heard.original_span(*span) for span in self._written(heard.text))

    def _written(self, text: str) -> Iterator[tuple[int, int]]:
        """The valid values of a text as it stands; what begins inside a candidate that failed is tried as well."""
        if self.needs and not self.needs.search(text):
            return
        found = self.pattern.search(text)
        while found:
            start, end = self._value_of(found)
            valid = self._fits(text, found.start(), found.end()) and self.is_valid(self.canonical(text[start:end]))
            if valid:
                yield start, end
            found = self.pattern.search(text, end if valid else found.start() + 1)

    def _value_of(self, found: re.Match[str]) -> tuple[int, int]:
        return found.span("value" if "value" in self.pattern.groupindex else 0)

    def _fits(self, text: str, start: int, end: int) -> bool:
        if self.inside and not (text[:start].strip() or text[end:].strip()):
            return False
        if self.needs is None and self.spared is None:
            return True
        before, after = text[max(0, start - REACH_BEFORE) : start], text[end : end + REACH_AFTER]
        spared = None if self.certain and self.certain.search(text, start, end) else self.spared
        if spared and (spared.search(before) or spared.search(after)):
            return False
        return self.needs is None or bool(self.needs.search(before) or self.needs.search(after))

    def matches(self, value: str) -> bool:
        """Whether the whole of a folded value is one valid identifier of this kind, without the words it needs."""
        found = None if self.inside else self.pattern.fullmatch(value.strip())
        return found is not None and self.is_valid(self.canonical(found.string[slice(*self._value_of(found))]))


def pattern(expression: str) -> re.Pattern[str]:
    """A pattern that stands alone: no letter or digit touches it on either side; case does not matter."""
    return re.compile(rf"(?<![^\W_])(?:{expression})(?![^\W_])", re.IGNORECASE)


def words(*expressions: str) -> re.Pattern[str]:
    """A pattern for any of these words (each a regular expression), standing alone; case does not matter."""
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(expressions)})(?![^\W_])", re.IGNORECASE)


def alphanumerics(text: str) -> str:
    """The letters and digits of a text in upper case, everything between them taken out."""
    return "".join(character for character in text if character.isalnum()).upper()
