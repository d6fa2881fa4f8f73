"""The shipped question set: it loads, it cites law that is there, and its example is complete."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.law import Law
from infoshare.model.questionnaire import Column, Question, Questionnaire
from infoshare.model.relevance import Condition, IncludesAny, asked_about
from infoshare.protocols import flows
from infoshare.protocols.checks import CHECKS
from infoshare.protocols.checks.rule import Rule
from infoshare.workflows.protocol import Protocol

Make = Callable[[dict[str, Any]], Protocol]

SET = Questionnaire.load("cda-s115")
LAW = Law.load()
CHECK_MODULES = ("confidence", "data", "lawful_basis", "parties", "power", "timing")

# The body types that the contract for the facts of a flow promises at least.
PROMISED_BODIES = """
police_force police_and_crime_commissioner council_unitary county_council district_council council_wales
integrated_care_board local_health_board nhs_trust_acute nhs_trust_mental_health nhs_foundation_trust ambulance_trust
gp_practice nhs_england fire_authority probation_service_sos probation_provider prison_authority youth_offending_team
registered_provider_non_profit registered_provider_for_profit school_maintained academy university charity_advice
charity_domestic_abuse charity_drug_treatment charity_homelessness charity_youth drug_treatment_provider
care_home_private private_security_company private_individual public court dwp home_office cps
british_transport_police safeguarding_adults_board mappa_responsible_authority primary_care_trust
clinical_commissioning_group probation_trust police_authority
"""


def conditions() -> list[tuple[str, Condition]]:
    return [(each.id, each.relevant_when) for each in SET.questions if each.relevant_when]


def body_lists() -> list[tuple[str, IncludesAny]]:
    return [
        (question_id, asked)
        for question_id, condition in conditions()
        for asked in asked_about(condition)
        if isinstance(asked, IncludesAny) and asked.column == "body"
    ]


def rules() -> list[Rule]:
    modules = [import_module(f"infoshare.protocols.checks.{name}") for name in CHECK_MODULES]
    found = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return list(found.values())


def choosing() -> list[tuple[str, Question | Column]]:
    """Every question and every column that offers options."""
    columns = [(f"{question.id}.{column.id}", column) for question in SET.questions for column in question.columns]
    asked: list[tuple[str, Question | Column]] = [*((each.id, each) for each in SET.questions), *columns]
    return [(name, each) for name, each in asked if each.type in {"choice", "choices"}]


def test_the_set_is_named_like_its_folder() -> None:
    assert {name: Questionnaire.load(name).questionnaire for name in resources.shipped_questionnaires()} == {
        "cda-s115": "cda-s115"
    }


def test_a_set_that_is_not_there_is_refused_with_the_sets_that_are() -> None:
    with pytest.raises(QuestionnaireError, match=r"no question set 'cda-s116'\nQuestion sets: cda-s115\."):
        Questionnaire.load("cda-s116")


def test_every_id_can_be_named_in_a_template() -> None:
    names = [*(each.id for each in SET.questions), *(column.id for each in SET.questions for column in each.columns)]
    assert [name for name in names if not name.isidentifier()] == []


def test_every_citation_of_a_question_is_in_the_law() -> None:
    known = {each.id for each in LAW.provisions}
    assert {citation for each in SET.questions for citation in each.citations} <= known


def test_every_check_names_questions_and_law_that_are_there() -> None:
    known, asked = {each.id for each in LAW.provisions}, {each.id for each in SET.questions}
    assert sorted(rule.name for rule in rules()) == sorted(check.__name__ for check in CHECKS)
    for rule in rules():
        assert set(rule.citations) <= known, rule.name
        assert set(rule.questions) <= asked, rule.name
        assert rule.citations, rule.name


def cited_by_flow_rules() -> set[str]:
    """The ids of provisions that stand in the code of the rules about flows."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path(flows.__file__).parent.glob("*.py"))
    return set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', code))


def test_every_provision_that_a_flow_rule_names_is_known() -> None:
    assert cited_by_flow_rules() <= {each.id for each in LAW.provisions}


def test_a_provision_that_was_seen_says_where() -> None:
    assert [each.id for each in LAW.provisions if each.mark == "seen" and not each.source] == []


def test_every_provision_begins_before_it_ends() -> None:
    for each in LAW.provisions:
        assert (each.in_force_from or date.min) < (each.in_force_to or date.max), each.id


@pytest.mark.parametrize("body_id", PROMISED_BODIES.split())
def test_every_promised_kind_of_body_is_known(body_id: str) -> None:
    body = LAW.body(body_id)
    assert body is not None
    assert body.name


def test_a_kind_of_body_that_is_gone_names_successors_that_follow_it_at_once() -> None:
    for body in LAW.bodies:
        assert bool(body.exists_to) == bool(body.replaced_by), body.id
        for successor in map(LAW.body, body.replaced_by):
            assert successor is not None, body.id
            assert successor.exists_on((body.exists_to or date.max) + timedelta(days=1)), body.id


def test_every_kind_of_body_can_be_chosen_for_a_party() -> None:
    columns = {column.id: column for column in SET.question("parties").columns}
    assert {option.value for option in columns["body"].choices()} == {body.id for body in LAW.bodies}


@pytest.mark.parametrize(("name", "asked"), [pytest.param(name, each, id=name) for name, each in choosing()])
def test_every_choice_has_two_options_or_more_and_none_twice(name: str, asked: Question | Column) -> None:
    values, labels = [each.value for each in asked.choices()], [each.label for each in asked.choices()]
    assert len(values) > 1
    assert len(set(values)) == len(values)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("name", "asked"), [pytest.param(name, each, id=name) for name, each in body_lists()])
def test_a_list_of_bodies_with_a_caldicott_guardian_is_every_nhs_and_social_care_body(
    name: str, asked: IncludesAny
) -> None:
    assert set(asked.values) == {body.id for body in LAW.bodies if body.nhs or body.social_care}
    assert len(set(asked.values)) == len(asked.values)


def test_the_lists_of_bodies_are_looked_at() -> None:
    assert {name for name, _ in body_lists()} == {
        "guardian_name", "guardian_decision", "guardian_decision_date", "caldicott_duty_to_share",
        "caldicott_informing",
    }  # fmt: skip


def test_every_section_has_questions_and_is_numbered_in_order() -> None:
    assert [section.id for section in SET.sections if not SET.of_section(section)] == []
    assert [section.number for section in SET.sections] == list(range(24))


def test_the_questions_stand_in_the_order_of_their_sections() -> None:
    places = [section.id for section in SET.sections]
    order = [places.index(question.section) for question in SET.questions]
    assert order == sorted(order)


def test_every_table_has_columns_and_asks_for_a_row() -> None:
    tables = [question for question in SET.questions if question.type == "table"]
    assert [table.id for table in tables] == ["parties", "data_items", "lawful_basis", "signatories"]
    assert all(len(table.columns) > 1 and table.minimum > 0 for table in tables)


def test_every_question_says_why_it_is_asked_and_how_to_answer() -> None:
    for question in SET.questions:
        assert question.text.endswith("?"), question.id
        assert question.why.endswith("."), question.id
        assert question.help.endswith("."), question.id


def test_every_question_that_is_written_out_shows_a_good_and_a_bad_answer() -> None:
    written = [each for each in SET.questions if each.type in {"short_text", "long_text", "date"}]
    assert [each.id for each in written if not (each.good and each.bad)] == []


def test_the_shipped_example_has_no_gaps(protocol_of: Make, answers: dict[str, Any]) -> None:
    protocol = protocol_of(answers)
    assert [finding.message for finding in protocol.having("gap")] == []
    assert not protocol.is_draft


def test_every_judgement_in_the_example_says_who_made_it_and_when(protocol_of: Make, answers: dict[str, Any]) -> None:
    judgements = protocol_of(answers).having("judgement")
    assert len(judgements) > 5
    of_guardian = [each for each in judgements if each.questions == ("guardian_decision",)]
    assert [each.recorded for each in of_guardian] == [f"{answers['guardian_name']}, 9 November 2026"]
    weighed = [each for each in judgements if each not in of_guardian]
    assert all(each.recorded.endswith("12 November 2026") for each in weighed)
    assert all("Priya Holloway" in each.recorded for each in weighed)


def test_the_example_answers_every_required_question_that_it_is_asked(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    draft = protocol_of(answers).draft
    assert [each.id for each in draft.asked if each.required and each.id not in draft.answers] == []
    assert [each for each in answers if each not in draft.answers] == []
