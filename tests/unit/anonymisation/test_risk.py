"""Prosecutor, journalist and marketer risk, l and t: worked examples by hand, and sums done the slow way."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.risk import (
    InPopulation,
    class_rows,
    expected_chance,
    fewest_values,
    furthest_class,
    journalist,
    marketer,
    prosecutor,
    sensitive_values,
    within,
)


def test_prosecutor_risk_is_one_over_the_size_of_the_class() -> None:
    found = prosecutor([1, 4, 5], threshold=0.2)
    assert found.highest == 1
    assert found.average == pytest.approx(3 / 10)
    assert found.rows_above == 5
    assert found.share_above == pytest.approx(0.5)


def test_a_class_just_at_the_threshold_is_not_at_risk() -> None:
    assert prosecutor([5], threshold=0.2).rows_above == 0
    assert prosecutor([4], threshold=0.2).rows_above == 4


def test_journalist_risk_goes_by_the_population_and_its_average_is_the_larger_of_two() -> None:
    classes = [InPopulation(1, 1 / 2), InPopulation(4, 1 / 4), InPopulation(5, 1 / 100)]
    found = journalist(classes, threshold=0.2, basis="population_file")
    assert found.highest == 0.5
    assert found.rows_above == 5
    assert found.average == pytest.approx(max(3 / 106, (1 / 2 + 4 / 4 + 5 / 100) / 10))
    skewed = journalist([InPopulation(1, 1 / 2), InPopulation(9, 1 / 1000)], 0.2, "population_file")
    assert skewed.average == pytest.approx((1 / 2 + 9 / 1000) / 10)


def test_with_no_population_the_three_intruders_agree() -> None:
    sizes = [1, 2, 7]
    classes = [InPopulation(rows, 1 / rows) for rows in sizes]
    found = journalist(classes, 0.2, "data")
    assert (found.highest, found.average, found.rows_above) == pytest.approx((1, 0.3, 3))
    assert marketer(classes).average == pytest.approx(prosecutor(sizes, 0.2).average)
    assert marketer(classes).expected_rows == pytest.approx(3)


def test_a_class_larger_in_the_data_than_in_the_population_counts_at_its_own_size() -> None:
    found, short = within(Counter({("a",): 3, ("b",): 1}), Counter({("a",): 2, ("b",): 8}))
    assert short == 1
    assert found == [InPopulation(3, 1 / 3), InPopulation(1, 1 / 8)]


@pytest.mark.parametrize("fraction", [0.003, 0.05, 0.3, 0.49, 0.51, 0.9])
@pytest.mark.parametrize("rows", [1, 2, 5, 29, 30, 60])
def test_the_expected_chance_is_the_sum_over_the_negative_binomial(rows: int, fraction: float) -> None:
    size, chance, total = rows, fraction**rows, 0.0
    while size < 3_000 + 40 * rows / fraction:
        total += chance / size
        chance *= (1 - fraction) * size / (size - rows + 1)
        size += 1
    assert expected_chance(rows, fraction) == pytest.approx(total, rel=1e-6)


def test_a_whole_population_leaves_nothing_to_expect() -> None:
    assert expected_chance(4, 1.0) == 0.25


def test_an_empty_cell_makes_a_class_of_its_own() -> None:
    assert class_rows([["a", None, None], ["x", "x", "x"]]) == {("a", "x"): 1, (None, "x"): 2}


KEYS = [("a",)] * 4 + [("b",)] * 4


def test_l_is_the_fewest_different_values_in_a_class() -> None:
    assert fewest_values(sensitive_values(KEYS, ["1", "2", "3", "3", "1", "1", "1", None])) == 2


def test_t_is_nought_where_every_class_is_like_the_whole_and_grows_with_the_difference() -> None:
    assert furthest_class(sensitive_values(KEYS, ["1", "1", "2", "2"] * 2)) == pytest.approx(0)
    assert furthest_class(sensitive_values(KEYS, ["1"] * 4 + ["2"] * 4)) == pytest.approx(0.5)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([*"12345", None])), min_size=1))
def test_t_is_half_the_sum_of_all_differences(rows: list[tuple[str, str | None]]) -> None:
    values = [value for _, value in rows]
    slow = max(
        sum(
            abs(
                sum(k == key and v == value for k, v in rows) / sum(k == key for k, _ in rows)
                - values.count(value) / len(rows)
            )
            for value in set(values)
        )
        / 2
        for key in {key for key, _ in rows}
    )
    found = sensitive_values([(key,) for key, _ in rows], values)
    assert math.isclose(furthest_class(found), slow, abs_tol=1e-12)
