"""How answers read in a document: labels, dates in words, and gaps that can be seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.wording import NEW_PARAGRAPH, worded_answers, worded_date
from infoshare.workflows.protocol import Protocol

Make = Callable[[dict[str, Any]], Protocol]

SET = Questionnaire.load("cda-s115")
NOT_ASKED = "Not applicable: the answers above mean that this does not arise."


def worded(protocol: Protocol) -> dict[str, Any]:
    return worded_answers(protocol.draft)


def test_each_type_of_answer_is_put_in_words(protocol_of: Make, answers: dict[str, Any]) -> None:
    words = worded(protocol_of(answers))
    assert words["territory"] == "England"
    assert words["start_date"] == "1 December 2026"
    assert words["joint_controllers"] == "No"
    assert words["free_text"] == "Yes"
    assert words["occasions"] == ["Regularly, on a set timetable", "At partnership meetings",
                                  "Case by case, when someone asks"]  # fmt: skip
    assert words["parties"][1]["body"] == "Police force (chief officer)"
    assert words["parties"][3]["receives"] == "No"
    assert words["parties"][1]["guardian"] == ""
    assert words["partnership_name"] == "Harrowmere Community Safety Partnership"


def test_every_question_has_words_whether_it_was_answered_or_not(protocol_of: Make) -> None:
    words = worded(protocol_of({}))
    assert set(words) == {question.id for question in SET.questions}
    for question in SET.questions:
        text = words[question.id]
        if question.type == "table":
            assert set(text[0]) == {column.id for column in question.columns}
            text = text[0][question.columns[0].id]
        elif question.type == "choices":
            (text,) = text
        assert text.strip(), question.id


def test_a_required_answer_that_is_missing_says_which(protocol_of: Make) -> None:
    words = worded(protocol_of({"territory": None, "benefits": " ", "occasions": [], "signatories": []}))
    assert words["territory"] == "[NOT YET ANSWERED: Which country does the protocol cover?]"
    assert words["benefits"] == "[NOT YET ANSWERED: Who will benefit, and how will you know?]"
    assert words["occasions"] == ["[NOT YET ANSWERED: When will information be shared?]"]
    assert words["signatories"] == [
        {"party": "[NOT YET ANSWERED: Who will sign for each organisation?]", "name": "", "role": ""}
    ]


def test_an_answer_that_need_not_be_given_says_that_it_was_not(protocol_of: Make, answers: dict[str, Any]) -> None:
    assert worded(protocol_of(answers))["s115_acting_for"] == "None recorded."


def test_an_answer_to_a_question_that_is_not_asked_is_not_printed(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["joint_arrangement"] = "We changed our minds."
    words = worded(protocol_of(answers))
    assert words["joint_arrangement"] == NOT_ASKED
    assert "changed our minds" not in str(words)


@pytest.mark.parametrize("question_id", ["necessity", "lawful_basis", "guardian_decision", "opt_out", "meetings"])
def test_a_question_whose_deciding_answer_is_missing_is_not_called_not_applicable(
    protocol_of: Make, question_id: str
) -> None:
    """Nobody knows yet whether it arises, so the draft must not say that it does not."""
    assert "does not arise" not in str(worded(protocol_of({}))[question_id])


def test_the_lines_of_a_long_answer_are_paragraphs_and_blank_lines_are_none(protocol_of: Make) -> None:
    words = worded(protocol_of({"benefits": " one \n\n\t two\r\nthree \n"}))
    assert words["benefits"].split(NEW_PARAGRAPH) == ["one", "two", "three"]


def test_no_answer_can_hold_the_mark_of_a_new_paragraph(protocol_of: Make) -> None:
    words = worded(protocol_of({"partnership_name": f"a{NEW_PARAGRAPH}b"}))
    assert words["partnership_name"] == "ab"


@pytest.mark.parametrize("blank", ["missing", None, "", "   "])
def test_a_required_cell_that_is_blank_says_which_and_is_never_a_blank(
    protocol_of: Make, answers: dict[str, Any], blank: str | None
) -> None:
    answers["signatories"][1]["role"] = blank
    if blank == "missing":
        del answers["signatories"][1]["role"]
    assert worded(protocol_of(answers))["signatories"][1]["role"] == "[NOT YET ANSWERED: Job title]"


def test_a_cell_that_need_not_be_filled_may_be_blank(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["parties"][0]["guardian"] = "  "
    assert worded(protocol_of(answers))["parties"][0]["guardian"] == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 1), "1 December 2026"),
        (date(2028, 2, 29), "29 February 2028"),
        (date(2027, 5, 31), "31 May 2027"),
    ],
)
def test_a_date_is_written_out_without_a_nought(day: date, words: str) -> None:
    assert worded_date(day) == words
