"""What docs/risk.md shows is what happens: its Python runs, and its commands print what stands below them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import infoshare
from infoshare import resources

PAGE = (Path(__file__).parents[2] / "docs" / "risk.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```\n\$ (infoshare .*?)\n```\n\n```text\n(.*?)```", re.S)
SHOWN = BLOCK.findall(PAGE)
TEXTS = ("triage_note", "location_description")


def made_files(folder: Path, page: str) -> None:
    """The source and its release, both without the free text, whose redaction takes time, and the register."""
    source = pl.read_csv(resources.example_data("ae-violence"), infer_schema=False).drop(TEXTS)
    source.write_csv(folder / "attendances.csv")
    infoshare.anonymise(folder / "attendances.csv", "ae-violence", key="k" * 32, out=folder / "release.csv")
    here = Path.cwd()
    os.chdir(folder)
    try:
        for code in re.findall(r"```python\n(.*?)```", page, re.S):
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(code, "docs/risk.md", "exec"), {})
    finally:
        os.chdir(here)


def ran(command: str, folder: Path) -> str:
    words = [sys.executable, "-m", *command.split()]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("risk")
    made_files(made, PAGE)
    return made


@pytest.mark.xdist_group("risk page")
@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[str(n) for n in range(len(SHOWN))])
def test_a_command_prints_what_stands_below_it(command: str, output: str, folder: Path) -> None:
    assert ran(command, folder) == output


def test_the_page_shows_risk_and_the_rehearsal_before_and_after() -> None:
    commands = [command.split()[1] for command, _ in SHOWN]
    assert commands.count("risk") >= 2
    assert commands.count("intruder") >= 3
