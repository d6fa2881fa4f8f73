"""What docs/tables.md shows is what happens: its policy makes the table that stands there, and refuses the other."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infoshare.model.tables import PRESETS, Tables

PAGE = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
POLICY = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)[0]
TABLE = re.findall(r"```csv\n(.*?)```", PAGE, re.S)[0]
SHOWN = re.findall(r"```\n\$ (infoshare .*?)\n```\n\n```text\n(.*?)```", PAGE, re.S)
COUNTS = {
    ("North", "Abbey"): (3, 20),
    ("North", "Brook"): (12, 9),
    ("South", "Castle"): (30, 14),
    ("South", "Dale"): (18, 25),
}
"""Burglaries and thefts of each ward."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        (area, ward, offence, each % 90, 10 + each)
        for (area, ward), numbers in COUNTS.items()
        for offence, number in zip(("burglary", "theft"), numbers, strict=True)
        for each in range(number)
    ]
    with (tmp_path / "offences.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["reference", "area", "ward", "offence", "age", "loss"])
        writer.writerows((f"R{place:04}", *row) for place, row in enumerate(rows))
    (tmp_path / "offences.yaml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def ran(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", *command.split()]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_the_table_is_the_one_that_stands_there(folder: Path) -> None:
    command, said = SHOWN[0]
    done = ran(command, folder)
    assert (done.returncode, done.stdout) == (0, said), done.stderr
    assert (folder / "by_ward.csv").read_text(encoding="utf-8") == TABLE


def test_the_other_table_is_refused_as_the_page_says(folder: Path) -> None:
    command, said = SHOWN[1]
    done = ran(command, folder)
    assert (done.returncode, done.stderr) == (1, said)
    assert not (folder / "age.csv").exists()


@pytest.mark.parametrize("word", [*PRESETS, *Tables.model_fields])
def test_every_key_and_preset_is_explained(word: str) -> None:
    assert word in PAGE
