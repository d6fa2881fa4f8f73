"""Hostile text in every answer and cell of every set, in every document: printed as it stands, and nothing is run."""

from __future__ import annotations

import html
import re
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infoshare import resources
from infoshare.documents.web_page import web_page
from infoshare.documents.word_text import text_of
from infoshare.model.questionnaire import Asked, Questionnaire
from infoshare.protocols.validation import LONGEST
from infoshare.protocols.wording import NEW_PARAGRAPH
from infoshare.workflows.documents import documents_of, leaflet_context, letter_context, made
from infoshare.workflows.protocol import Protocol
from tests.spec.set_cases import answers_of, protocol_of
from tests.unit.documents.accessible import barriers

SETS = sorted(resources.shipped_questionnaires())
PRODUCT = "93483"
"""What 7191 times 13 would be, if anything worked it out; it is no number of the law."""
HIDDEN = "\x00\x07\x1b\u202e\u2066\u200b\ufeff\ue000"
TRICK = (
    f"& < > {{{{ 7191*13 }}}} {{% for %}} {{%tr endfor %}} {{_{{ 7191*13 }}_}} {{# gone #}} </w:t></w:p> ]]> "
    f"<script>7191*13</script> &amp; {HIDDEN}עברית العربية 👩‍👩‍👧 “x” \\1"
)
LONGEST_FIELD = LONGEST["long_text"]


@cache
def hostile(name: str) -> Protocol:
    """A set's example with the trick at the end of every text, cell and name, and one answer as long as may be."""
    answers, questions = deepcopy(answers_of(name)), Questionnaire.load(name).questions
    given = [each for each in questions if each.id in answers]
    for question in given:
        if question.type == "table":
            columns = {column.id: column for column in question.columns}
            rows = answers[question.id]
            answers[question.id] = [{key: spoilt(columns[key], cell) for key, cell in row.items()} for row in rows]
        else:
            answers[question.id] = spoilt(question, answers[question.id])
    longest = next(each.id for each in given if each.type == "long_text")
    answers[longest] = f"{answers[longest]} ".ljust(LONGEST_FIELD - 1, "é") + "."
    return protocol_of(name, answers)


def spoilt(asked: Asked, value: Any) -> Any:
    if asked.type == "rows":
        return [f"{each} {TRICK}" for each in value]
    return f"{value.strip()} {TRICK}" if asked.type in LONGEST else value


def printed_by(template: Path, answers: dict[str, Any]) -> set[str]:
    """The paragraphs of those answers that a template has a place for, each as it is to be printed."""
    with zipfile.ZipFile(template) as package:
        text = html.unescape(package.read("word/document.xml").decode())
    found = [answers[each] for each in re.findall(r"\{\{ a\.(\w+)(?: or [^}]*)? \}\}", text)]
    found += [item for each in re.findall(r"for item in a\.(\w+) %\}", text) for item in answers[each]]
    for table, inside in re.findall(r"for row in a\.(\w+) %\}(.*?)endfor", text, flags=re.DOTALL):
        found += [row[column] for row in answers[table] for column in re.findall(r"\brow\.(\w+)\b(?!\()", inside)]
    return {plain(line) for each in found for line in each.split(NEW_PARAGRAPH) if line.strip()}


def plain(text: str) -> str:
    return " ".join(text.split())


EVERY = [
    (name, document)
    for name in SETS for document in documents_of(hostile(name))
    if document == "protocol" or name in {"cda-s115", "depersonalised-s17a"}
]  # fmt: skip
"""The documents that go with an agreement have one template for all sets: the fullest set and the barest suffice."""
AS_PAGES = {"cda-s115", "caldicott-disclosure"}
"""A page is made of the Word document, whichever set it is of: those of an agreement and of a decision suffice."""
FORMS = {"request-form", "decision-form", "refusal-form", "meeting-declaration"}
"""These may print no answer but the name of the partnership."""


@pytest.mark.parametrize(("name", "document"), EVERY)
def test_hostile_text_is_printed_as_it_stands_and_nothing_of_it_is_run_or_lost(name: str, document: str) -> None:
    protocol = hostile(name)
    answers = answers_for(protocol, document)
    texts = printed_by(documents_of(protocol)[document], answers) | {plain(answers["partnership_name"])}
    assert len([text for text in texts if "{%tr" in text]) > (0 if document in FORMS else 2)
    word = made(protocol, document, ".docx")
    assert barriers(word) == []
    shown(plain(text_of(word)), texts)
    if name in AS_PAGES:
        page = web_page(word, document)
        shown(plain(html.unescape(re.sub(r"<[^>]*>", " ", page.partition("<main>")[2]))), texts)
        assert "<script" not in page
        assert page.count("<h1") == 1


def answers_for(protocol: Protocol, document: str) -> dict[str, Any]:
    """What a document may print: of a decision, nothing of what does not arise."""
    if protocol.draft.questionnaire.kind == "decision":
        return dict(letter_context(protocol)["a"])
    return dict((protocol.context() if document == "protocol" else leaflet_context(protocol))["a"])


def shown(said: str, texts: set[str]) -> None:
    """Every text is there as it stands, and no trick worked."""
    assert [text[:60] for text in texts if text not in said] == []
    assert PRODUCT not in said
    assert not set(HIDDEN) & set(said)
