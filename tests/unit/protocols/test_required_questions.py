"""What is missing is found: every way of leaving an answer or a cell blank, and tables with too few or half rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from infoshare.errors import AnswersError
from infoshare.model.answers import Answers
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.strict_yaml import parse_yaml
from infoshare.protocols.draft import Draft
from infoshare.workflows.protocol import Protocol, example, new

from .changes import CHARITY, answer, basis, changed, charity_gives, flow, has_basis, party

Make = Callable[[dict[str, Any]], Protocol]

SET = Questionnaire.load("cda-s115")
EXAMPLE = Draft.of(Answers.parsed(parse_yaml(example("cda-s115"), AnswersError, "e"), AnswersError, "e"), "e")
TABLES = [question for question in EXAMPLE.asked if question.type == "table"]


def test_most_questions_are_required() -> None:
    assert len([question for question in EXAMPLE.asked if question.required]) > 60
    assert [question.id for question in EXAMPLE.asked if not question.required] == ["end_date"]


@pytest.mark.parametrize(
    ("question_id", "blank"),
    [
        ("benefits", None), ("benefits", ""), ("benefits", " \n\t "), ("benefits", "\x00\u200b\u202e"),
        ("occasions", None), ("occasions", []), ("signatories", []), ("dpia", None), ("barred_data_shared", None),
    ],
)  # fmt: skip
def test_every_way_of_leaving_an_answer_blank_is_a_gap_with_its_text_and_its_law(
    protocol_of: Make, answers: dict[str, Any], question_id: str, blank: object
) -> None:
    answers[question_id] = blank
    (gap,) = protocol_of(answers).having("gap")
    question = SET.question(question_id)
    assert (gap.questions, gap.citations) == ((question_id,), question.citations)
    assert gap.message == f"not yet answered: {question.text}"


def test_no_is_an_answer(protocol_of: Make, answers: dict[str, Any]) -> None:
    assert answers["joint_controllers"] is answers["barred_data_shared"] is False
    assert protocol_of(answers).having("gap") == ()


@pytest.mark.parametrize("blank", [None, "", " \n ", "\u200b"])
@pytest.mark.parametrize(("table", "column"), [("flows", "name"), ("data_items", "why"), ("signatories", "role")])
def test_every_way_of_leaving_a_cell_blank_is_a_gap_that_names_the_row_and_the_column(
    protocol_of: Make, answers: dict[str, Any], table: str, column: str, blank: object
) -> None:
    answers[table][1][column] = blank
    own = [gap for gap in protocol_of(answers).having("gap") if gap.rule == f"question_{table}"]
    label = next(each.label for each in SET.question(table).columns if each.id == column)
    assert [(gap.message, gap.questions) for gap in own] == [(f"row 2 does not say: {label}", (table,))]


@pytest.mark.parametrize(("table", "column"), [("flows", "recipients"), ("flows", "includes"), ("data_items", "flows")])
def test_an_empty_list_in_a_cell_is_blank(protocol_of: Make, answers: dict[str, Any], table: str, column: str) -> None:
    answers[table][0][column] = []
    own = [gap.message for gap in protocol_of(answers).having("gap") if gap.rule == f"question_{table}"]
    assert len(own) == 1
    assert own[0].startswith("row 1 does not say: ")


def test_a_cell_that_need_not_be_filled_may_be_blank(protocol_of: Make, answers: dict[str, Any]) -> None:
    for column in ("guardian", "registration", "acts_for", "appointment"):
        answers["parties"][0][column] = None if column == "acts_for" else "  "
    assert protocol_of(answers).having("gap") == ()


# A cell that is asked for because of another in its row: what brings it up, where it stands, and what it is called.
BROUGHT_UP = {
    "includes": ((flow("Admissions", data_form="depersonalised"),), "flows", "row 8 does not say: What it includes"),
    "confidence": (
        (flow("Repeat", includes=["offences", "confidence"]),), "flows",
        "row 5 does not say: What allows the confidence to be set aside",
    ),
    "part3": (
        (basis("Harrowmere", art6="part_3", art9=..., sch1=...),), "lawful_basis",
        "row 1 does not say: Part 3 condition",
    ),
    "art9": (
        (basis("Eastmarch Police", art6="6_1_e", sch1="none", part3=...),), "lawful_basis",
        "row 2 does not say: Extra condition for sensitive data (Article 9)",
    ),
    "ea_condition": (
        (charity_gives(), has_basis(CHARITY, art6="6_1_ea", sch1="para_6")), "lawful_basis",
        "row 3 does not say: Which recognised interest (Annex 1)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("column", BROUGHT_UP)
def test_a_cell_is_required_where_its_row_brings_it_up(protocol_of: Make, answers: dict[str, Any], column: str) -> None:
    changes, table, message = BROUGHT_UP[column]
    protocol = changed(protocol_of, answers, *changes)
    assert message in [gap.message for gap in protocol.having("gap") if gap.questions == (table,)]


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


@pytest.mark.parametrize("table", [table.id for table in TABLES])
def test_a_half_filled_table_is_gaps_and_never_a_crash(protocol_of: Make, answers: dict[str, Any], table: str) -> None:
    full = answers[table]
    for column in {column: None for row in full for column in row}:
        answers[table] = [{key: cell for key, cell in row.items() if key != column} for row in full]
        assert protocol_of(answers).check()
        answers[table] = [{key: cell for key, cell in row.items() if key == column} for row in full]
        assert protocol_of(answers).having("gap")
    answers[table] = [{}, {}]
    assert protocol_of(answers).having("gap")


@pytest.mark.parametrize("table", [table.id for table in TABLES])
@pytest.mark.parametrize("other", [table.id for table in TABLES])
def test_tables_of_which_one_is_empty_and_one_is_half_filled_are_never_a_crash(
    protocol_of: Make, answers: dict[str, Any], table: str, other: str
) -> None:
    answers[table] = []
    answers[other] = [dict([*row.items()][1:]) for row in answers[other]]
    assert protocol_of(answers).having("gap")


def test_a_party_without_a_name_that_gives_and_receives_is_a_gap_and_not_a_crash(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    del answers["parties"][3]["name"]
    assert "row 4 does not say: Legal name" in [gap.message for gap in protocol_of(answers).having("gap")]


def test_a_party_without_a_kind_states_no_sharing_and_is_one_gap(protocol_of: Make, answers: dict[str, Any]) -> None:
    (gap,) = changed(protocol_of, answers, party("Eastmarch Fire", body=...)).having("gap")
    assert gap.message == "row 5 does not say: Kind of body"


def test_a_basis_without_a_party_beside_a_party_without_a_name_is_a_gap_and_not_a_crash(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    answers["parties"][0]["name"] = None
    answers["lawful_basis"][0] = {"art6": "6_1_f", "art9": "none", "sch1": "none"}
    messages = [gap.message for gap in protocol_of(answers).having("gap")]
    assert messages.count("row 1 does not say: Legal name") == messages.count("row 1 does not say: Party") == 1


def test_no_message_says_none_where_a_cell_is_empty(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["lawful_basis"] = [{}, {"art9": "9_2_g"}]
    answers["data_items"] = [{"form": "identifiable"}, {"form": "aggregate"}]
    answers["flows"] = [{"data_form": "identifiable"}, {"giver": "Eastmarch Police", "recipients": ["Nobody"]}]
    answers["parties"][0] = {"body": "primary_care_trust"}
    assert [each.message for each in protocol_of(answers).check() if "None" in each.message] == []


TEXT_CELLS = [
    (table.id, column.id) for table in TABLES for column in table.columns if column.type in {"short_text", "row"}
]


@pytest.mark.parametrize(("table", "column"), TEXT_CELLS)
def test_a_cell_of_spaces_is_found_out_as_if_nothing_stood_there(
    protocol_of: Make, answers: dict[str, Any], table: str, column: str
) -> None:
    answers[table][0][column] = " \n "
    blank = protocol_of(answers).check()
    answers[table][0][column] = None
    assert [*blank] == [*protocol_of(answers).check()]


def test_what_a_question_still_lacks_keeps_the_checks_of_it_waiting(protocol_of: Make, answers: dict[str, Any]) -> None:
    """One thing that is missing is one gap: the checks do not say it again in other words."""
    for question_id in ("start_date", "territory", "purposes", "necessity", "complaints", "anonymisation_standard"):
        given = {key: value for key, value in answers.items() if key != question_id}
        assert [gap.rule for gap in protocol_of(given).having("gap")] == [f"question_{question_id}"]
    protocol = changed(protocol_of, answers, answer(weighed_on=None))
    assert [gap.rule for gap in protocol.having("gap")] == ["question_weighed_on"]
