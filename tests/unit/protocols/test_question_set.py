"""The shipped question sets and the law behind them: they load, they agree, and each option is a fact that is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_args

import pytest

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.flow import Barred, Flow
from infoshare.model.law import Law
from infoshare.model.questionnaire import NO_GATEWAY, Asked, Questionnaire
from infoshare.protocols import checks, flows
from infoshare.protocols.checks.rule import Rule
from infoshare.workflows.protocol import Protocol

Make = Callable[[dict[str, Any]], Protocol]

SETS = sorted(resources.shipped_questionnaires())
SET = Questionnaire.load("cda-s115")
LAW = Law.load()

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


def rules() -> list[Rule]:
    names = [module.name for module in iter_modules(checks.__path__)]
    modules = [import_module(f"infoshare.protocols.checks.{name}") for name in names]
    found = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return list(found.values())


def column(table: str, column_id: str) -> Asked:
    return next(each for each in SET.question(table).columns if each.id == column_id)


def values(asked: Asked) -> list[str]:
    return [option.value for option in asked.choices()]


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_named_like_its_folder(name: str) -> None:
    assert Questionnaire.load(name).questionnaire == name


def test_a_set_that_is_not_there_is_refused_with_the_sets_that_are() -> None:
    with pytest.raises(QuestionnaireError) as caught:
        Questionnaire.load("cda-s116")
    assert "there is no question set 'cda-s116'\nQuestion sets: " in str(caught.value)
    assert "cda-s115" in str(caught.value)


@pytest.mark.parametrize("name", SETS)
def test_every_id_can_be_named_in_a_template(name: str) -> None:
    questions = Questionnaire.load(name).questions
    names = [*(each.id for each in questions), *(column.id for each in questions for column in each.columns)]
    assert [name for name in names if not name.isidentifier()] == []


@pytest.mark.parametrize("name", SETS)
def test_the_questions_stand_in_the_order_of_their_sections(name: str) -> None:
    found = Questionnaire.load(name)
    places = [section.id for section in found.sections]
    order = [places.index(question.section) for question in found.questions]
    assert order == sorted(order)


def test_the_sections_are_those_of_the_agreement_from_the_cover_to_the_signatures() -> None:
    assert [section.number for section in SET.sections] == list(range(24))
    assert (SET.sections[0].id, SET.sections[-1].id) == ("cover", "signatures")


def test_every_table_has_columns_and_asks_for_a_row() -> None:
    tables = [question for question in SET.questions if question.type == "table"]
    assert [table.id for table in tables] == ["parties", "flows", "data_items", "lawful_basis", "signatories"]
    assert all(len(table.columns) > 1 and table.minimum > 0 for table in tables)


def test_a_set_asks_the_shared_questions_in_its_own_words_and_its_own_after_them() -> None:
    assert SET.question("purposes").text == "Which tasks under the Crime and Disorder Act does the sharing support?"
    assert "cda-1998-s5" in SET.question("parties").citations
    own = ["s115_necessary_or_expedient", "s115_no_other_power"]
    powers = next(section for section in SET.sections if section.id == "powers")
    assert [question.id for question in SET.of_section(powers)][-2:] == own
    assert SET.question("benefits").may_wait
    assert not SET.question("necessity").may_wait


def test_the_purposes_of_a_sharing_are_those_that_the_set_offers() -> None:
    assert column("flows", "purpose").options == SET.question("purposes").options
    assert len(values(column("flows", "purpose"))) == 11


def test_the_task_of_the_act_is_asked_once() -> None:
    assert "cda_task" not in {each.id for each in SET.question("flows").columns}


def test_the_powers_of_this_act_are_offered_first_and_none_is_offered_last() -> None:
    offered = values(column("flows", "gateway"))
    assert offered[:5] == ["cda_s115", "cda_s17a", "common_law_policing", "oma_s14", "pcsc_s16"]
    assert offered[-1] == NO_GATEWAY.value == "none"
    assert sorted(offered[:-1]) == sorted(gateway.id for gateway in LAW.gateways)


@pytest.mark.parametrize("column_id", ["body", "acts_for"])
def test_every_kind_of_body_can_be_chosen_for_a_party(column_id: str) -> None:
    assert sorted(values(column("parties", column_id))) == sorted(body.id for body in LAW.bodies)


def test_what_is_offered_begins_with_a_capital_and_an_unknown_value_reads_as_it_stands() -> None:
    for asked in (column("parties", "body"), column("flows", "gateway")):
        assert all(not option.label[:1].islower() for option in asked.choices())
    assert column("parties", "body").label_of("police_force") == "Police force (chief officer)"
    assert column("parties", "body").label_of("police_farce") == "police_farce"


# What a column offers must be a fact that a flow may state, or an answer that is taken is a crash in the checks.
STATED = [
    *(("flows", each, each) for each in ("data_form", "frequency", "gateway", "purpose")),
    *(("lawful_basis", each, each) for each in ("art6", "art9", "sch1", "part3")),
    *(("parties", "body", fact) for fact in ("discloser", "recipient", "recipient_acts_for")),
]


@pytest.mark.parametrize(("table", "column_id", "fact"), STATED)
def test_every_option_is_a_fact_that_a_flow_may_state(table: str, column_id: str, fact: str) -> None:
    for value in set(values(column(table, column_id))) - {"part_3"}:
        assert getattr(Flow.model_validate({fact: value}), fact) == value


def test_every_kind_of_barred_data_is_known_and_every_known_kind_can_be_chosen() -> None:
    assert {*values(SET.question("barred_data"))} == {*get_args(Barred), "none"}
    when = SET.question("barred_data_shared").relevant_when
    assert when is not None
    assert {*when.model_dump()["values"]} == {*get_args(Barred)}


def test_every_check_names_questions_and_law_that_are_there() -> None:
    known = {each.id for each in LAW.provisions}
    sets = [SET, *(Questionnaire.load(name) for name in ("caldicott-disclosure", "care-act-cooperation"))]
    asked = {question.id for each in sets for question in each.questions}
    assert len(rules()) >= 15
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


def test_the_bodies_with_a_caldicott_guardian_are_every_nhs_and_social_care_body() -> None:
    (found,) = (each for each in LAW.lists if each.id == "caldicott_bodies")
    assert set(found.members) == {body.id for body in LAW.bodies if body.nhs or body.social_care}
