"""Each check of the law beside `tests/spec/sets/cda-s115.yaml`: none is left out, and none speaks for another."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from infoshare.model.law import Law
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.checks import CHECKS
from infoshare.protocols.checks.decisions import DECISION_CHECKS
from infoshare.protocols.checks.flows import RULES
from infoshare.workflows.protocol import Protocol
from tests.spec.set_cases import SetCase, set_cases

from .changes import (
    CHARITY,
    COUNCIL,
    HOSPITAL,
    IN_FULL,
    POLICE,
    AnswersByQuestion,
    Change,
    Make,
    answer,
    basis,
    changed,
    charity_gives,
    findings_of,
    flow,
    has_basis,
    item,
    party,
    verdicts_of,
    without,
)

LAW = Law.load()
SET = Questionnaire.load("cda-s115")
CASES = [case for case in set_cases() if case.of == "cda-s115"]

# The names under which a check finds, where that is not its own.
SEVERAL = {
    "flows_allowed": {*(rule.__name__ for rule in RULES), "flow_may_go"},
    "caldicott_principles": {f"caldicott_{number}" for number in range(1, 9)},
}
# Rules of a flow that wait, in an agreement, for an answer that is required: its question is the gap. (The last two are
# about facts that no question of this set states.)
SILENT = {"stated", "need", "joint_control", "complaints", "liaison", "request_about_a_victim"}
OF_DECISIONS = {check.__name__ for check in DECISION_CHECKS}  # tripped in the sets of decisions
SPEAKING = ({check.__name__ for check in CHECKS} - set(SEVERAL) - OF_DECISIONS) | {
    rule.__name__ for rule in RULES
} - SILENT

# What else a change trips: a body that is gone is also no party, and is on no list.
BESIDES = {
    "an integrated care board on the day before there was one": {"bodies_exist"},
    "a clinical commissioning group on the day after its last": {"bodies_exist"},
    "a dissolved body receives": {"parties_exist", "gateway_fits"},
}

NO_DPIA = answer(dpia="not_needed", dpia_not_needed="The officer agreed that the risk is low.", risk_signs=["none"])
NHS_NUMBER = "999 000 0018"


def case_id(case: SetCase) -> str:
    return f"{case.rule}: {case.what}"


@cache
def protocol_after(what: str) -> Protocol:
    """The example after the change of that name."""
    return next(case for case in CASES if case.what == what).protocol()


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_case_trips_its_own_rule_and_no_other(case: SetCase) -> None:
    protocol = protocol_after(case.what)
    expected = set() if case.gap == "none" else {case.rule, *BESIDES.get(case.what, ())}
    assert {gap.rule for gap in protocol.having("gap")} == expected
    judged = {each.rule for each in protocol.having("judgement")}
    if case.judgement and case.rule:
        assert case.rule in judged
    if case.gap == "none" and not case.judgement:
        assert case.rule not in judged


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_finding_names_questions_and_law_that_are_there_and_nothing_empty(case: SetCase) -> None:
    known = {each.id for each in LAW.provisions}
    for finding in protocol_after(case.what).check():
        assert finding.questions, finding.rule
        assert set(finding.questions) <= {each.id for each in SET.questions}, finding.rule
        assert finding.citations, finding.rule
        assert set(finding.citations) <= known, finding.rule
        assert "None" not in finding.message, finding.message
        assert finding.message.strip() == finding.message


def test_no_case_stands_twice_and_each_says_which_rule_it_is_about() -> None:
    assert len({case.what for case in CASES}) == len(CASES)
    assert [case.what for case in CASES if case.gap != "none" and not (case.rule and case.says)] == []
    rules = SPEAKING | {"question_commencement_instrument_shown", "question_bar_lifted_by", "caldicott_3", ""}
    assert [case.what for case in CASES if case.rule not in rules] == []


@pytest.mark.parametrize("rule", sorted(SPEAKING | {"caldicott_3"}))
def test_every_rule_is_tripped_and_has_a_near_miss(rule: str) -> None:
    tripped = [case for case in CASES if case.rule == rule and (case.gap != "none" or case.judgement)]
    near = [case for case in CASES if case.rule == rule and case.gap == "none" and not case.judgement]
    assert tripped, f"nothing trips {rule}"
    assert near, f"{rule} has no near miss"


def test_a_rule_whose_facts_a_question_requires_is_silent() -> None:
    assert {each.rule for case in CASES for each in protocol_after(case.what).check()} & SILENT == set()


def test_a_check_finds_under_its_own_names(protocol_of: Make, answers: AnswersByQuestion) -> None:
    for draft in (protocol_of(answers).draft, protocol_of({}).draft):
        for check in CHECKS:
            assert {finding.rule for finding in check(draft)} <= SEVERAL.get(check.__name__, {check.__name__})


# A question that a change brings up, and that is left open.
OPEN: dict[str, tuple[Change, ...]] = {
    "joint_arrangement": (answer(joint_controllers=True),),
    "processor_contracts": (party(CHARITY, role="processor"),),
    "bar_lifted_by": (answer(barred_data_shared=True),),
    "free_text_handling": (without("free_text_handling"),),
    "commencement_instrument_shown": (flow("Repeat", gateway="vpa_s13"),),
    "limited_to_order": (flow("Repeat", gateway="court_order"),),
    "s45_conditions_met": (
        party(COUNCIL, body="safeguarding_adults_board"),
        *(flow(name, gateway="care_act_s45") for name in ("Assault", "Triage", "Places", "Repeat")),
        *(flow(name, recipients=["Eastmarch Police"]) for name in ("Kinds", "Admissions", "Deliberate", "Domestic")),
        basis(COUNCIL, sch1="none"),
    ),
    "copi_regulation": (flow("Complaints", gateway="nhs_act_s251", purpose="s17_prevention"),),
    "separate_decision_record": (flow("Repeat", gateway="mappa_third_party"),),
    "request_states_public_task": (
        charity_gives(),
        has_basis(CHARITY, art6="6_1_ea", ea_condition="condition_1", sch1="para_6"),
    ),
}


@pytest.mark.parametrize("question_id", OPEN)
def test_what_a_question_still_asks_for_is_not_found_a_second_time(
    question_id: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, *OPEN[question_id])
    rules = [gap.rule for gap in protocol.having("gap") if question_id in gap.questions]
    assert rules == [f"question_{question_id}"]


def test_the_gap_of_an_unlisted_recipient_names_the_sharing_and_where_to_mend_it(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    (gap,) = changed(protocol_of, answers, party("Eastmarch Fire", body="nhs_foundation_trust")).having("gap")
    assert gap.message.startswith("Anti-social behaviour: NHS foundation trust cannot receive under section 115")
    assert gap.citations == ("cda-1998-s115",)
    assert {"flows", "parties"} <= set(gap.questions)


def test_what_is_said_of_several_sharings_is_said_once(protocol_of: Make, answers: AnswersByQuestion) -> None:
    (gap,) = changed(
        protocol_of, answers, flow("Repeat", gateway="pcsc_s15"),
        flow("Places", data_form="pseudonymised", gateway="pcsc_s15", includes=["offences"]),
    ).having("gap")  # fmt: skip
    assert gap.message.startswith("Places of violent crime and Repeat victims: section 15 asks for collaboration")


def test_a_sharing_without_a_gap_is_said_to_lack_nothing_and_one_with_a_gap_is_not(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    names = [each["name"] for each in answers["flows"]]
    said = [each.message for each in findings_of(protocol_of(answers), "flow_may_go")]
    assert said == [f"{name}: nothing that the rules for one flow ask for is missing" for name in names]
    for gateway in ("none", "pcsc_s15"):
        protocol = changed(protocol_of, answers, flow("Repeat", gateway=gateway))
        assert "Repeat victims" not in " ".join(each.message for each in findings_of(protocol, "flow_may_go"))
        assert len(findings_of(protocol, "flow_may_go")) == len(names) - 1


def test_the_gap_of_an_nhs_number_names_its_question_and_never_the_number(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, answer(benefits=f"About {NHS_NUMBER}.", quality="See 9990000018."))
    gaps = protocol.having("gap")
    assert [gap.questions for gap in gaps] == [("benefits",), ("quality",)]
    assert "999" not in repr(protocol.check())


@pytest.mark.parametrize("principle", range(1, 9))
def test_each_caldicott_principle_is_put_to_the_items_with_people_in_them(
    principle: int, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    (met,) = findings_of(protocol_of(answers), f"caldicott_{principle}")
    assert met.verdict == "met"
    assert met.message.endswith("'Repeat victim code'")
    assert met.citations == (f"caldicott-{principle}",)
    nobody = changed(protocol_of, answers, item("Repeat", form="aggregate"))
    assert findings_of(nobody, f"caldicott_{principle}") == []


COARSER = {
    "Age": "an age band", "DOB": "an age band", "Full postcode": "the first half of the postcode",
    "UPRN": "the street, or the first half of the postcode", "Surname": "a code in place of the name",
    "NHS number": "a code in its place", "PNC reference": "a code in its place",
    "Mobile": "a contact through the holder", "Time of arrival": "the month, or the part of the week",
    "Easting": "an area of many addresses", "Case summary": "the few facts that are needed, in columns of their own",
    "Ethnicity": "a broad group", "Diagnosis": "a broad group of conditions",
}  # fmt: skip


@pytest.mark.parametrize("name", COARSER)
def test_a_coarser_form_is_proposed_for_what_tells_people_apart(
    name: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, item("Repeat", item=name, declined=...))
    (gap,) = protocol.having("gap")
    assert gap.message == f"'{name}': would {COARSER[name]} do? Share that, or say why it would not"


# The law's lists, kind of body by kind of body


@pytest.mark.parametrize("body", [body for body in LAW.bodies if not body.exists_to], ids=lambda body: body.id)
def test_a_body_may_receive_under_section_115_if_and_only_if_it_is_listed(
    body: Any, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, party(COUNCIL, body=body.id))
    assert verdicts_of(protocol, "gateway_fits") == ([] if body.s115 else ["gap"])


@pytest.mark.parametrize("body_id", [body.id for body in LAW.bodies if not body.exists_to])
def test_a_body_whose_standing_is_uncertain_is_to_be_checked_in_the_act(
    body_id: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, party(COUNCIL, body=body_id))
    checked = [each for each in findings_of(protocol, "gateway_fits") if "that list must be checked" in each.message]
    assert bool(checked) is (body_id in {"council_isles_of_scilly", "combined_authority", "youth_custody_authority"})


@pytest.mark.parametrize("body", [body for body in LAW.bodies if not body.exists_to], ids=lambda body: body.id)
def test_any_body_may_give_under_section_115(body: Any, protocol_of: Make, answers: AnswersByQuestion) -> None:
    protocol = changed(protocol_of, answers, party(HOSPITAL, body=body.id))
    assert findings_of(protocol, "gateway_fits") == []


@pytest.mark.parametrize("purpose", [option.value for option in SET.question("purposes").options])
def test_every_task_of_the_act_is_served_by_section_115(
    purpose: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    answers["purposes"] = [option.value for option in SET.question("purposes").options]
    protocol = changed(protocol_of, answers, flow("Repeat", purpose=purpose))
    assert protocol.having("gap") == ()
    assert findings_of(protocol, "gateway_fits") == findings_of(protocol, "gateway_conditions") == []


@pytest.mark.parametrize("body", [body for body in LAW.bodies if not body.exists_to], ids=lambda body: body.id)
@pytest.mark.parametrize(("article", "open_to_others"), [("6_1_ea", []), ("6_1_f", ["judgement"])])
def test_legitimate_interests_are_open_to_a_body_if_and_only_if_it_is_no_public_authority(
    body: Any, article: str, open_to_others: list[str], protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(
        protocol_of, answers, party(CHARITY, body=body.id), charity_gives(),
        has_basis(CHARITY, art6=article, ea_condition="condition_4", sch1="para_6"),
    )  # fmt: skip
    found = verdicts_of(protocol, "basis_named")
    assert ("gap" in found) is body.public_authority
    if not body.public_authority and not body.competent_authority:
        assert found == (open_to_others if body.id != "private_individual" else [])


@pytest.mark.parametrize("body", [body for body in LAW.bodies if not body.exists_to], ids=lambda body: body.id)
def test_part_3_is_open_without_a_question_to_a_competent_authority_and_to_nobody_else(
    body: Any, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(
        protocol_of, answers, party(CHARITY, body=body.id), charity_gives(),
        has_basis(CHARITY, art6="part_3", part3="s35_2_b"),
    )  # fmt: skip
    found = verdicts_of(protocol, "basis_named")
    if body.id != "private_individual":
        assert bool(found) is not body.competent_authority
    if body.id.startswith(("charity_", "nhs_", "registered_", "private_b")):
        assert found == ["gap"]


# What calls for an impact assessment


@pytest.mark.parametrize(
    ("group", "verdict"),
    [("victims", "gap"), ("children", "gap"), ("adults_at_risk", "gap"), ("suspects", "judgement"),
     ("convicted", "judgement"), ("witnesses", "judgement"), ("staff", "judgement"), ("deceased", "judgement"),
     ("public", "judgement")],
)  # fmt: skip
@pytest.mark.parametrize("sensitive", ["special", "offences"])
def test_sensitive_data_of_people_who_may_be_vulnerable_needs_an_assessment(
    group: str, verdict: str, sensitive: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(
        protocol_of, answers, NO_DPIA, answer(subjects=[group]),
        flow("Repeat", includes=[sensitive], frequency="one_off"),
    )  # fmt: skip
    assert verdicts_of(protocol, "impact_assessed") == [verdict]


SIGNS = [option.value for option in SET.question("risk_signs").options if option.value != "none"]


@pytest.mark.parametrize("sign", SIGNS)
def test_any_sign_of_risk_beside_sensitive_data_needs_an_assessment(
    sign: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    changes = NO_DPIA, answer(subjects=["staff"], risk_signs=[sign]), flow("Repeat", frequency="one_off")
    (gap,) = findings_of(changed(protocol_of, answers, *changes), "impact_assessed")
    assert gap.verdict == "gap"
    assert "criminal offence data and " in gap.message


@pytest.mark.parametrize("sign", SIGNS)
def test_one_sign_of_risk_alone_is_weighed_unless_data_is_matched_or_people_scored(
    sign: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    plain = flow("Repeat", frequency="one_off", includes=["none"])
    protocol = changed(protocol_of, answers, NO_DPIA, answer(subjects=["staff"], risk_signs=[sign]), plain)
    assert verdicts_of(protocol, "impact_assessed") == ["gap" if sign in {"matching", "profiling"} else "judgement"]


# DPA 2018 Schedule 1: which conditions call for an appropriate policy document (paragraph 5 and the paragraphs' own
# words). Paragraph 10 does not where a competent authority receives; 36 and 37 follow the Part 2 condition that they
# lean on.
POLICY_DOCUMENT = {
    True: (1, 6, 7, 8, 10, 11, 12, 14, 17, 18, 19, 35, 36, 37),
    False: (2, 3, 4, 13, 29, 30, 31, 32, 33, 34),
}


@pytest.mark.parametrize(
    ("paragraph", "needed"),
    [(f"para_{number}", needed) for needed, found in POLICY_DOCUMENT.items() for number in found],
)
@pytest.mark.parametrize("document", ["not_needed", "being_written", "in_place"])
def test_a_condition_of_schedule_1_calls_for_a_policy_document_where_the_schedule_says_so(
    paragraph: str, needed: bool, document: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    changes = answer(appropriate_policy_document=document), basis(COUNCIL, art9="none", sch1=paragraph)
    found = findings_of(changed(protocol_of, answers, *changes), "schedule_1")
    missing = [each for each in found if each.citations == ("dpa-2018-sch1-part4",)]
    assert bool(missing) is (needed and document != "in_place")


def test_every_condition_that_can_be_chosen_is_in_the_table_of_policy_documents() -> None:
    columns = {column.id: column for column in SET.question("lawful_basis").columns}
    listed = {f"para_{number}" for numbers in POLICY_DOCUMENT.values() for number in numbers}
    assert {option.value for option in columns["sch1"].options} == {*listed, "none"}


# Where the law asks for more than is found


def test_the_appointment_of_who_gives_does_not_show_for_whom_the_other_receives(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    acts = party("Eastmarch Fire", body="ambulance_trust", acts_for="council_unitary")
    protocol = changed(protocol_of, answers, acts, party(COUNCIL, appointment="Contract of 1 April"))
    assert verdicts_of(protocol, "gateway_fits") == ["gap"]


def test_an_unlisted_recipient_does_not_hide_behind_a_listed_one_of_the_same_name(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    answers["parties"].append({**answers["parties"][0], "body": "ambulance_trust"})
    assert protocol_of(answers).having("gap")


@pytest.mark.parametrize("of", [{}, {"flow": "Repeat victims"}])
def test_a_second_basis_of_a_party_does_not_hide_behind_the_first(
    of: dict[str, str], protocol_of: Make, answers: AnswersByQuestion
) -> None:
    answers["lawful_basis"][0].update(of)
    protocol = changed(protocol_of, answers, has_basis(COUNCIL, art6="6_1_f", sch1="para_6", **of))
    assert verdicts_of(protocol, "named_once") == ["gap"]


def test_a_recipient_names_the_recognised_interest_in_a_row_of_its_own(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(
        protocol_of, answers, flow("Repeat", gateway="common_law_policing", recipients=[IN_FULL[CHARITY]]),
        has_basis(CHARITY, art6="6_1_ea", ea_condition="condition_4", sch1="para_6"),
    )  # fmt: skip
    assert protocol.having("gap") == ()


@pytest.mark.parametrize("includes", [["health"], ["confidence"]])
def test_confidence_is_not_set_aside_where_no_case_is_decided_on_its_own(
    includes: list[str], protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(
        protocol_of, answers, flow("Repeat", includes=includes, confidence="public_interest", frequency="one_off"),
        answer(separate_decision_record=False, confidentiality_reason="There was serious harm."),
    )  # fmt: skip
    assert verdicts_of(protocol, "confidence") == ["gap"]


def test_section_115_is_questioned_where_another_power_is_there(protocol_of: Make, answers: AnswersByQuestion) -> None:
    protocol = changed(protocol_of, answers, answer(s115_no_other_power=False))
    assert [each for each in protocol.check() if each.verdict != "met" and "s115_no_other_power" in each.questions]


def test_the_opt_out_is_not_passed_over_as_if_nobody_could_be_identified(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(
        protocol_of, answers, flow("Repeat", includes=["care_record"], confidence="explicit_consent"),
        basis(POLICE, part3="s35_5_sch8_para_1"), answer(confidentiality_reason="They agreed.", opt_out="anonymised"),
    )  # fmt: skip
    assert [each for each in protocol.check() if each.verdict != "met" and "opt_out" in each.questions]
