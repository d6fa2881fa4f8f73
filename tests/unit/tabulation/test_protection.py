import numpy as np

from infoshare.tabulation.protection import (
    count_protection,
    dominance_levels,
    marked_protection,
    p_percent_levels,
    sum_protection,
)
from tests.unit.tabulation.tables import filled, flat_cube

CUBE = flat_cube(2, 2)
COUNTS = filled(CUBE, [3, 0, 1, 20])


def test_a_small_count_must_reach_from_one_to_the_threshold():
    asked = count_protection(CUBE, COUNTS, 5)
    assert (asked.least[1, 1], asked.greatest[1, 1], asked.known_least[1, 1]) == (1, 5, 1)


def test_a_small_subtotal_need_not_reach_below_the_number_of_its_cells_that_are_not_shown_as_nought():
    asked = count_protection(CUBE, COUNTS, 5)
    assert COUNTS[0, 1] == 4
    assert (asked.least[0, 1], asked.greatest[0, 1]) == (2, 5)


def test_if_zeros_are_suppressed_too_nothing_is_known_of_a_suppressed_cell():
    asked = count_protection(CUBE, COUNTS, 5, zeros_shown=False)
    assert (asked.known_least == 0).all()
    assert asked.least[0, 1] == 1


def test_a_marked_count_keeps_three_values_of_its_range():
    counts = np.array([1.0, 5.0, 6.0, 7.0])
    asked = marked_protection(counts, counts < 8, 1, 7)
    assert asked.least.tolist() == [1, 5, 4, 5]
    assert asked.greatest.tolist() == [3, 7, 6, 7]
    assert asked.known_greatest.tolist() == [7, 7, 7, 7]


def test_the_p_percent_rule_protects_the_largest_from_the_second_largest():
    levels = p_percent_levels(np.array([110.0, 200.0]), np.array([80.0, 80.0]), np.array([25.0, 60.0]), 10)
    assert levels.tolist() == [3.0, 0.0]


def test_the_dominance_rule_asks_for_what_would_make_the_largest_no_longer_dominant():
    assert dominance_levels(np.array([100.0, 100.0]), np.array([90.0, 60.0]), 75).tolist() == [20.0, 0.0]


def test_sums_reach_their_levels_above_and_below_and_never_below_nought():
    asked = sum_protection(np.array([10.0, 2.0]), np.array([4.0, 4.0]))
    assert (asked.least.tolist(), asked.greatest.tolist()) == ([6.0, 0.0], [14.0, 6.0])
