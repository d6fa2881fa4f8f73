"""What docs/register.md shows is what happens: its commands print what stands below them, and its Python runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "register.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(python)?\n(\$ infoshare )?(.*?)\n```\n\n```text\n(.*?)```", re.S)
HASH = re.compile(r"\b[0-9a-f]{64}\b")
LEFT_OUT = "…\n"
"""A line that stands for lines of the output that the page leaves out."""


def ran(folder: Path, *words: str) -> str:
    environment = {**os.environ, "COLUMNS": "100"}
    environment.pop("INFOSHARE_REGISTER", None)
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


def plain(text: str) -> str:
    """Without what differs from day to day: hashes hang on the time of the entry."""
    return re.sub(r" +$", "", HASH.sub("HASH", text), flags=re.M)


def test_the_page_prints_what_stands_in_it(tmp_path: Path) -> None:
    blocks = BLOCK.findall(PAGE)
    assert len(blocks) >= 9
    for python, command, text, shown in blocks:
        assert bool(python) != bool(command)
        words = ["-c", text] if python else ["-m", "infoshare", *shlex.split(text)]
        wanted = r"(.*\n)*".join(re.escape(plain(part)) for part in shown.split(LEFT_OUT))
        assert re.fullmatch(wanted, plain(ran(tmp_path, *words))), text


def test_the_page_is_not_too_long() -> None:
    assert len(PAGE.splitlines()) <= 150
