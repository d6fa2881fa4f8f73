"""What docs/report.md shows is what happens: its commands print what stands below them, and its Python runs."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import infoshare
from infoshare import resources

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```\n\$ infoshare (.*?)\n```\n\n```text\n(.*?)```", PAGE, re.S)
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.S)
TEXTS = ("triage_note", "location_description")


def ran(command: str, folder: Path) -> str:
    words = [sys.executable, "-m", "infoshare", *shlex.split(command)]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder in which the page's commands ran one after the other, and what each printed.

    The example's free text, whose redaction takes time, is left out.
    """
    folder = tmp_path_factory.mktemp("report")
    source = pl.read_csv(resources.example_data("ae-violence"), infer_schema=False).drop(TEXTS)
    source.write_csv(folder / "attendances.csv")
    (folder / "infoshare.key").write_text("k" * 32)
    return folder, [ran(command, folder) for command, _ in SHOWN]


def without_digests(text: str) -> str:
    """Digests and keys are other ones every time; their length is not."""
    return re.sub(r"[0-9a-f]{64}", "0" * 64, text)


@pytest.mark.xdist_group("report page")
def test_the_commands_print_what_stands_below_them(shown: tuple[Path, list[str]]) -> None:
    assert len(SHOWN) == 4
    for (command, output), printed in zip(SHOWN, shown[1], strict=True):
        assert without_digests(printed) == without_digests(output), command


@pytest.mark.xdist_group("report page")
def test_the_python_of_the_page_runs(shown: tuple[Path, list[str]]) -> None:
    here, printed = Path.cwd(), io.StringIO()
    os.chdir(shown[0])
    try:
        with contextlib.redirect_stdout(printed):
            for code in PYTHON:
                exec(
                    compile(code, "docs/report.md", "exec"), {"infoshare": infoshare, "secret": "k" * 32, "Path": Path}
                )
    finally:
        os.chdir(here)
    assert printed.getvalue() == "pass\n"


def test_the_schema_that_is_shipped_is_the_codes() -> None:
    from infoshare.certificates.reading import schema

    assert json.loads((ROOT / "docs" / "certificate.schema.json").read_text(encoding="utf-8")) == schema()


def test_every_check_of_a_certificate_is_in_the_table() -> None:
    table = PAGE.partition("| Check | Passes if |")[2].partition("\n\n")[0]
    source = (ROOT / "src" / "infoshare" / "certificates" / "checks.py").read_text(encoding="utf-8")
    named = set(re.findall(r'"([a-z]+_[a-z]+)"', source))
    assert named == set(re.findall(r"`(\w+)`", table))
