"""Situations written from the law, apart from the engine: put to `may_share`, each gets the law's answer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import infoshare

FILES = sorted((Path(__file__).parent / "flows").glob("*.yaml"))
GROUPS = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES]
SITUATIONS = [case for group in GROUPS for case in group["situations"]]


def admitted(case: dict[str, Any]) -> set[str]:
    """The verdicts that the law allows: more than one where it leaves the last word to a person."""
    verdict = case["verdict"]
    return {verdict} if isinstance(verdict, str) else set(verdict)


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: case["name"])
def test_the_verdict_is_the_law_s(case: dict[str, Any]) -> None:
    advice = infoshare.may_share(case["facts"])
    assert advice.verdict in admitted(case), advice.reasons
    worst = [f"{reason.provision} {reason.message}" for reason in advice.reasons if reason.verdict == advice.verdict]
    assert any(case["provision"] in said for said in worst), worst


def test_names_are_unique_within_a_group() -> None:
    for group in GROUPS:
        names = [case["name"] for case in group["situations"]]
        assert len(names) == len(set(names))
