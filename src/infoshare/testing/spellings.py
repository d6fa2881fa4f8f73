"""How hostile hands write what is known of a person: other cases, orders, separators, characters and date forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from infoshare.testing.person import Person

Spell = Callable[[str], str]
ZERO_WIDTH, SOFT_HYPHEN, NO_BREAK = "\u200b", "\u00ad", "\u00a0"


def full_width(value: str) -> str:
    """Letters, digits and signs in the full-width forms of East Asian type."""
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in value)


def between_words(piece: str) -> Spell:
    """The piece in the place of every space."""
    return lambda value: piece.join(value.split())


def every(separator: str) -> Spell:
    """Every letter and digit apart, and nothing else of the value."""
    return lambda value: separator.join(each for each in value if each.isalnum())


def groups(sizes: tuple[int, ...], by: str) -> Spell:
    """Letters and digits in groups of these sizes; what is over stands in one more."""

    def spell(value: str) -> str:
        rest, parts = every("")(value), []
        for size in sizes:
            parts.append(rest[:size])
            rest = rest[size:]
        return by.join(filter(None, [*parts, rest]))

    return spell


def broken_by(piece: str) -> Spell:
    """The piece after the second character."""
    return lambda value: value[:2] + piece + value[2:]


ANY: tuple[Spell, ...] = (
    str, str.upper, str.lower, full_width, broken_by(ZERO_WIDTH), broken_by(SOFT_HYPHEN), between_words(NO_BREAK),
    between_words("  "),
)  # fmt: skip
NAMES: tuple[Spell, ...] = (*ANY, between_words("\n"), between_words("_"), between_words("."), "{}'s".format)
CODES: tuple[Spell, ...] = (*ANY, every(""), every(" "), every("-"), every("."))
NHS: tuple[Spell, ...] = (*CODES, *(groups((3, 3), by) for by in (" ", "-", ".", "/", NO_BREAK, "\n")))
NI: tuple[Spell, ...] = (*CODES, groups((2, 2, 2, 2), " "), groups((2, 2, 2, 2), "-"))
PHONES: tuple[Spell, ...] = (
    *CODES, groups((5,), " "), groups((5, 3), "-"), lambda value: f"+44 {value[1:5]} {value[5:]}",
    lambda value: f"0044{value[1:]}", lambda value: f"+44 (0){value[1:]}", lambda value: f"({value[:5]}) {value[5:]}",
)  # fmt: skip
EMAILS: tuple[Spell, ...] = (
    str, str.upper, full_width, broken_by(ZERO_WIDTH), lambda value: value.replace("@", " @ "), "<mailto:{}>".format,
)  # fmt: skip
ADDRESSES: tuple[Spell, ...] = (*ANY, between_words("\n"))
POSTCODES: tuple[Spell, ...] = (*CODES, between_words("-"), between_words("\n"))
DATES = (
    "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y", "%d/%m/%y", "%d %m %Y", "%d%m%Y", "%Y%m%d", "%d %B %Y", "%d%b%Y",
    "%d-%b-%y", "%d %b '%y", "%dth of %B %Y", "%B %d, %Y", "%A %d %B %Y", "%d / %m / %Y", "%d\u2013%m\u2013%Y",
)  # fmt: skip


def spellings(person: Person, kind: str) -> list[str]:
    """Every way in which hostile hands write one kind of known value of a person."""
    if kind == "name":
        orders = (person.name, f"{person.surname}, {person.forename}", person.forename)
        return [spell(name) for name in orders for spell in NAMES]
    if kind == "date_of_birth":
        return _days(person.date_of_birth)
    value = person.known[kind][0]
    return [spell(value) for spell in _SPELLS[kind]]


def _days(day: date) -> list[str]:
    written = [day.strftime(form) for form in DATES]
    return [*written, full_width(written[1]), broken_by(ZERO_WIDTH)(written[1]), f"{day.day}/{day.month}/{day.year}"]


_SPELLS = {"nhs": NHS, "ni": NI, "phone": PHONES, "email": EMAILS, "address": ADDRESSES, "postcode": POSTCODES}
