"""Columns treated as a whole: rare values, noise, swaps, and the sample of rows."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.whole_columns import Noise, Sample, rare_values, swapped

KEY, OTHER = b"k" * 32, b"j" * 32
COLUMNS = st.lists(st.none() | st.integers(-50, 50).map(str) | st.sampled_from(["a", "B", "03/01/2025", "2024-12-31"]))


def test_values_of_fewer_rows_are_rare_counted_over_all_parts() -> None:
    assert rare_values([["a", "b", None], ["a", "b", "c"], ["a"]], 3) == {"b", "c"}


def test_noise_is_the_same_for_a_key_and_row_and_another_for_others() -> None:
    noise = Noise(KEY, "cost", 5, 3)
    seen = [noise.noisy(row, "100") for row in range(50)]
    assert seen == [Noise(KEY, "cost", 5, 3).noisy(row, "100") for row in range(50)]
    assert len(set(seen)) > 45
    assert seen != [Noise(OTHER, "cost", 5, 3).noisy(row, "100") for row in range(50)]
    assert seen != [Noise(KEY, "fee", 5, 3).noisy(row, "100") for row in range(50)]


def test_noise_has_the_spread_of_laplace_noise() -> None:
    """Mean 0, mean size the scale, and a share of exp(-2) beyond twice the scale."""
    drawn = [float(Noise(KEY, "cost", 10, 6).noisy(row, "0") or "") for row in range(20_000)]
    assert abs(fmean(drawn)) < 0.4
    assert abs(fmean(map(abs, drawn)) - 10) < 0.3
    assert abs(sum(abs(each) > 20 for each in drawn) / len(drawn) - 0.1353) < 0.01


@pytest.mark.parametrize(("decimals", "most"), [(0, 0), (2, 2)])
def test_noise_is_rounded(decimals: int, most: int) -> None:
    drawn = [Noise(KEY, "cost", 10, decimals).noisy(row, "100.125") or "" for row in range(100)]
    assert max(len(each.partition(".")[2]) for each in drawn) == most


@pytest.mark.parametrize("cell", [None, "", "free", "1e9"])
def test_what_is_no_number_gets_no_noise(cell: str | None) -> None:
    assert Noise(KEY, "cost", 10, 0).noisy(0, cell) is None


@given(COLUMNS, st.sampled_from([0.01, 0.05, 0.3, 1.0]))
def test_a_swap_keeps_every_value_as_often_as_it_was_and_empty_cells_where_they_were(
    cells: list[str | None], within: float
) -> None:
    result = swapped(KEY, "income", cells, within)
    assert Counter(result) == Counter(cells)
    assert [cell is None for cell in result] == [cell is None for cell in cells]
    assert result == swapped(KEY, "income", cells, within)


@given(st.permutations(range(60)), st.sampled_from([0.05, 0.1, 0.5]))
def test_no_value_goes_further_than_the_policy_lets_it(order: list[int], within: float) -> None:
    result = swapped(KEY, "income", [str(number) for number in order], within)
    assert max(abs(int(after or "") - before) for before, after in zip(order, result, strict=True)) <= within * 60


def test_a_swap_moves_nearly_every_value_and_differs_by_key() -> None:
    cells = [str(number) for number in range(1_000)]
    ours, theirs = swapped(KEY, "income", cells, 0.05), swapped(OTHER, "income", cells, 0.05)
    assert sum(before != after for before, after in zip(cells, ours, strict=True)) > 990
    assert ours != theirs


def test_numbers_rank_by_size_and_dates_by_time() -> None:
    """Among two neighbours in rank, 9 and 10 change places, not 10 and 100; and so do two days of one week."""
    assert swapped(KEY, "n", ["10", "9", "100", "101"], 0.25) == ["9", "10", "101", "100"]
    dates = ["05/02/2025", "04/02/2025", "01/12/2026", "02/12/2026"]
    assert swapped(KEY, "n", dates, 0.25) == [dates[1], dates[0], dates[3], dates[2]]


@given(st.integers(1, 300), st.integers(1, 99))
def test_a_sample_has_exactly_its_share_of_rows_rounded_down(rows: int, hundredths: int) -> None:
    sample = Sample(KEY, hundredths / 100, rows)
    drawn = [row for row in range(rows) if sample.has(row)]
    assert len(drawn) == sample.rows == hundredths * rows // 100


@pytest.mark.parametrize(("share", "rows", "drawn"), [(0.29, 100, 29), (0.57, 100, 57), (0.1, 10, 1), (0.7, 10, 7)])
def test_a_share_is_taken_as_it_is_written(share: float, rows: int, drawn: int) -> None:
    """0.29 * 100 is 28.999999999999996 for the machine."""
    assert Sample(KEY, share, rows).rows == drawn


def test_another_key_draws_another_sample() -> None:
    ours, theirs = Sample(KEY, 0.5, 200), Sample(OTHER, 0.5, 200)
    assert [ours.has(row) for row in range(200)] != [theirs.has(row) for row in range(200)]
