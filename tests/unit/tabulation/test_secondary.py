import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from infoshare.errors import TableError, TableUnprotected
from infoshare.gate.intervals import feasible_intervals
from infoshare.gate.table_audit import Needed, Reading, audit_table, needed_of_counts
from infoshare.model.cube import Cube, Dimension
from infoshare.tabulation.protection import (
    count_protection,
    marked_protection,
    p_percent_levels,
    sum_protection,
)
from infoshare.tabulation.secondary import Shown, secondary
from tests.unit.tabulation.second_opinion import unsafe_cells
from tests.unit.tabulation.tables import filled, flat_cube, random_table, tables

SMALL = flat_cube(3, 3)
COUNTS = filled(SMALL, [2, 20, 30, 40, 10, 60, 70, 80, 9])


def small(counts, threshold):
    return (counts > 0) & (counts < threshold)


def suppressed(cube, counts, threshold, **options):
    primary = small(counts, threshold)
    protection = options.pop("protection", count_protection(cube, counts, threshold))
    return primary | secondary(cube, counts, primary, protection, **options)


def audit(cube, counts, hidden, threshold):
    needed = needed_of_counts(cube, counts, threshold)
    return audit_table(cube, np.where(hidden, np.nan, counts), Reading(threshold=threshold), needed=needed)


def test_one_small_cell_takes_the_cheapest_three_with_it():
    assert np.argwhere(suppressed(SMALL, COUNTS, 5)).tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]


def test_weights_say_which_cells_are_worth_showing():
    weights = np.ones(SMALL.shape)
    weights[2, 2] = 1000
    hidden = suppressed(SMALL, COUNTS, 5, weights=weights)
    assert not hidden[2, 2]
    assert audit(SMALL, COUNTS, hidden, 5).verdict == "pass"


def test_forced_cells_are_shown_and_the_small_cell_is_protected_all_the_same():
    forced = np.zeros(SMALL.shape, dtype=bool)
    forced[1, 2] = True
    hidden = suppressed(SMALL, COUNTS, 5, forced=forced)
    assert not hidden[1, 2]
    assert audit(SMALL, COUNTS, hidden, 5).verdict == "pass"


def test_a_table_without_small_cells_stays_whole():
    assert not suppressed(SMALL, COUNTS, 2).any()


def test_where_every_alternative_is_nought_the_totals_are_suppressed():
    cube = flat_cube(2, 2)
    counts = filled(cube, [3, 0, 0, 50])
    hidden = suppressed(cube, counts, 5)
    assert hidden[0, 0]
    assert not hidden[counts == 0].any()
    assert audit(cube, counts, hidden, 5).verdict == "pass"


ONE_PART = Dimension("area", ("Total", "North", "N1", "South"), (None, 0, 1, 0))


@pytest.mark.parametrize(
    ("dimensions", "inner", "number"),
    [
        ((Dimension.flat("sex", ("f", "m")),), [3, 2], 3),
        ((Dimension.flat("sex", ("f", "m")),), [3, 0], 2),
        ((Dimension.flat("sex", ("f", "m")),), [0, 0], 0),
        ((Dimension.flat("sex", ("f",)),), [3], 2),
        ((ONE_PART, Dimension.flat("sex", ("f", "m"))), [3, 20, 30, 40], 6),
    ],
    ids=["all small", "one alone", "nobody", "one code", "a subtotal of one part"],
)
def test_tables_at_the_edge_are_protected(dimensions, inner, number):
    cube = Cube(dimensions)
    counts = filled(cube, inner)
    hidden = suppressed(cube, counts, 5)
    assert hidden.sum() == number
    assert audit(cube, counts, hidden, 5).verdict == "pass"


def test_what_cannot_be_protected_is_refused_with_counts_and_no_value():
    forced = np.ones(SMALL.shape, dtype=bool)
    forced[1, 1] = False
    with pytest.raises(TableUnprotected, match=r"1 small cell of 1 cannot be protected"):
        suppressed(SMALL, COUNTS, 5, forced=forced)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda: {"weights": np.where(COUNTS > 50, -1.0, 1.0)}, "weights"),
        (lambda: {"weights": np.where(COUNTS > 50, np.nan, 1.0)}, "weights"),
        (lambda: {"forced": COUNTS == 2}, "must be shown and must be suppressed"),
        (lambda: {"protection": sum_protection(COUNTS, np.zeros(SMALL.shape))}, "asks nothing"),
        (lambda: {"shown": Shown(COUNTS + 1, COUNTS + 2)}, "not between what is shown"),
    ],
)
def test_wrong_input_is_refused(change, what):
    with pytest.raises(TableError, match=what):
        suppressed(SMALL, COUNTS, 5, **change())


def test_margins_that_do_not_add_up_are_refused():
    with pytest.raises(TableError, match="do not add up"):
        suppressed(SMALL, COUNTS + np.eye(4), 5)


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from([3, 5, 10]))
def test_no_suppressed_cell_of_any_table_can_be_worked_out(table, threshold):
    cube, counts = table
    hidden = suppressed(cube, counts, threshold)
    assert audit(cube, counts, hidden, threshold).verdict == "pass"
    assert not hidden[counts == 0].any()


@settings(max_examples=30, deadline=None)
@given(tables(), st.sampled_from([3, 5]), st.randoms(use_true_random=False))
def test_a_table_without_one_of_the_further_cells_is_not_protected(table, threshold, random):
    cube, counts = table
    primary = small(counts, threshold)
    further = secondary(cube, counts, primary, count_protection(cube, counts, threshold), programmes=100_000)
    assume(further.any())
    hidden = primary | further
    hidden[tuple(random.choice(np.argwhere(further).tolist()))] = False
    assert audit(cube, counts, hidden, threshold).verdict == "fail"


@settings(max_examples=25, deadline=None)
@given(tables())
def test_zeros_that_may_be_suppressed_protect_too(table):
    cube, counts = table
    protection = count_protection(cube, counts, 5, zeros_shown=False)
    primary = small(counts, 5)
    hidden = primary | secondary(cube, counts, primary, protection, zeros_shown=False)
    needed = needed_of_counts(cube, counts, 5, zeros_shown=False)
    reading = Reading(threshold=5, zeros_shown=False)
    assert audit_table(cube, np.where(hidden, np.nan, counts), reading, needed=needed).verdict == "pass"


@settings(max_examples=25, deadline=None)
@given(tables())
def test_the_second_opinion_agrees_on_every_table(tmp_path_factory, table):
    cube, counts = table
    primary = small(counts, 5)
    protection = count_protection(cube, counts, 5)
    further = secondary(cube, counts, primary, protection)
    assume(primary.any())
    path = tmp_path_factory.mktemp("tau") / "table.jj"
    assert unsafe_cells(cube, counts, primary, further, protection, path) == (0, (primary | further).sum())


def test_the_second_opinion_sees_a_missing_further_cell(tmp_path):
    primary = small(COUNTS, 5)
    protection = count_protection(SMALL, COUNTS, 5)
    further = secondary(SMALL, COUNTS, primary, protection)
    further[1, 2] = False
    assert unsafe_cells(SMALL, COUNTS, primary, further, protection, tmp_path / "table.jj")[0] > 0


@pytest.mark.parametrize("inner", [[2, 6, 5, 7], [1, 1, 9, 9], [4, 5, 6, 0], [3, 0, 0, 8]])
def test_all_whole_numbers_that_fit_a_small_table_reach_from_one_to_the_threshold(inner):
    counts = filled(flat_cube(2, 2), inner)
    hidden = suppressed(flat_cube(2, 2), counts, 5)
    grids = np.array(list(itertools.product(*(range(1, 20) if cell else [0] for cell in inner)))).reshape(-1, 2, 2)
    all_tables = np.pad(grids, ((0, 0), (1, 0), (1, 0)))
    all_tables[:, 0] = all_tables[:, 1:].sum(axis=1)
    all_tables[:, :, 0] = all_tables[:, :, 1:].sum(axis=2)
    fitting = all_tables[(all_tables[:, ~hidden] == counts[~hidden]).all(axis=1)]
    for place in np.argwhere(small(counts, 5)):
        seen = fitting[(slice(None), *place)]
        cells = np.count_nonzero(
            counts[1:, 1:][tuple(slice(None) if code == 0 else slice(code - 1, code) for code in place)]
        )
        assert seen.min() == cells
        assert seen.max() >= 5


def test_rounded_cells_that_are_shown_give_cover_and_marked_cells_keep_three_values():
    """0 as 0, 1 to 7 as a marker, all others to the nearest 5."""
    generator = np.random.default_rng(5)
    for _ in range(20):
        cube = flat_cube(6, 4)
        counts = random_table(cube, 12, generator)
        primary = small(counts, 8)
        rounded = 5 * np.round(counts / 5)
        shown = Shown(np.where(counts == 0, 0, np.maximum(8, rounded - 2)), np.where(counts == 0, 0, rounded + 2))
        further = secondary(cube, counts, primary, marked_protection(counts, primary, 1, 7), shown=shown)
        published = np.where(primary | further, np.nan, rounded)
        reading = Reading(threshold=8, base=5, marked_range=(1, 7))
        assert audit_table(cube, published, reading, marked=primary).verdict == "pass"


def test_rounding_alone_does_not_keep_a_marked_cell_from_being_worked_out():
    """Of 8 + 8 + 1 = 17 the marker alone would stand for exactly 1: 10, 10, *, 15."""
    cube = Cube((Dimension.flat("d", ("a", "b", "c")),))
    counts = filled(cube, [8, 8, 1])
    published = np.array([15.0, 10.0, 10.0, np.nan])
    reading = Reading(threshold=8, base=5, marked_range=(1, 7))
    assert audit_table(cube, published, reading).counts["exact"] == 1
    primary = counts == 1
    shown = Shown(np.maximum(8, published - 2), published + 2)
    further = secondary(cube, counts, primary, marked_protection(counts, primary, 1, 7), shown=shown)
    assert further.sum() == 1
    mended = np.where(further, np.nan, published)
    assert audit_table(cube, mended, reading, marked=primary).verdict == "pass"


@pytest.mark.parametrize("pounds", [50, 5e5, 5e10])
def test_sums_of_money_keep_their_protection_levels(pounds):
    generator = np.random.default_rng(1)
    cube = flat_cube(5, 4)
    sums = filled(cube, np.round(generator.gamma(1, pounds, size=20) + pounds / 500, 2).tolist())
    largest, second = sums * 0.9, sums * 0.05
    levels = np.where(generator.random(sums.shape) < 0.2, p_percent_levels(sums, largest, second, 15), 0)
    primary = levels > 0
    protection = sum_protection(sums, levels)
    hidden = primary | secondary(cube, sums, primary, protection, whole_numbers=False)
    needed = Needed(np.where(primary, protection.least, np.nan), np.where(primary, protection.greatest, np.nan))
    reading = Reading(whole_numbers=False)
    assert audit_table(cube, np.where(hidden, np.nan, sums), reading, needed=needed).verdict == "pass"
    bare = audit_table(cube, np.where(primary, np.nan, sums), reading, needed=needed)
    assert bare.verdict == "fail"


def test_a_sum_may_be_asked_to_reach_down_to_nought():
    sums = filled(flat_cube(3, 3), [50.5, 40, 300, 200, 60, 70, 80, 90, 100])
    primary = sums == 50.5
    protection = sum_protection(sums, np.where(primary, 10.0, 0), np.where(primary, 60.0, 0))
    hidden = primary | secondary(flat_cube(3, 3), sums, primary, protection, whole_numbers=False)
    needed = Needed(np.where(primary, 0, np.nan), np.where(primary, 60.5, np.nan))
    reading = Reading(whole_numbers=False)
    assert audit_table(flat_cube(3, 3), np.where(hidden, np.nan, sums), reading, needed=needed).verdict == "pass"


def test_counts_of_a_whole_country_are_protected_too():
    cube = flat_cube(4, 3)
    counts = filled(cube, [2, 4_000_000, 9_000_000, 3, 1_000_000, 8, 7_000_000, 1, 9_999_999, 5_000_000, 6, 2_000_000])
    assert audit(cube, counts, suppressed(cube, counts, 5), 5).verdict == "pass"


def test_who_knows_his_own_cell_cannot_work_out_another():
    """Two contributors alone in one line would each know the other's sum; a third cell keeps them apart."""
    cube = flat_cube(3, 3)
    sums = filled(cube, [50, 40, 300, 200, 60, 70, 80, 90, 100])
    primary = np.zeros(cube.shape, dtype=bool)
    primary[1, 1] = primary[1, 2] = primary[2, 1] = primary[2, 2] = True
    singletons = primary.copy()
    protection = sum_protection(sums, np.where(primary, sums * 0.2, 0))
    assert not secondary(cube, sums, primary, protection).any()
    hidden = primary | secondary(cube, sums, primary, protection, singletons=singletons)
    assert hidden.sum() > primary.sum()
    places = np.arange(sums.size).reshape(sums.shape)
    lines = [*places, *places.T]
    for knower in places[singletons].tolist():
        open_cells = hidden.ravel() & (np.arange(sums.size) != knower)
        bounds = [(0, np.inf) if free else (v, v) for free, v in zip(open_cells, sums.flat, strict=True)]
        others = [place for place in places[primary].tolist() if place != knower]
        found = feasible_intervals(bounds, [(int(line[0]), line[1:].tolist()) for line in lines], others)
        for place, (low, high) in zip(others, found, strict=True):
            assert low <= protection.least.flat[place]
            assert high >= protection.greatest.flat[place]


def test_the_same_table_gives_the_same_cells():
    cube = flat_cube(6, 5, 3)
    counts = random_table(cube, 8, np.random.default_rng(3))
    assert (suppressed(cube, counts, 5) == suppressed(cube, counts, 5)).all()


def test_nothing_is_printed(capfd):
    suppressed(SMALL, COUNTS, 5)
    assert capfd.readouterr() == ("", "")
