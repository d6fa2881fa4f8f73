"""The law where it is easily got wrong: bodies that are gone, Part 3, Article 9, law of its day, and who judged."""

from __future__ import annotations

from datetime import date

import pytest

from infoshare.model.law import Law
from infoshare.protocols.checks.timing import law_of_its_day
from infoshare.protocols.draft import Draft

from .changes import (
    CHARITY,
    COUNCIL,
    HOSPITAL,
    IN_FULL,
    POLICE,
    PROBATION,
    AnswersByQuestion,
    Make,
    answer,
    basis,
    changed,
    charity_gives,
    findings_of,
    flow,
    has_basis,
    party,
    verdicts_of,
)

SENSITIVE = flow("Repeat", includes=["offences", "special"])
SCHEDULE_8 = basis(POLICE, part3="s35_5_sch8_para_1")
UNDER_PART_3 = basis(COUNCIL, art6="part_3", part3="s35_5_sch8_para_1", art9=..., sch1=...)


def test_the_successor_that_is_named_exists_on_the_day_itself(protocol_of: Make, answers: AnswersByQuestion) -> None:
    """A primary care trust was followed by a clinical commissioning group, which is gone too."""
    protocol = changed(protocol_of, answers, party("NHS Eastmarch", body="primary_care_trust"))
    for rule in ("parties_exist", "bodies_exist"):
        (gap,) = findings_of(protocol, rule)
        assert "Integrated care board" in gap.message
        assert "linical commissioning group" not in gap.message


def test_a_second_party_of_the_same_name_that_is_gone_does_not_hide_behind_the_first(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    answers["parties"].append({**answers["parties"][2], "body": "primary_care_trust"})
    assert verdicts_of(protocol_of(answers), "parties_exist") == ["gap"]


def test_two_parties_of_different_kinds_that_are_gone_are_two_gaps(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    changes = party("NHS Eastmarch", body="primary_care_trust"), party("Probation", body="probation_trust")
    assert verdicts_of(changed(protocol_of, answers, *changes), "parties_exist") == ["gap", "gap"]


@pytest.mark.parametrize("document", ["not_needed", "being_written"])
def test_sensitive_processing_under_part_3_needs_a_policy_document_too(
    protocol_of: Make, answers: AnswersByQuestion, document: str
) -> None:
    """DPA 2018 s.35(4), (5) and s.42: with consent or strictly necessary, in both cases a policy document."""
    changes = SENSITIVE, UNDER_PART_3, answer(appropriate_policy_document=document)
    for part3 in ("s35_5_sch8_para_1", "s35_2_a"):
        protocol = changed(protocol_of, answers, *changes, basis(POLICE, part3=part3))
        found = [gap.message for gap in findings_of(protocol, "special_category")]
        assert [message.partition(",")[0] for message in found] == [IN_FULL[POLICE], IN_FULL[COUNCIL]]
        assert all("an appropriate policy document must be in place" in message for message in found)


def test_offences_alone_are_not_sensitive_under_part_3(protocol_of: Make, answers: AnswersByQuestion) -> None:
    """Section 35(8) names the special categories; offence data is not among them."""
    protocol = changed(protocol_of, answers, UNDER_PART_3, answer(appropriate_policy_document="not_needed"))
    assert protocol.having("gap") == ()


def test_nothing_is_said_of_article_9_or_10_where_every_party_works_under_part_3(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, SENSITIVE, SCHEDULE_8, UNDER_PART_3)
    cited = {
        citation for each in protocol.check() if not each.rule.startswith("question_") for citation in each.citations
    }
    assert cited.isdisjoint({"uk-gdpr-9", "uk-gdpr-10", "dpa-2018-sch1", "dpa-2018-sch1-part4"})


def test_one_party_without_a_condition_of_article_9_is_not_passed_over(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    """Each party needs its own: the hospital that gives the health data cannot lean on the council's condition."""
    protocol = changed(
        protocol_of, answers, answer(confidentiality_reason="Each patient agreed."),
        flow("Triage", data_form="pseudonymised", confidence="explicit_consent"),
        has_basis(HOSPITAL, art6="6_1_e"),
    )  # fmt: skip
    (gap,) = findings_of(protocol, "special_category")
    assert gap.message.startswith(f"{IN_FULL[HOSPITAL]}, in Triage notes: special category data has no condition")


@pytest.mark.parametrize(
    ("article", "paragraph"),
    [("9_2_h", "para_10"), ("9_2_i", "para_6"), ("9_2_j", "para_2"), ("9_2_b", "para_6"), ("9_2_g", "para_2"),
     ("9_2_g", "para_29"), ("9_2_g", "none"), ("9_2_h", "none")],
)  # fmt: skip
def test_a_condition_of_article_9_needs_its_own_part_of_schedule_1(
    article: str, paragraph: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    """DPA 2018 s.10: (b), (h), (i) and (j) need a condition of Part 1, and (g) one of Part 2."""
    changes = SENSITIVE, SCHEDULE_8, basis(COUNCIL, art9=article, sch1=paragraph)
    (gap,) = findings_of(changed(protocol_of, answers, *changes), "special_category")
    assert gap.citations == ("dpa-2018-sch1",)


@pytest.mark.parametrize(
    ("article", "paragraph"),
    [("9_2_i", "para_3"), ("9_2_j", "para_4"), ("9_2_b", "para_1"), ("9_2_g", "para_6"), ("9_2_g", "para_10"),
     ("9_2_g", "para_18"), ("9_2_f", "none")],
)  # fmt: skip
def test_a_condition_of_article_9_with_its_part_of_schedule_1_is_enough(
    article: str, paragraph: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    changes = SENSITIVE, SCHEDULE_8, basis(COUNCIL, art9=article, sch1=paragraph)
    assert findings_of(changed(protocol_of, answers, *changes), "special_category") == []


def test_the_offence_data_of_a_competent_authority_needs_no_condition_of_schedule_1(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(
        protocol_of, answers, flow("Repeat", recipients=[IN_FULL[PROBATION]], gateway="oma_s14"),
        has_basis(PROBATION, art6="6_1_e"),
    )  # fmt: skip
    assert findings_of(protocol, "offence_data") == []
    assert protocol.having("gap") == ()


def test_paragraph_10_without_a_document_reaches_each_recipient_by_itself(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    """The document is not needed to tell a competent authority, and is for everybody else who is told."""
    protocol = changed(
        protocol_of, answers, charity_gives(POLICE, COUNCIL), answer(appropriate_policy_document="not_needed"),
        basis(COUNCIL, art9="none", sch1="none"), has_basis(CHARITY, art6="6_1_f", sch1="para_10"),
    )  # fmt: skip
    (gap,) = findings_of(protocol, "schedule_1")
    assert gap.message.startswith(f"{IN_FULL[CHARITY]}, in Domestic abuse: ")


def test_paragraph_10_without_a_document_is_for_who_tells_and_not_for_who_is_told(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    """Paragraph 10(2) is about disclosing to a competent authority; what that authority then does is its own."""
    protocol = changed(
        protocol_of, answers, charity_gives(), answer(appropriate_policy_document="not_needed"),
        basis(COUNCIL, art9="none", sch1="none"), has_basis(CHARITY, art6="6_1_f", sch1="para_10"),
        basis(POLICE, art6="6_1_e", art9="none", sch1="para_10", part3=...),
    )  # fmt: skip
    told = [gap.message for gap in findings_of(protocol, "schedule_1") if "Domestic abuse" in gap.message]
    assert [message.partition(", ")[0] for message in told] == [IN_FULL[POLICE]]


def test_the_legal_duty_of_a_recipient_is_its_own_and_not_the_power_under_which_it_was_told(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    assert changed(protocol_of, answers, basis(COUNCIL, art6="6_1_c")).having("gap") == ()


def test_what_only_the_guardian_can_judge_is_recorded_as_the_guardians(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    answers["guardian_name"] = "Dr Q. Test, Caldicott Guardian"
    judgements = protocol_of(answers).having("judgement")
    recorded = {each.recorded for each in judgements if each.questions == ("guardian_decision",)}
    assert recorded == {"Dr Q. Test, Caldicott Guardian, 9 November 2026"}
    others = [each for each in judgements if each.questions != ("guardian_decision",)]
    assert len(others) > 5
    assert all("Priya Holloway" in each.recorded and "12 November 2026" in each.recorded for each in others)


def test_a_judgement_that_nobody_recorded_says_nobody(protocol_of: Make, answers: AnswersByQuestion) -> None:
    for missing in ("weighed_by", "weighed_on"):
        protocol = protocol_of({key: given for key, given in answers.items() if key != missing})
        weighed = [each for each in protocol.having("judgement") if each.questions == ("necessity",)]
        assert [each.recorded for each in weighed] == [""]


def test_every_judgement_has_a_place_for_who_made_it(protocol_of: Make, answers: AnswersByQuestion) -> None:
    """The checks leave things to a person too, and the document has a column for who that was."""
    protocol = changed(protocol_of, answers, flow("Repeat", gateway="common_law_policing"))
    (judgement,) = findings_of(protocol, "gateway_conditions")
    assert judgement.verdict == "judgement"
    assert judgement.recorded.endswith("12 November 2026")


def test_a_start_in_the_last_year_of_the_calendar_is_no_crash(protocol_of: Make, answers: AnswersByQuestion) -> None:
    answers.update(start_date="9999-12-01", review_date="9999-12-31")
    assert verdicts_of(protocol_of(answers), "review_within_a_year") == ["met"]


def test_law_that_ended_before_the_start_is_for_a_person_to_look_at(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    draft, law = protocol_of(answers).draft, Law.load()

    def ended(day: date) -> list[str]:
        old = law.provision("uk-gdpr-28").model_copy(update={"in_force_to": day})
        code = law.provision("data-sharing-code").model_copy(update={"in_force_to": day})
        changed_law = law.model_copy(update={"provisions": (old, code)})
        found = law_of_its_day(Draft(draft.questionnaire, draft.given, changed_law))
        return [each.message for each in found if each.verdict == "judgement"]

    assert ended(date(2026, 11, 30)) == ["Data Sharing Code ended on 30 November 2026, before the protocol starts"]
    assert ended(date(2026, 12, 1)) == []


def test_law_that_had_not_begun_names_the_answers_that_rest_on_it(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    answers.update(start_date="2026-02-04")
    found = {each.citations: each.questions for each in findings_of(protocol_of(answers), "law_of_its_day")}
    assert found == {
        ("uk-gdpr-6-1-ea",): ("start_date", "lawful_basis"), ("dpa-2018-s164a",): ("start_date", "complaints"),
    }  # fmt: skip
    del answers["lawful_basis"]
    assert ("uk-gdpr-6-1-ea",) not in {each.citations for each in findings_of(protocol_of(answers), "law_of_its_day")}


def test_section_5_says_who_must_co_operate_and_who_is_invited(protocol_of: Make, answers: AnswersByQuestion) -> None:
    protocol = changed(protocol_of, answers, party(HOSPITAL, body="nhs_trust_acute"))
    met = next(each for each in findings_of(protocol, "members_of_partnership") if each.verdict == "met")
    assert f"bodies that must co-operate: {IN_FULL[HOSPITAL]}" in met.message
    assert f"bodies to be invited: {IN_FULL[CHARITY]}" in met.message
    assert IN_FULL[PROBATION] in met.message.partition("bodies that must")[0]


def test_a_probation_contractor_is_one_of_the_responsible_and_not_counted_twice(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, party(PROBATION, body="probation_provider"))
    (met,) = findings_of(protocol, "members_of_partnership")
    assert met.message.count(IN_FULL[PROBATION]) == 1
