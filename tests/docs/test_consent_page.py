"""What docs/consent.md shows is what happens: its policy, data and list make the release that stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from infoshare.errors import PolicyError
from infoshare.model.consent import OptOut
from infoshare.model.strict_yaml import parse_yaml

PAGE = (Path(__file__).parents[2] / "docs" / "consent.md").read_text(encoding="utf-8")
POLICY, OPT_OUT = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
DATA, LISTED, RELEASED = re.findall(r"```csv\n(.*?)```", PAGE, re.S)
COMMAND, SAID = re.findall(r"```\n\$ (infoshare .*?)\n```\n\n```text\n(.*?)```", PAGE, re.S)[0]


def made(folder: Path) -> tuple[str, str]:
    """What the command prints, and the release."""
    for name, text in {"ae-consent.yaml": POLICY, "attendances.csv": DATA, "opted-out.csv": LISTED}.items():
        (folder / name).write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", *COMMAND.split()]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout, (folder / "release.csv").read_text(encoding="utf-8")


def test_the_command_prints_and_releases_what_stands_there(tmp_path: Path) -> None:
    assert made(tmp_path) == (SAID, RELEASED)


def test_every_key_of_opt_out_is_shown_with_what_it_is_if_left_out() -> None:
    shown = parse_yaml(OPT_OUT, PolicyError, "the page")["opt_out"]
    left_out = OptOut(column="nhs_number").model_dump(mode="json", by_alias=True)
    assert {**shown, "list": None} == left_out


@pytest.mark.parametrize("name", ["holds: cleared", "unmatched: keep", "then: anonymise", "consent_prevails: true"])
def test_the_other_choices_are_explained(name: str) -> None:
    assert f"`{name}`" in PAGE
