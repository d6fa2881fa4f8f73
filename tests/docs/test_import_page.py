"""docs/import.md: the example is a real run, the figures are measured, and the table is that of the data."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from infoshare.model.stale_law import StaleLaw

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_import_page.py"))
PAGE = SCRIPT["PAGE"].read_text(encoding="utf-8")


def test_the_page_is_what_the_script_makes() -> None:
    assert SCRIPT["page"]() == PAGE, "run python scripts/make_import_page.py"


def test_the_second_half_reaches_the_goal() -> None:
    figures = dict(re.findall(r"^\| (Recall|Precision|Reported) \| \S+ \| (\S+) \|$", PAGE, re.M))
    assert float(figures["Recall"]) >= 0.9
    assert float(figures["Precision"]) >= 0.95
    assert figures["Reported"] == "0"


def test_every_rule_stands_in_the_table() -> None:
    assert [rule.id for rule in StaleLaw.load().rules if rule.message not in PAGE] == []


def test_no_number_of_a_person_stands_on_the_page() -> None:
    assert not re.search(r"999[ -]?000", PAGE)
    assert "[NHS NUMBER]" in PAGE
