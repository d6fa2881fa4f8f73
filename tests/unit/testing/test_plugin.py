"""The pytest plugin works in a project of its own, and what it reports of a failure holds no value."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

PROJECT = """
from pathlib import Path
import unittest

import pytest
from hypothesis import given, settings
from infoshare.testing import assert_no_identifiers as asserted, records

PERSON = {"name": "Quillon Varnholt", "nhs": "9997654321"}
ROWS = [{"note": "seen VARN\\u200bHOLT today"}, {"note": "999-765-4321"}]


def through_a_helper(found, people):
    here = list(people)
    asserted(found, here)


def test_passes(assert_no_identifiers):
    assert_no_identifiers(["calm"], [PERSON])


@settings(max_examples=5)
@given(records())
def test_passes_under_hypothesis(assert_no_identifiers, record):
    assert_no_identifiers("calm", record.person)


def test_fails(assert_no_identifiers):
    rows, person = [dict(row) for row in ROWS], dict(PERSON)
    assert_no_identifiers(rows, [person])


def test_fails_in_a_helper():
    through_a_helper(ROWS, [PERSON])


def test_fails_on_a_literal(assert_no_identifiers):
    assert_no_identifiers("by Varnholt", {"name": "Quillon Varnholt"})


def test_fails_while_another_error_is_handled(assert_no_identifiers):
    try:
        raise KeyError("Varnholt")
    except KeyError:
        assert_no_identifiers("by Varnholt", [PERSON])


@pytest.fixture
def released(assert_no_identifiers):
    assert_no_identifiers(ROWS, [PERSON])


def test_fails_in_a_fixture(released):
    pass


class TestOld(unittest.TestCase):
    def test_fails_in_a_unittest(self):
        asserted(ROWS, [PERSON])


def test_is_refused(assert_no_identifiers):
    rows = ["Varnholt", 3]
    assert_no_identifiers(rows, [PERSON])


@settings(max_examples=5)
@given(records())
def test_fails_under_hypothesis(assert_no_identifiers, record):
    rows = list(ROWS)
    assert_no_identifiers(rows, PERSON)
"""
FAILING = 8
HOW = {
    "plainly": (), "with variables": ("-l",), "with more": ("-l", "-vv"), "with a full trace": ("-l", "--full-trace"),
    "in the long style": ("-l", "-vv", "--tb=long", "-ra"), "in the native style": ("-l", "--tb=native"),
    "in processes": ("-l", "-vv", "-n", "2", "-rA"),
}  # fmt: skip


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A run of pytest in a folder that knows nothing of this project."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHONPATH"))}
    environment["CI"] = "true"  # Hypothesis then asks for no deadline
    command = [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "test_pipeline.py").write_text(PROJECT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("how", HOW)
def test_a_failure_is_reported_and_no_value_is(project: Path, how: str) -> None:
    done = run(project, *HOW[how])
    shown = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"{FAILING - 1} failed, 2 passed, 1 error" in shown, shown
    assert "known name in 1 cell, row 1" in shown
    assert "known nhs in 1 cell, row 2" in shown
    assert "what was released has an item that is no text: item 2" in shown
    assert "test_pipeline.py:" in shown
    found = [value for value in ("varnholt", "quillon", "varn\u200bholt", "4321", "9765") if value in shown.casefold()]
    assert not found, how


def test_the_place_of_a_failure_is_that_of_whoever_asked(project: Path) -> None:
    shown = run(project, "-k", "test_fails_in_a_helper").stdout
    line = PROJECT.splitlines().index("    asserted(found, here)") + 1
    assert f"test_pipeline.py:{line}" in shown


def test_other_failures_are_reported_as_ever(tmp_path: Path) -> None:
    (tmp_path / "test_other.py").write_text("def test_other():\n    number = 41\n    assert number == 42\n")
    shown = run(tmp_path, "-l").stdout
    assert "assert 41 == 42" in shown
    assert "number     = 41" in shown


def test_a_group_of_errors_that_holds_ours_is_reported_without_variables(tmp_path: Path) -> None:
    (tmp_path / "test_group.py").write_text(
        "from infoshare.testing import assert_no_identifiers\n"
        "def test_group():\n    text = 'by Varn' + 'holt'\n"
        "    try:\n        assert_no_identifiers(text, {'name': 'Varn' + 'holt'})\n"
        "    except AssertionError as error:\n        raise ExceptionGroup('both', [error, KeyError('other')])\n"
    )
    shown = run(tmp_path, "-l", "-vv").stdout
    assert "known name in 1 text: text 1" in shown
    assert "KeyError: 'other'" in shown
    assert "Varnholt" not in shown
    assert "assert_no_identifiers(text" not in shown


def test_the_plugin_can_be_turned_off(project: Path) -> None:
    shown = run(project, "-p", "no:infoshare", "-k", "test_passes and not hypothesis").stdout
    assert "fixture 'assert_no_identifiers' not found" in shown


def test_the_plugin_is_installed_once_by_its_entry_point() -> None:
    ours = [each for each in entry_points(group="pytest11") if each.name == "infoshare"]
    assert {each.value for each in ours} == {"infoshare.testing.plugin"}
