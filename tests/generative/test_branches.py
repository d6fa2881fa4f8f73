"""A pairwise walk of every branch of every question set: asked and not asked, nothing breaks, nothing is blank."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from allpairspy import AllPairs

from infoshare import resources
from infoshare.model.law import Law
from infoshare.model.questionnaire import Asked, Question, Questionnaire
from infoshare.model.relevance import Asks, IncludesAny, OnList, asked_about, values_of
from infoshare.protocols.relevance import asked_columns, holds
from tests.spec.set_cases import answers_of, protocol_of

SETS = sorted(resources.shipped_questionnaires())
LAW = Law.load()
SIMPLE = {"short_text": "Words", "long_text": "Words.", "date": "2026-12-01", "whole_number": 1, "yes_no": True}


def variables(questionnaire: Questionnaire) -> OrderedDict[str, list[Any]]:
    """Each answer or column that a condition is about, with every value that one names, and another."""
    found: OrderedDict[str, list[Any]] = OrderedDict()
    for question in questionnaire.questions:
        for condition in asked_about(question.relevant_when) if question.relevant_when else ():
            column = condition.column if isinstance(condition, IncludesAny | OnList) else None
            name = f"{condition.question}.{column}" if column else condition.question
            found[name] = list(dict.fromkeys([*found.get(name, []), *_values(questionnaire, condition, column)]))
        for column_asked in question.columns:
            for condition in asked_about(column_asked.relevant_when) if column_asked.relevant_when else ():
                name = f"{question.id}.{condition.question}"
                known = list(values_of(condition))
                found[name] = list(dict.fromkeys([*found.get(name, []), *known]))
    return OrderedDict((name, [*values, *_another(questionnaire, name, values)]) for name, values in found.items())


def _values(questionnaire: Questionnaire, condition: Asks, column: str | None) -> list[Any]:
    if isinstance(condition, OnList):
        return [next(each for each in LAW.bodies if LAW.on_list(each.id, condition.on_list)).id, "police_force"]
    return list(values_of(condition))


def asked_of(questionnaire: Questionnaire, name: str) -> Asked:
    """The question, or the column of it, that a variable is called after."""
    question, _, column = name.partition(".")
    found = questionnaire.question(question)
    return next((each for each in found.columns if each.id == column), found)


def _another(questionnaire: Questionnaire, name: str, values: list[Any]) -> list[Any]:
    asked = asked_of(questionnaire, name)
    options: list[Any] = [True, False] if asked.type == "yes_no" else [each.value for each in asked.choices()]
    return [option for option in options if option not in values][:1]


@cache
def walks(name: str) -> tuple[dict[str, Any], ...]:
    """Whole answers in which every two values of two variables stand together somewhere."""
    questionnaire = Questionnaire.load(name)
    return tuple(_answers(questionnaire, row._asdict()) for row in _pairs(questionnaire))


def _pairs(questionnaire: Questionnaire) -> Iterator[Any]:
    found = variables(questionnaire)
    safe = OrderedDict((name.replace(".", "__"), values) for name, values in found.items())
    yield from AllPairs(safe)


def _answers(questionnaire: Questionnaire, chosen: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in questionnaire.questions:
        if question.relevant_when is None or holds(question.relevant_when, answers):
            answers[question.id] = _answer(questionnaire, question, chosen)
    return answers


def _answer(questionnaire: Questionnaire, question: Question, chosen: dict[str, Any]) -> Any:
    if question.type == "table":
        return _rows(questionnaire, question, chosen)
    value = chosen.get(question.id, answers_of(questionnaire.questionnaire).get(question.id))
    return _simple(question) if value is None else _shaped(question, value)


def _shaped(asked: Asked, value: Any) -> Any:
    return [value] if asked.type == "choices" and not isinstance(value, list) else value


def _simple(asked: Asked) -> Any:
    first = [each.value for each in asked.choices()][:1]
    return {**SIMPLE, "choice": next(iter(first), None), "choices": first, "row": "A", "rows": ["A"]}[asked.type]


def _rows(questionnaire: Questionnaire, table: Question, chosen: dict[str, Any]) -> list[dict[str, Any]]:
    """The example's first rows, with the values chosen for their columns and every cell that is then asked."""
    least = max(table.minimum, 1)
    rows = answers_of(questionnaire.questionnaire).get(table.id, [{}] * least)[:least]
    mine = {name.partition("__")[2]: value for name, value in chosen.items() if name.startswith(f"{table.id}__")}
    return [_row(table, {**row, **mine}) for row in rows]


def _row(table: Question, given: dict[str, Any]) -> dict[str, Any]:
    row = {key: _shaped(column, given[key]) for column in table.columns if (key := column.id) in given}
    for _ in table.columns:
        for column in asked_columns(table, row):
            if column.required and column.id not in row:
                row[column.id] = _simple(column)
    return {column.id: row[column.id] for column in asked_columns(table, row) if column.id in row}


@pytest.mark.parametrize("name", SETS)
def test_every_branch_is_walked_both_ways(name: str) -> None:
    questionnaire = Questionnaire.load(name)
    asked = [set(walk) for walk in walks(name)]
    for question in questionnaire.questions:
        assert any(question.id in each for each in asked), f"{question.id} is never asked"
        if question.relevant_when:
            assert any(question.id not in each for each in asked), f"{question.id} is always asked"


@pytest.mark.parametrize("name", SETS)
def test_a_walk_that_answers_all_leaves_no_question_open_and_no_blank(name: str) -> None:
    for walk in walks(name):
        protocol = protocol_of(name, walk)
        open_gaps = [gap.message for gap in protocol.having("gap") if gap.rule.startswith("question_")]
        assert open_gaps == [], walk
        words = str(protocol.context()["a"])
        assert "[NOT YET" not in words, walk


@pytest.mark.parametrize("name", SETS)
def test_what_is_not_asked_says_why(name: str) -> None:
    for walk in walks(name)[:20]:
        reasons = protocol_of(name, walk).not_applicable()
        assert set(reasons) | set(walk) == {question.id for question in Questionnaire.load(name).questions}
        assert all(reason.startswith("this arises only if ") for reason in reasons.values())
