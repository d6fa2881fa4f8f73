"""What docs/signatures.md shows is what happens: its commands print what stands below them, and its Python runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PAGE = (Path(__file__).parents[2] / "docs" / "signatures.md").read_text(encoding="utf-8")
BEGUN = re.search(r"```\n\$ infoshare (.*?)\n\$ infoshare (.*?)\n```", PAGE)
COMMANDS = re.findall(r"```\n\$ infoshare ([^\n]*)\n```\n\n```text\n(.*?)```", PAGE, re.S)
((PYTHON, PRINTED),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.S)
((OLD, NEW),) = re.findall(r"```diff\n-(.*?)\n\+(.*?)\n```", PAGE, re.S)


def ran(folder: Path, *words: str, status: int = 0) -> str:
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (status, "")
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the answers, a page, and in place of the new key one that is always the same."""
    folder = tmp_path_factory.mktemp("signatures")
    assert BEGUN
    for command in BEGUN.groups():
        ran(folder, "-m", "infoshare", *shlex.split(command))
    same = Ed25519PrivateKey.from_private_bytes(bytes(32)).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "police" / "signing.key").write_bytes(same)
    (folder / "page.pdf").write_bytes(b"a signed page")
    return folder


def test_the_commands_print_what_stands_below_them(folder: Path) -> None:
    *signing, showing = COMMANDS
    assert (len(signing), "signatures agreed.yaml" in showing[0]) == (2, True)
    for command, output in signing:
        assert ran(folder, "-m", "infoshare", *shlex.split(command)) == output, command
    answers = (folder / "agreed.yaml").read_text(encoding="utf-8")
    assert answers.count(f"\n{OLD}\n") == 1
    (folder / "agreed.yaml").write_text(answers.replace(f"\n{OLD}\n", f"\n{NEW}\n"), encoding="utf-8")
    assert ran(folder, "-m", "infoshare", *shlex.split(showing[0]), status=1) == showing[1]
    assert ran(folder, "-c", PYTHON) == PRINTED
