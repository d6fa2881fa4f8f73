"""What docs/versions.md shows is what happens: its commands print what stands below them, and its Python runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from infoshare import Protocol
from infoshare.model.questionnaire import TEXTS, Questionnaire

PAGE = (Path(__file__).parents[2] / "docs" / "versions.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```\n\$ infoshare (.*?)\n```(?:\n\n```text\n(.*?)```)?", PAGE, re.S)
((PYTHON, PRINTED),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.S)
(DIFF,) = re.findall(r"```diff\n(.*?)```", PAGE, re.S)


def proposed(agreed: str) -> str:
    """The agreed version with the page's lines changed; each stands once in it."""
    lines = DIFF.splitlines()
    for old, new in zip(lines[::2], lines[1::2], strict=True):
        assert (old[0], new[0]) == ("-", "+")
        assert agreed.count(f"\n{old[1:]}\n") == 1, old
        agreed = agreed.replace(f"\n{old[1:]}\n", f"\n{new[1:]}\n")
    return agreed


def ran(folder: Path, *words: str) -> str:
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both versions."""
    folder = tmp_path_factory.mktemp("versions")
    first, *_ = COMMANDS
    ran(folder, "-m", "infoshare", *shlex.split(first[0]))
    (folder / "proposed.yaml").write_text(
        proposed((folder / "agreed.yaml").read_text(encoding="utf-8")), encoding="utf-8"
    )
    return folder


def test_the_commands_print_what_stands_below_them(folder: Path) -> None:
    assert len(COMMANDS) == 4
    for command, output in COMMANDS[1:]:
        assert ran(folder, "-m", "infoshare", *shlex.split(command)) == output, command
    assert {path.name for path in folder.iterdir()} >= {"changes.html", "changes.docx"}


def test_the_python_prints_what_stands_below_it(folder: Path) -> None:
    assert ran(folder, "-c", f"import infoshare\n{PYTHON}") == PRINTED


def test_what_is_said_of_the_signatures_is_so(folder: Path) -> None:
    earlier, later = (Protocol.load(folder / f"{name}.yaml") for name in ("agreed", "proposed"))
    parties = {(each.question, each.column): each.parties for each in later.changes_since(earlier).changes}
    assert parties["flows", "retention"] == ("Harrowmere Borough Council", "Eastmarch Police")
    assert len(parties["data_items", "precision"]) == 3
    assert len(parties["appropriate_policy_document", ""]) == 7
    assert parties["parties", "officer"] == ()


LEGAL = {
    "parties": "name body role acts_for appointment", "purposes": "", "out_of_scope": "", "joint_arrangement": "",
    "flows": "giver recipients purpose gateway data_form includes confidence frequency retention",
    "data_items": "item column form precision flows holder coarseness retention",
    "lawful_basis": "art6 art9 sch1 part3",
    "bar_lifted_by": "", "guardian_decision": "", "guardian_decision_date": "", "guardian_conditions": "",
    "territory": "", "start_date": "", "review_date": "", "signatories": "party key",
}  # fmt: skip
WORDING = {
    "parties": "officer officer_contact guardian data_protection_officer", "owner": "", "flows": "name",
    "data_items": "why declined", "guardian_name": "", "signatories": "name role", "necessity": "",
}  # fmt: skip


@pytest.mark.parametrize(("effect", "said"), [("legal", LEGAL), ("wording", WORDING)])
def test_the_table_says_what_the_question_set_says(effect: str, said: dict[str, str]) -> None:
    for name, columns in said.items():
        question = Questionnaire.load("cda-s115").question(name)
        asked = [each for each in question.columns if each.id in columns.split()] or [question]
        assert len(asked) == max(len(columns.split()), 1)
        assert {question.effect_of(each) for each in asked} == {effect}, name


def test_any_other_text_is_wording_unless_the_table_names_it() -> None:
    named = {*LEGAL, "anonymisation_standard", "commencement", "onward", "retention"}
    for question in Questionnaire.load("cda-s115").questions:
        if question.type in TEXTS and question.id not in named:
            assert question.effect_of(question) == "wording", question.id
