"""Every check of the gate has its row in SECURITY.md: the fault planted, and tests that show it caught."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "SECURITY.md").read_text().partition("broken on purpose\n")[2].partition("\n## ")[0]
ROWS = {name: (fault, tests) for name, fault, tests in re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", SECTION, re.M)}
NAMED = re.compile(r"\bcheck(?:: str)? ?= ?\"(\w+)\"|\bCHECK = \"(\w+)\"")


def checks_of_the_gate() -> set[str]:
    code = "\n".join(path.read_text() for path in (ROOT / "src" / "infoshare" / "gate").glob("*.py"))
    return {one or other for one, other in NAMED.findall(code)}


def test_every_check_has_a_row_and_every_row_a_check() -> None:
    assert len(checks_of_the_gate()) >= 16
    assert set(ROWS) == checks_of_the_gate()


def test_every_row_says_a_fault_and_names_tests_that_speak_of_the_check() -> None:
    for check, (fault, tests) in ROWS.items():
        assert fault.strip(), check
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", tests)
        assert named, check
        for path, name in named:
            body = (ROOT / path).read_text().partition(f"def {name}(")[2].partition("\n\n\n")[0]
            assert body, f"{path}::{name}"
        assert any(check in (ROOT / path).read_text() for path, _ in named), check


def test_every_check_has_words_in_the_report() -> None:
    from infoshare.documents.release_report import CHECKS

    assert set(CHECKS) == checks_of_the_gate()
