"""Every shipped set: its example is whole, each required answer that is blanked is one gap, and its words are plain."""

from __future__ import annotations

import pytest

from infoshare import resources
from infoshare.model.questionnaire import Questionnaire
from tests.spec.set_cases import (
    answers_of,
    protocol_of,
    required_cells,
    required_questions,
    without,
    without_cell,
)

SETS = sorted(resources.shipped_questionnaires())


QUESTIONS = [(name, question) for name in SETS for question in required_questions(name)]
CELLS = [(name, *cell) for name in SETS for cell in required_cells(name)]


@pytest.mark.parametrize("name", SETS)
def test_the_example_has_no_gap_and_answers_nothing_that_is_not_asked(name: str) -> None:
    protocol = protocol_of(name, answers_of(name))
    assert [finding.message for finding in protocol.having("gap")] == []
    assert not protocol.is_draft
    assert [each for each in answers_of(name) if each not in protocol.draft.answers] == []
    for table in (each for each in protocol.draft.asked if each.type == "table"):
        assert [*protocol.draft.given[table.id]] == protocol.draft.answers[table.id], table.id


@pytest.mark.parametrize("name", SETS)
def test_every_judgement_of_the_example_says_who_made_it(name: str) -> None:
    judgements = protocol_of(name, answers_of(name)).having("judgement")
    assert judgements
    assert [each.message for each in judgements if not each.recorded] == []


@pytest.mark.parametrize(("name", "question_id"), QUESTIONS)
def test_a_required_answer_that_is_blank_is_exactly_one_gap_that_names_it(name: str, question_id: str) -> None:
    (gap,) = without(name, question_id).having("gap")
    assert (gap.questions, gap.rule) == ((question_id,), f"question_{question_id}")


@pytest.mark.parametrize(("name", "table", "number", "column"), CELLS)
def test_a_required_cell_that_is_blank_is_exactly_one_gap_that_names_it(
    name: str, table: str, number: int, column: str
) -> None:
    label = next(each.label for each in Questionnaire.load(name).question(table).columns if each.id == column)
    gaps = [gap for gap in without_cell(name, table, number, column).having("gap") if gap.rule == f"question_{table}"]
    assert [gap.message for gap in gaps] == [f"row {number + 1} does not say: {label}"]


@pytest.mark.parametrize("name", SETS)
def test_every_question_says_why_it_is_asked_and_how_to_answer(name: str) -> None:
    for question in Questionnaire.load(name).questions:
        assert question.text.endswith("?"), question.id
        assert question.why.endswith("."), question.id
        assert question.help.endswith("."), question.id
        if question.type in {"short_text", "long_text", "date"}:
            assert question.good, question.id
            assert question.bad, question.id


@pytest.mark.parametrize("name", SETS)
def test_every_section_has_questions_and_none_is_said_in_jargon(name: str) -> None:
    found = Questionnaire.load(name)
    assert [section.id for section in found.sections if not found.of_section(section)] == []
    assert [section.number for section in found.sections] == sorted({section.number for section in found.sections})


@pytest.mark.parametrize("name", SETS)
def test_every_choice_has_two_options_or_more_and_none_twice(name: str) -> None:
    for question in Questionnaire.load(name).questions:
        for asked in (question, *question.columns):
            if asked.type in {"choice", "choices"}:
                labels = [each.label for each in asked.choices()]
                assert len(labels) > 1, (question.id, asked.id)
                assert len(set(labels)) == len(labels), (question.id, asked.id)
