"""When a question is asked: every operator, answers that are not there, and what counts towards the digest."""

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
from infoshare.protocols.relevance import holds, is_answered, relevant_questions
from infoshare.workflows.protocol import Protocol

Make = Callable[[dict[str, Any]], Protocol]

SET = Questionnaire.load("cda-s115")
GRAMMAR: TypeAdapter[Condition] = TypeAdapter(Condition)


def condition(written: dict[str, Any]) -> Condition:
    return GRAMMAR.validate_json(json.dumps(written))


ROWS = [{"body": "police_force", "role": "controller"}, {"body": "gp_practice"}, {}]
GIVEN = {"form": "aggregate", "yes": True, "no": False, "count": 3, "several": ["routine", "meeting"], "rows": ROWS}

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
    ({"not": {"question": "open", "is": "aggregate"}}, True),
]


@pytest.mark.parametrize(("written", "expected"), UNANSWERED, ids=[json.dumps(written) for written, _ in UNANSWERED])
@pytest.mark.parametrize("answers", [{}, {"open": None}, {"open": ""}, {"open": []}], ids=repr)
def test_what_was_not_answered_equals_nothing_and_includes_nothing(
    written: dict[str, Any], expected: bool, answers: dict[str, Any]
) -> None:
    assert holds(condition(written), answers) is expected


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


def asked(answers: dict[str, Any]) -> set[str]:
    return {question.id for question in relevant_questions(SET, answers)}


# One answer changed in the example: questions that are then asked, and questions that are not any more.
BRANCHES: list[tuple[str, dict[str, Any], str, str]] = [
    ("figures only", {"data_form": "aggregate"}, "anonymisation_standard",
     "necessity proportionality subjects gateway lawful_basis confidential health_origin opt_out rights_contact "
     "weighed_by weighed_on victim_safety children_interests special_category s115_necessary_or_expedient "
     "appropriate_policy_document"),
    ("named records of nobody anonymised", {"data_form": "identifiable", "data_items": []}, "necessity",
     "anonymisation_standard"),
    ("named records beside anonymised ones", {"data_form": "identifiable"}, "anonymisation_standard", ""),
    ("records of nobody", {"data_form": "depersonalised"}, "subjects gateway anonymisation_standard",
     "necessity lawful_basis special_category rights_contact appropriate_policy_document"),
    ("figures would do", {"aggregate_would_do": True}, "", "aggregate_reason"),
    ("joint controllers", {"joint_controllers": True}, "joint_arrangement", ""),
    ("barred data", {"barred_data": True}, "barred_data_handling", ""),
    ("no victims", {"subjects": ["children"]}, "children_interests", "victim_safety"),
    ("no children", {"subjects": ["victims"]}, "victim_safety", "children_interests"),
    ("section 17A", {"gateway": "cda_s17a"}, "", "s115_necessary_or_expedient s115_no_other_power s115_acting_for"),
    ("the common law", {"gateway": "common_law_policing"}, "other_power", "s115_no_other_power"),
    ("another power besides", {"s115_no_other_power": False}, "other_power s115_necessary_or_expedient", ""),
    ("nothing sensitive", {"special_category": False, "criminal_offence": False}, "", "appropriate_policy_document"),
    ("offences only", {"special_category": False}, "appropriate_policy_document", ""),
    ("nothing confidential", {"confidential": False}, "", "confidentiality_basis confidentiality_reason"),
    ("no conditions of the Guardian", {"guardian_decision": "agreed"}, "guardian_decision_date", "guardian_conditions"),
    ("Wales", {"territory": "wales"}, "", "opt_out"),
    ("both countries", {"territory": "both"}, "opt_out", ""),
    ("nothing from a health record", {"health_origin": False}, "guardian_name caldicott_informing", "opt_out"),
    ("no meetings", {"occasions": ["routine"]}, "", "meetings"),
    ("an assessment under way", {"dpia": "in_progress"}, "dpia_reference", ""),
    ("no assessment", {"dpia": "not_needed"}, "dpia_not_needed", "dpia_reference"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "change", "then", "no_more"), BRANCHES, ids=[each[0] for each in BRANCHES])
def test_an_answer_decides_which_questions_follow(
    answers: dict[str, Any], what: str, change: dict[str, Any], then: str, no_more: str
) -> None:
    before = asked(answers)
    after = asked({**answers, **change})
    assert set(then.split()) <= after
    assert set(no_more.split()) <= before
    assert not set(no_more.split()) & after


@pytest.mark.parametrize("body", ["gp_practice", "council_wales", "care_home_private", "integrated_care_board"])
def test_a_caldicott_guardian_is_asked_for_if_any_party_has_one(answers: dict[str, Any], body: str) -> None:
    answers["health_origin"] = False
    answers["parties"] = [{**row, "body": "police_force"} for row in answers["parties"]]
    assert "guardian_decision" not in asked(answers)
    answers["parties"][-1]["body"] = body
    assert "guardian_decision" in asked(answers)


def test_an_answer_to_a_question_that_is_not_asked_does_not_decide_about_others(answers: dict[str, Any]) -> None:
    """The health record makes the opt-out matter; with figures only nobody is asked about a health record."""
    answers["data_form"] = "aggregate"
    assert answers["health_origin"] is True
    assert not {"health_origin", "opt_out"} & asked(answers)


def other(question: Question, given: Any) -> Any:
    """Another answer of the same type."""
    match question.type:
        case "yes_no":
            return not given
        case "date":
            return "2026-10-30"
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
    """Some answer to a question that the example does not answer; all of them are written out."""
    assert question.type == "long_text", question.id
    return "Some words."


def test_most_questions_of_the_example_count_and_some_do_not(protocol_of: Make, answers: dict[str, Any]) -> None:
    asked_ids = asked(answers)
    assert len(asked_ids) > 60
    assert {"joint_arrangement", "barred_data_handling", "other_power", "dpia_not_needed"}.isdisjoint(asked_ids)


def test_the_digest_does_not_change_with_what_is_no_answer(protocol_of: Make, answers: dict[str, Any]) -> None:
    before = protocol_of(answers).digest
    for spare in (None, "", "  \n "):
        assert protocol_of({**answers, "s115_acting_for": spare}).digest == before
    assert protocol_of({**answers, "joint_arrangement": None}).digest == before
    assert protocol_of(dict(reversed(answers.items()))).digest == before
    assert protocol_of({**answers, "benefits": f"\u200e{answers['benefits']}\x00\ufeff"}).digest == before


def test_the_digest_changes_with_the_order_of_rows_and_the_cells_in_them(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    before = protocol_of(answers).digest
    turned = {**answers, "data_items": [*reversed(answers["data_items"])]}
    assert protocol_of(turned).digest != before
    answers["data_items"][8]["coarseness"] += "."
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
    answers.update(joint_arrangement="Words.", dpia_not_needed="Words.", other_power="Words.")
    assert protocol_of(answers).check() == before
