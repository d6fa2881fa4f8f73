"""Hypothesis strategies for free-text notes whose identifiers are known, and for records of people with such notes."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st

from infoshare.testing.identifier_strategies import STRATEGIES, planted
from infoshare.testing.note import Note, Record
from infoshare.testing.person import Person
from infoshare.testing.person_strategies import people
from infoshare.testing.spellings import spellings

HARMLESS_LINES = (
    "came in walking and calm, bruised about the ribs, nothing else to see, left after tea",
    "says it has been going on for some while and is worse at night, sleeping badly since",
    "no wish to take it further at the moment, was told what help there is and how to ask",
    "cut to the left hand cleaned and dressed, to come back if it does not heal as it ought",
    "spoke quietly and did not want the door shut, would rather wait outside than sit alone",
)
"""Each is longer than the reach within which a word makes a number an identifier."""
SENTENCES = {
    "name": (("seen with ", ", who was calm"), ("told by ", " and others"), ("", " left early")),
    "date_of_birth": (("DOB ", ""), ("born ", " as the form has it"), ("date of birth: ", "")),
    "nhs": (("NHS no ", ""), ("number on the wristband ", ""), ("NHS number: ", ", checked")),
    "ni": (("NI ", ""), ("national insurance number ", " on the letter")),
    "phone": (("ring ", " after six"), ("tel: ", ""), ("mobile ", ", no voicemail")),
    "email": (("write to ", " if there is no answer"), ("e-mail ", "")),
    "address": (("lives at ", ""), ("address: ", ", with family"), ("taken home to ", "")),
    "postcode": (("postcode ", ""), ("", " is where it was"), ("near ", "")),
}
"""For each kind of known value, words that it stands between."""
Pieces = list[tuple[str, str | None]]


def notes(kinds: Collection[str] | None = None) -> st.SearchStrategy[Note]:
    """Notes in which valid identifiers stand among their context words, in hostile spellings.

    Args:
        kinds: the kinds of identifier that may stand in them, as `docs/identifiers.md` calls them; None means all.

    Returns:
        a strategy for `Note`, with no identifier to four.

    Raises:
        UserError: if a kind is not one of infoshare's.
    """
    lines = st.one_of([_planted_line(kind) for kind in (STRATEGIES if kinds is None else kinds)])
    return st.lists(lines, max_size=4).flatmap(_among_fillers)


def _planted_line(kind: str) -> st.SearchStrategy[Pieces]:
    return planted(kind).map(lambda each: [(each.before, None), (each.value, kind), (each.after, None)])


def records() -> st.SearchStrategy[Record]:
    """Records of invented people, each with a note that holds some of what is known of them, in hostile spellings.

    Returns:
        a strategy for `Record`; `record.row` is a flat row of texts, for a file or a frame.
    """
    return people().flatmap(_record_of)


def _record_of(person: Person) -> st.SearchStrategy[Record]:
    kinds = st.lists(st.sampled_from(list(SENTENCES)), max_size=5)
    lines = kinds.flatmap(lambda chosen: st.tuples(*(_line_of(person, kind) for kind in chosen)))
    return st.builds(Record, st.just(person), lines.flatmap(lambda chosen: _among_fillers(list(chosen))))


def _line_of(person: Person, kind: str) -> st.SearchStrategy[Pieces]:
    values = st.sampled_from(spellings(person, kind))
    return st.builds(_sentence, st.sampled_from(SENTENCES[kind]), values, st.just(kind))


def _sentence(around: tuple[str, str], value: str, kind: str) -> Pieces:
    return [(around[0], None), (value, kind), (around[1], None)]


def _among_fillers(lines: list[Pieces]) -> st.SearchStrategy[Note]:
    fillers = st.lists(st.sampled_from(HARMLESS_LINES), min_size=len(lines) + 1, max_size=len(lines) + 1)
    return fillers.map(lambda chosen: Note.made_of(_woven(chosen, lines)))


def _woven(fillers: list[str], lines: list[Pieces]) -> Pieces:
    """A filler, a line, a filler, and so on to the last filler, each on a line of its own."""
    woven: Pieces = [(fillers[0], None)]
    for filler, line in zip(fillers[1:], lines, strict=True):
        woven += [("\n", None), *line, (f"\n{filler}", None)]
    return woven
