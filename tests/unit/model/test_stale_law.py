"""What is stale or wrong as data: sound, resting on provisions that are there, and readable."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.body_words import BodyNames
from infoshare.model.law import Law
from infoshare.model.old_sections import OldSections
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.stale_law import StaleLaw
from infoshare.model.strict_yaml import read_yaml
from infoshare.protocols.old_protocol.bodies import kind_of
from infoshare.protocols.old_protocol.patterns import ready_rules
from infoshare.protocols.old_protocol.sections import ready_sections

DATA: dict[str, Any] = read_yaml(resources.law_file("stale"), QuestionnaireError)


def test_every_pattern_of_the_shipped_data_compiles() -> None:
    assert len(ready_rules()) == len(DATA["rules"])
    assert len(ready_sections()) == 24


def changed(rule: int = 0, **keys: Any) -> dict[str, Any]:
    data = copy.deepcopy(DATA)
    data["rules"][rule].update(keys)
    return data


@pytest.mark.parametrize(
    "data",
    [
        changed(provision="magna-carta"),
        changed(right=["nicely"]),
        changed(rule=1, id=DATA["rules"][0]["id"]),
        changed(kind="odd"),
        changed(words=[]),
        changed(extra="key"),
        {**DATA, "unlisted": {**DATA["unlisted"], "bodies": ["wizards"]}},
    ],
    ids=["provision", "right", "id twice", "kind", "no words", "unknown key", "unknown body"],
)
def test_unsound_data_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(QuestionnaireError):
        StaleLaw.parsed(data, QuestionnaireError, "stale.yaml")


def test_what_is_said_wrongly_always_names_its_law_and_how_that_is_known() -> None:
    for rule in StaleLaw.load().rules:
        if rule.kind == "wrong_law":
            assert rule.provision, rule.id
        assert rule.mark != "seen" or rule.source, rule.id


def test_dates_agree_with_those_of_the_bodies() -> None:
    """A body is stale from the day after its last."""
    law = Law.load()
    ends = {
        "pct": "primary_care_trust",
        "ccg": "clinical_commissioning_group",
        "probation-trust": "probation_trust",
        "crc": "community_rehabilitation_company",
        "police-authority": "police_authority",
    }
    rules = {rule.id: rule for rule in StaleLaw.load().rules}
    for rule, kind in ends.items():
        body, stale_from = law.body(kind), rules[rule].stale_from
        assert body
        assert body.exists_to
        assert stale_from
        assert (stale_from - body.exists_to).days == 1


def test_whom_section_115_does_not_list_is_what_the_law_says() -> None:
    law = Law.load()
    assert [each for each in StaleLaw.load().unlisted.bodies if (body := law.body(each)) and body.s115] == []


def test_the_sections_are_those_of_the_questions_and_answer_questions_that_are_there() -> None:
    questionnaire = Questionnaire.load("cda-s115")
    sections = OldSections.load().sections
    assert [each.number for each in sections] == [each.number for each in questionnaire.sections]
    asked = [answer.question for section in sections for answer in section.answers]
    assert len(set(asked)) == len(asked)
    for question in asked:
        assert questionnaire.question(question).type in {"short_text", "long_text"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Harrowmere Constabulary", "police_force"),
        ("Chief Constable of Northshire Police", "police_force"),
        ("British Transport Police", "british_transport_police"),
        ("Northshire Police and Crime Commissioner", "police_and_crime_commissioner"),
        ("Northshire Police Authority", "police_authority"),
        ("Harrowmere Borough Council", "council_unitary"),
        ("Northshire County Council", "county_council"),
        ("Dyffryn County Borough Council", "council_wales"),
        ("London Borough of Harrowmere", "london_borough"),
        ("NHS Harrowmere CCG", "clinical_commissioning_group"),
        ("NHS Harrowmere Integrated Care Board", "integrated_care_board"),
        ("Harrowmere PCT", "primary_care_trust"),
        ("Dyffryn University Health Board", "local_health_board"),
        ("Northshire Ambulance Service NHS Trust", "ambulance_trust"),
        ("Harrowmere Hospitals NHS Trust", "nhs_trust_acute"),
        ("Harrowmere NHS Foundation Trust", "nhs_foundation_trust"),
        ("Northshire Fire and Rescue Service", "fire_authority"),
        ("Victim Support", "charity_victim_support"),
        ("Harrowmere Youth Offending Team", "youth_offending_team"),
        ("The Old Mill", None),
    ],
)
def test_a_name_shows_its_kind_of_body(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_every_kind_of_body_is_named_once() -> None:
    kinds = [each.body for each in BodyNames.load().kinds]
    assert len(set(kinds)) == len(kinds)


def test_messages_are_plain_and_never_say_compliant() -> None:
    said = [rule.message for rule in StaleLaw.load().rules] + [each.missing for each in OldSections.load().sections]
    for message in said:
        assert message.endswith(".")
        assert "compliant" not in message
        assert not re.search(r"\s{2}", message)
