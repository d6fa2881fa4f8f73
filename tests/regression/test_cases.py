"""What each kind finds in a few short texts, one file for each kind; `known_failures.json` lists what is still wrong.

A case that begins to fail is a slip; one that no longer fails is to be taken off the list. Both show here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infoshare.identifiers import IDENTIFIERS, by_kind
from infoshare.identifiers.folding import fold

HERE = Path(__file__).parent
KNOWN: dict[str, list[str]] = json.loads((HERE / "known_failures.json").read_text(encoding="utf-8"))
KINDS = [each.kind for each in IDENTIFIERS]
FEWEST_CASES = 5


def cases(kind: str) -> list[dict[str, Any]]:
    """The cases of one kind."""
    return list(json.loads((HERE / f"{kind}.json").read_text(encoding="utf-8")))


def found(kind: str, text: str) -> list[list[int]]:
    """What the kind alone finds in a text."""
    folded = fold(text)
    return sorted(list(folded.original_span(*span)) for span in by_kind(kind).spans(folded.text))


@pytest.mark.parametrize("kind", KINDS)
def test_no_case_slipped_and_no_known_failure_is_mended_unsaid(kind: str) -> None:
    failing = [case["text"] for case in cases(kind) if found(kind, case["text"]) != case["spans"]]
    assert failing == KNOWN.get(kind, [])


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_cases_to_find_and_cases_to_leave(kind: str) -> None:
    assert len(cases(kind)) >= FEWEST_CASES
    assert any(case["spans"] for case in cases(kind))
    assert any(not case["spans"] for case in cases(kind))


def test_there_is_a_file_for_every_kind_and_no_other() -> None:
    assert {path.stem for path in HERE.glob("*.json")} - {"known_failures"} == set(KINDS)
    assert set(KNOWN) <= set(KINDS)
