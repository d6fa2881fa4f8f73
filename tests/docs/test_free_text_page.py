"""What docs/free-text.md shows is what happens: its Python prints what stands below it, its policy loads."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infoshare.model.policy import Policy

PAGE = (Path(__file__).parents[2] / "docs" / "free-text.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.S)
NOTE = re.search(r'note = "(.*?)"', PAGE)


@pytest.mark.parametrize(("code", "output"), SHOWN, ids=["redact", "presidio"])
def test_the_python_prints_what_stands_below_it(code: str, output: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/free-text.md", "exec"), {})
    assert printed.getvalue() == output


def test_the_policy_loads(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(re.findall(r"```yaml\n(.*?)```", PAGE, re.S)[0], encoding="utf-8")
    assert Policy.load(path).columns["note"].action == "redact"


def test_the_explanation_is_what_the_command_shows(tmp_path: Path) -> None:
    assert NOTE is not None
    (tmp_path / "note.txt").write_text(NOTE[1], encoding="utf-8")
    shown = re.findall(r"--explain note.txt\n```\n\n```text\n(.*?)```", PAGE, re.S)[0]
    command = [sys.executable, "-m", "infoshare", "redact", "--explain", "note.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [line.rstrip() for line in done.stdout.splitlines()] == shown.splitlines()
