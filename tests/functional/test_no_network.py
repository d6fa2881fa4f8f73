"""No command opens a socket, and importing the library loads nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import KEY

NO_SOCKETS = """
import sys
def refuse(event, args):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise RuntimeError("a socket was opened")
sys.addaudithook(refuse)
"""


@pytest.mark.parametrize("words", [["demo", "--into", "made"], ["redact", "note.txt"], ["protocol", "types"]])
def test_commands_open_no_socket(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Mail jane.smith@example.org about Mrs Okonjo")
    (tmp_path / "sitecustomize.py").write_text(NO_SOCKETS)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "INFOSHARE_KEY": KEY}
    done = subprocess.run([sys.executable, "-m", "infoshare", *words], cwd=tmp_path, env=environment,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_audit_hook_of_this_test_does_refuse(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_SOCKETS)
    command = [sys.executable, "-c", "import socket; socket.socket()"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, check=False)
    assert done.returncode != 0


@pytest.mark.parametrize("given", ["import infoshare", "import infoshare.cli.main"])
def test_importing_loads_nothing_heavy(given: str) -> None:
    heavy = [
        "presidio_analyzer",
        "presidio_anonymizer",
        "spacy",
        "polars",
        "pyarrow",
        "pandas",
        "docxtpl",
        "docx",
        "cryptography",
        "numpy",
    ]
    script = f"{given}\nimport sys\nprint([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
