"""Why a question is not asked, in words that its readers know: questions and options, and no ids."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import TypeAdapter

from infoshare import resources
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.relevance import Condition
from infoshare.protocols.absence import reason_for
from infoshare.workflows.protocol import Protocol

Make = Callable[[dict[str, Any]], Protocol]

SET = Questionnaire.load("cda-s115")
GRAMMAR: TypeAdapter[Condition] = TypeAdapter(Condition)
PARTIES = "Which organisations are part of the protocol?"
FLOWS = "Who gives what to whom, and under which power?"
FORM = "What is the most detailed form of information that will be shared?"
WHEN = "When will information be shared?"


def reason(**written: Any) -> str:
    """The reason of a question with this condition."""
    condition = GRAMMAR.validate_json(json.dumps(written))
    return reason_for(SET, SET.question("ending").model_copy(update={"relevant_when": condition}))


# A condition as it is written, and the reason that follows "this arises only if".
REASONS: list[tuple[dict[str, Any], str]] = [
    ({"question": "joint_controllers", "is": True},
     'the answer to "Do any of the organisations decide together why and how the data is used?" is yes'),
    ({"question": "joint_controllers", "is": False},
     'the answer to "Do any of the organisations decide together why and how the data is used?" is no'),
    ({"question": "data_form", "is": "aggregate"}, f'the answer to "{FORM}" is "Figures only"'),
    ({"question": "data_form", "in": ["pseudonymised", "identifiable"]},
     f'the answer to "{FORM}" is "Records with a code in place of names" or "Records that name or point to people"'),
    ({"question": "occasions", "includes": "meeting"}, f'the answer to "{WHEN}" includes "At partnership meetings"'),
    ({"question": "occasions", "includes_any": ["meeting", "emergency"]},
     f'the answer to "{WHEN}" includes "At partnership meetings" or "In an emergency"'),
    ({"question": "parties", "column": "role", "includes_any": ["processor"]},
     f'the answer to "{PARTIES}" includes "Processor (only follows instructions)"'),
    ({"question": "parties", "column": "body", "includes_any": ["court"]},
     f'the answer to "{PARTIES}" includes "Court"'),
    ({"question": "flows", "column": "gateway", "includes_any": ["court_order"]},
     f'the answer to "{FLOWS}" includes "An order of a court"'),
    ({"not": {"question": "data_form", "is": "aggregate"}}, f'the answer to "{FORM}" is not "Figures only"'),
    ({"not": {"question": "joint_controllers", "is": True}},
     'the answer to "Do any of the organisations decide together why and how the data is used?" is not yes'),
    ({"all_of": [{"question": "data_form", "is": "aggregate"}, {"question": "occasions", "includes": "meeting"}]},
     f'the answer to "{FORM}" is "Figures only" and the answer to "{WHEN}" includes "At partnership meetings"'),
    ({"any_of": [{"question": "data_form", "is": "aggregate"}, {"question": "occasions", "includes": "meeting"}]},
     f'the answer to "{FORM}" is "Figures only" or the answer to "{WHEN}" includes "At partnership meetings"'),
    ({"not": {"any_of": [{"question": "data_form", "is": "aggregate"},
                         {"question": "occasions", "includes": "meeting"}]}},
     f'it is not so that the answer to "{FORM}" is "Figures only" or the answer to "{WHEN}" includes '
     '"At partnership meetings"'),
    ({"not": {"not": {"question": "data_form", "is": "aggregate"}}},
     f'it is not so that the answer to "{FORM}" is not "Figures only"'),
]  # fmt: skip


@pytest.mark.parametrize(("written", "words"), REASONS, ids=[json.dumps(written)[:60] for written, _ in REASONS])
def test_each_condition_is_said_in_words(written: dict[str, Any], words: str) -> None:
    assert reason(**written) == f"this arises only if {words}"


@pytest.mark.parametrize("kind", [{"includes": "meeting"}, {"includes_any": ["meeting"]}], ids=str)
def test_an_answer_of_several_is_said_not_to_include_what_it_must_not(kind: dict[str, Any]) -> None:
    found = reason(**{"not": {"question": "occasions", **kind}})
    assert found == f'this arises only if the answer to "{WHEN}" does not include "At partnership meetings"'


def test_a_table_is_said_to_include_one_of_a_list() -> None:
    found = reason(question="parties", column="body", on_list="caldicott_bodies")
    assert (
        found == f'this arises only if the answer to "{PARTIES}" includes one of the bodies with a Caldicott Guardian'
    )


def test_a_list_of_the_law_is_called_by_its_name() -> None:
    listed = {"question": "parties", "column": "body", "on_list": "caldicott_bodies"}
    assert reason(**listed).endswith(" one of the bodies with a Caldicott Guardian")
    assert reason(**{"not": listed}).endswith(
        f'"{PARTIES}" does not include one of the bodies with a Caldicott Guardian'
    )


def test_one_of_two_within_both_of_two_is_not_said_like_both_of_two_within_one_of_two() -> None:
    one, two, three = (
        {"question": "data_form", "is": each} for each in ("aggregate", "depersonalised", "identifiable")
    )
    assert reason(all_of=[one, {"any_of": [two, three]}]) != reason(any_of=[{"all_of": [one, two]}, three])


def test_a_question_without_a_condition_is_always_asked() -> None:
    assert reason_for(SET, SET.question("territory")) == "this is always asked"


@pytest.mark.parametrize("name", sorted(resources.shipped_questionnaires()))
def test_every_reason_of_a_set_is_plain_words(name: str) -> None:
    found = Questionnaire.load(name)
    for question in found.questions:
        said = reason_for(found, question)
        assert not re.search(r"[a-z]_[a-z]|\bTrue\b|\bFalse\b|\bNone\b(?! of| needed)", said), said
        assert said == said.strip(" .")
        assert said.startswith("this arises only if the answer to ") or question.relevant_when is None


def test_what_does_not_apply_is_every_question_that_is_not_asked_each_with_its_reason(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    protocol = protocol_of(answers)
    absent = protocol.not_applicable()
    assert {*absent} == {question.id for question in SET.questions} - {question.id for question in protocol.draft.asked}
    assert absent["limited_to_order"] == f'this arises only if the answer to "{FLOWS}" includes "An order of a court"'
    assert {*protocol_of({}).not_applicable()} > {*absent}
