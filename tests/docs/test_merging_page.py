"""What docs/merging.md shows is what happens: its commands print what stands below them, and its Python runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "merging.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```\n\$ infoshare (.*?)\n```\n\n```text\n(.*?)```", PAGE, re.S)
((PYTHON, PRINTED),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.S)
DIFFS = dict(zip(("police.yaml", "council.yaml"), re.findall(r"```diff\n(.*?)```", PAGE, re.S), strict=True))


def changed(begun: str, diff: str) -> str:
    """The answers that all began with, with a diff's lines changed or taken out; each stands once in them."""
    for old, new in re.findall(r"^-(.*)\n(?:\+(.*)\n)?", diff, re.MULTILINE):
        assert begun.count(f"\n{old}\n") == 1, old
        begun = begun.replace(f"\n{old}\n", f"\n{new}\n" if new else "\n")
    return begun


def ran(folder: Path, *words: str) -> tuple[int, str]:
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the partners' files."""
    folder = tmp_path_factory.mktemp("merging")
    ran(folder, "-m", "infoshare", "protocol", "example", "cda-s115", "-o", "begun.yaml")
    begun = (folder / "begun.yaml").read_text(encoding="utf-8")
    for name, diff in DIFFS.items():
        (folder / name).write_text(changed(begun, diff), encoding="utf-8")
    return folder


def test_the_commands_print_what_stands_below_them(folder: Path) -> None:
    statuses = []
    for command, output in COMMANDS:
        status, printed = ran(folder, "-m", "infoshare", *shlex.split(command))
        assert printed == output, command
        statuses.append(status)
    assert statuses == [1, 0]
    assert (folder / "merged.yaml").is_file()


def test_the_python_prints_what_stands_below_it(folder: Path) -> None:
    assert ran(folder, "-c", PYTHON) == (0, PRINTED)


def test_the_page_is_short() -> None:
    assert len(PAGE.splitlines()) <= 100
