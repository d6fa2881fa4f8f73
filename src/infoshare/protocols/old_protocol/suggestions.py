"""Answers that an old protocol plainly gives to shared questions; what was found wrong is never suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from infoshare.model.old_protocol import Suggestion
from infoshare.model.old_sections import SectionAnswer
from infoshare.protocols.old_protocol.blanks import is_blank
from infoshare.protocols.old_protocol.cover import of_cover, safe, said_values, short, suggestion
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.labels import Labelled
from infoshare.protocols.old_protocol.parties import organisation_column, parties_in, tidy
from infoshare.protocols.old_protocol.passages import OldText, Passage, Row, Table
from infoshare.protocols.old_protocol.sections import PARTIES, contents_of, ready_sections

MOST_SENTENCES, LONGEST_ANSWER = 3, 700


def suggestions_of(text: OldText, wrong: Sequence[Found]) -> tuple[Suggestion, ...]:
    """Everything that is suggested, each question once, in the order of the sections."""
    found: dict[str, Suggestion] = {}
    for each in (*of_cover(text), *_parties(text), *_of_sections(text, wrong), *_signatories(text)):
        found.setdefault(each.question, each)
    return (*found.values(),)


def _parties(text: OldText) -> Iterator[Suggestion]:
    content = contents_of(text)[PARTIES]
    rows = parties_in(text, content)
    if rows:
        where = content[0] if content else next(each for each in text.passages if each.row)
        yield suggestion("parties", rows, where)


def _of_sections(text: OldText, wrong: Sequence[Found]) -> Iterator[Suggestion]:
    contents, values = contents_of(text), [*said_values(text)]
    for ready in ready_sections():
        content = contents[ready.section.number]
        for asked in ready.section.answers:
            yield from _by_label(asked, values, wrong)
            yield from _by_sentences(asked, content, wrong)
            yield from _whole(asked, content, wrong)


def _by_label(asked: SectionAnswer, values: list[Labelled], wrong: Sequence[Found]) -> Iterator[Suggestion]:
    patterns = [re.compile(each, re.IGNORECASE) for each in asked.labels]
    for value in values:
        named = any(pattern.search(label) for pattern in patterns for label in value.labels)
        if named and not is_blank(value.text) and not _is_wrong(value.text, wrong):
            yield suggestion(asked.question, short(value.text), value.passage)


def _by_sentences(asked: SectionAnswer, content: list[Passage], wrong: Sequence[Found]) -> Iterator[Suggestion]:
    """The first sentences of the section that say something on the question and that nothing was found wrong with."""
    said = [
        (sentence, passage) for passage in content if not passage.form for sentence in passage.sentences()
        if any(re.search(each, sentence, re.IGNORECASE) for each in asked.says) and _is_sound(sentence, wrong)
    ][:MOST_SENTENCES]  # fmt: skip
    if said:
        answer = ""
        for sentence, _ in said:
            answer = (
                f"{answer} {sentence}".strip() if len(answer) + len(sentence) < LONGEST_ANSWER or not answer else answer
            )
        yield suggestion(asked.question, safe(answer), said[0][1])


FEWEST_WORDS, SHORT_SECTION = 4, 60


def _whole(asked: SectionAnswer, content: list[Passage], wrong: Sequence[Found]) -> Iterator[Suggestion]:
    """A short section answers its question as a whole, whatever its words."""
    said = [(each.text, each) for each in content if not each.form and _is_sound(each.text, wrong)]
    if asked.whole and said and sum(len(text.split()) for text, _ in said) <= SHORT_SECTION:
        yield suggestion(asked.question, safe(" ".join(text for text, _ in said)), said[0][1])


def _is_sound(sentence: str, wrong: Sequence[Found]) -> bool:
    if len(sentence.split()) < FEWEST_WORDS or sentence.endswith(("?", ":")) or is_blank(sentence):
        return False
    return not _is_wrong(sentence, wrong)


def _is_wrong(text: str, wrong: Sequence[Found]) -> bool:
    return any(each.text and (text in each.text or each.text in text) for each in wrong)


def _signatories(text: OldText) -> Iterator[Suggestion]:
    rows: list[dict[str, str]] = []
    first: Passage | None = None
    for table in text.tables:
        column = organisation_column(table)
        if (
            column is not None
            and not table.form
            and any(re.match(r"\W*sign", each, re.IGNORECASE) for each in table.headers.values())
        ):
            found = [
                each for each in (_signatory(table, row, column) for row in table.rows if not row.is_header) if each
            ]
            rows += found
            first = first or next((each for each in text.passages if each.row and each.row[0] == table.number), None)
    if rows and first:
        yield suggestion("signatories", rows, first)


_SIGNATORY = {
    "name": re.compile(r"^\W*(?:print(?:ed)? )?(?:full )?names?\b", re.IGNORECASE),
    "role": re.compile(r"^\W*(?:position|job title|title|role|rank|designation|post)\b", re.IGNORECASE),
}


def _signatory(table: Table, row: Row, organisation: int) -> dict[str, str] | None:
    by_column = dict(zip(row.columns, row.cells, strict=True))
    party = tidy(by_column.get(organisation, ""))
    found = {"party": party}
    for key, pattern in _SIGNATORY.items():
        column = next(
            (each for each, header in table.headers.items() if pattern.match(header) and each != organisation), None
        )
        cell = by_column.get(column, "") if column is not None else ""
        if not is_blank(cell):
            found[key] = safe(cell)
    return found if party and len(found) > 1 else None
