"""Suggests what a drafted policy may do to each column, from the gentlest rule that makes sense to leaving it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from infoshare.anonymisation.header_roles import Guess
from infoshare.anonymisation.headers import header_words
from infoshare.anonymisation.hierarchy import hierarchy_of
from infoshare.anonymisation.profile import SMALL_CELL, Cells, number_edges, share_of
from infoshare.anonymisation.roles import FEW_VALUES, MOSTLY, Seen
from infoshare.model.column_rule import (
    AgeAt,
    AnyRule,
    Band,
    CoarsenDate,
    CoarsenPlace,
    DatePart,
    Drop,
    Generalise,
    Keep,
    PlacePart,
    RecodeRare,
    Redact,
    Role,
)

AGE_BANDS = (0.0, 18.0, 25.0, 35.0, 50.0, 65.0)
FEWER_AGE_BANDS = (0.0, 18.0, 40.0, 65.0)
RARE_SHARE = 0.02
"""The share of rows below which a value is rare, where the small-cell threshold alone leaves too many small groups."""
IN_HIERARCHY = 0.99
_EVENTS = "arrival attendance admission seen incident offence event referral appointment arrest visit contact start"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule, and why it is suggested."""

    rule: AnyRule
    why: str


_OR_A_KEY = "left out; or pseudonymise it, under a key, to link a person's rows"
LEFT_OUT = "left out: with it, too many rows would stand in groups of fewer than five"


def suggestions(header: str, guess: Guess, seen: Seen, cells: Cells) -> tuple[Suggestion, ...]:
    """The rules for a column from the gentlest to leaving it out; more than one only for a quasi-identifier."""
    if seen.type == "empty":
        return (Suggestion(Drop(action="drop", role=guess.role, known=guess.known), "left out: it is empty"),)
    match guess.role:
        case "direct":
            why = _OR_A_KEY if guess.known in {"nhs", "reference"} else "left out"
            return (Suggestion(Drop(action="drop", role="direct", known=guess.known), why),)
        case "text":
            return (Suggestion(Redact(action="redact", role="text"), "names and identifiers taken out of the text"),)
        case "quasi":
            left_out = Suggestion(Drop(action="drop", role="quasi", known=guess.known), LEFT_OUT)
            return (*_quasi(header, guess, seen, cells), left_out)
    return (_private(guess, seen, cells),)


def _quasi(header: str, guess: Guess, seen: Seen, cells: Cells) -> Iterator[Suggestion]:
    if guess.known == "postcode" or seen.identifiers.get("postcode"):
        yield from map(_place, _PLACES)
    elif seen.type == "date":
        yield from (
            Suggestion(CoarsenDate(action="coarsen_date", role="quasi", to=part), f"made a {part}") for part in _PARTS
        )
    elif seen.type == "number" and _is_age(header):
        yield from (_banded("quasi", edges, "put into age bands") for edges in (AGE_BANDS, FEWER_AGE_BANDS))
    elif seen.type == "number" and seen.distinct > FEW_VALUES:
        yield from (_banded("quasi", number_edges(cells, bins), _CHOOSE_EDGES) for bins in (6, 3))
    else:
        yield from _categories(guess, seen, cells)


_PLACES: tuple[PlacePart, ...] = ("outward", "area")
_PARTS: tuple[DatePart, ...] = ("month", "quarter", "year")
_CHOOSE_EDGES = "put into bands; choose the edges"


def _place(part: PlacePart) -> Suggestion:
    said = "outward code" if part == "outward" else part
    rule = CoarsenPlace(action="coarsen_place", role="quasi", known="postcode", to=part)
    return Suggestion(rule, f"the {said} of the postcode stands in its place")


def _banded(role: Role, edges: tuple[float, ...], why: str) -> Suggestion:
    return Suggestion(Band(action="band", role=role, edges=edges), why)


def _is_age(header: str) -> bool:
    return "age" in header_words(header).split()


def _categories(guess: Guess, seen: Seen, cells: Cells) -> Iterator[Suggestion]:
    rare = max(4 * SMALL_CELL, int(RARE_SHARE * seen.rows))
    if _share_below(SMALL_CELL, cells) > MOSTLY:
        yield Suggestion(Keep(action="keep", role=guess.role), "kept as it is")
        return
    yield _private(guess, seen, cells)
    if 0 < _share_below(rare, cells) <= MOSTLY:
        why = f"values that fewer than {rare} rows have become 'other'"
        yield Suggestion(RecodeRare(action="recode_rare", role=guess.role, below=rare), why)


def _share_below(least: int, cells: Cells) -> float:
    """The share of rows whose value fewer than so many rows have."""
    return sum(rows for rows in cells.values() if rows < least) / cells.total()


def _private(guess: Guess, seen: Seen, cells: Cells) -> Suggestion:
    """What is done to a column for its own sake: rare values joined, codes and numbers made coarser."""
    if seen.type == "date":
        return Suggestion(CoarsenDate(action="coarsen_date", role=guess.role, to="month"), "made a month")
    if guess.role == "sensitive" and seen.type == "number" and seen.distinct > FEW_VALUES:
        return _banded("sensitive", number_edges(cells, 6), _CHOOSE_EDGES)
    for hierarchy in ("icd10", "ethnicity_18"):
        if seen.small and _stands_in(hierarchy, cells):
            rule = Generalise(action="generalise", role=guess.role, hierarchy=hierarchy, level=1)
            return Suggestion(rule, f"made coarser by the hierarchy {hierarchy}")
    if seen.small and seen.type != "number" and guess.role != "plain":
        why = f"values that fewer than {SMALL_CELL} rows have become 'other'"
        return Suggestion(RecodeRare(action="recode_rare", role=guess.role, below=SMALL_CELL), why)
    return Suggestion(Keep(action="keep", role=guess.role), "kept as it is")


def _stands_in(name: str, cells: Cells) -> bool:
    path = hierarchy_of(name).path
    return share_of(cells, lambda cell: path(cell) is not None) >= IN_HIERARCHY


def age_at_event(born: str, columns: dict[str, tuple[Guess, Seen]]) -> Suggestion | None:
    """Age bands at an event in place of a date of birth; None if there is an age already, or no event's date."""
    if any(_is_age(header) for header in columns) or columns[born][1].type != "date":
        return None
    event = next((header for header, (guess, seen) in columns.items() if _is_event(header, guess, seen)), None)
    if event is None:
        return None
    rule = AgeAt(action="age_at", role="quasi", known="date_of_birth", event=event, edges=AGE_BANDS)
    return Suggestion(rule, "the age at the event, in bands, stands in its place; it is no direct identifier then")


def _is_event(header: str, guess: Guess, seen: Seen) -> bool:
    return guess.role == "quasi" and seen.type == "date" and bool(set(header_words(header).split()) & _EVENT_WORDS)


_EVENT_WORDS = frozenset(_EVENTS.split())
