"""docs/protocols.md: the rules of law with a situation that breaks each and the nearest that does not, and the sets."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

import infoshare
from infoshare.model.law import Law

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_protocol_page.py"))
WRITTEN = yaml.safe_load(SCRIPT["RULES"].read_text(encoding="utf-8"))
RULES = [*WRITTEN["rules"], *WRITTEN["stops"]]
WORST_FIRST = ("stop", "gap", "judgement", "fine")


@pytest.mark.parametrize("row", RULES, ids=[row["rule"] for row in RULES])
def test_a_rule_speaks_where_it_is_broken_and_not_beside_it(row: dict[str, Any]) -> None:
    law = Law.load().provision(row["law"]).short
    broken, near = (infoshare.may_share(SCRIPT["situation"](row[which])[0]) for which in ("breaks", "near"))
    assert law in {reason.provision for reason in broken.reasons if reason.verdict == broken.verdict}
    assert WORST_FIRST.index(broken.verdict) < WORST_FIRST.index(near.verdict)


@pytest.mark.parametrize("row", WRITTEN["stops"], ids=[row["rule"] for row in WRITTEN["stops"]])
def test_what_stops_holds_the_flow_up(row: dict[str, Any]) -> None:
    assert infoshare.may_share(SCRIPT["situation"](row["breaks"])[0]).verdict in {"stop", "gap"}


def test_the_page_is_what_the_script_makes() -> None:
    assert SCRIPT["PAGE"].read_text(encoding="utf-8") == SCRIPT["page"](), "run python scripts/make_protocol_page.py"
