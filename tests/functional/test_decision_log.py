"""The log of decisions: whole ones are entered, whatever came of them; a refusal without reasons is not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from infoshare.errors import UserError
from infoshare.model.strict_yaml import parse_yaml, write_yaml
from infoshare.workflows.protocol import example

from .conftest import Ran

Run = Callable[..., Ran]
DAY = "2026-12-11"


@pytest.fixture
def decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a decision's example with other answers."""
    monkeypatch.chdir(tmp_path)

    def write(kind: str, name: str = "decision.yaml", **given: Any) -> Path:
        whole = parse_yaml(example(kind), UserError, name)
        whole["answers"] |= given
        path = tmp_path / name
        path.write_text(write_yaml(whole), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("kind", ["caldicott-disclosure", "care-act-cooperation"])
def test_a_whole_decision_is_entered_once_and_listed(infoshare: Run, decision: Callable[..., Path], kind: str) -> None:
    path = decision(kind)
    ran = infoshare("decision", "log", "add", path, "--on", DAY)
    assert (ran.status, ran.out.startswith("Entered as 1: decision ")) == (0, True)
    ran = infoshare("decision", "log", "add", path, "--on", DAY)
    assert (ran.status, "entered already" in ran.err) == (1, True)
    (listed,) = json.loads(infoshare("decision", "log", "list", "--format", "json").out)
    assert (listed["questionnaire"], listed["number"]) == (kind, 1)
    assert listed["outcome"] in {"share", "share_in_part", "refuse"}


def test_to_refuse_is_entered_as_to_share_is(infoshare: Run, decision: Callable[..., Path]) -> None:
    path = decision("caldicott-disclosure", outcome="refuse", reasons="The line of enquiry is not named.")
    ran = infoshare("decision", "log", "add", path, "--on", DAY)
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(infoshare("decision", "log", "list", "--format", "json").out)[0]["outcome"] == "refuse"


def test_a_care_act_refusal_without_written_reasons_is_not_accepted(
    infoshare: Run, decision: Callable[..., Path], tmp_path: Path
) -> None:
    path = decision("care-act-cooperation", refused=True, written_reasons=False, refusal_reasons=None)
    ran = infoshare("decision", "log", "add", path, "--on", DAY)
    assert (ran.status, "open gap" in ran.err) == (1, True)
    assert ran.err.startswith("Refused: ")
    assert not (tmp_path / "register").exists()


def test_the_log_holds_nobodys_details_and_an_edit_is_found(
    infoshare: Run, decision: Callable[..., Path], tmp_path: Path
) -> None:
    path = decision("caldicott-disclosure", reasons="She fled to a flat above the bakery.")
    infoshare("decision", "log", "add", path, "--on", DAY)
    file = tmp_path / "register" / "register.sqlite"
    assert b"bakery" not in file.read_bytes()
    head = infoshare("decision", "log", "verify").out.split()[-1]
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE entries SET body = replace(body, '\"share_in_part\"', '\"refuse\"')")
    ran = infoshare("decision", "log", "verify", "--head", head)
    assert (ran.status, "entry 1 was edited" in ran.err) == (2, True)
