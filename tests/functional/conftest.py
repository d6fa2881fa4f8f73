"""Runs the command line as a person would, and makes small files of invented people."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from infoshare.cli.main import main

KEY = "0123456789abcdef0123456789abcdef"
COLUMNS = ("attendance_id", "nhs_number", "surname", "age", "postcode", "arrival", "weapon", "triage_note")
PEOPLE = (
    ("A-100001", "999 000 0018", "Okonjo", "34", "HM1 2AB", "2025-03-07 23:41", "Knife", "Okonjo was hit by a bottle"),
    ("A-100002", "999 000 0026", "Szczepanska", "36", "HM1 2AD", "2025-03-08 22:10", "Fist", "Mrs SZCZEPANSKA fell"),
    ("A-100003", "999 000 0034", "Llewellyn", "38", "HM1 3AB", "2025-03-08 23:55", "Knife", "no head injury"),
)


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture
def infoshare(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run one command in this process: its exit status, and what it wrote."""

    def run(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["infoshare", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capfd.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFOSHARE_KEY", KEY)
    monkeypatch.setenv("COLUMNS", "120")


def write_csv(path: Path, rows: Sequence[Sequence[str]] = PEOPLE * 4, columns: Sequence[str] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


@pytest.fixture
def attendances(tmp_path: Path) -> Path:
    """Twelve attendances of three invented people."""
    return write_csv(tmp_path / "attendances.csv")


POLICY = """
policy: small
version: 1
title: A small release
columns:
  attendance_id: {role: direct, action: pseudonymise}
  nhs_number: {role: direct, action: drop, known: nhs}
  surname: {role: direct, action: drop, known: name}
  age: {role: quasi, action: band, edges: [0, 18, 65]}
  postcode: {role: quasi, action: coarsen_place, to: outward}
  arrival: {role: quasi, action: coarsen_date, to: quarter}
  weapon: {role: sensitive, action: keep}
  triage_note: {role: text, action: redact}
privacy: {k: 5, l: {weapon: 2}, max_suppressed: 0.05}
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(POLICY)
    return path


def others_in(folder: Path, *known: Path) -> list[str]:
    """The names of everything in a folder but the files that were put there."""
    return sorted(path.name for path in folder.rglob("*") if path not in known)
