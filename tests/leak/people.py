"""Invented people in hostile spellings, and a search for them that shares no code with infoshare.

NHS numbers are of the range for tests, telephone numbers of Ofcom's drama ranges, addresses at example.org.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields

Spell = Callable[[str], str]


@dataclass(frozen=True)
class Person:
    """One invented person; the field names are column names too."""

    forename: str
    surname: str
    nhs: str
    ni: str
    dob: str
    address: str
    postcode: str
    phone: str
    email: str
    reference: str


PEOPLE = (
    Person("Quillon", "Varnholt", "9990000018", "QQ123456C", "12/03/1990", "14 Larch Row", "HM1 7NG", "07700900123",
           "quillon.varnholt@example.org", "HGH-25-000089"),
    Person("Zenobia", "Okwuosa", "9990000026", "QQ234567A", "28/11/2004", "9 Quay Street", "HM3 1RX", "02079460123",
           "zenobia.okwuosa@example.org", "HGH-25-000351"),
    Person("Oisín", "O'Dragheda", "9990000034", "QQ345678B", "07/06/1958", "Flat 2, 65 Rope Walk", "HM12 4AB",
           "01632960123", "oisin.odragheda@example.org", "HGH-25-000402"),
)  # fmt: skip
COLUMNS = tuple(field.name for field in fields(Person))
KINDS = {"forename": "name", "surname": "name", "dob": "date_of_birth"}
TEMPLATE = "seen after midnight, {} as told by friends, calm and walking"


def every(separator: str) -> Spell:
    """Every letter and digit apart."""
    return lambda value: separator.join(character for character in value if character.isalnum())


def groups(*sizes: int, by: str) -> Spell:
    """Letters and digits in groups of these sizes, and the rest in one more."""

    def spell(value: str) -> str:
        compact, parts = every("")(value), []
        for size in sizes:
            parts.append(compact[:size])
            compact = compact[size:]
        return by.join([*parts, compact])

    return spell


def full_width(value: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in value)


def inside(piece: str) -> Spell:
    """The piece after every second character."""
    return lambda value: piece.join(re.findall("..?", value))


def between_words(piece: str) -> Spell:
    return lambda value: re.sub(r"\s+", piece, value)


def words_of(text: str) -> list[str]:
    """The runs of letters and of digits of a text, in plain lower-case letters."""
    spread = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in spread if unicodedata.category(c) not in {"Mn", "Cf"}).casefold()
    return re.findall(r"[^\W\d_]+|\d+", plain)


def squashed(text: str) -> str:
    """The letters and digits of a text and nothing else."""
    return "".join(words_of(text))


def left_over(released: str, allowed: str = "s") -> list[str]:
    """The words and numbers of a released text that are neither a placeholder nor of the template."""
    known = {*words_of(TEMPLATE), *allowed.split()}
    return [word for word in words_of(re.sub(r"\[[A-Z ]+\]", " . ", released)) if word not in known]


def survivors(text: str) -> list[str]:
    """The columns of everybody's values that stand in a text, over any separators."""
    held = squashed(text)
    values = [value for person in PEOPLE for value in zip(COLUMNS, astuple(person), strict=True)]
    return [column for column, value in values if squashed(value) in held]
