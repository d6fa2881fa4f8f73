"""What docs/policies.md says of each shipped policy is what its file says, and what the intruder finds."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from infoshare import resources

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_policy_page.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_policy_has_a_section_and_leaves_nobody_to_be_found() -> None:
    assert re.findall(r"^## (.*)$", PAGE, re.M) == sorted(resources.shipped_policies())
    assert len(re.findall(r"\| 0 of [\d,]+ \| [\d,]+ of [\d,]+ \|$", PAGE, re.M)) == 9
