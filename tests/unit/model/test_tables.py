"""What a policy may say of tables."""

from typing import Any

import pytest

from infoshare.errors import PolicyError
from infoshare.model.tables import CountRule, TableRule, Tables


def tables(**said: Any) -> Tables:
    return Tables.parsed(said, PolicyError, "tables")


def test_counts_under_5_are_suppressed_and_others_rounded_unless_the_policy_says_otherwise() -> None:
    assert tables().counts == CountRule(threshold=5, base=5, secondary=True)
    assert tables(suppress_below=10, round_to=1, secondary=False).counts == CountRule(10, 1, secondary=False)


@pytest.mark.parametrize(
    ("preset", "threshold", "base", "secondary"),
    [("nhs_hes_ecds", 8, 5, False), ("legacy_1_5", 6, 1, True), ("ons_research_10", 10, 1, True)],
)
def test_a_preset_says_it_all(preset: str, threshold: int, base: int, *, secondary: bool) -> None:
    counts = tables(preset=preset).counts
    assert (counts.threshold, counts.base, counts.secondary) == (threshold, base, secondary)


@pytest.mark.parametrize(
    "said",
    [
        {"preset": "legacy_1_5", "round_to": 5},
        {"cell_key": {}, "suppress_below": 5},
        {"cell_key": {}, "preset": "legacy_1_5"},
        {"preset": "made_up"},
        {"rounding": "controlled", "round_to": 3},
        {"rounding": "controlled", "preset": "legacy_1_5"},
        {"dominance": {"n": 0, "percent": 80}},
        {"suppress_under": 5},
    ],
)
def test_two_rules_for_one_thing_are_a_fault(said: dict[str, Any]) -> None:
    with pytest.raises(PolicyError):
        tables(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"by": []},
        {"by": ["ward", "ward"]},
        {"by": ["area > ward", "ward"]},
        {"by": ["ward"], "measure": "sum"},
        {"by": ["ward"], "of": "loss"},
        {"by": ["ward"], "measure": "rate"},
        {"by": ["ward"], "population": "people.csv"},
        {"by": ["ward"], "measure": "mean", "of": "loss", "weight": "w"},
    ],
)
def test_a_table_that_cannot_be_made_is_a_fault(said: dict[str, Any]) -> None:
    with pytest.raises(PolicyError):
        TableRule.parsed(said, PolicyError, "the table")


def test_nested_columns_are_read_apart() -> None:
    rule = TableRule.parsed({"by": ["area > ward", "offence"]}, PolicyError, "the table")
    assert rule.nested == (("area", "ward"), ("offence",))
    assert rule.columns == ("area", "ward", "offence")
