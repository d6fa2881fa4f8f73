"""What the gate seeks in a release: every form in which a direct identifier of the source could stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations, product

from infoshare.gate.plain_form import pieces, plain, squashed
from infoshare.gate.worded_dates import FIRST_WHOLE_YEAR, MONTH_NAMES
from infoshare.identifiers.calendar_date import as_date
from infoshare.identifiers.everyday_names import EVERYDAY_NAMES
from infoshare.identifiers.name_particles import NAME_PARTICLES
from infoshare.identifiers.not_known import NOT_KNOWN
from infoshare.model.column_rule import ColumnRule

MOST_WORDS = 4
"""So many words of a name are sought two by two, in any order."""
LONGEST_EXTRA = 12
"""How much longer a form can be than the value: `3/9/2001` becomes `3rdofseptember2001`."""
SHORTEST_REFERENCE = 6
"""A reference number of fewer letters and digits is too common a string to be sought outside its own column."""
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}.*")
"""The time that a column of dates and times has after each date."""
LONG_NUMBER = 9
"""A number of fewer digits is sought only where its digits stand together: `120/80 98` is not `1208098`."""


@dataclass(slots=True)
class Sought:
    """Forms sought, all in plain form.

    `joined` stand anywhere, over any separators; `whole` are numbers that stand as one run of digits;
    `dates` are (day, month, year) written with separators or words; `names` are words and joined words in any
    case; `everyday` are names that are also words, sought where they begin with a capital.
    """

    joined: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    dates: set[tuple[int, int, int]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    everyday: set[str] = field(default_factory=set)
    values: int = 0
    too_short: int = 0
    longest: int = 0
    """The length of the longest form that is sought joined."""

    def add(self, kind: str, value: str) -> None:
        """Add every form of one value; a word for what is not known is nobody's."""
        form = squashed(value)
        if form in NOT_KNOWN:
            return
        self.values += 1
        self._add(kind, value, form)
        self.longest = max(self.longest, len(form) + LONGEST_EXTRA)

    def _add(self, kind: str, value: str, form: str) -> None:
        match kind:
            case "name":
                self._add_name(value, form)
            case "date_of_birth":
                self._add_date(value, form)
            case "phone":
                self.joined.update(_telephone(value))
            case "address":
                self._add_reference(form)
                self.joined.update(_address_parts(value))
            case _:
                self._add_reference(form)

    def _add_name(self, value: str, form: str) -> None:
        words = [word for word in pieces(value) if len(word) > 1 and word not in NAME_PARTICLES]
        if len(words) > 1:
            self.names.add(form)
            self.names.update("".join(two) for two in permutations(words[:MOST_WORDS], 2))
        for word in words:
            if word in EVERYDAY_NAMES:
                self.everyday.add(word)
            else:
                self.names.add(word)
                (self.everyday if f"{word}s" in EVERYDAY_NAMES else self.names).add(f"{word}s")

    def _add_date(self, value: str, form: str) -> None:
        day = as_date(_TIME.sub("", plain(value)))
        if day is None:
            self._add_reference(form)
            return
        self.dates.update({(day.day, day.month, day.year), (day.day, day.month, day.year % 100)})
        if day.year < FIRST_WHOLE_YEAR:
            self.joined.update(worded_forms(day))

    def _add_reference(self, form: str) -> None:
        if len(form) < SHORTEST_REFERENCE:
            self.too_short += 1
        else:
            (self.whole if form.isdigit() and len(form) < LONG_NUMBER else self.joined).add(form)


def what_to_seek(*known: Mapping[str, Iterable[str]]) -> Sought:
    """Every form of the values of one or more sources, by their kinds; each value counts once."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for source in known:
        for kind, each in source.items():
            values[kind].update(each)
    sought = Sought()
    for kind, different in values.items():
        for value in different:
            sought.add(kind, value)
    return sought


def known_kind(rule: ColumnRule) -> str | None:
    """As what a column's values are sought; None for those that are not, and for those released on purpose."""
    kept = rule.action == "keep" and rule.role == "direct"
    return None if kept else rule.known or ("reference" if rule.role == "direct" else None)


def _telephone(value: str) -> Iterator[str]:
    digits = "".join(filter(str.isdigit, plain(value)))
    national = digits.removeprefix("00").removeprefix("44").lstrip("0")
    if len(national) >= SHORTEST_REFERENCE:
        yield from (national, f"0{national}", f"44{national}", f"440{national}", f"0044{national}")


def worded_forms(day: date) -> Iterator[str]:
    """Every form that `worded` reads, of one day."""
    month = MONTH_NAMES[day.month - 1]
    for name, days, ending in product({month, month[:3], month[:4]}, {f"{day.day}", f"{day.day:02d}"}, ORDINALS):
        for year in (f"{day.year}", f"{day.year % 100:02d}"):
            yield from (f"{days}{ending}{name}{year}", f"{days}{ending}of{name}{year}", f"{name}{days}{ending}{year}")
        yield f"{day.year}{name}{days}"
    yield from (f"{day:%d%m}{day.year}", f"{day.year}{day:%m%d}")


ORDINALS = ("", "st", "nd", "rd", "th")


def _address_parts(value: str) -> Iterator[str]:
    for part in re.split(r"[,;\n]", value):
        found = pieces(part)
        if len(found) > 1 and len(form := "".join(found)) >= SHORTEST_REFERENCE:
            yield form
