"""What a release lost: worked examples by hand, and the ends of each scale."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
import pytest

from infoshare.anonymisation import utility
from infoshare.anonymisation.plan import compile_plan
from infoshare.anonymisation.utility import Utility, discernibility, entropy_loss, information_loss, marginal_shift
from tests.conftest import MakePolicy

BEFORE = np.array([1, 2, 3, 4])
ROWS = np.array([1, 1, 1, 1])
KEPT, GONE = np.zeros(4, np.bool_), np.ones(4, np.bool_)
PAIRS = np.array([1, 1, 2, 2])


def test_nothing_is_lost_where_values_stay_and_everything_where_they_become_one_or_are_left_out() -> None:
    for measure in (information_loss, entropy_loss):
        assert measure(BEFORE, BEFORE, ROWS, KEPT) == 0
        assert measure(BEFORE, np.ones(4, np.int64), ROWS, KEPT) == pytest.approx(1)
        assert measure(BEFORE, BEFORE, ROWS, GONE) == pytest.approx(1)


def test_two_of_four_values_put_together_lose_a_third_of_the_detail_and_half_of_the_certainty() -> None:
    assert information_loss(BEFORE, PAIRS, ROWS, KEPT) == pytest.approx((2 - 1) / (4 - 1))
    assert entropy_loss(BEFORE, PAIRS, ROWS, KEPT) == pytest.approx(math.log(2) / math.log(4))


def test_a_rare_value_put_together_with_a_common_one_is_the_uncertain_one() -> None:
    rows = np.array([9, 1])
    lost = entropy_loss(np.array([1, 2]), np.array([1, 1]), rows, np.zeros(2, np.bool_))
    assert lost == pytest.approx(1)
    three = entropy_loss(np.array([1, 2, 3]), np.array([1, 1, 2]), np.array([9, 1, 10]), np.zeros(3, np.bool_))
    inside, whole = 9 * -math.log(0.9) + -math.log(0.1), 9 * -math.log(0.45) - math.log(0.05) - 10 * math.log(0.5)
    assert three == pytest.approx(inside / whole)


def test_a_column_of_one_value_has_nothing_to_lose() -> None:
    one = np.array([1])
    assert entropy_loss(one, one, one, np.zeros(1, np.bool_)) == 0
    assert information_loss(one, one, one, np.zeros(1, np.bool_)) == 0


def test_the_shares_move_where_the_rows_of_one_value_are_left_out() -> None:
    after, rows = np.array([1, 2]), np.array([3, 1])
    assert marginal_shift(after, rows, np.array([False, False])) == 0
    assert marginal_shift(after, rows, np.array([False, True])) == pytest.approx(0.25)


def test_discernibility_counts_the_class_of_each_row_and_all_rows_for_those_left_out() -> None:
    assert discernibility([2, 3], 0) == 4 + 9
    assert discernibility([2, 3], 1) == 4 + 9 + 6


COLUMNS = {
    "age": {"role": "quasi", "action": "band", "edges": [0, 18]},
    "weapon": {"role": "sensitive", "action": "keep"},
    "surname": {"role": "direct", "action": "drop"},
    "seen": {"role": "direct", "action": "pseudonymise"},
    "note": {"role": "text", "action": "redact"},
}


def test_the_figures_of_batches_add_up(make_policy: MakePolicy) -> None:
    measured = Utility(compile_plan(make_policy(COLUMNS), list(COLUMNS)))
    assert [step.name for step in measured.steps] == ["age", "weapon"]
    before = pa.RecordBatch.from_pydict({"age": ["5", "30", "40", None], "weapon": ["knife"] * 4})
    after = pa.RecordBatch.from_pydict(
        {"age": ["under 18", "18 and over", "18 and over", None], "weapon": ["knife"] * 4}
    )
    measured.add(before, after, None)
    measured.add(before, after, [1, 2, 3])
    facts = measured.facts([4, 1, 2], 1)
    age, weapon = facts.columns
    assert (facts.groups, facts.average_group, facts.discernibility) == (3, pytest.approx(2.333), 16 + 1 + 4 + 8)
    assert age.loss == pytest.approx((4 * 0.5 + 1) / 8)
    assert age.moved == pytest.approx(2 / 8 - 1 / 7, abs=1e-6)
    assert (weapon.loss, weapon.entropy, weapon.moved) == (None, None, 0)


def test_a_cell_that_could_not_be_read_is_lost(make_policy: MakePolicy) -> None:
    measured = Utility(compile_plan(make_policy({"age": COLUMNS["age"]}), ["age"]))
    measured.add(
        pa.RecordBatch.from_pydict({"age": ["x", "5"]}), pa.RecordBatch.from_pydict({"age": [None, "under 18"]}), None
    )
    assert measured.facts([1, 1], 0).columns[0].loss == pytest.approx(0.5)


def test_a_column_of_too_many_different_values_is_given_up(
    make_policy: MakePolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(utility, "MOST_VALUES", 3)
    measured = Utility(compile_plan(make_policy({"age": COLUMNS["age"]}), ["age"]))
    batch = pa.RecordBatch.from_pydict({"age": ["1", "2", "3", "4"]})
    measured.add(batch, batch, None)
    measured.add(batch, batch, None)
    facts = measured.facts([8], 0).columns[0]
    assert (facts.loss, facts.entropy, facts.moved) == (None, None, None)


def test_without_quasi_identifiers_there_are_no_groups(make_policy: MakePolicy) -> None:
    facts = Utility(compile_plan(make_policy({"weapon": COLUMNS["weapon"]}), ["weapon"])).facts([], 0)
    assert (facts.groups, facts.average_group, facts.discernibility) == (0, None, None)
