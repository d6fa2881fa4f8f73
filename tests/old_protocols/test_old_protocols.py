"""Old protocols of every shape: what is wrong in them is named, and what looks like it and is right is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .scoring import cases, imported, scored

FIRST, SECOND = cases("first"), cases("second")


def test_there_are_enough_of_them() -> None:
    assert len(FIRST) >= 7
    assert len(SECOND) >= 7


@pytest.mark.parametrize("case", FIRST.values(), ids=FIRST)
def test_every_planted_fault_is_named_and_nothing_else(case: dict[str, Any], tmp_path: Path) -> None:
    score = scored(case, imported(case, tmp_path))
    assert (score.overlooked, score.false, score.right_reported) == ([], [], [])


@pytest.mark.parametrize("case", FIRST.values(), ids=FIRST)
def test_sections_and_suggested_answers(case: dict[str, Any], tmp_path: Path) -> None:
    score = scored(case, imported(case, tmp_path))
    assert (score.sections_wrong, score.answers_wrong) == ([], [])


@pytest.mark.parametrize("case", SECOND.values(), ids=SECOND)
def test_in_the_held_back_half_at_least_nine_in_ten_are_named_and_no_look_alike(
    case: dict[str, Any], tmp_path: Path
) -> None:
    """No rule was changed for these."""
    score = scored(case, imported(case, tmp_path))
    assert len(score.named) >= 0.9 * len(case["faults"]), score.overlooked
    assert (score.false, score.right_reported) == ([], [])
    assert score.sections_right >= 0.8 * (score.sections_right + len(score.sections_wrong)), score.sections_wrong


@pytest.mark.parametrize("case", [*FIRST.values(), *SECOND.values()], ids=[*FIRST, *SECOND])
def test_every_finding_has_its_place_its_reason_and_a_quote_of_a_sentence(case: dict[str, Any], tmp_path: Path) -> None:
    found = imported(case, tmp_path)
    for each in found.findings:
        assert each.where
        assert each.message
        assert each.quote or each.kind == "missing"
        assert len(each.quote) <= 400
    assert {each.number for each in found.sections} == {*range(24)}
