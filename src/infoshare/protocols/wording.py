"""How a draft reads in a document: labels for choices, dates in words, and gaps that can be seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Asked, Column, Question
from infoshare.model.worded_date import worded_date
from infoshare.protocols.absence import reason_for
from infoshare.protocols.draft import Draft, Row
from infoshare.protocols.relevance import asked_columns, is_answered, open_questions

LEFT = "Left for the review."
"""What is printed of a question that the short form of an urgent decision does not ask."""
NEW_PARAGRAPH = "\a"
"""What docxtpl turns into a new paragraph of the same style; it cannot be in an answer, which holds no controls."""


def worded_answers(draft: Draft) -> dict[str, Any]:
    """Every question's answer as it is printed: text, a list of texts, or a list of rows of texts.

    A question that was not answered reads `[NOT YET ANSWERED: …]`, one that is not asked `Not applicable: …`; see
    `what_arises` for a text that says nothing of the latter.
    """
    still_open = open_questions(draft.questionnaire, draft.answers)
    return {
        question.id: _worded(draft, question, question.id in draft.asked_ids, question.id in still_open)
        for question in draft.questionnaire.questions
    }


def without_rows(draft: Draft, worded: Mapping[str, Any]) -> dict[str, str]:
    """For every table what is printed in its place: nothing if it has rows, else that it is open or does not arise.

    `worded` are the answers as `worded_answers` gives them.
    """
    return {
        each.id: "" if each.id in draft.answers else str(next(iter(worded[each.id][0].values())))
        for each in draft.questionnaire.questions if each.type == "table"
    }  # fmt: skip


def what_arises(draft: Draft) -> dict[str, Any]:
    """The same, but nothing (an empty text or list) for what does not arise or was left out."""
    asked = {question.id: question for question in draft.asked}
    return {
        question_id: worded
        if question_id in draft.answers or (question_id in asked and asked[question_id].required)
        else worded[:0]
        for question_id, worded in worded_answers(draft).items()
    }


def _worded(draft: Draft, question: Question, is_asked: bool, is_open: bool) -> Any:
    if question.id in draft.answers:
        return _answer(question, draft.answers[question.id])
    if question.id in draft.put_off:
        return _in_the_shape_of(question, f"[TO COME BACK TO: {draft.put_off[question.id] or question.text}]")
    return _in_the_shape_of(question, _nothing(draft, question, is_asked, is_open))


def _nothing(draft: Draft, question: Question, is_asked: bool, is_open: bool) -> str:
    if not is_asked and is_open:
        return "[NOT YET DECIDED: an answer above must be given first]"
    if not is_asked and draft.leaves(question.id):
        return LEFT
    if not is_asked:
        return f"Not applicable: {reason_for(draft.questionnaire, question)}."
    return f"[NOT YET ANSWERED: {question.text}]" if question.required else "None recorded."


def _in_the_shape_of(question: Question, text: str) -> Any:
    if question.type == "table":
        first, *others = question.columns
        return [{first.id: text, **{column.id: "" for column in others}}]
    return [text] if question.type == "choices" else text


def _answer(question: Question, answer: Answer) -> Any:
    if question.type == "table":
        return [_row(question, row) for row in answer]
    if question.type == "choices":
        return [question.label_of(value) for value in answer]
    return worded_value(question, answer)


def _row(question: Question, row: Row) -> dict[str, str]:
    asked = {column.id for column in asked_columns(question, row)}
    return {column.id: _cell(column, row.get(column.id)) if column.id in asked else "" for column in question.columns}


def _cell(column: Column, value: Answer) -> str:
    if not is_answered(value):
        return f"[NOT YET ANSWERED: {column.label}]" if column.required else ""
    return worded_value(column, value)


def worded_value(asked: Asked, value: Answer) -> str:
    """One value as it is printed: a label for a choice, a date in words, a text as it stands."""
    match asked.type:
        case "yes_no":
            return "Yes" if value else "No"
        case "date":
            return worded_date(date.fromisoformat(value))
        case "choice":
            return asked.label_of(value)
        case "choices" | "rows":
            return "; ".join(asked.label_of(each) for each in value)
        case "long_text":
            return NEW_PARAGRAPH.join(line.strip() for line in str(value).splitlines() if line.strip())
    return str(value)
