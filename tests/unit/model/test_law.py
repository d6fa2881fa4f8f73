"""The law's lists, gateways and kinds of purpose hold together."""

import copy
from datetime import date
from typing import Any

import pytest

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.law import Law
from infoshare.model.strict_yaml import read_yaml

LAW = Law.load()


def written() -> dict[str, Any]:
    names = ("provisions", "bodies", "lists", "purposes", "gateways")
    return {name: copy.deepcopy(read_yaml(resources.law_file(name), QuestionnaireError)) for name in names}


def test_the_list_of_section_115_is_what_the_bodies_say() -> None:
    assert {body.id for body in LAW.bodies if body.s115} == {
        body.id for body in LAW.bodies if LAW.on_list(body.id, "s115_relevant_authorities")
    }


@pytest.mark.parametrize(
    ("group", "key", "value"),
    [
        ("lists", "members", ["wizard_guild"]),
        ("lists", "provision", "magna-carta"),
        ("gateways", "to", ["wizards"]),
        ("gateways", "purposes", ["fun"]),
    ],
)
def test_a_name_that_nothing_answers_to_is_a_fault(group: str, key: str, value: object) -> None:
    data = written()
    data[group][0][key] = value
    with pytest.raises(QuestionnaireError, match="not in the law"):
        Law.parsed(data, QuestionnaireError, "the law")


@pytest.mark.parametrize(
    ("purpose", "kinds"),
    [
        ("prevent_violence", {"crime", "serious_violence"}),
        ("direct_care", {"individual_care"}),
        ("manage_mappa_offender", {"crime", "offender_risk"}),
        ("something_else", set()),
    ],
)
def test_a_purpose_shows_its_kinds_by_its_words(purpose: str, kinds: set[str]) -> None:
    assert LAW.kinds_of(purpose) == kinds


def test_a_successor_that_is_gone_too_is_followed_further() -> None:
    trust = LAW.body("primary_care_trust")
    assert trust is not None
    assert [each.id for each in LAW.successors(trust, date(2026, 11, 1))] == ["integrated_care_board"]
    assert [each.id for each in LAW.successors(trust, date(2015, 1, 1))] == ["clinical_commissioning_group"]
