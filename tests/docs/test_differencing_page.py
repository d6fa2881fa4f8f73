"""What docs/differencing.md shows is what the commands print."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "differencing.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ infoshare (.+)$", PAGE, re.M)
SAID = re.findall(r"```text\n(.*?)```", PAGE, re.S)
POLICY = {
    "policy": "areas", "version": 1, "title": "Incidents by area", "privacy": {"k": 5},
    "columns": {"reference": {"role": "direct", "action": "drop"}, "area": {"role": "quasi", "action": "keep"}},
}  # fmt: skip


def test_the_commands_print_what_stands_there(tmp_path: Path) -> None:
    (tmp_path / "areas.yaml").write_text(json.dumps(POLICY), encoding="utf-8")
    for name, rows in {"january.csv": 80, "corrected.csv": 82}.items():
        lines = [f"R{row:04},{'AB'[row % 2]}" for row in range(rows)]
        (tmp_path / name).write_text("\n".join(["reference,area", *lines, ""]), encoding="utf-8")
    for command, said in zip(COMMANDS, SAID, strict=True):
        words = [sys.executable, "-m", "infoshare", *command.split(), "--issued", "2026-01-31"]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.stdout + done.stderr == said
