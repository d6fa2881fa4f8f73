"""The situations of docs/may-share.md: each has the answer that the law gives, and the page is made from them."""

import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

import infoshare
from infoshare.model.law import Law

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_may_share_page.py"))
WRITTEN = yaml.safe_load(SCRIPT["SITUATIONS"].read_text(encoding="utf-8"))
CASES = [(WRITTEN["starts"][group["start"]], case) for group in WRITTEN["situations"] for case in group["cases"]]
LAW = Law.load()


@pytest.mark.parametrize(("start", "case"), CASES, ids=[case["name"] for _, case in CASES])
def test_the_answer_is_what_the_law_gives(start: dict[str, Any], case: dict[str, Any]) -> None:
    advice = infoshare.may_share(SCRIPT["facts_of"](start, case))
    because = {LAW.provision(provision).short for provision in case.get("because", ())}
    assert advice.verdict == case["verdict"], advice.reasons
    assert because <= {reason.provision for reason in advice.reasons if reason.verdict == advice.verdict}


def test_every_stop_and_gap_names_its_provision() -> None:
    assert [case["name"] for _, case in CASES if case["verdict"] in {"stop", "gap"} and not case.get("because")] == []


@pytest.mark.parametrize("group", WRITTEN["situations"], ids=lambda group: group["group"])
def test_every_group_has_a_stop_or_gap_and_a_near_miss(group: dict[str, Any]) -> None:
    blocked = {case["verdict"] in {"stop", "gap"} for case in group["cases"]}
    assert blocked == {True, False}


def test_the_page_is_what_the_script_makes() -> None:
    assert SCRIPT["PAGE"].read_text(encoding="utf-8") == SCRIPT["page"](), "run python scripts/make_may_share_page.py"
