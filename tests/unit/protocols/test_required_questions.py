"""One required answer taken out of the complete example is one gap, which names that question and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from infoshare.errors import AnswersError
from infoshare.model.answers import Answers
from infoshare.model.questionnaire import Column, Questionnaire
from infoshare.model.strict_yaml import parse_yaml
from infoshare.protocols.draft import Draft
from infoshare.workflows.protocol import Protocol, example, new

Make = Callable[[dict[str, Any]], Protocol]

SET = Questionnaire.load("cda-s115")
EXAMPLE = Draft.of(Answers.parsed(parse_yaml(example("cda-s115"), AnswersError, "e"), AnswersError, "e"), "e")
REQUIRED = [question.id for question in EXAMPLE.asked if question.required]
TABLES = [question for question in EXAMPLE.asked if question.type == "table"]
BLANK_CELLS = [
    pytest.param(table.id, column, blank, id=f"{table.id}.{column.id} {blank!r}")
    for table in TABLES
    for column in table.columns
    if column.required
    for blank in ("missing", None, *(["", "   "] if column.type == "short_text" else []))
]


def test_most_questions_are_looked_at() -> None:
    assert len(REQUIRED) > 55
    assert len(BLANK_CELLS) > 50


@pytest.mark.parametrize("question_id", REQUIRED)
def test_a_required_answer_that_is_missing_is_one_gap_that_names_its_question(
    protocol_of: Make, answers: dict[str, Any], question_id: str
) -> None:
    del answers[question_id]
    (gap,) = protocol_of(answers).having("gap")
    assert gap.questions == (question_id,)
    assert gap.rule == f"question_{question_id}"
    assert gap.message == f"not yet answered: {SET.question(question_id).text}"
    assert gap.citations == SET.question(question_id).citations


@pytest.mark.parametrize(
    ("question_id", "blank"),
    [
        ("benefits", None), ("benefits", ""), ("benefits", " \n\t "), ("benefits", "\x00\u200b\u202e"),
        ("occasions", None), ("occasions", []), ("signatories", []), ("dpia", None), ("free_text", None),
    ],
)  # fmt: skip
def test_every_way_of_leaving_an_answer_blank_is_a_gap(
    protocol_of: Make, answers: dict[str, Any], question_id: str, blank: object
) -> None:
    answers[question_id] = blank
    assert [gap.questions for gap in protocol_of(answers).having("gap")] == [(question_id,)]


def test_no_is_an_answer(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["free_text"] = False
    assert protocol_of(answers).having("gap") == ()


def test_a_blank_answer_that_is_not_required_is_no_gap(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["s115_acting_for"] = "  "
    assert protocol_of(answers).having("gap") == ()


@pytest.mark.parametrize(("table", "column", "blank"), BLANK_CELLS)
def test_a_required_cell_that_is_blank_is_a_gap_that_names_the_row_and_the_column(
    protocol_of: Make, answers: dict[str, Any], table: str, column: Column, blank: object
) -> None:
    answers[table][1][column.id] = blank
    if blank == "missing":
        del answers[table][1][column.id]
    own = [gap for gap in protocol_of(answers).having("gap") if gap.rule == f"question_{table}"]
    assert [gap.message for gap in own] == [f"row 2 does not say: {column.label}"]
    assert own[0].questions == (table,)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_a_table_with_too_few_rows_is_a_gap(protocol_of: Make, answers: dict[str, Any], table: Any) -> None:
    answers[table.id] = answers[table.id][: table.minimum - 1]
    own = [gap.message for gap in protocol_of(answers).having("gap") if gap.questions == (table.id,)]
    expected = "not yet answered" if table.minimum == 1 else f"at least {table.minimum} rows are needed"
    assert own == [f"{expected}: {table.text}"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_a_table_with_just_enough_rows_is_no_gap(protocol_of: Make, answers: dict[str, Any], table: Any) -> None:
    answers[table.id] = answers[table.id][: table.minimum]
    rules = [gap.rule for gap in protocol_of(answers).having("gap")]
    assert f"question_{table.id}" not in rules


def test_a_new_file_is_a_gap_for_every_required_question_that_is_asked(load_text: Callable[[str], Protocol]) -> None:
    protocol = load_text(new("cda-s115"))
    asked = [question.id for question in protocol.draft.asked if question.required]
    assert [gap.questions for gap in protocol.having("gap")] == [(question_id,) for question_id in asked]
    assert "data_form" in asked
    assert "necessity" not in asked
    assert protocol.having("judgement") == ()
    assert protocol.having("met") == ()


@pytest.mark.parametrize("table", ["parties", "data_items", "lawful_basis", "signatories"])
def test_a_half_filled_table_is_gaps_and_never_a_crash(protocol_of: Make, answers: dict[str, Any], table: str) -> None:
    full = answers[table]
    for column in full[0]:
        answers[table] = [{key: cell for key, cell in row.items() if key != column} for row in full]
        assert protocol_of(answers).check()
        answers[table] = [{key: cell for key, cell in row.items() if key == column} for row in full]
        assert protocol_of(answers).having("gap")
    answers[table] = [{}, {}]
    assert protocol_of(answers).having("gap")


def test_a_party_without_a_name_that_may_not_receive_is_a_gap_and_not_a_crash(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    del answers["parties"][3]["name"]
    answers["parties"][3]["receives"] = True
    assert "row 4 does not say: Legal name" in [gap.message for gap in protocol_of(answers).having("gap")]


def test_a_basis_without_a_party_beside_a_party_without_a_name_is_a_gap_and_not_a_crash(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    answers["parties"][0]["name"] = None
    answers["lawful_basis"][0] = {"art6": "6_1_f", "art9": "none", "sch1": "none"}
    assert "row 1 does not say: Legal name" in [gap.message for gap in protocol_of(answers).having("gap")]


def test_no_message_says_none_where_a_cell_is_empty(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["lawful_basis"] = [{}, {"art9": "9_2_g"}]
    answers["data_items"] = [{"form": "identifiable"}, {"form": "aggregate"}]
    assert [each.message for each in protocol_of(answers).check() if "None" in each.message] == []
