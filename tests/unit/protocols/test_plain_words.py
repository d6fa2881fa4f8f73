"""The words that a document explains: those that it uses, those that explain them, and no others."""

from __future__ import annotations

import io
from functools import cache

import pytest
from docx import Document

from infoshare import resources
from infoshare.documents.word_text import text_of
from infoshare.errors import QuestionnaireError
from infoshare.model.plain_words import PlainWord, PlainWords
from infoshare.protocols.plain_words import words_in
from infoshare.workflows.documents import made
from tests.spec.set_cases import answers_of, protocol_of

SETS = sorted(resources.shipped_questionnaires())
WORDS = (
    PlainWord(word="controller", also=("data controller",), meaning="Whoever decides."),
    PlainWord(word="MAPPA", meaning="Arrangements of a responsible authority."),
    PlainWord(word="responsible authority", also=("responsible authorities",), meaning="A body."),
    PlainWord(word="the Act", meaning="An Act."),
)
FOUND = {
    "A Controller decides.": ["controller"],
    "Two controllers decide.": ["controller"],
    "It was controlled.": [],
    "The mappa of old.": [],
    "MAPPA": ["MAPPA", "responsible authority"],
    "Responsible Authorities meet.": ["responsible authority"],
    "the act of sharing": [],
    "as the Act says": ["the Act"],
    "as the Activity says": [],
    "": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_a_word_is_found_whole_in_the_case_that_it_is_written_in_or_in_the_plural(text: str) -> None:
    assert [each.word for each in words_in(text, WORDS, {})] == FOUND[text]


def test_a_word_that_the_law_behind_another_uses_is_explained_too() -> None:
    assert [each.word for each in words_in("the Act", WORDS, {"the Act": "A controller must."})] == [
        "controller", "the Act",
    ]  # fmt: skip


@cache
def printed_and_elsewhere(name: str, of: str) -> tuple[list[str], str]:
    """The words that a set's document explains, and its text without that table."""
    document = made(protocol_of(name, answers_of(name) if of == "example" else {}), "protocol", ".docx")
    table = next(each for each in Document(io.BytesIO(document)).tables if each.rows[0].cells[0].text == "Word")
    printed = [row.cells[0].text for row in table.rows[1:]]
    elsewhere = text_of(document).split("\n")
    for line in (cell.text for row in table.rows[1:] for cell in row.cells[:2]):
        elsewhere.remove(line)
    return printed, "\n".join(elsewhere)


@pytest.mark.parametrize("of", ["example", "nothing"])
@pytest.mark.parametrize("name", SETS)
def test_a_protocol_explains_the_words_that_it_uses_and_no_others(name: str, of: str) -> None:
    printed, elsewhere = printed_and_elsewhere(name, of)
    used = words_in(elsewhere, PlainWords.load().of_set(name), {})
    assert printed == [each.word[:1].upper() + each.word[1:] for each in used]
    assert len(printed) > 10


def test_no_word_is_shipped_that_no_document_uses() -> None:
    printed = {word.casefold() for name in SETS for word in printed_and_elsewhere(name, "example")[0]}
    assert {each.word.casefold() for each in PlainWords.load().words} == printed


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([{"word": "b", "meaning": "B."}, {"word": "a", "meaning": "A."}], "in the order of the alphabet"),
        ([{"word": "a", "meaning": "A."}, {"word": "A", "meaning": "A."}], "each word must stand once"),
        ([{"word": "a", "meaning": "A.", "provision": "cda-1998-s116"}], "not known: cda-1998-s116"),
        ([{"word": "a", "meaning": "A.", "sets": ["cda-s116"]}], "not known: cda-s116"),
    ],
)
def test_a_list_of_words_that_is_out_of_order_or_names_what_is_not_there_is_refused(
    data: list[dict[str, object]], says: str
) -> None:
    with pytest.raises(QuestionnaireError, match=says):
        PlainWords.parsed({"words": data}, QuestionnaireError, "words.yaml")
