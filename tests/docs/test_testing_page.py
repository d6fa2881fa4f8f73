"""The test that docs/testing.md shows runs, and fails when the pipeline beside it leaks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import infoshare.testing

PAGE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)
PIPELINE = "\n\n".join(BLOCKS)
FEW_EXAMPLES = """
from hypothesis import Phase, settings

settings.register_profile("few", max_examples=10, deadline=None, phases=[Phase.generate])
settings.load_profile("few")
"""


def run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_pipeline.py").write_text(code, encoding="utf-8")
    (folder / "conftest.py").write_text(FEW_EXAMPLES, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider", "-p", "no:xdist"]
    environment = {**os.environ, "CI": "true"}  # Hypothesis then asks for no deadline
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_page_is_a_test_that_passes(tmp_path: Path) -> None:
    done = run(tmp_path, PIPELINE)
    assert "2 passed" in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("leak", "fault"),
    [
        ('"born": row["date_of_birth"]', "'born': known date_of_birth in "),
        ('"note": row["surname"].upper()', "'note': known name in "),
        ('row["postcode"]: 1', "the name of column 2: known postcode"),
    ],
)
def test_the_page_is_a_test_that_fails_where_the_pipeline_leaks(tmp_path: Path, leak: str, fault: str) -> None:
    shown = run(tmp_path, PIPELINE.replace('"born": row["date_of_birth"][:4]', leak)).stdout
    assert "1 failed, 1 passed" in shown, shown
    assert fault in shown


def test_the_page_shows_every_strategy_and_the_words_of_a_real_failure() -> None:
    for name in infoshare.testing.__all__:
        assert f"{name}" in PAGE
    rows = [{"note": "Varnholt", "reference": "x"}, {}, {"reference": "999 000 0018"}, {"note": "varnholt"}]
    with pytest.raises(AssertionError) as caught:
        infoshare.testing.assert_no_identifiers(rows, {"name": "Varnholt"})
    assert f"```text\n{caught.value}\n```" in PAGE
