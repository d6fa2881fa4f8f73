"""Says whether a question is asked, given the answers before it."""

from __future__ import annotations

from collections.abc import Mapping

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Question, Questionnaire
from infoshare.model.relevance import AllOf, AnyOf, Condition, In, Includes, IncludesAny, Is, Not


def holds(condition: Condition, answers: Mapping[str, Answer]) -> bool:
    """Whether a condition holds. What was not answered equals nothing and includes nothing."""
    match condition:
        case AllOf():
            return all(holds(inner, answers) for inner in condition.conditions)
        case AnyOf():
            return any(holds(inner, answers) for inner in condition.conditions)
        case Not():
            return not holds(condition.condition, answers)
        case Is():
            return bool(answers.get(condition.question) == condition.value)
        case In():
            return answers.get(condition.question) in condition.values
        case Includes():
            return condition.value in _several(answers.get(condition.question))
        case IncludesAny():
            found = _cells(answers.get(condition.question), condition.column)
            return not set(condition.values).isdisjoint(found)


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
        when = question.relevant_when
        is_asked = True if when is None else decided(when, answers, frozenset(found))
        if question.id not in answers and is_asked is not False:
            found.add(question.id)
    return frozenset(found)


def _several(answer: Answer) -> list[Answer]:
    return answer if isinstance(answer, list) else []


def _cells(answer: Answer, column: str | None) -> list[Answer]:
    return [row.get(column) for row in _several(answer)] if column else _several(answer)


def relevant_questions(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """The questions that are asked, in order. An answer to a question that is not asked counts for nothing."""
    asked: list[Question] = []
    heard: dict[str, Answer] = {}
    for question in questionnaire.questions:
        if question.relevant_when is None or holds(question.relevant_when, heard):
            asked.append(question)
            if is_answered(answers.get(question.id)):
                heard[question.id] = answers[question.id]
    return tuple(asked)


def is_answered(answer: Answer) -> bool:
    """Whether there is an answer: blank text, an empty list and nothing are none."""
    return bool(answer.strip()) if isinstance(answer, str) else answer is not None and answer != []
