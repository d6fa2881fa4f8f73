"""Every check of the law, as a table of small changes to the complete example.

A change is what makes the check speak; beside it stands the nearest change that does not. A line reads: what is
changed, the rule, what it finds, and a part of what it says.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from infoshare.model.law import Law
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.checks import CHECKS

from .changes import (
    CHARITY,
    COUNCIL,
    HOSPITAL,
    POLICE,
    AnswersByQuestion,
    Change,
    Make,
    answer,
    as_is,
    basis,
    changed,
    drop,
    every_basis,
    findings_of,
    item,
    joined_by,
    nobody_under_part_3,
    party,
    signatory,
    without,
)

LAW = Law.load()


class Case(NamedTuple):
    """One change, and what one rule makes of it. `others` are the further rules with a gap, and no rule besides."""

    what: str
    changes: tuple[Change, ...]
    rule: str
    verdicts: tuple[str, ...]
    says: str = ""
    others: tuple[str, ...] = ()


GAP, JUDGEMENT, MET, NOTHING = ("gap",), ("judgement",), ("met",), ()
IDENTIFIABLE = answer(
    data_form="identifiable", confidentiality_basis="public_interest", occasions=["routine", "meeting"]
)
NO_DPIA = answer(dpia="not_needed", dpia_not_needed="The officer agreed that the risk is low.")
NHS_NUMBER = "999 000 0018"

CASES = [
    # parties
    Case("a primary care trust in 2026", (joined_by("Harrowmere PCT", "primary_care_trust"),),
         "parties_exist", GAP, "there is no Primary care trust on 2026-12-01"),
    Case("an integrated care board in 2026", (as_is,), "parties_exist", MET),
    Case("an integrated care board the day before the first", (answer(start_date="2022-06-30"),),
         "parties_exist", GAP, "there is no Integrated care board on 2022-06-30",
         ("review_within_a_year", "decided_before_start")),
    Case("an integrated care board on the first day", (answer(start_date="2022-07-01"),),
         "parties_exist", MET, "", ("review_within_a_year", "decided_before_start")),
    Case("a police authority on the day after its last",
         (joined_by("Eastmarch Police Authority", "police_authority"), answer(start_date="2012-11-22"),
          party("NHS Eastmarch", body="local_health_board"), party("Probation", body="probation_trust")),
         "parties_exist", GAP, "name its successor (Police and crime commissioner",
         ("review_within_a_year", "decided_before_start")),
    Case("a police authority on its last day",
         (joined_by("Eastmarch Police Authority", "police_authority"), answer(start_date="2012-11-21"),
          party("NHS Eastmarch", body="local_health_board"), party("Probation", body="probation_trust")),
         "parties_exist", MET, "", ("review_within_a_year", "decided_before_start")),
    Case("no start date yet", (without("start_date"),), "parties_exist", NOTHING, "", ("question_start_date",)),

    Case("nobody signs for the charity", (drop("signatories", CHARITY),),
         "every_party_signs", GAP, "nobody is named to sign for Larkfield Domestic Abuse Service"),
    Case("nobody signs for two parties", (drop("signatories", CHARITY), drop("signatories", COUNCIL)),
         "every_party_signs", GAP * 2, "Harrowmere Borough Council"),
    Case("a signatory in other letters and spaces", (signatory(CHARITY, party=" larkfield  DOMESTIC abuse service"),),
         "every_party_signs", MET),

    Case("a recipient that is no party", (item("Weapon", recipients="Eastmarch Polcie"),),
         "names_agree", GAP, "'Eastmarch Polcie' is named in a table and is not one of the parties"),
    Case("the second of two recipients is no party", (item("Weapon", recipients="Eastmarch Police; Someone"),),
         "names_agree", GAP, "'Someone'"),
    Case("a holder that is no party", (item("Weapon", holder="The hospital"),), "names_agree", GAP, "'The hospital'"),
    Case("a basis of somebody who is no party", (basis(CHARITY, party="Larkfields"),),
         "names_agree", GAP, "'Larkfields'", ("every_party_has_a_basis",)),
    Case("a signatory of somebody who is no party", (signatory(CHARITY, party="Larkfields"),),
         "names_agree", GAP, "'Larkfields'", ("every_party_signs",)),
    Case("the same stranger in two rows", (item("Weapon", holder="X"), item("Triage", holder="X")),
         "names_agree", GAP, "'X'"),
    Case("recipients in other letters and spaces",
         (item("Weapon", recipients=" EASTMARCH   POLICE ;harrowmere borough council;; "),), "names_agree", MET),

    Case("a joint controller, and nobody decides jointly",
         (party(COUNCIL, role="joint_controller"), answer(joint_arrangement="The council is the contact.")),
         "joint_controllers_arranged", GAP, "called a joint controller"),
    Case("a joint controller, and an arrangement",
         (party(COUNCIL, role="joint_controller"),
          answer(joint_controllers=True, joint_arrangement="The council is the contact.")),
         "joint_controllers_arranged", NOTHING),

    # data
    Case("figures would do, and records are shared", (answer(aggregate_would_do=True),),
         "anonymised_first", GAP, "figures without people in them would be enough"),
    Case("figures would do, and records of nobody are shared",
         (answer(aggregate_would_do=True, data_form="depersonalised"),),
         "anonymised_first", MET, "", ("items_within_form",)),
    Case("figures would not do", (as_is,), "anonymised_first", MET),

    Case("an item finer than the protocol", (item("Weapon", form="identifiable"),),
         "items_within_form", GAP, "'Weapon' is shared as identifiable, and the protocol says that data is pseu"),
    Case("an item as fine as the protocol", (item("Weapon", form="pseudonymised"),), "items_within_form", MET),
    Case("an item that points to nobody in a protocol of figures", (answer(data_form="aggregate"),),
         "items_within_form", ("gap",) * 13, "and the protocol says that data is aggregate"),
    Case("a coded item in a depersonalised protocol", (answer(data_form="depersonalised"),),
         "items_within_form", GAP * 2, "'Repeat victim code' is shared as pseudonymised"),

    Case("an item without a retention period", (item("Weapon", retention=...),),
         "items_complete", GAP, "'Weapon' does not say how long for"),
    Case("an item without an interval", (item("Weapon", frequency=...),),
         "items_complete", GAP, "'Weapon' does not say how often"),
    Case("an item without recipients", (item("Weapon", recipients=""),),
         "items_complete", GAP, "'Weapon' does not say who receives it"),
    Case("an item for a party that receives nothing", (item("Weapon", recipients="Larkfield Domestic Abuse Service"),),
         "items_complete", GAP, "Larkfield Domestic Abuse Service, which the list of parties says receives nothing"),
    Case("an item that is not shared says none of it", (item("NHS number", retention=None, recipients="  "),),
         "items_complete", MET),

    Case("an NHS number in an answer", (answer(benefits=f"We think of {NHS_NUMBER} above all."),),
         "no_patients_in_it", GAP, "the answer to 'benefits' has what looks like an NHS number"),
    Case("an NHS number in a table", (item("Weapon", why="As for 999-000-0018"),),
         "no_patients_in_it", GAP, "the answer to 'data_items'"),
    Case("an NHS number in wide digits", (answer(benefits="See ９９９ ０００ ００１８."),),
         "no_patients_in_it", GAP, "the answer to 'benefits'"),
    Case("NHS numbers in two answers", (answer(benefits=NHS_NUMBER, quality="9990000018"),),
         "no_patients_in_it", GAP * 2, "the answer to 'quality'"),
    Case("a number with a wrong check digit", (answer(benefits="Order 999 000 0019 was late."),),
         "no_patients_in_it", NOTHING),
    Case("an NHS number in an answer that does not count", (answer(barred_data_handling=NHS_NUMBER),),
         "no_patients_in_it", NOTHING),

    # power
    Case("the hospital trust receives under section 115", (party(HOSPITAL, receives=True),),
         "s115_recipients_listed", GAP, "Harrowmere General Hospitals NHS Foundation Trust receives information and"),
    Case("the hospital trust and the charity receive", (party(HOSPITAL, receives=True), party(CHARITY, receives=True)),
         "s115_recipients_listed", GAP * 2, "Larkfield"),
    Case("the hospital trust only gives", (as_is,), "s115_recipients_listed", MET),
    Case("the charity receives for a listed body",
         (party(CHARITY, receives=True), answer(s115_acting_for="For the council, under the contract of 1 April.")),
         "s115_recipients_listed", JUDGEMENT, "does it really act for one that is?"),
    Case("the hospital trust receives under another power",
         (party(HOSPITAL, receives=True), answer(gateway="other", other_power="Another Act, section 1.")),
         "s115_recipients_listed", NOTHING),

    Case("the tasks of the Act are named", (as_is,), "s115_purpose", MET),
    Case("no task of the Act is named", (without("purposes"),), "s115_purpose", NOTHING, "", ("question_purposes",)),
    Case("another power needs no task of the Act", (answer(gateway="other", other_power="Another Act, section 1."),),
         "s115_purpose", NOTHING),

    Case("coded records under section 17A", (answer(gateway="cda_s17a"),),
         "s17a_no_people", GAP, "section 17A covers depersonalised information only"),
    Case("named records under section 17A", (IDENTIFIABLE, answer(gateway="cda_s17a", occasions=["meeting"])),
         "s17a_no_people", GAP, "section 17A covers depersonalised information only"),
    Case("records of nobody under section 17A", (answer(gateway="cda_s17a", data_form="depersonalised"),),
         "s17a_no_people", MET, "", ("items_within_form",)),

    # lawful basis
    Case("the charity has no basis", (drop("lawful_basis", CHARITY),),
         "every_party_has_a_basis", GAP, "Larkfield Domestic Abuse Service has no data-protection basis"),
    Case("a basis under other letters", (basis(CHARITY, party="LARKFIELD domestic abuse service"),),
         "every_party_has_a_basis", MET),

    Case("legitimate interests for the council", (basis(COUNCIL, art6="6_1_f"),),
         "basis_open_to_party", GAP, "Harrowmere Borough Council is a public authority"),
    Case("a recognised legitimate interest for the council", (basis(COUNCIL, art6="6_1_ea"),),
         "basis_open_to_party", GAP, "Harrowmere Borough Council is a public authority"),
    Case("a recognised legitimate interest for the charity", (basis(CHARITY, art6="6_1_ea"),),
         "basis_open_to_party", MET),
    Case("Part 3 for the council", (basis(COUNCIL, art6="part_3"),),
         "basis_open_to_party", ("met", "judgement"), "is not in Schedule 7"),
    Case("the UK GDPR for the police", (basis(POLICE, art6="6_1_e", art9="9_2_g", sch1="para_10"),),
         "basis_open_to_party", MET),

    Case("no party has a condition of Article 9", (every_basis(art9="none"),),
         "special_category_condition", GAP, "no party has a condition of Article 9"),
    Case("public interest without Schedule 1", (basis(COUNCIL, sch1="none"),),
         "special_category_condition", GAP, "Article 9(2)(g) needs a condition of Part 2 of Schedule 1 too"),
    Case("health care without Schedule 1", (basis(HOSPITAL, art9="9_2_h", sch1="none"),),
         "special_category_condition", GAP, "Article 9(2)(h) needs para 2 of Schedule 1 too"),
    Case("explicit consent without Schedule 1", (basis(COUNCIL, art9="9_2_a", sch1="none"),),
         "special_category_condition", MET),
    Case("nothing sensitive is shared", (answer(special_category=False), every_basis(art9="none")),
         "special_category_condition", NOTHING),

    Case("offence data without Schedule 1", (answer(special_category=False), basis(COUNCIL, art9="none", sch1="none")),
         "criminal_offence_condition", JUDGEMENT, "Harrowmere Borough Council has no condition of Schedule 1"),
    Case("offence data with Schedule 1", (as_is,), "criminal_offence_condition", MET),
    Case("no offence data", (answer(criminal_offence=False), basis(COUNCIL, art9="9_2_a", sch1="none")),
         "criminal_offence_condition", NOTHING),

    Case("no policy document", (answer(appropriate_policy_document="not_needed"),),
         "appropriate_policy_document", GAP, "and there is none"),
    Case("a policy document is being written", (answer(appropriate_policy_document="being_written"),),
         "appropriate_policy_document", GAP, "must be in place when sharing starts"),
    Case("no policy document for unlawful acts alone",
         (answer(appropriate_policy_document="not_needed"), nobody_under_part_3,
                                                       every_basis(art9="9_2_g", sch1="para_10")),
         "appropriate_policy_document", JUDGEMENT, "paragraph 10 needs no policy document only to disclose"),
    Case("a policy document in place", (as_is,), "appropriate_policy_document", MET),

    # confidence
    Case("a routine of named records on the public interest alone", (IDENTIFIABLE,),
         "confidence_justified", GAP, "cannot rest on the public interest alone"),
    Case("named records case by case on the public interest", (IDENTIFIABLE, answer(occasions=["meeting", "ad_hoc"])),
         "confidence_justified", MET),
    Case("a routine of coded records on the public interest", (answer(confidentiality_basis="public_interest"),),
         "confidence_justified", MET),
    Case("identities removed from named records", (IDENTIFIABLE, answer(confidentiality_basis="anonymised")),
         "confidence_justified", GAP, "identities are said to be removed"),
    Case("identities removed from coded records", (as_is,), "confidence_justified", MET),
    Case("nothing is confidential", (answer(confidential=False),), "confidence_justified", NOTHING),

    Case("the Guardian has not agreed", (answer(guardian_decision="not_agreed"),),
         "guardian_agreed", GAP, "the Caldicott Guardian has not agreed"),
    Case("the Guardian agreed with conditions", (as_is,), "guardian_agreed", MET),
    Case("the Guardian agreed", (answer(guardian_decision="agreed"),), "guardian_agreed", MET),

    Case("no assessment for sensitive data of victims", (NO_DPIA,),
         "impact_assessed", GAP, "special category or criminal offence data and people who may be vulnerable"),
    Case("no assessment for sensitive data of the public", (NO_DPIA, answer(subjects=["public", "staff"])),
         "impact_assessed", JUDGEMENT, "is high risk really unlikely?"),
    Case("no assessment for plain data of victims",
         (NO_DPIA, answer(special_category=False, criminal_offence=False, subjects=["victims"])),
         "impact_assessed", JUDGEMENT, "is high risk really unlikely?"),
    Case("an unfinished assessment", (answer(dpia="in_progress"),),
         "impact_assessed", GAP, "must be finished before sharing starts"),
    Case("an assessment that was done", (as_is,), "impact_assessed", MET),

    # timing
    Case("a review thirteen months on", (answer(review_date="2028-01-01"),),
         "review_within_a_year", GAP, "more than twelve months after the start"),
    Case("a review twelve months and a day on", (answer(review_date="2027-12-02"),),
         "review_within_a_year", GAP, "more than twelve months after the start"),
    Case("a review twelve months on to the day", (answer(review_date="2027-12-01"),), "review_within_a_year", MET),
    Case("a review on the first day", (answer(review_date="2026-12-01"),),
         "review_within_a_year", GAP, "the review is not after the start"),
    Case("a review a year after a leap day", (answer(start_date="2028-02-29", review_date="2029-02-28"),),
         "review_within_a_year", MET),
    Case("a review a year and a day after a leap day", (answer(start_date="2028-02-29", review_date="2029-03-01"),),
         "review_within_a_year", GAP, "more than twelve months after the start"),

    Case("the Guardian decides after the start", (answer(guardian_decision_date="2026-12-02"),),
         "decided_before_start", GAP, "the Caldicott Guardian decides after the start"),
    Case("it is weighed after the start", (answer(weighed_on="2026-12-02"),),
         "decided_before_start", GAP, "whoever weighed the sharing decides after the start"),
    Case("both on the day of the start", (answer(weighed_on="2026-12-01", guardian_decision_date="2026-12-01"),),
         "decided_before_start", MET),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}: {case.what}" for case in CASES])
def test_a_check_finds_what_the_law_says(case: Case, protocol_of: Make, answers: AnswersByQuestion) -> None:
    protocol = changed(protocol_of, answers, *case.changes)
    found = findings_of(protocol, case.rule)
    assert tuple(finding.verdict for finding in found) == case.verdicts
    assert not case.says or any(case.says in finding.message for finding in found)
    expected = {case.rule} if "gap" in case.verdicts else set()
    assert {gap.rule for gap in protocol.having("gap")} == expected | set(case.others)


def test_every_check_is_in_the_table_both_ways() -> None:
    for check in CHECKS:
        verdicts = [case.verdicts for case in CASES if case.rule == check.__name__]
        quiet = [each for each in verdicts if each in {NOTHING, MET}]
        assert quiet, f"{check.__name__} has no case in which it finds nothing wrong"
        assert len(quiet) < len(verdicts) or check.__name__ == "s115_purpose", f"{check.__name__} is never tripped"


def test_a_check_finds_under_its_own_name(protocol_of: Make, answers: AnswersByQuestion) -> None:
    draft = protocol_of(answers).draft
    for check in CHECKS:
        assert {finding.rule for finding in check(draft)} <= {check.__name__}


def test_the_gap_of_an_unlisted_recipient_cites_the_list(protocol_of: Make, answers: AnswersByQuestion) -> None:
    (gap,) = changed(protocol_of, answers, party(HOSPITAL, receives=True)).having("gap")
    assert "cda-1998-s115-2" in gap.citations
    assert gap.questions == ("parties", "gateway", "s115_acting_for")


def test_the_gap_of_an_nhs_number_names_its_question_and_never_the_number(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    (gap,) = changed(protocol_of, answers, answer(benefits=f"About {NHS_NUMBER}.")).having("gap")
    assert gap.questions == ("benefits",)
    assert "999" not in repr(gap)


@pytest.mark.parametrize("body", [body for body in LAW.bodies if not body.exists_to], ids=lambda body: body.id)
def test_a_body_may_receive_under_section_115_if_and_only_if_it_is_listed(
    body: Any, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, party(COUNCIL, body=body.id))
    (finding,) = findings_of(protocol, "s115_recipients_listed")
    assert finding.verdict == ("met" if body.s115 else "gap")


@pytest.mark.parametrize("body", LAW.bodies, ids=lambda body: body.id)
@pytest.mark.parametrize("article", ["6_1_ea", "6_1_f"])
def test_legitimate_interests_are_open_to_a_body_if_and_only_if_it_is_no_public_authority(
    body: Any, article: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, party(CHARITY, body=body.id), basis(CHARITY, art6=article))
    found = [finding.verdict for finding in findings_of(protocol, "basis_open_to_party")]
    assert found == (["gap"] if body.public_authority else ["met"])


@pytest.mark.parametrize(
    ("group", "verdict"),
    [("victims", "gap"), ("children", "gap"), ("adults_at_risk", "gap"), ("suspects", "judgement"),
     ("convicted", "judgement"), ("witnesses", "judgement"), ("staff", "judgement"), ("deceased", "judgement"),
     ("public", "judgement")],
)  # fmt: skip
@pytest.mark.parametrize("sensitive", ["special_category", "criminal_offence"])
def test_sensitive_data_of_people_who_may_be_vulnerable_needs_an_assessment(
    group: str, verdict: str, sensitive: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    other = {"special_category": False, "criminal_offence": False, sensitive: True}
    protocol = changed(protocol_of, answers, NO_DPIA, answer(subjects=[group], **other))
    assert [each.verdict for each in findings_of(protocol, "impact_assessed")] == [verdict]


# DPA 2018 Schedule 1: which conditions call for an appropriate policy document (paragraph 5 and the paragraphs' own
# words). Paragraphs 36 and 37 follow the Part 2 condition that they lean on, so a person has to look.
POLICY_DOCUMENT = {
    "gap": (1, 6, 7, 8, 11, 12, 14, 17, 18, 19, 35),
    "judgement": (10, 36, 37),
    "nothing": (2, 3, 4, 13, 29, 30, 31, 32, 33, 34),
}


@pytest.mark.parametrize(
    ("paragraph", "verdict"),
    [(f"para_{number}", verdict) for verdict, numbers in POLICY_DOCUMENT.items() for number in numbers],
)
def test_a_condition_of_schedule_1_calls_for_a_policy_document_where_the_schedule_says_so(
    paragraph: str, verdict: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    no_document = answer(appropriate_policy_document="not_needed", special_category=False)
    protocol = changed(protocol_of, answers, no_document, every_basis(art9="none", sch1=paragraph))
    found = [finding.verdict for finding in findings_of(protocol, "appropriate_policy_document")]
    assert found == ([] if verdict == "nothing" else [verdict])


def test_every_condition_that_can_be_chosen_is_in_the_table_of_policy_documents() -> None:
    columns = {column.id: column for column in Questionnaire.load("cda-s115").question("lawful_basis").columns}
    listed = {f"para_{number}" for numbers in POLICY_DOCUMENT.values() for number in numbers}
    assert {option.value for option in columns["sch1"].options} == {*listed, "none"}
