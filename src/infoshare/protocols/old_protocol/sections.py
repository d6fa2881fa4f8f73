"""Finds the 24 sections of a protocol in an old document: by headings and labels, and by what its text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from infoshare.model.old_protocol import SectionFound, SectionState
from infoshare.model.old_sections import OldSection, OldSections
from infoshare.protocols.old_protocol.blanks import is_blank
from infoshare.protocols.old_protocol.bodies import bodies_in
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.headings import without_number
from infoshare.protocols.old_protocol.labels import LONGEST_LABEL
from infoshare.protocols.old_protocol.passages import OldText, Passage
from infoshare.protocols.old_protocol.signatures import has_signature_block

COVER, PARTIES, OPT_OUT, SIGNATURES = 0, 1, 9, 23
FEWEST_WORDS = 3
HEADED, HEADED_ONLY, SAID, TOUCHED, NOTHING = 0.9, 0.5, 0.6, 0.4, 0.7
"""How sure a state is: a heading with words of its section under it, one without, words alone, one word, none."""
_RUN_IN = re.compile(r"^(?:\d[\d.]*\s+)?([A-Z][\w ,&'/-]{2,50}?:|[A-Z][\w'/-]+(?: [\w'/&-]+){0,3} ?[-.])\s+(?=\S)")
_TITLE = re.compile(r"\b(?:protocol|agreement|partnership|isa|isp)\b", re.IGNORECASE)


@dataclass(frozen=True)
class ReadySection:
    """A section's patterns, compiled."""

    section: OldSection
    headings: tuple[re.Pattern[str], ...]
    words: tuple[re.Pattern[str], ...]

    def heads(self, heading: str) -> bool:
        """Whether a heading or a label is this section's."""
        return any(pattern.search(heading) for pattern in self.headings)

    def said_in(self, passage: Passage) -> set[int]:
        """Which of the things that this section must answer a passage speaks of."""
        text = f"{': '.join(passage.labels[:1])}: {passage.text}" if passage.row else passage.text
        return {number for number, pattern in enumerate(self.words) if pattern.search(text)}


@cache
def ready_sections() -> tuple[ReadySection, ...]:
    """Every section."""
    return tuple(
        ReadySection(each, _compiled(each.headings), _compiled(each.words)) for each in OldSections.load().sections
    )


def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in patterns)


def contents_of(text: OldText) -> dict[int, list[Passage]]:
    """What stands under each section's own headings and labels."""
    found: dict[int, list[Passage]] = {each.section.number: [] for each in ready_sections()}
    for passage in text.body:
        if passage.place not in {"header", "footer"} and not passage.history:
            for number in _sections_of(passage, text):
                found[number].append(passage)
    return found


def _sections_of(passage: Passage, text: OldText) -> set[int]:
    """The sections that a passage belongs to: by its own label, or else by the nearest heading that is a section's."""
    label = _own_label(passage)
    named = {each.section.number for each in ready_sections() if label and each.heads(label)}
    if named:
        return named
    for heading in reversed(passage.headings):
        named = set() if heading == _title_of(text) else headed_sections(heading)
        if named:
            return named
    return set()


def _own_label(passage: Passage) -> str:
    """The label of its row, or words that run into the paragraph: "Retention: …"."""
    if passage.row and passage.labels and passage.labels[0] != passage.text:
        return passage.labels[0] if len(passage.labels[0].split()) <= LONGEST_LABEL else ""
    run_in = _RUN_IN.match(passage.text)
    return run_in[1].rstrip(" :.-") if run_in and len(run_in[1].split()) < LONGEST_LABEL else ""


def headed_sections(heading: str) -> set[int]:
    """The sections that a heading names."""
    return {each.section.number for each in ready_sections() if each.heads(without_number(heading))}


def _title_of(text: OldText) -> str:
    """The document's title: a heading at the very top that says what the document is."""
    first = next((each for each in text.passages if each.level is not None and each.place == "body"), None)
    return first.text if first and (first.level == 0 or _TITLE.search(first.text)) else ""


def found_sections(text: OldText, titles: dict[int, str]) -> tuple[SectionFound, ...]:
    """The state of each section, with its title."""
    contents = contents_of(text)
    return tuple(_state(each, text, contents[each.section.number], titles) for each in ready_sections())


def _state(ready: ReadySection, text: OldText, content: list[Passage], titles: dict[int, str]) -> SectionFound:
    number = ready.section.number
    state, confidence, where = _by_heading(ready, text, content) or _by_words(ready, text)
    if number == SIGNATURES:
        state = "present" if has_signature_block(text) else "partial" if state != "missing" else "missing"
    return SectionFound(number=number, title=titles[number], state=state, confidence=confidence, where=where)


State = tuple[SectionState, float, str]


def _by_heading(ready: ReadySection, text: OldText, content: list[Passage]) -> State | None:
    """The state by what stands under the section's own heading, if it has one."""
    said = [each for each in content if not is_blank(each.text)]
    if said and sum(len(each.text.split()) for each in said) >= FEWEST_WORDS and _answers(ready, said, text):
        return "present", HEADED, said[0].where
    headed = next((each for each in text.passages if _is_heading_of(ready, each, text)), None)
    if said or headed:
        elsewhere = _by_words(ready, text)
        where = said[0].where if said else headed.where if headed else ""
        return elsewhere if elsewhere[0] == "present" else ("partial", HEADED_ONLY, where)
    return None


def _answers(ready: ReadySection, content: list[Passage], text: OldText) -> bool:
    """Whether the text is on the section: a heading of nothing else vouches for it, or else its words do."""
    alone = any(_sections_of(each, text) == {ready.section.number} for each in content)
    parties = (
        ready.section.number == PARTIES and len({each.body for one in content for each in bodies_in(one.text)}) > 1
    )
    return alone or parties or any(ready.said_in(each) for each in content)


def _is_heading_of(ready: ReadySection, passage: Passage, text: OldText) -> bool:
    return passage.level is not None and passage.text != _title_of(text) and ready.heads(without_number(passage.text))


def _by_words(ready: ReadySection, text: OldText) -> State:
    """The state by what the text says anywhere, with no heading of its own."""
    said: set[int] = set()
    where, sentences = "", 0
    for passage in text.passages:
        if not passage.history and not passage.form and (passage.level is None or ready.section.number == COVER):
            here = ready.said_in(passage)
            where, sentences, said = where or (passage.where if here else ""), sentences + bool(here), said | here
    if len(said) >= ready.section.enough and sentences > 1:
        return "present", SAID, where
    return ("partial", TOUCHED, where) if said else ("missing", NOTHING, "")


_HEALTH = {"integrated_care_board", "clinical_commissioning_group", "primary_care_trust", "nhs_trust_acute",
           "nhs_trust_mental_health", "nhs_foundation_trust", "ambulance_trust", "gp_practice"}  # fmt: skip


def found_missing(sections: tuple[SectionFound, ...], text: OldText) -> Iterator[Found]:
    """What the law or good practice asks for, and of which there is nothing at all."""
    health = any(each.body in _HEALTH for passage in text.passages for each in bodies_in(passage.text))
    for found in sections:
        data = ready_sections()[found.number].section
        law = "national-data-opt-out" if found.number == OPT_OUT and health else data.law
        if found.state == "missing" and law:
            message = f"Section {found.number}, {found.title}: {data.missing}"
            yield Found(f"section-{found.number}", "missing", "", (0, 0), "in the whole document", message, law)
