"""Says whether a question is asked, given the answers before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from infoshare.model.answers import Answer
from infoshare.model.law import Law
from infoshare.model.questionnaire import Column, Question, Questionnaire
from infoshare.model.relevance import AllOf, AnyOf, Asks, Condition, In, Includes, IncludesAny, Is, Not, OnList
from infoshare.protocols.validation import is_put_off

Thing = TypeVar("Thing", Question, Column)


def holds(condition: Condition, answers: Mapping[str, Answer]) -> bool:
    """Whether a condition holds. What was not answered equals nothing and includes nothing."""
    match condition:
        case AllOf():
            return all(holds(inner, answers) for inner in condition.conditions)
        case AnyOf():
            return any(holds(inner, answers) for inner in condition.conditions)
        case Not():
            return not holds(condition.condition, answers)
    return _holds_of(condition, answers.get(condition.question))


def _holds_of(condition: Asks, answer: Answer) -> bool:
    match condition:
        case Is():
            return bool(answer == condition.value)
        case In():
            return answer in condition.values
        case Includes():
            return condition.value in _several(answer)
        case IncludesAny():
            return not set(condition.values).isdisjoint(_cells(answer, condition.column))
        case OnList():
            return any(Law.load().on_list(str(each), condition.on_list) for each in _cells(answer, condition.column))


def decided(condition: Condition, answers: Mapping[str, Answer], open_questions: frozenset[str]) -> bool | None:
    """Whether a condition holds, or None while that depends on a question that is still open (Kleene's logic)."""
    match condition:
        case AllOf() | AnyOf():
            found = [decided(inner, answers, open_questions) for inner in condition.conditions]
            deciding = isinstance(condition, AnyOf)
            return deciding if deciding in found else None if None in found else not deciding
        case Not():
            inner = decided(condition.condition, answers, open_questions)
            return None if inner is None else not inner
        case _:
            return None if condition.question in open_questions else holds(condition, answers)


def open_questions(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> frozenset[str]:
    """The questions without an answer that are asked, or of which that is not known yet."""
    found: set[str] = set()
    for question in questionnaire.questions:
        is_asked = _is_asked(questionnaire, question, answers, frozenset(found))
        if question.id not in answers and is_asked is not False:
            found.add(question.id)
    return frozenset(found)


def _is_asked(
    questionnaire: Questionnaire, question: Question, answers: Mapping[str, Answer], still_open: frozenset[str]
) -> bool | None:
    """Whether a question is asked, or None while that depends on one that is still open."""
    form = questionnaire.short_form
    left = form is not None and question.id not in form.keep and decided(form.when, answers, still_open)
    own = question.relevant_when is None or decided(question.relevant_when, answers, still_open)
    if left is True or own is False:
        return False
    return None if left is None else own


def is_short(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> bool:
    """Whether these answers are to the short form: the questions that can wait are left for the review."""
    return questionnaire.short_form is not None and holds(questionnaire.short_form.when, answers)


def _several(answer: Answer) -> list[Answer]:
    return answer if isinstance(answer, list) else []


def _cells(answer: Answer, column: str | None) -> list[Answer]:
    """The values of an answer, or of a column of it; a cell may hold several."""
    if column is None:
        return answer if isinstance(answer, list) else [answer]
    cells = [row.get(column) for row in _several(answer) if isinstance(row, dict)]
    return [each for cell in cells for each in (cell if isinstance(cell, list) else [cell])]


def asked_columns(question: Question, row: Mapping[str, Answer]) -> tuple[Column, ...]:
    """The columns that are asked of a row, given its other cells."""
    return _asked(question.columns, lambda column: row.get(column.id))


def relevant_questions(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """The questions that are asked, in order. An answer to a question that is not asked counts for nothing."""
    keep = questionnaire.short_form.keep if questionnaire.short_form else ()

    def left(question: Question, heard: Mapping[str, Answer]) -> bool:
        return question.id not in keep and is_short(questionnaire, heard)

    return _asked(questionnaire.questions, lambda question: counting(question, answers.get(question.id)), left)


def _asked(
    things: Iterable[Thing],
    answer_of: Callable[[Thing], Answer],
    left: Callable[[Thing, Mapping[str, Answer]], bool] = lambda thing, heard: False,
) -> tuple[Thing, ...]:
    """Those whose condition holds, given what was answered to those before them that are asked, and not left out."""
    asked: list[Thing] = []
    heard: dict[str, Answer] = {}
    for thing in things:
        if not left(thing, heard) and (thing.relevant_when is None or holds(thing.relevant_when, heard)):
            asked.append(thing)
            answer = answer_of(thing)
            if is_answered(answer) and not is_put_off(answer):
                heard[thing.id] = answer
    return tuple(asked)


def counting(question: Question, answer: Answer) -> Answer:
    """An answer as it counts: a table without blank cells, and without those of columns not asked of their row."""
    if question.type != "table" or not isinstance(answer, list):
        return answer
    return [
        {column.id: row[column.id] for column in asked_columns(question, row) if is_answered(row.get(column.id))}
        for row in answer
    ]


def is_answered(answer: Answer) -> bool:
    """Whether there is an answer: blank text, an empty list and nothing are none."""
    return bool(answer.strip()) if isinstance(answer, str) else answer is not None and answer != []
