"""When a question or a cell is asked for: every operator, what is not there, and what counts towards the digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from pydantic import TypeAdapter

from infoshare.model.questionnaire import Question, Questionnaire
from infoshare.model.relevance import Condition, asked_about
from infoshare.protocols.draft import Draft
from infoshare.protocols.relevance import asked_columns, decided, holds, is_answered, relevant_questions
from infoshare.protocols.wording import worded_answers
from infoshare.workflows.protocol import Protocol

from .changes import Change, answer, basis, flow, party

Make = Callable[[dict[str, Any]], Protocol]

SET = Questionnaire.load("cda-s115")
GRAMMAR: TypeAdapter[Condition] = TypeAdapter(Condition)


def condition(written: dict[str, Any]) -> Condition:
    return GRAMMAR.validate_json(json.dumps(written))


ROWS = [{"body": "police_force", "role": "controller"}, {"body": "gp_practice", "kinds": ["health", "notes"]}, {}]
GIVEN = {"form": "aggregate", "yes": True, "no": False, "count": 3, "several": ["routine", "meeting"], "rows": ROWS,
         "body": "council_unitary"}  # fmt: skip

# A condition as it is written, and whether it holds for the answers above.
OPERATORS: list[tuple[dict[str, Any], bool]] = [
    ({"question": "form", "is": "aggregate"}, True),
    ({"question": "form", "is": "Aggregate"}, False),
    ({"question": "yes", "is": True}, True),
    ({"question": "yes", "is": False}, False),
    ({"question": "no", "is": False}, True),
    ({"question": "count", "is": 3}, True),
    ({"question": "several", "is": "routine"}, False),
    ({"question": "form", "in": ["identifiable", "aggregate"]}, True),
    ({"question": "form", "in": ["identifiable"]}, False),
    ({"question": "no", "in": [True]}, False),
    ({"question": "several", "includes": "meeting"}, True),
    ({"question": "several", "includes": "emergency"}, False),
    ({"question": "form", "includes": "aggregate"}, False),
    ({"question": "several", "includes_any": ["emergency", "routine"]}, True),
    ({"question": "several", "includes_any": ["emergency"]}, False),
    ({"question": "rows", "column": "body", "includes_any": ["gp_practice", "court"]}, True),
    ({"question": "rows", "column": "body", "includes_any": ["court"]}, False),
    ({"question": "rows", "column": "nowhere", "includes_any": ["gp_practice"]}, False),
    ({"question": "rows", "column": "kinds", "includes_any": ["notes", "court"]}, True),
    ({"question": "rows", "column": "kinds", "includes_any": ["court"]}, False),
    ({"question": "form", "includes_any": ["aggregate"]}, True),
    ({"question": "rows", "column": "body", "on_list": "caldicott_bodies"}, True),
    ({"question": "rows", "column": "body", "on_list": "charities"}, False),
    ({"question": "rows", "column": "role", "on_list": "caldicott_bodies"}, False),
    ({"question": "body", "on_list": "caldicott_bodies"}, True),
    ({"question": "body", "on_list": "police_bodies"}, False),
    ({"all_of": [{"question": "yes", "is": True}, {"question": "no", "is": False}]}, True),
    ({"all_of": [{"question": "yes", "is": True}, {"question": "no", "is": True}]}, False),
    ({"any_of": [{"question": "yes", "is": False}, {"question": "no", "is": False}]}, True),
    ({"any_of": [{"question": "yes", "is": False}, {"question": "no", "is": True}]}, False),
    ({"not": {"question": "form", "is": "aggregate"}}, False),
    ({"not": {"question": "form", "is": "identifiable"}}, True),
    ({"not": {"any_of": [{"question": "no", "is": True}, {"not": {"question": "yes", "is": True}}]}}, True),
]


@pytest.mark.parametrize(("written", "expected"), OPERATORS, ids=[json.dumps(written) for written, _ in OPERATORS])
def test_each_operator_says_whether_it_holds(written: dict[str, Any], expected: bool) -> None:
    assert holds(condition(written), GIVEN) is expected


# What was not answered equals nothing and includes nothing, so only `not` holds.
UNANSWERED: list[tuple[dict[str, Any], bool]] = [
    ({"question": "open", "is": False}, False),
    ({"question": "open", "in": ["a", False]}, False),
    ({"question": "open", "includes": "a"}, False),
    ({"question": "open", "includes_any": ["a"]}, False),
    ({"question": "open", "column": "body", "includes_any": ["a"]}, False),
    ({"question": "open", "on_list": "caldicott_bodies"}, False),
    ({"question": "open", "column": "body", "on_list": "caldicott_bodies"}, False),
    ({"not": {"question": "open", "is": "aggregate"}}, True),
]


@pytest.mark.parametrize(("written", "expected"), UNANSWERED, ids=[json.dumps(written) for written, _ in UNANSWERED])
@pytest.mark.parametrize("answers", [{}, {"open": None}, {"open": ""}], ids=repr)
def test_what_was_not_answered_equals_nothing_and_includes_nothing(
    written: dict[str, Any], expected: bool, answers: dict[str, Any]
) -> None:
    assert holds(condition(written), answers) is expected


@pytest.mark.parametrize(("written", "expected"), UNANSWERED, ids=[json.dumps(written) for written, _ in UNANSWERED])
def test_an_empty_list_includes_nothing(written: dict[str, Any], expected: bool) -> None:
    assert holds(condition(written), {"open": []}) is expected


# Whether a condition is decided while `form` is open and `yes` is not (Kleene's logic).
FORM, YES, NO = ({"question": name, "is": value} for name, value in (("form", "a"), ("yes", True), ("yes", False)))
DECIDED: list[tuple[dict[str, Any], bool | None]] = [
    (FORM, None),
    (YES, True),
    ({"not": FORM}, None),
    ({"not": YES}, False),
    ({"all_of": [FORM, NO]}, False),
    ({"all_of": [FORM, YES]}, None),
    ({"any_of": [FORM, YES]}, True),
    ({"any_of": [FORM, NO]}, None),
    ({"any_of": [NO, NO]}, False),
    ({"all_of": [YES, {"not": {"any_of": [FORM, YES]}}]}, False),
]


@pytest.mark.parametrize(("written", "expected"), DECIDED, ids=[json.dumps(written) for written, _ in DECIDED])
def test_a_condition_is_decided_as_soon_as_no_open_question_can_change_it(
    written: dict[str, Any], expected: bool | None
) -> None:
    assert decided(condition(written), {"yes": True}, frozenset({"form"})) is expected


def test_a_condition_names_every_question_that_it_asks_about() -> None:
    inner = [{"question": name, "is": True} for name in "abc"]
    found = asked_about(condition({"any_of": [{"all_of": inner[:2]}, {"not": inner[2]}]}))
    assert [each.question for each in found] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(None, False), ("", False), (" \n", False), ([], False), (False, True), (0, True), ("x", True), ([{}], True)],
)
def test_nothing_blank_text_and_an_empty_list_are_no_answer(answer: object, expected: bool) -> None:
    assert is_answered(answer) is expected


def every_flow(**cells: Any) -> Change:
    def change(answers: dict[str, Any]) -> None:
        for row in answers["flows"]:
            row.update(cells)

    return change


def asked(answers: dict[str, Any]) -> set[str]:
    return {question.id for question in relevant_questions(SET, answers)}


# One change to the example: questions that are then asked, and questions that are not any more.
BRANCHES: list[tuple[str, tuple[Change, ...], str, str]] = [
    ("figures only", (answer(data_form="aggregate"),), "anonymisation_standard opt_out",
     "necessity proportionality subjects lawful_basis barred_data barred_data_shared barred_data_handling "
     "rights_contact victim_safety children_interests risk_signs appropriate_policy_document"),
    ("named records of nobody anonymised", (answer(data_form="identifiable", data_items=[]),), "necessity",
     "anonymisation_standard"),
    ("named records beside anonymised ones", (answer(data_form="identifiable"),), "anonymisation_standard", ""),
    ("records of nobody", (answer(data_form="depersonalised"),), "subjects barred_data anonymisation_standard",
     "necessity proportionality lawful_basis rights_contact appropriate_policy_document"),
    ("figures would do", (answer(aggregate_would_do=True),), "", "aggregate_reason"),
    ("joint controllers", (answer(joint_controllers=True),), "joint_arrangement", ""),
    ("a joint controller", (party("Eastmarch Fire", role="joint_controller"),), "joint_arrangement", ""),
    ("a processor", (party("Eastmarch Fire", role="processor"),), "processor_contracts", ""),
    ("no barred data", (answer(barred_data=["none"]),), "", "barred_data_shared barred_data_handling"),
    ("barred data is shared", (answer(barred_data_shared=True),), "bar_lifted_by", "barred_data_handling"),
    ("no victims", (answer(subjects=["children"]),), "children_interests", "victim_safety"),
    ("no children", (answer(subjects=["victims"]),), "victim_safety", "children_interests"),
    ("section 17A", (every_flow(gateway="cda_s17a"),), "", "s115_necessary_or_expedient s115_no_other_power"),
    ("a duty that may not have begun", (flow("Repeat", gateway="vpa_s13"),),
     "commencement_instrument_shown s115_no_other_power", ""),
    ("a duty that has begun", (flow("Repeat", gateway="vpa_s13"), answer(commencement_instrument_shown=True)),
     "commencement", ""),
    ("another such duty", (flow("Repeat", gateway="ca2004_s16la"),), "commencement_instrument_shown", ""),
    ("an order of a court", (flow("Repeat", gateway="court_order"),), "limited_to_order", ""),
    ("a request of a board", (flow("Repeat", gateway="care_act_s45"),), "s45_conditions_met", ""),
    ("support for patients' data", (flow("Repeat", gateway="nhs_act_s251"),), "copi_regulation", ""),
    ("a disclosure to a third party", (flow("Repeat", gateway="mappa_third_party"),), "separate_decision_record", ""),
    ("a disclosure to the public", (flow("Repeat", gateway="cja_s327a"),), "separate_decision_record", ""),
    ("the public interest", (flow("Repeat", includes=["health"], confidence="public_interest"),),
     "confidentiality_reason separate_decision_record", ""),
    ("consent", (flow("Repeat", includes=["health"], confidence="explicit_consent"),), "confidentiality_reason", ""),
    ("no notes", (flow("Triage", includes=["health"]),), "opt_out", "free_text_handling"),
    ("a request to a charity", (basis("Harrowmere", art6="6_1_ea", ea_condition="condition_1"),),
     "request_states_public_task", ""),
    ("nothing sensitive", (every_flow(includes=["none"]),), "lawful_basis",
     "appropriate_policy_document opt_out free_text_handling"),
    ("offences only", (every_flow(includes=["offences"]),), "appropriate_policy_document", "opt_out"),
    ("no conditions of the Guardian", (answer(guardian_decision="agreed"),), "guardian_decision_date",
     "guardian_conditions"),
    ("Wales", (answer(territory="wales"),), "", "opt_out"),
    ("both countries", (answer(territory="both"),), "opt_out", ""),
    ("nothing from a care record", (every_flow(includes=["health"]),), "guardian_name caldicott_informing", "opt_out"),
    ("no meetings", (answer(occasions=["routine"]),), "", "meetings"),
    ("an assessment under way", (answer(dpia="in_progress"),), "dpia_reference", ""),
    ("no assessment", (answer(dpia="not_needed"),), "dpia_not_needed", "dpia_reference"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes", "then", "no_more"), BRANCHES, ids=[each[0] for each in BRANCHES])
def test_an_answer_decides_which_questions_follow(
    answers: dict[str, Any], what: str, changes: tuple[Change, ...], then: str, no_more: str
) -> None:
    before = asked(answers)
    for change in changes:
        change(answers)
    after = asked(answers)
    assert set(then.split()) <= after, what
    assert set(no_more.split()) <= before, what
    assert not set(no_more.split()) & after, what


def test_every_question_with_a_condition_is_asked_and_not_asked_in_a_branch(answers: dict[str, Any]) -> None:
    both: dict[bool, set[str]] = {True: set(asked(answers)), False: set()}
    for _, changes, _, _ in BRANCHES:
        given = deepcopy(answers)
        for change in changes:
            change(given)
        found = asked(given)
        both[True] |= found
        both[False] |= {question.id for question in SET.questions} - found
    conditional = {question.id for question in SET.questions if question.relevant_when}
    of_the_guardian = {"guardian_name", "guardian_decision", "guardian_decision_date", "caldicott_duty_to_share",
                       "caldicott_informing"}  # fmt: skip
    assert conditional - both[True] == set()
    assert conditional - both[False] == of_the_guardian


@pytest.mark.parametrize("body", ["gp_practice", "council_wales", "care_home_private", "integrated_care_board"])
def test_a_caldicott_guardian_is_asked_for_if_any_party_has_one(answers: dict[str, Any], body: str) -> None:
    every_flow(includes=["none"])(answers)
    answers["parties"] = [{**row, "body": "police_force"} for row in answers["parties"]]
    assert "guardian_decision" not in asked(answers)
    answers["parties"][-1]["body"] = body
    assert "guardian_decision" in asked(answers)


@pytest.mark.parametrize("includes", ["health", "care_record"])
def test_a_caldicott_guardian_is_asked_for_if_patients_data_is_shared(answers: dict[str, Any], includes: str) -> None:
    every_flow(includes=["none"])(answers)
    answers["parties"] = [{**row, "body": "police_force"} for row in answers["parties"]]
    answers["flows"][2]["includes"] = ["offences", includes]
    assert "caldicott_duty_to_share" in asked(answers)


def test_an_answer_to_a_question_that_is_not_asked_does_not_decide_about_others(answers: dict[str, Any]) -> None:
    """That barred data is shared brings up the law that allows it; in figures there is no barred data to ask about."""
    answers["barred_data_shared"] = True
    assert "bar_lifted_by" in asked(answers)
    answers["data_form"] = "aggregate"
    assert not {"barred_data_shared", "bar_lifted_by"} & asked(answers)


# The cells of a row: the row so far, and the conditional columns that are asked of it.
CELLS: list[tuple[str, dict[str, Any], str]] = [
    ("flows", {}, ""),
    ("flows", {"data_form": "aggregate"}, ""),
    ("flows", {"data_form": "aggregate", "includes": ["health"]}, ""),
    ("flows", {"data_form": "depersonalised", "includes": ["health"]}, "includes"),
    ("flows", {"data_form": "pseudonymised"}, "includes"),
    ("flows", {"data_form": "pseudonymised", "includes": ["none"]}, "includes"),
    ("flows", {"data_form": "pseudonymised", "includes": []}, "includes"),
    ("flows", {"data_form": "pseudonymised", "includes": ["offences", "special", "notes"]}, "includes"),
    ("flows", {"data_form": "pseudonymised", "includes": ["offences", "health"]}, "includes confidence"),
    ("flows", {"data_form": "identifiable", "includes": ["care_record"]}, "includes confidence"),
    ("flows", {"data_form": "identifiable", "includes": ["confidence"]}, "includes confidence"),
    ("data_items", {}, "flows retention"),
    ("data_items", {"form": "  "}, "flows retention"),
    ("data_items", {"form": "not_shared"}, "holder"),
    ("data_items", {"form": "aggregate"}, "flows retention"),
    ("data_items", {"form": "anonymised"}, "flows retention"),
    ("data_items", {"form": "pseudonymised"}, "flows declined retention"),
    ("data_items", {"form": "identifiable"}, "flows declined retention"),
    ("lawful_basis", {}, ""),
    ("lawful_basis", {"art6": "6_1_e"}, "art9 sch1"),
    ("lawful_basis", {"art6": "6_1_ea"}, "ea_condition art9 sch1"),
    ("lawful_basis", {"art6": "part_3"}, "part3"),
]


@pytest.mark.parametrize(("table", "row", "expected"), CELLS, ids=[f"{table} {row}" for table, row, _ in CELLS])
def test_a_cell_decides_which_cells_of_its_row_follow(table: str, row: dict[str, Any], expected: str) -> None:
    question = SET.question(table)
    always = [column.id for column in question.columns if column.relevant_when is None]
    found = [column.id for column in asked_columns(question, row)]
    assert set(found) == {*always, *expected.split()}
    assert found == [column.id for column in question.columns if column.id in found]


def test_a_cell_that_is_not_asked_does_not_decide_about_others_of_its_row() -> None:
    columns = [
        {
            "id": name,
            "label": name,
            "type": "yes_no",
            "relevant_when": {"question": before, "is": True} if before else None,
        }
        for before, name in (("", "a"), ("a", "b"), ("b", "c"))
    ]
    written = {"id": "made_up", "section": "s", "text": "?", "why": ".", "help": ".", "type": "table",
               "columns": columns, "citations": ["x"]}  # fmt: skip
    table = Question.model_validate_json(json.dumps(written))

    def asked_of(row: dict[str, Any]) -> str:
        return "".join(column.id for column in asked_columns(table, row))

    assert asked_of({"a": True, "b": True}) == "abc"
    assert asked_of({"a": True, "b": False}) == asked_of({"a": True}) == "ab"
    assert asked_of({"a": False, "b": True}) == asked_of({"b": True}) == "a"


# Cells of columns that are not asked of their row, in rows of the example.
NOT_ASKED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "the sharing of what is not shared": ("data_items", "Surname", {"flows": ["Nowhere"], "retention": "For ever"}),
    "the holder of what is shared": ("data_items", "Weapon", {"holder": "Nobody", "declined": "No reason"}),
    "Article 9 under Part 3": ("lawful_basis", "Eastmarch Police", {"art9": "9_2_h", "sch1": "para_6"}),
    "Part 3 under Article 6": ("lawful_basis", "Harrowmere Borough Council", {"part3": "s36_3"}),
    "what figures include": ("flows", "Admissions", {"includes": ["offences"]}),
}
# Cells of that kind on which a question depends.
DECIDING: dict[str, tuple[str, str, dict[str, Any]]] = {
    "notes among figures": ("flows", "Admissions", {"includes": ["notes"], "confidence": "public_interest"}),
    "confidence in what tells nobody": ("flows", "Assault attendances", {"confidence": "individual_care"}),
    "a recognised interest beside a public task": (
        "lawful_basis", "Harrowmere Borough Council", {"ea_condition": "condition_1"},
    ),
}  # fmt: skip


def test_cells_that_are_not_asked_are_not_among_the_answers(protocol_of: Make, answers: dict[str, Any]) -> None:
    before = protocol_of(answers).draft.answers
    for table, first, cells in (*NOT_ASKED.values(), *DECIDING.values()):
        next(row for row in answers[table] if next(iter(row.values())) == first).update(cells)
    after = protocol_of(answers).draft
    assert after.given["flows"] != before["flows"]
    assert after.answers == before


@pytest.mark.parametrize(
    ("table", "first", "cells"),
    [
        *(pytest.param(*case, id=name) for name, case in NOT_ASKED.items()),
        *(pytest.param(*case, id=name)
          for name, case in DECIDING.items()),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_asked_counts_for_nothing(
    protocol_of: Make, answers: dict[str, Any], table: str, first: str, cells: dict[str, Any]
) -> None:
    before = protocol_of(answers)
    next(row for row in answers[table] if next(iter(row.values())) == first).update(cells)
    after = protocol_of(answers)
    assert after.draft.asked == before.draft.asked
    assert (after.digest, after.check()) == (before.digest, before.check())
    assert worded_answers(after.draft) == worded_answers(before.draft)


def test_a_blank_cell_counts_for_nothing(protocol_of: Make, answers: dict[str, Any]) -> None:
    before = protocol_of(answers).digest
    answers["parties"][0].update(acts_for=None, appointment=" ", registration="\u200b")
    answers["data_items"][0]["retention"] = ""
    assert protocol_of(answers).digest == before


def other(question: Question, given: Any) -> Any:
    """Another answer of the same type."""
    match question.type:
        case "yes_no":
            return not given
        case "date":
            return "2026-10-30"
        case "whole_number":
            return given + 1
        case "choice":
            return next(option.value for option in question.choices() if option.value != given)
        case "choices":
            return given[:-1]
        case "table":
            return given[:-1]
    return f"{given} Also this."


@pytest.mark.parametrize("question_id", [question.id for question in SET.questions])
def test_the_digest_changes_with_an_answer_that_counts_and_with_no_other(
    protocol_of: Make, answers: dict[str, Any], question_id: str
) -> None:
    before = protocol_of(answers)
    question = SET.question(question_id)
    changed = deepcopy(answers)
    changed[question_id] = other(question, answers[question_id]) if question_id in answers else _first(question)
    counts = question in before.draft.asked
    assert (protocol_of(changed).digest != before.digest) is counts


def _first(question: Question) -> Any:
    """Some answer to a question that the example does not answer."""
    match question.type:
        case "yes_no":
            return True
        case "choice":
            return question.choices()[0].value
    assert question.type == "long_text", question.id
    return "Some words."


def test_most_questions_of_the_example_count_and_some_do_not(protocol_of: Make, answers: dict[str, Any]) -> None:
    asked_ids = asked(answers)
    assert len(asked_ids) > 60
    assert {"joint_arrangement", "bar_lifted_by", "commencement", "dpia_not_needed"}.isdisjoint(asked_ids)


def test_the_digest_does_not_change_with_what_is_no_answer(protocol_of: Make, answers: dict[str, Any]) -> None:
    before = protocol_of(answers).digest
    for spare in (None, "", "  \n "):
        assert protocol_of({**answers, "joint_arrangement": spare}).digest == before
    assert protocol_of(dict(reversed(answers.items()))).digest == before
    assert protocol_of({**answers, "benefits": f"\u200e{answers['benefits']}\x00\ufeff"}).digest == before


def test_the_digest_changes_with_the_order_of_rows_and_the_cells_in_them(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    before = protocol_of(answers).digest
    turned = {**answers, "data_items": [*reversed(answers["data_items"])]}
    assert protocol_of(turned).digest != before
    answers["data_items"][0]["coarseness"] += "."
    assert protocol_of(answers).digest != before


def test_the_digest_changes_with_the_version_of_the_question_set(protocol_of: Make, answers: dict[str, Any]) -> None:
    draft = protocol_of(answers).draft
    later = Draft(draft.questionnaire.model_copy(update={"version": 2}), draft.given, draft.law)
    renamed = Draft(draft.questionnaire.model_copy(update={"questionnaire": "another"}), draft.given, draft.law)
    assert len({draft.digest, later.digest, renamed.digest}) == 3


def test_the_digest_is_sha256_of_the_answers_that_count_in_one_form(protocol_of: Make) -> None:
    text = '{"answers":{"partnership_name":"Sîn & Co","territory":"wales"},"questionnaire":"cda-s115","version":1}'
    protocol = protocol_of({"territory": "wales", "partnership_name": "Sîn & Co", "necessity": "not asked"})
    assert protocol.digest == hashlib.sha256(text.encode()).hexdigest()


def test_an_answer_to_a_question_that_is_not_asked_finds_nothing(protocol_of: Make, answers: dict[str, Any]) -> None:
    before = protocol_of(answers).check()
    answers.update(joint_arrangement="Words.", dpia_not_needed="Words.", bar_lifted_by="Words.")
    assert protocol_of(answers).check() == before
