"""The law where it is easily got wrong: bodies that are gone, Part 3, Article 9, and who judged."""

from __future__ import annotations

import pytest

from .changes import (
    COUNCIL,
    HOSPITAL,
    AnswersByQuestion,
    Make,
    answer,
    basis,
    changed,
    every_basis,
    findings_of,
    joined_by,
)


def test_the_successor_that_is_named_exists_on_the_day_itself(protocol_of: Make, answers: AnswersByQuestion) -> None:
    """A primary care trust was followed by a clinical commissioning group, which is gone too."""
    protocol = changed(protocol_of, answers, joined_by("Harrowmere PCT", "primary_care_trust"))
    (gap,) = findings_of(protocol, "parties_exist")
    assert "Integrated care board" in gap.message
    assert "linical commissioning group" not in gap.message


def test_a_second_party_of_the_same_name_does_not_hide_behind_the_first(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    answers["parties"].append({**answers["parties"][2], "body": "primary_care_trust", "receives": False})
    assert protocol_of(answers).having("gap")


def test_sensitive_processing_under_part_3_needs_a_policy_document_too(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    """DPA 2018 s.35(4), (5) and s.42: with consent or strictly necessary, in both cases a policy document."""
    protocol = changed(
        protocol_of, answers, every_basis(art6="part_3", art9="none", sch1="none"),
        answer(appropriate_policy_document="not_needed"),
    )  # fmt: skip
    assert [each.verdict for each in findings_of(protocol, "appropriate_policy_document")] == ["gap"]


def test_article_9_is_not_said_to_be_met_where_every_party_works_under_part_3(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    protocol = changed(protocol_of, answers, every_basis(art6="part_3", art9="none", sch1="none"))
    assert [each.verdict for each in findings_of(protocol, "special_category_condition") if each.verdict == "met"] == []


def test_one_party_without_a_condition_of_article_9_is_not_passed_over(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    """Each party needs its own: the hospital that gives the health data cannot lean on the council's condition."""
    protocol = changed(protocol_of, answers, basis(HOSPITAL, art9="none"))
    found = findings_of(protocol, "special_category_condition")
    assert any(each.verdict != "met" and "Harrowmere General" in each.message for each in found)


@pytest.mark.parametrize(
    ("article", "paragraph"),
    [("9_2_h", "para_10"), ("9_2_i", "para_6"), ("9_2_j", "para_2"), ("9_2_b", "para_6"), ("9_2_g", "para_2"),
     ("9_2_g", "para_29")],
)  # fmt: skip
def test_a_condition_of_article_9_needs_its_own_part_of_schedule_1(
    article: str, paragraph: str, protocol_of: Make, answers: AnswersByQuestion
) -> None:
    """DPA 2018 s.10: (b), (h), (i) and (j) need a condition of Part 1, and (g) one of Part 2."""
    protocol = changed(protocol_of, answers, basis(COUNCIL, art9=article, sch1=paragraph))
    assert [each.verdict for each in findings_of(protocol, "special_category_condition")] == ["gap"]


def test_what_only_the_guardian_can_judge_is_recorded_as_the_guardians(
    protocol_of: Make, answers: AnswersByQuestion
) -> None:
    answers["guardian_name"] = "Dr Q. Test, Caldicott Guardian"
    (judgement,) = (
        finding for finding in protocol_of(answers).having("judgement") if finding.questions == ("guardian_decision",)
    )
    assert judgement.recorded == "Dr Q. Test, Caldicott Guardian, 9 November 2026"


def test_a_judgement_that_nobody_recorded_says_nobody(protocol_of: Make, answers: AnswersByQuestion) -> None:
    del answers["weighed_by"]
    weighed = [each for each in protocol_of(answers).having("judgement") if each.questions == ("necessity",)]
    assert [each.recorded for each in weighed] == [""]


def test_every_judgement_has_a_place_for_who_made_it(protocol_of: Make, answers: AnswersByQuestion) -> None:
    """The checks leave things to a person too, and the document has a column for who that was."""
    answers.update(dpia="not_needed", dpia_not_needed="The officer agreed.", subjects=["public"])
    (judgement,) = findings_of(protocol_of(answers), "impact_assessed")
    assert judgement.verdict == "judgement"
    assert "12 November 2026" in judgement.recorded


def test_a_start_in_the_last_year_of_the_calendar_is_no_crash(protocol_of: Make, answers: AnswersByQuestion) -> None:
    answers.update(start_date="9999-12-01", review_date="9999-12-31")
    assert findings_of(protocol_of(answers), "review_within_a_year")
