"""What a person sees of the law: lists, a card for each entry, and an answer on one flow."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import infoshare
from infoshare.errors import AnswersError
from infoshare.model.law import Law
from tests.functional.conftest import Ran

Run = Callable[..., Ran]

LAW = Law.load()
FACTS = {
    "discloser": "police_force", "recipient": "council_unitary", "purpose": "prevent_burglary",
    "data_form": "aggregate", "gateway": "cda_s115", "cda_provision": "s.6", "date": "2026-11-02",
    "territory": "England", "frequency": "one_off",
}  # fmt: skip


@pytest.mark.parametrize("what", ["gateways", "provisions", "bodies", "lists", "purposes"])
def test_everything_is_listed(infoshare: Run, what: str) -> None:
    listed = json.loads(infoshare("law", "list", what, "--format", "json").out)
    assert [each["id"] for each in listed] == [each.id for each in getattr(LAW, what)]
    assert listed[0]["id"] in infoshare("law", "list", what).out


@pytest.mark.parametrize(
    "entry", [each.id for each in (*LAW.gateways, *LAW.bodies, *LAW.lists, *LAW.provisions, *LAW.purposes)]
)
def test_every_entry_has_a_card_of_one_screen_that_says_how_it_is_known(entry: str) -> None:
    from infoshare.workflows.law import card

    lines = card(entry)
    assert lines[-1][0] == "How this is known"
    assert all(said for _, said in lines)
    assert sum(len(said) // 80 + 1 for _, said in lines) <= 40


def test_a_card_is_shown(infoshare: Run) -> None:
    shown = infoshare("law", "show", "pcsc_s16")
    assert shown.status == 0
    assert "never covers patient" in " ".join(shown.out.split())


def test_an_entry_that_is_not_there_is_status_2(infoshare: Run) -> None:
    ran = infoshare("law", "show", "magna_carta")
    assert ran.status == 2
    assert "law list" in ran.err


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({}, 0, "FINE"),
        ({"data_form": "identifiable", "gateway": "none", "art6": "6_1_e"}, 1, "STOP"),
        ({"data_form": "identifiable"}, 1, "GAP"),
        ({"gateway": "common_law_policing"}, 0, "JUDGEMENT"),
    ],
)
def test_a_flow_is_answered(infoshare: Run, tmp_path: Path, change: dict[str, str], status: int, said: str) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(json.dumps(FACTS | change), encoding="utf-8")
    ran = infoshare("law", "may-share", path)
    assert (ran.status, ran.out.partition(":")[0]) == (status, said)
    found = json.loads(infoshare("law", "may-share", path, "--format", "json").out)
    assert found["verdict"] == said.lower()
    assert {*found["reasons"][0]} == {"verdict", "provision", "message", "mend"}


@pytest.mark.parametrize(
    "fault", [{"discloser": "wizard"}, {"gateway": "magic"}, {"colour": "red"}, {"art6": "6_1_z"}, {"date": "soon"}]
)
def test_a_fact_that_is_not_known_is_status_2(infoshare: Run, tmp_path: Path, fault: dict[str, str]) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(json.dumps(FACTS | fault), encoding="utf-8")
    ran = infoshare("law", "may-share", path)
    assert ran.status == 2
    assert next(iter(fault)) in ran.err or next(iter(fault.values())) in ran.err


def test_facts_may_be_given_in_python() -> None:
    assert infoshare.may_share(FACTS).verdict == "fine"
    with pytest.raises(AnswersError):
        infoshare.may_share({"discloser": 3})
