"""The gate's search, set up for given people: which kinds of known value, and which forms, stand in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple, get_args

from infoshare.errors import UserError
from infoshare.gate.forms import promised_form
from infoshare.gate.plain_form import plain, squashed
from infoshare.gate.sought import Sought
from infoshare.gate.traces import has_exact, has_form, has_name
from infoshare.identifiers import IDENTIFIERS
from infoshare.identifiers.not_known import NOT_KNOWN
from infoshare.model.column_rule import Known, Pseudonymise
from infoshare.model.table import as_text
from infoshare.safe_repr import listed
from infoshare.testing.person import Person

KINDS: tuple[str, ...] = get_args(Known)
DISTINCTIVE = {each.kind: each for each in IDENTIFIERS if each.distinctive}
_is_pseudonym = promised_form(Pseudonymise(role="direct", action="pseudonymise"))


class Trace(NamedTuple):
    """What stands in a text: the kind, and whether it is a value of the people or only a valid form."""

    kind: str
    known: bool


class Search:
    """Seeks the known values of people, and every distinctive form, in one text after another."""

    def __init__(self, people: object) -> None:
        """Learn the people: one or more, each a Person or a mapping of kinds to values.

        Raises:
            UserError: naming every person who cannot be sought by place and kind, without any value.
        """
        self._kinds: defaultdict[str, Sought] = defaultdict(Sought)
        self._everyone = Sought()
        for kind, value in _known_values(people):
            self._kinds[kind].add(kind, value)
            self._everyone.add(kind, value)
        if not self._everyone.values:
            raise UserError("nobody was given to seek", mend="Give at least one person with a value that is known.")
        self.traces = lru_cache(maxsize=4_096)(self._traces)

    def _traces(self, text: str) -> frozenset[Trace]:
        """Everything that stands in a text; a valid form of a kind whose known value stands there is not said twice."""
        known = {kind for kind, sought in self._kinds.items() if _stands(text, sought)} if self._anybody(text) else {}
        forms = {kind for kind, each in DISTINCTIVE.items() if kind not in known and has_form(text, each)}
        return frozenset([Trace(kind, True) for kind in known] + [Trace(kind, False) for kind in forms])

    def _anybody(self, text: str) -> bool:
        return _stands(text, self._everyone)


def _stands(text: str, sought: Sought) -> bool:
    """Whether a sought value stands in a text; the letters that happen to meet in a pseudonym are nobody's name."""
    if _is_pseudonym and _is_pseudonym(text):
        return squashed(text) in sought.names | sought.joined
    return has_exact(text, sought) or has_name(text, sought)


def _known_values(people: object) -> set[tuple[str, str]]:
    """Each kind and value once, or UserError with every fault."""
    if isinstance(people, Person | Mapping) or not isinstance(people, Iterable):
        people = [people]
    values: set[tuple[str, str]] = set()
    faults: list[str] = []
    for place, person in enumerate(people, start=1):
        try:
            values |= set(_values_of(person))
        except UserError as error:
            faults += [f"person {place}: {fault}" for fault in error.faults]
    if faults:
        raise UserError(*faults, mend=HOW_TO_GIVE_PEOPLE)
    return values


HOW_TO_GIVE_PEOPLE = (
    f"Give each person as a Person, or as a mapping of {', '.join(KINDS[:-1])} or {KINDS[-1]} to one text or several. "
    "Leave out what is too short to be sought in a text, and give a short name as part of the whole name."
)


def _values_of(person: object) -> Iterator[tuple[str, str]]:
    known = person.known if isinstance(person, Person) else person
    if not isinstance(known, Mapping):
        raise UserError(f"a {type(person).__name__} is no person")
    strange = [str(place) for place, kind in enumerate(known, start=1) if kind not in KINDS]
    if strange:
        raise UserError(f"what stands at place {listed(strange)} is no kind")
    found = {kind: tuple(_texts(kind, value)) for kind, value in known.items()}
    short = [kind for kind, values in found.items() if not all(_can_be_sought(kind, value) for value in values)]
    if short:
        raise UserError(f"a value of {listed(short)} is too short to be sought")
    for kind, values in found.items():
        yield from ((kind, value) for value in (_orders(values) if kind == "name" else values))


def _texts(kind: str, value: object) -> Iterator[str]:
    """One value or several, as texts; what is missing, empty or a word for what is not known is left out."""
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        for each in value:
            yield from _texts(kind, each)
    elif isinstance(value, str | int | float | date):
        text = as_text(value).strip()
        if text and squashed(text) not in NOT_KNOWN:
            yield text
    elif value is not None:
        raise UserError(f"a value of {kind} is a {type(value).__name__}")


def _can_be_sought(kind: str, value: str) -> bool:
    """Whether the search has a form for a value, or its form alone gives it away."""
    probe = Sought()
    probe.add(kind, value)
    forms = probe.joined or probe.whole or probe.dates or probe.names or probe.everyday
    return bool(forms) or (kind in DISTINCTIVE and DISTINCTIVE[kind].matches(plain(value)))


def _orders(names: tuple[str, ...]) -> Iterator[str]:
    """A person's names, and the same in every order in which they could be run together."""
    yield from names
    yield from (" ".join(pair) for pair in permutations(names, 2))
    for words in map(str.split, names):
        yield from (" ".join(words[start:] + words[:start]) for start in range(1, len(words)))
