"""What may leave of a row, by its answer, by the opt-out list and by what the policy makes of both."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from infoshare.anonymisation.permissions import (
    Answer,
    Leaves,
    Listed,
    Permissions,
    malformed,
    number_of,
    numbers_of,
)
from infoshare.anonymisation.plan import compile_plan
from tests.conftest import MakePolicy

COLUMNS: dict[str, dict[str, Any]] = {
    "nhs": {"role": "direct", "action": "drop", "known": "nhs"},
    "surname": {"role": "direct", "action": "keep", "known": "name"},
    "consent": {"role": "plain", "action": "drop"},
}
CONSENT: dict[str, Any] = {"column": "consent", "given": ["yes"], "needed_for": ["surname"]}
ON_LIST, NOT_ON_LIST, NO_NUMBER = "9990000018", "9990000026", "none"
NAMED, UNNAMED, NOTHING = Leaves.NAMED, Leaves.UNNAMED, Leaves.NOTHING
Case = tuple[dict[str, Any], dict[str, Any], tuple[Leaves, ...]]
ROWS = [("yes", NOT_ON_LIST), ("no", NOT_ON_LIST), ("yes", ON_LIST), ("no", ON_LIST), ("yes", NO_NUMBER)]
CASES: list[Case] = [
    ({}, {}, (NAMED, UNNAMED, NOTHING, NOTHING, NOTHING)),
    ({}, {"then": "anonymise"}, (NAMED, UNNAMED, UNNAMED, UNNAMED, UNNAMED)),
    ({}, {"consent_prevails": True}, (NAMED, UNNAMED, NAMED, NOTHING, NAMED)),
    ({}, {"unmatched": "keep"}, (NAMED, UNNAMED, NOTHING, NOTHING, NAMED)),
    ({}, {"holds": "cleared"}, (NOTHING, NOTHING, NAMED, UNNAMED, NOTHING)),
    ({"otherwise": "leave_out"}, {}, (NAMED, NOTHING, NOTHING, NOTHING, NOTHING)),
    ({"otherwise": "leave_out"}, {"consent_prevails": True}, (NAMED, NOTHING, NAMED, NOTHING, NAMED)),
]


@pytest.mark.parametrize(("consent", "opt_out", "leaves"), CASES, ids=[f"{c} {o}" for c, o, _ in CASES])
def test_what_may_leave_of_a_row(
    consent: dict[str, Any], opt_out: dict[str, Any], leaves: tuple[Leaves, ...], make_policy: MakePolicy
) -> None:
    policy = make_policy(
        COLUMNS, release="identifiable", consent={**CONSENT, **consent}, opt_out={"column": "nhs", **opt_out}
    )
    batch = pa.RecordBatch.from_pydict(
        {"nhs": [n for _, n in ROWS], "surname": ["Tan"] * 5, "consent": [answer for answer, _ in ROWS]}
    )
    permissions = Permissions(compile_plan(policy, batch.schema.names), frozenset({ON_LIST}))
    assert tuple(standing.leaves for standing in permissions.standings(batch)) == leaves


def test_answers_are_told_apart(make_policy: MakePolicy) -> None:
    policy = make_policy(COLUMNS, release="identifiable", consent=CONSENT)
    answers = ["yes", " Y E S ", "No", "withdrawn", "maybe", "yes.", "", None, "  "]
    names = ["Tan"] * len(answers)
    batch = pa.RecordBatch.from_pydict({"nhs": names, "surname": names, "consent": answers})
    found = [standing.answer for standing in Permissions(compile_plan(policy, batch.schema.names)).standings(batch)]
    assert found == [
        Answer.GIVEN, Answer.GIVEN, Answer.REFUSED, Answer.REFUSED, Answer.UNFORESEEN, Answer.UNFORESEEN,
        Answer.EMPTY, Answer.EMPTY, Answer.EMPTY,
    ]  # fmt: skip
    assert {standing.listed for standing in Permissions(compile_plan(policy, batch.schema.names)).standings(batch)} == {
        Listed.NO
    }


@pytest.mark.parametrize("cell", [None, "", "9990000019", "1111111111", "999000001", "9990000018 / 9990000026"])
def test_a_cell_without_one_valid_number_has_none(cell: str | None) -> None:
    assert number_of(cell) is None


def test_a_list_holds_numbers_and_nothing_else() -> None:
    entries = ["999 000 0018", "NHS 9990000026", "9990000034 Tan", "999-000-0042", "9990000043"]
    assert malformed(entries) == [1, 2, 4]
    assert numbers_of([entries[0], entries[3]]) == {"9990000018", "9990000042"}
