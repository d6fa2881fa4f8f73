"""One decision: the short form of what is urgent, its review, and the facts that a log may keep."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from infoshare.errors import AnswersError
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.absence import WAITS
from infoshare.protocols.decision_facts import decision_facts
from infoshare.protocols.relevance import open_questions
from infoshare.workflows.decisions import findings_on
from infoshare.workflows.protocol import Protocol
from tests.spec.set_cases import answers_of, protocol_of

CALDICOTT, CARE_ACT = "caldicott-disclosure", "care-act-cooperation"
SETS = [CALDICOTT, CARE_ACT]
SECRET = "Zenobia Okwuosa, 999 000 0018"


def changed(name: str, **changes: Any) -> Protocol:
    answers = {**answers_of(name), **changes}
    return protocol_of(name, {key: answer for key, answer in answers.items() if answer is not None})


def urgent(name: str, **changes: Any) -> Protocol:
    decided = {"decision_maker": "Dr Anil Fenn, consultant on duty", "decided_on": "2026-12-03"}
    return changed(name, **{"urgent": True, "urgent_reviewed": False, **decided, **changes})


# The short form


@pytest.mark.parametrize("name", SETS)
def test_an_urgent_decision_asks_the_few_questions_that_cannot_wait_and_stands_on_them(name: str) -> None:
    draft, form = urgent(name).draft, Questionnaire.load(name).short_form
    assert form is not None
    assert {each.id for each in draft.asked} <= {*form.keep}
    assert len(draft.asked) < len(changed(name).draft.asked) / 2
    few = protocol_of(name, {key: draft.answers[key] for key in draft.answers if key in form.keep})
    assert [gap.message for gap in few.having("gap")] == []
    assert few.digest == urgent(name).digest


@pytest.mark.parametrize("name", SETS)
def test_what_waits_says_so_and_is_asked_once_the_decision_is_looked_at_again(name: str) -> None:
    form = Questionnaire.load(name).short_form
    assert form is not None
    draft = urgent(name).draft
    few = {key: draft.answers[key] for key in draft.answers if key in form.keep}
    waiting = protocol_of(name, few).not_applicable()
    assert waiting["necessity"] == WAITS
    again = protocol_of(name, {**few, "urgent_reviewed": True})
    assert "necessity" in {question for gap in again.having("gap") for question in gap.questions}
    assert WAITS not in again.not_applicable().values()


@pytest.mark.parametrize("name", SETS)
def test_what_waits_is_no_open_question_so_that_no_rule_waits_for_it(name: str) -> None:
    questionnaire, answers = Questionnaire.load(name), urgent(name).draft.answers
    assert questionnaire.short_form is not None
    kept = {key: answer for key, answer in answers.items() if key in questionnaire.short_form.keep}
    assert open_questions(questionnaire, kept) <= {*questionnaire.short_form.keep}
    assert "necessity" in open_questions(questionnaire, {**kept, "urgent_reviewed": True})


@pytest.mark.parametrize("name", SETS)
def test_the_short_form_without_a_power_that_fits_is_no_way_around_the_law(name: str) -> None:
    rules = {gap.rule for gap in urgent(name, discloser="gp_practice", gateway="pcsc_s17").having("gap")}
    assert "gateway_fits" in rules


@pytest.mark.parametrize("name", SETS)
def test_whoever_decided_at_once_made_the_judgements(name: str) -> None:
    recorded = {each.recorded for each in urgent(name, weighed_by=None).having("judgement")}
    assert recorded == {"Dr Anil Fenn, consultant on duty, 3 December 2026"}


# The review


@pytest.mark.parametrize(
    ("state", "day", "found"),
    [
        ({"urgent_reviewed": False}, "2026-12-10", None),
        ({"urgent_reviewed": False}, "2026-12-11", "gap"),
        ({"urgent_reviewed": True}, "2026-12-11", None),
        ({"urgent": False, "urgent_reviewed": None, "decision_maker": None, "decided_on": None}, "2026-12-11",
         "judgement"),
        ({"urgent": False, "urgent_reviewed": None, "decision_maker": None, "decided_on": None}, "2026-12-10", None),
    ],
)  # fmt: skip
def test_a_review_that_is_overdue_is_said(state: dict[str, Any], day: str, found: str | None) -> None:
    decision = urgent(CALDICOTT, **state)
    added = findings_on(decision, date.fromisoformat(day))[len(decision.findings) :]
    assert [each.verdict for each in added] == ([found] if found else [])
    assert all("10 December 2026" in each.message for each in added)


# The facts


def test_the_facts_of_a_disclosure_in_part() -> None:
    decision = changed(CALDICOTT)
    assert decision_facts(decision.draft) == {
        "reference": "CG/2026/041", "type": CALDICOTT, "digest": decision.digest,
        "outcome": "share_in_part", "reasons_given": True, "urgent": False, "reviewed": False,
        "decided_on": "2026-12-03", "review_by": "2026-12-10",
        "requester": "Eastmarch Police, detective sergeant in the violence team, 01632 960110",
        "holder": "Harrowmere General Hospitals NHS Foundation Trust", "guardian_view": "agreed_with_conditions",
        "released": ["9f0c2d0b5c1e4f3a8b7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b"],
        "protocol": "Harrowmere Crime and Disorder Protocol, version 2.0",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "outcome", "reasons"),
    [
        ({}, "share_in_part", True),
        ({"held_back": False, "answer_reasons": "She needs it."}, "share", True),
        ({"held_back": False}, "share", False),
        ({"refused": True}, "refuse", True),
        ({"refused": True, "written_reasons": False}, "refuse", False),
        ({"refused": True, "refusal_reasons": None}, "refuse", False),
        ({"held_back": None}, None, False),
    ],
)
def test_what_came_of_a_request_under_the_care_act(changes: dict[str, Any], outcome: str | None, reasons: bool) -> None:
    facts = decision_facts(changed(CARE_ACT, **changes).draft)
    assert (facts["outcome"], facts["reasons_given"]) == (outcome, reasons)
    assert facts["reference"] == "ASC-26-004417"


NAMED = {"partnership_name", "asking_organisation", "under_agreement", "protocol_version", "case_reference"}
"""The texts that the facts hold, which name organisations and papers."""


@pytest.mark.parametrize("name", SETS)
def test_no_text_about_the_person_or_the_information_is_in_the_facts(name: str) -> None:
    texts = [each for each in Questionnaire.load(name).questions if each.type in {"short_text", "long_text"}]
    hidden = {each.id: SECRET for each in texts if each.id in answers_of(name) and each.id not in NAMED}
    assert len(hidden) > 15
    released = [{**row, "file": SECRET} for row in answers_of(name)["released"]]
    facts = json.dumps(decision_facts(changed(name, **hidden, released=released).draft))
    assert "Zenobia" not in facts
    assert "999" not in facts


def test_an_nhs_number_typed_where_an_organisation_belongs_is_masked() -> None:
    facts = decision_facts(
        changed(CALDICOTT, protocol_version="999 000 0018", asking_organisation="Ward, 9990000018").draft
    )
    assert (facts["reference"], facts["requester"]) == ("[NHS number]", "Ward, [NHS number]")


def test_a_relative_who_asks_is_not_named() -> None:
    facts = decision_facts(changed(CALDICOTT, recipient="private_individual", asking_organisation=SECRET).draft)
    assert facts["requester"] == "Private individual"


@pytest.mark.parametrize("name", SETS)
def test_an_empty_draft_has_facts_that_are_not_known(name: str) -> None:
    facts = decision_facts(protocol_of(name, {}).draft)
    assert {key for key, fact in facts.items() if fact} == {"type", "digest"}


def test_an_agreement_is_no_decision() -> None:
    with pytest.raises(AnswersError, match="an agreement and no decision"):
        decision_facts(protocol_of("cda-s115", {}).draft)
