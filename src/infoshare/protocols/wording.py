"""How a draft reads in a document: labels for choices, dates in words, and gaps that can be seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Column, Question
from infoshare.model.relevance import asked_about
from infoshare.protocols.draft import Draft
from infoshare.protocols.relevance import is_answered

NEW_PARAGRAPH = "\a"
"""What docxtpl turns into a new paragraph of the same style; it cannot be in an answer, which holds no controls."""


def worded_answers(draft: Draft) -> dict[str, Any]:
    """Every question's answer as it is printed: text, a list of texts, or a list of rows of texts.

    A question that was not answered reads `[NOT YET ANSWERED: …]`, one that is not asked `Not applicable: …`.
    """
    asked = {question.id for question in draft.asked}
    return {question.id: _worded(draft, question, question.id in asked) for question in draft.questionnaire.questions}


def _worded(draft: Draft, question: Question, is_asked: bool) -> Any:
    if question.id in draft.answers:
        return _answer(question, draft.answers[question.id])
    return _in_the_shape_of(question, _nothing(draft, question, is_asked))


def _nothing(draft: Draft, question: Question, is_asked: bool) -> str:
    if not is_asked and _is_undecided(draft, question):
        return "[NOT YET DECIDED: an answer above must be given first]"
    if not is_asked:
        return "Not applicable: the answers above mean that this does not arise."
    return f"[NOT YET ANSWERED: {question.text}]" if question.required else "None recorded."


def _is_undecided(draft: Draft, question: Question) -> bool:
    """Whether a question is not asked only because an answer that decides on it is missing."""
    conditions = asked_about(question.relevant_when) if question.relevant_when else ()
    asked = {each.id for each in draft.asked}
    deciding = [draft.questionnaire.question(condition.question) for condition in conditions]
    return any(each.id not in draft.answers and (each.id in asked or _is_undecided(draft, each)) for each in deciding)


def _in_the_shape_of(question: Question, text: str) -> Any:
    if question.type == "table":
        first, *others = question.columns
        return [{first.id: text, **{column.id: "" for column in others}}]
    return [text] if question.type == "choices" else text


def _answer(question: Question, answer: Answer) -> Any:
    if question.type == "table":
        return [{column.id: _cell(column, row.get(column.id)) for column in question.columns} for row in answer]
    if question.type == "choices":
        return [question.label_of(value) for value in answer]
    return _single(question, answer)


def _cell(column: Column, value: Answer) -> str:
    if not is_answered(value):
        return f"[NOT YET ANSWERED: {column.label}]" if column.required else ""
    return _single(column, value)


def _single(asked: Question | Column, value: Answer) -> str:
    match asked.type:
        case "yes_no":
            return "Yes" if value else "No"
        case "date":
            return worded_date(date.fromisoformat(value))
        case "choice":
            return asked.label_of(value)
        case "long_text":
            return NEW_PARAGRAPH.join(line.strip() for line in str(value).splitlines() if line.strip())
    return str(value)


def worded_date(day: date) -> str:
    """A date as it is written out: 1 December 2026."""
    return f"{day.day} {day:%B %Y}"
