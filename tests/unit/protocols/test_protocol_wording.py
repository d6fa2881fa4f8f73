"""How answers read in a document: labels, dates in words, what is put off, and gaps that can be seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from infoshare.model.questionnaire import Questionnaire
from infoshare.model.worded_date import worded_date
from infoshare.protocols.draft import Draft
from infoshare.protocols.wording import NEW_PARAGRAPH, worded_answers
from infoshare.workflows.protocol import Protocol

Make = Callable[[dict[str, Any]], Protocol]

SET = Questionnaire.load("cda-s115")
FORM = '"What is the most detailed form of information that will be shared?"'


def worded(protocol: Protocol) -> dict[str, Any]:
    return worded_answers(protocol.draft)


def test_each_type_of_answer_is_put_in_words(protocol_of: Make, answers: dict[str, Any]) -> None:
    words = worded(protocol_of(answers))
    assert words["territory"] == "England"
    assert words["start_date"] == "1 December 2026"
    assert words["joint_controllers"] == "No"
    assert words["s115_no_other_power"] == "Yes"
    assert words["occasions"] == ["Regularly, on a set timetable", "At partnership meetings",
                                  "Case by case, when someone asks"]  # fmt: skip
    assert words["parties"][1]["body"] == "Police force (chief officer)"
    assert words["parties"][1]["guardian"] == ""
    assert words["flows"][0]["recipients"] == "Harrowmere Borough Council; Eastmarch Police"
    assert words["flows"][0]["giver"] == "Harrowmere General Hospitals NHS Foundation Trust"
    assert words["flows"][0]["gateway"] == "Section 115 of the Crime and Disorder Act 1998"
    assert words["flows"][0]["includes"] == (
        "Facts about someone's health, care or treatment; Anything from a health or social care record"
    )
    assert words["flows"][4]["purpose"] == "A strategy to prevent and cut serious violence (section 6)"
    assert words["lawful_basis"][1]["part3"] == "A purpose outside law enforcement, allowed by law (section 36(4))"
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
        {"party": "[NOT YET ANSWERED: Who will sign for each organisation?]", "name": "", "role": "", "key": ""}
    ]


def test_an_answer_that_need_not_be_given_says_that_it_was_not(protocol_of: Make) -> None:
    question = SET.question("owner").model_copy(update={"required": False})
    draft = protocol_of({}).draft
    asked = tuple(question if each.id == "owner" else each for each in SET.questions)
    optional = SET.model_copy(update={"questions": asked})
    assert worded_answers(Draft(optional, draft.given, draft.law))["owner"] == "None recorded."


def test_an_answer_to_a_question_that_is_not_asked_is_not_printed(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["dpia_not_needed"] = "We changed our minds."
    words = worded(protocol_of(answers))
    assert words["dpia_not_needed"] == (
        'Not applicable: this arises only if the answer to "Have you done a data protection impact assessment?" is '
        '"Not needed".'
    )
    assert "changed our minds" not in str(words)


def test_a_table_and_a_list_that_do_not_apply_say_so_once(protocol_of: Make) -> None:
    words = worded(protocol_of({"data_form": "aggregate"}))
    (row,) = words["lawful_basis"]
    assert row["party"].startswith(f"Not applicable: this arises only if the answer to {FORM} is ")
    assert {cell for column, cell in row.items() if column != "party"} == {""}
    (said,) = words["subjects"]
    assert said.startswith(f"Not applicable: this arises only if the answer to {FORM} is ")
    assert "Figures only" not in said


def test_a_cell_that_is_not_asked_of_its_row_is_blank_and_not_a_gap(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["data_items"][0].update(holder="Eastmarch Police", declined="No reason.")
    words = worded(protocol_of(answers))
    assert words["data_items"][0]["holder"] == words["data_items"][0]["declined"] == ""
    assert words["flows"][6]["includes"] == words["flows"][6]["confidence"] == ""
    assert words["lawful_basis"][0]["part3"] == words["lawful_basis"][1]["art9"] == ""


def test_a_cell_that_its_row_brings_up_is_named_where_it_is_blank(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["flows"][4]["includes"] = ["offences", "health"]
    del answers["flows"][1]["includes"]
    words = worded(protocol_of(answers))
    assert words["flows"][4]["confidence"] == "[NOT YET ANSWERED: What allows the confidence to be set aside]"
    assert words["flows"][1]["includes"] == "[NOT YET ANSWERED: What it includes]"


@pytest.mark.parametrize(
    ("note", "says"), [("the board, on 3 June", "the board, on 3 June"), ("", SET.question("ending").text),
                       (None, SET.question("ending").text)],
)  # fmt: skip
def test_what_somebody_must_come_back_to_says_what_is_waited_for(
    protocol_of: Make, answers: dict[str, Any], note: str | None, says: str
) -> None:
    answers["ending"] = {"not_sure": note}
    assert worded(protocol_of(answers))["ending"] == f"[TO COME BACK TO: {says}]"


@pytest.mark.parametrize("question_id", ["necessity", "lawful_basis", "guardian_decision", "opt_out", "meetings",
                                         "limited_to_order", "bar_lifted_by", "free_text_handling"])  # fmt: skip
def test_a_question_whose_deciding_answer_is_missing_is_not_called_not_applicable(
    protocol_of: Make, question_id: str
) -> None:
    """Nobody knows yet whether it arises, so the draft must not say that it does not."""
    assert "[NOT YET DECIDED: an answer above must be given first]" in str(worded(protocol_of({}))[question_id])


@pytest.mark.parametrize(
    ("given", "question_id"),
    [
        ({"territory": "wales"}, "opt_out"),
        ({"data_form": "aggregate"}, "appropriate_policy_document"),
        ({"data_form": "aggregate"}, "victim_safety"),
        ({"data_form": "aggregate"}, "bar_lifted_by"),
        ({"flows": [{"gateway": "cda_s17a"}]}, "s115_no_other_power"),
        ({"flows": [{"gateway": "cda_s17a"}]}, "limited_to_order"),
    ],
)
def test_a_question_that_is_ruled_out_already_is_called_not_applicable(
    protocol_of: Make, given: dict[str, Any], question_id: str
) -> None:
    """Whatever the answers that are still missing will be, it does not arise."""
    assert worded(protocol_of(given))[question_id].startswith("Not applicable: this arises only if the answer to ")


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
