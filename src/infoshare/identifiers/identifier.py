"""What one kind of identifier is: a pattern, a check, and one canonical way of writing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of identifier.

    `pattern` finds candidates in folded text, `canonical` writes a candidate in its one plain form, and
    `is_valid` says whether that form is a possible value. `placeholder` stands in redacted text.
    `source` says where the format and the check come from. A `distinctive` kind gives itself away by its
    form alone, so the gate stops at it wherever it stands; a date or a street may be anybody's.
    """

    kind: str
    title: str
    placeholder: str
    pattern: re.Pattern[str]
    canonical: Callable[[str], str]
    is_valid: Callable[[str], bool]
    source: str
    distinctive: bool = True

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where valid values stand in a folded text, as (start, end)."""
        for match in self.pattern.finditer(text):
            if self.is_valid(self.canonical(match.group())):
                yield match.span()

    def matches(self, value: str) -> bool:
        """Whether the whole of a folded value is one valid identifier of this kind."""
        found = self.pattern.fullmatch(value.strip())
        return bool(found) and self.is_valid(self.canonical(value))


def pattern(expression: str) -> re.Pattern[str]:
    """A pattern that stands alone: no letter or digit touches it on either side; case does not matter."""
    return re.compile(rf"(?<![^\W_])(?:{expression})(?![^\W_])", re.IGNORECASE)


def alphanumerics(text: str) -> str:
    """The letters and digits of a text in upper case, everything between them taken out."""
    return "".join(character for character in text if character.isalnum()).upper()
