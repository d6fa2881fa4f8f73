import itertools
import math

import highspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoshare.errors import TableError, TableUnprotected
from infoshare.gate.intervals import feasible_intervals

INF = math.inf


def test_a_cell_that_follows_by_subtraction_is_exact():
    assert feasible_intervals([(10, 10), (3, 3), (0, INF)], [(0, [1, 2])], [2]) == [(7, 7)]


def test_two_unknown_parts_of_a_known_total_share_what_is_left():
    bounds = [(10, 10), (0, INF), (1, INF), (3, 3)]
    assert feasible_intervals(bounds, [(0, [1, 2, 3])], [2, 1, 3]) == [(1, 7), (0, 6), (3, 3)]


def test_an_unknown_total_of_unknown_parts_has_no_greatest_value():
    assert feasible_intervals([(0, INF), (1, INF), (2, INF)], [(0, [1, 2])], [0]) == [(3, INF)]


def test_a_variable_in_no_sum_keeps_its_bounds():
    assert feasible_intervals([(2, 5)], [], [0, 0]) == [(2, 5), (2, 5)]


def test_the_order_of_what_is_wanted_is_kept():
    bounds = [(9, 9), (4, 4), (0, INF), (0, INF), (1, 2)]
    assert feasible_intervals(bounds, [(0, [1, 2, 3])], [4, 3, 1]) == [(1, 2), (0, 5), (4, 4)]


def test_large_numbers_stay_exact_to_a_billionth():
    bounds = [(2.5e11, 2.5e11), (1e11, 1e11), (0.0, INF), (5e9, INF)]
    ((low, high),) = feasible_intervals(bounds, [(0, [1, 2, 3])], [2])
    assert (low, high) == pytest.approx((0.0, 1.45e11), rel=1e-9)


@pytest.mark.parametrize(
    ("bounds", "sums"),
    [
        ([(10, 10), (3, 3), (6, 6)], [(0, [1, 2])]),
        ([(10, 10), (3, 3), (0, 6)], [(0, [1, 2])]),
        ([(10, 10), (0, 4), (0, 5)], [(0, [1, 2])]),
        ([(5, 4)], []),
        ([(math.nan, 4)], []),
        ([(math.inf, math.inf)], []),
    ],
    ids=["margin", "left over", "parts too small", "crossed", "not a number", "nowhere"],
)
def test_margins_that_do_not_add_up_are_an_error(bounds, sums):
    with pytest.raises(TableError):
        feasible_intervals(bounds, sums, [0])


def test_no_whole_numbers_that_fit_are_an_error_though_fractions_would():
    halves = [(3, 3), (0, INF), (0, INF), (0, INF), (0, 9), (0, 9), (0, 9)]
    sums = [(0, [1, 2]), (0, [2, 3]), (0, [1, 3])]
    assert feasible_intervals(halves, sums, [1]) == [(1.5, 1.5)]
    with pytest.raises(TableError):
        feasible_intervals(halves, sums, [1], whole_numbers=True)


def test_a_cell_that_could_only_be_half_a_person_is_an_error():
    with pytest.raises(TableError, match="no whole number"):
        feasible_intervals([(7, 7), (0, 9)], [(0, [1, 1])], [1], whole_numbers=True)


def test_whole_numbers_can_leave_no_choice_where_fractions_do():
    twice_and_once = ([(7, 7), (0, INF), (0, 1)], [(0, [1, 1, 2])], [1])
    assert feasible_intervals(*twice_and_once) == [(3, 3.5)]
    assert feasible_intervals(*twice_and_once, whole_numbers=True) == [(3, 3)]


def test_an_interval_is_not_worked_out_further_than_is_enough():
    system = ([(90, 90), (0, INF), (0, INF), (0, INF)], [(0, [1, 2, 3])], [1, 2, 3])
    asked = []

    def is_enough(variable, low, high):
        asked.append(variable)
        return high - low >= 1

    found = feasible_intervals(*system, is_enough=is_enough)
    assert set(asked) == {1, 2, 3}
    assert all(0 <= low < high <= 90 for low, high in found)


def test_a_solver_at_a_loss_proves_nothing(monkeypatch):
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda self: highspy.HighsModelStatus.kIterationLimit)
    with pytest.raises(TableUnprotected):
        feasible_intervals([(9, 9), (0, 9), (0, 9)], [(0, [1, 2])], [1])


def test_the_solver_prints_nothing(capfd):
    feasible_intervals([(9, 9), (0, 9), (0, 9)], [(0, [1, 2])], [1])
    assert capfd.readouterr() == ("", "")


@st.composite
def small_systems(draw):
    """A table of whole numbers in two or three dimensions, some cells known within bounds, that some numbers fit."""
    shape = draw(st.sampled_from([(2, 2), (2, 3), (3, 3), (2, 2, 2)]))
    inner = np.array(draw(st.lists(st.integers(0, 4), min_size=math.prod(shape), max_size=math.prod(shape))))
    table = np.pad(inner.reshape(shape), [(1, 0)] * len(shape))
    for axis in range(len(shape)):
        np.moveaxis(table, axis, 0)[0] = np.moveaxis(table, axis, 0)[1:].sum(axis=0)
    places = np.arange(table.size).reshape(table.shape)
    lines = [line for axis in range(len(shape)) for line in np.moveaxis(places, axis, -1).reshape(-1, shape[axis] + 1)]
    hidden = draw(st.sets(st.integers(0, table.size - 1), min_size=1, max_size=6))
    slack = st.tuples(st.integers(0, 2), st.integers(0, 2))
    values = table.ravel().tolist()
    bounds = [(value, value) for value in values]
    for each in hidden:
        below, above = draw(slack)
        bounds[each] = (max(0, values[each] - below), values[each] + above)
    return bounds, [(int(line[0]), line[1:].tolist()) for line in lines], sorted(hidden)


def by_trying_all(bounds, sums, wanted):
    """The ends over all whole numbers, by enumeration."""
    found = []
    for values in itertools.product(*(range(int(bounds[each][0]), int(bounds[each][1]) + 1) for each in wanted)):
        whole = dict(enumerate(low for low, _ in bounds)) | dict(zip(wanted, values, strict=True))
        if all(whole[total] == sum(whole[part] for part in parts) for total, parts in sums):
            found.append(values)
    return [(min(column), max(column)) for column in zip(*found, strict=True)]


@settings(max_examples=150, deadline=None)
@given(small_systems())
def test_the_programme_finds_what_trying_all_whole_numbers_finds(system):
    assert feasible_intervals(*system, whole_numbers=True) == by_trying_all(*system)


@settings(max_examples=100, deadline=None)
@given(small_systems())
def test_the_interval_of_fractions_is_never_narrower_than_that_of_whole_numbers(system):
    for wide, narrow in zip(feasible_intervals(*system), by_trying_all(*system), strict=True):
        assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
