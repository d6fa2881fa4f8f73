"""The checks of columns treated as a whole: rare values, and what should have moved."""

from __future__ import annotations

import pyarrow as pa
import pytest

from infoshare.files.frames import FrameTable
from infoshare.gate.whole_columns import FEWEST_TO_JUDGE, RareRecoded, ValuesMoved
from infoshare.model.certificate import Check
from tests.conftest import MakePolicy

RARE = {"role": "sensitive", "action": "recode_rare", "below": 3, "aliases": ["Arm"]}
NOISE = {"role": "sensitive", "action": "add_noise", "scale": 2}
SWAP = {"role": "sensitive", "action": "swap"}
SHIFT = {"role": "quasi", "action": "shift_date", "person": "who"}
WHO = {"role": "direct", "action": "drop"}


def judged(watcher: RareRecoded | ValuesMoved, released: dict[str, list[str | None]], parts: int = 2) -> Check:
    table = pa.table(released)
    for batch in table.to_batches(max_chunksize=max(1, table.num_rows // parts)):
        watcher.see(batch)
    return watcher.verdict()


@pytest.mark.parametrize(
    ("leaves", "verdict"),
    [(["knife", "other"], "pass"), (["knife", None], "pass"), (["knife", "bottle"], "fail"), (["new"], "fail")],
)
def test_a_value_that_is_rare_in_the_source_may_not_stand(
    leaves: list[str | None], verdict: str, make_policy: MakePolicy
) -> None:
    source = FrameTable(pa.table({"arm": ["knife"] * 3 + ["bottle"] * 2}))
    check = judged(RareRecoded(make_policy({"weapon": RARE}), source), {"weapon": leaves})
    assert check.verdict == verdict


NUMBERS = [str(number) for number in range(FEWEST_TO_JUDGE)]


REVERSED = NUMBERS[::-1]


@pytest.mark.parametrize(
    ("rule", "source", "released", "verdict"),
    [
        (NOISE, NUMBERS, NUMBERS, "fail"),
        (NOISE, [f"{number}.0" for number in NUMBERS], NUMBERS, "fail"),
        (NOISE, NUMBERS, [*NUMBERS[:-1], "31"], "pass"),
        (NOISE, NUMBERS, REVERSED, "pass"),
        (NOISE, NUMBERS[:5], NUMBERS[:5], "pass"),
        (NOISE, NUMBERS, NUMBERS[:-1], "pass"),
        (NOISE, [*NUMBERS, "30"], NUMBERS, "fail"),
        (SWAP, NUMBERS, NUMBERS, "fail"),
        (SWAP, NUMBERS, REVERSED, "pass"),
        (SWAP, NUMBERS, [*NUMBERS[:-1], "0"], "fail"),
        (SWAP, NUMBERS, REVERSED[1:], "pass"),
        (SWAP, ["a"] * 40, ["a"] * 40, "pass"),
        (SHIFT, ["03/01/2025", "04/01/2025"], ["2025-01-05", "2025-01-06"], "pass"),
        (SHIFT, ["03/01/2025", "04/01/2025"], ["2025-01-05", "2025-01-04"], "fail"),
        (SHIFT, ["3 Jan 2025 23:41"], ["2025-01-03T23:41"], "fail"),
        (SHIFT, ["03/01/2025", "05/01/2025"], ["2025-01-03"], "fail"),
    ],
)
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "in another order"])
def test_what_should_move_has_moved_in_rows_that_can_be_told_apart(
    rule: dict[str, object], source: list[str], released: list[str | None], verdict: str, turned: bool,
    make_policy: MakePolicy,
) -> None:  # fmt: skip
    wards = [f"ward {row}" for row in range(len(source))]
    table = FrameTable(pa.table({"value": source, "Who": ["x"] * len(source), "Ward": wards}))
    policy = make_policy({"value": rule, "who": WHO, "ward": {"role": "plain", "action": "keep"}})
    leaving = {"value": released, "ward": wards[: len(released)]}
    check = judged(ValuesMoved(policy, table), {k: cells[::-1] if turned else cells for k, cells in leaving.items()})
    assert check.verdict == verdict
    assert "'value'" in check.message or verdict == "pass"


@pytest.mark.parametrize(
    ("rule", "source", "released", "verdict"),
    [
        (NOISE, NUMBERS, REVERSED, "fail"),
        (NOISE, NUMBERS, [*NUMBERS[:-1], "31"], "pass"),
        (NOISE, NUMBERS, NUMBERS[:-1], "pass"),
        (SWAP, NUMBERS, NUMBERS, "pass"),
        (SWAP, NUMBERS, [*NUMBERS[:-1], "0"], "fail"),
        (SHIFT, ["03/01/2025", "04/01/2025"], ["2025-01-04", "2025-01-03"], "fail"),
        (SHIFT, ["03/01/2025", "04/01/2025"], ["2025-01-04", "2025-01-05"], "pass"),
    ],
)
def test_without_a_column_to_tell_rows_apart_all_cells_count_together(
    rule: dict[str, object], source: list[str], released: list[str], verdict: str, make_policy: MakePolicy
) -> None:
    table = FrameTable(pa.table({"value": source, "who": ["x"] * len(source)}))
    check = judged(ValuesMoved(make_policy({"value": rule, "who": WHO}), table), {"value": released})
    assert check.verdict == verdict
