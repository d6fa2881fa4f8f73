import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoshare.errors import TableError, TableUnprotected
from infoshare.tabulation import controlled_rounding as module
from infoshare.tabulation.additivity import refuse_unless_additive
from infoshare.tabulation.controlled_rounding import controlled_rounding
from tests.unit.tabulation.tables import filled, flat_cube, random_table, tables

SQUARE = flat_cube(2, 2)


def test_margins_still_add_up_where_rounding_each_cell_breaks_them():
    counts = filled(SQUARE, [6, 6, 6, 6])
    assert (5 * np.round(counts / 5))[0, 0] == 25
    rounded = controlled_rounding(SQUARE, counts, 5)
    refuse_unless_additive(SQUARE, rounded)
    assert set(rounded[1:, 1:].ravel()) <= {5, 10}
    assert rounded[0, 0] in (20, 25)


def test_multiples_of_the_base_stay_as_they_are():
    counts = filled(SQUARE, [5, 10, 0, 25])
    assert (controlled_rounding(SQUARE, counts, 5) == counts).all()


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from([3, 5, 10]))
def test_every_rounded_table_adds_up_and_stays_near(table, base):
    cube, counts = table
    rounded = controlled_rounding(cube, counts, base)
    refuse_unless_additive(cube, rounded)
    assert (rounded % base == 0).all()
    assert (rounded >= 0).all()
    assert (np.abs(rounded - counts) < (1 + module.FARTHEST) * base).all()
    assert (rounded[counts == 0] == 0).all()


@pytest.mark.parametrize("seed", range(10))
def test_a_flat_table_of_two_dimensions_always_goes_to_the_multiples_beside(seed):
    cube = flat_cube(8, 5)
    counts = random_table(cube, 12, np.random.default_rng(seed))
    assert (np.abs(controlled_rounding(cube, counts, 5) - counts) < 5).all()


def test_no_other_rounding_of_a_small_table_changes_less():
    counts = filled(SQUARE, [6, 3, 11, 9])
    rounded = controlled_rounding(SQUARE, counts, 5)
    ways = np.array(np.meshgrid([5, 10], [0, 5], [10, 15], [5, 10])).reshape(4, -1).T
    best = min(
        np.abs(other - counts).sum()
        for way in ways
        if (np.abs((other := filled(SQUARE, way.tolist())) - counts) < 5).all()
    )
    assert np.abs(rounded - counts).sum() == best


def test_if_nothing_adds_up_it_is_refused(monkeypatch):
    monkeypatch.setattr(module, "solved", lambda model, whole: None)
    with pytest.raises(TableUnprotected):
        controlled_rounding(SQUARE, filled(SQUARE, [6, 6, 6, 6]), 5)


@pytest.mark.parametrize(("inner", "base"), [([1, 2, 3, -4], 5), ([1, 2, 3, 4], 1)])
def test_negative_cells_and_no_base_are_refused(inner, base):
    with pytest.raises(TableError):
        controlled_rounding(SQUARE, filled(SQUARE, inner), base)
