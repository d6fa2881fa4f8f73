"""What docs/disclosures.md shows is what happens: its commands print what stands below them, and its Python runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infoshare.cli.main import app
from infoshare.model.questionnaire import Questionnaire
from infoshare.workflows.decisions import SHORT_NAMES

PAGE = (Path(__file__).parents[2] / "docs" / "disclosures.md").read_text(encoding="utf-8")
((EXAMPLE, _), (CHECK, CHECKED)) = re.findall(r"```\n\$ infoshare (.*?)\n```(?:\n\n```text\n(.*?)```)?", PAGE, re.S)
((PYTHON, PRINTED),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.S)
(DIFF,) = re.findall(r"```diff\n(.*?)```", PAGE, re.S)
(SESSION,) = re.findall(r"```\n(infoshare .*?)```", PAGE, re.S)


def ran(folder: Path, *words: str, status: int = 0) -> str:
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (status, "")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the decision, as it was in the night."""
    folder = tmp_path_factory.mktemp("decision")
    ran(folder, "-m", "infoshare", *shlex.split(EXAMPLE))
    path = folder / "decision.yaml"
    old, new = ("".join(f"{line[1:]}\n" for line in DIFF.splitlines() if line[0] == sign) for sign in "-+")
    written = path.read_text(encoding="utf-8")
    assert written.count(old) == 1
    path.write_text(written.replace(old, new), encoding="utf-8")
    return folder


def test_the_check_prints_what_stands_below_it_and_a_day_earlier_nothing_is_missing(folder: Path) -> None:
    assert ran(folder, "-m", "infoshare", *shlex.split(CHECK), status=1) == CHECKED
    ran(folder, "-m", "infoshare", *shlex.split(CHECK.replace("-11", "-10")), status=0)


def test_the_python_prints_what_stands_below_it(folder: Path) -> None:
    assert ran(folder, "-c", PYTHON) == PRINTED


def test_the_commands_run_in_their_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for line in SESSION.splitlines():
        if "ask" not in line:
            done = CliRunner().invoke(app, shlex.split(line.removeprefix("infoshare ")))
            assert done.exit_code == ("check" in line), line
    assert {"request.yaml", "request.docx", "reply.docx", "record.docx"} <= {path.name for path in folder.iterdir()}


def test_the_numbers_of_questions_are_so() -> None:
    for short, name in SHORT_NAMES.items():
        assert f"- `{short}` (question set `{name}`)" in PAGE
    found = Questionnaire.load(SHORT_NAMES["caldicott"])
    assert found.short_form is not None
    assert (len(found.short_form.keep), len(found.questions) > 80) == (25, True)
