"""The privacy models: worked examples by hand, pyCANON's figures for the same data, and the gate's own figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation import privacy_models as models
from infoshare.anonymisation.targets import Targets, places_of
from infoshare.errors import DataFileError
from infoshare.gate.class_figures import asked_of
from infoshare.model.privacy import Privacy, Recursive
from tests.conftest import Refused

Table = Sequence[Sequence[int]]
WEAPONS: Table = [
    [5, 1, 14, 8],
    [10, 2, 10, 7],
    [6, 1, 9, 5],
    [12, 0, 13, 6],
    [8, 3, 9, 9],
    [7, 0, 13, 6],
    [11, 2, 13, 10],
    [3, 3, 9, 3],
    [10, 1, 9, 2],
]
HARMS: Table = [
    [8, 10, 10, 0, 0],
    [8, 9, 8, 1, 3],
    [10, 6, 3, 1, 1],
    [14, 7, 7, 2, 1],
    [10, 9, 3, 5, 2],
    [4, 12, 3, 2, 5],
    [12, 12, 7, 2, 3],
    [6, 3, 6, 3, 0],
    [9, 6, 2, 4, 1],
]
"""Rows of 240 invented people: a line for each class (town and band of age), a column for each value."""


def histogram(table: Table) -> models.Histogram:
    entries = [(c, v, n) for c, row in enumerate(table) for v, n in enumerate(row) if n]
    owner, value, rows = np.array(entries, np.int64).T
    return models.histogram(owner, value, rows, len(table), None, len(table[0]))


def overall(found: models.Histogram) -> models.Figures:
    return found.overall(np.ones(found.classes, np.bool_))


def test_pycanon_1_3_6_has_the_same_figures_for_the_same_rows() -> None:
    """Run once: pycanon.anonymity over the 240 rows; its entropy l is cut to a whole number."""
    weapons, harms = histogram(WEAPONS), histogram(HARMS)
    assert min(weapons.totals) == 18
    assert (min(models.distinct_values(weapons)), min(models.distinct_values(harms))) == (3, 3)
    assert (int(min(models.entropy_values(weapons))), int(min(models.entropy_values(harms)))) == (2, 2)
    assert max(models.largest_share(weapons)) == pytest.approx(0.5)
    assert max(models.largest_share(harms)) == pytest.approx(0.47619047619047616)
    assert max(models.equal_distance(weapons, overall(weapons))) == pytest.approx(0.2)
    assert max(models.ordered_distance(harms, overall(harms))) == pytest.approx(0.11474358974358975)
    assert max(models.relative_gain(weapons, overall(weapons))) == pytest.approx(2.0769230769230766)
    assert max(models.relative_gain(harms, overall(harms))) == pytest.approx(1.8846153846153846)


def test_entropy_l_is_the_number_of_values_where_all_are_as_common() -> None:
    assert models.entropy_values(histogram([[2, 2, 0], [1, 1, 1]])) == pytest.approx([2, 3])
    assert models.entropy_values(histogram([[3, 1]]))[0] == pytest.approx(4 / 3**0.75)


def test_recursive_diversity_compares_the_commonest_with_the_lth_and_rarer() -> None:
    found = histogram([[5, 3, 1], [5, 0, 0]])
    assert models.recursive_ratio(found, 2) == pytest.approx([5 / 4, math.inf])
    assert models.recursive_ratio(found, 3) == pytest.approx([5 / 1, math.inf])


def test_t_closeness_of_the_paper() -> None:
    """Li et al. 2007, section 4: salaries 3k to 11k; {3k, 4k, 5k} is 0.375 away, {6k, 8k, 11k} 0.167."""
    classes = [[1, 1, 1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 1, 0, 0, 1], [0, 0, 0, 0, 1, 0, 1, 1, 0]]
    found = histogram(classes)
    assert models.ordered_distance(found, overall(found))[:2] == pytest.approx([0.375, 0.16666667])


def test_beta_is_the_largest_gain_of_any_value() -> None:
    found = histogram([[1, 1, 0], [3, 0, 1]])
    assert models.relative_gain(found, overall(found)) == pytest.approx([2.0, 0.5])


def test_presence_is_the_share_of_a_class_and_infinite_for_people_who_are_not_there() -> None:
    assert list(models.presence(np.array([1, 2]), np.array([4, 0]))) == [0.25, math.inf]


def failing(table: Table, **asked: object) -> list[bool]:
    found = histogram(table)
    return [bool(each) for each in models.failing(found.totals, {"weapon": found}, Targets(**asked))]  # type: ignore[arg-type]


def test_a_class_fails_if_it_misses_any_model() -> None:
    table = [[3, 3], [6, 0], [1, 1]]
    assert failing(table, k=3) == [False, False, True]
    assert failing(table, l_diversity={"weapon": 2}) == [False, True, False]
    assert failing(table, entropy_l={"weapon": 2.0}) == [False, True, False]
    assert failing(table, recursive_l={"weapon": Recursive(c=1.5, least=2)}) == [False, True, False]
    assert failing(table, alpha={"weapon": 0.5}) == [False, True, False]


def test_the_l_th_value_counts_in_recursive_diversity_and_being_equal_is_not_below() -> None:
    assert failing([[2, 1]], recursive_l={"weapon": Recursive(c=2.0, least=2)}) == [True]
    assert failing([[2, 1]], recursive_l={"weapon": Recursive(c=2.01, least=2)}) == [False]


def test_classes_are_compared_with_what_leaves_and_again_whenever_some_are_left_out() -> None:
    """The third class is left out for its size; without it the first two are alike, and with it they were not."""
    table = [[4, 4], [4, 4], [0, 3]]
    assert failing(table, k=1, t_closeness={"weapon": 0.05}) == [True, True, True]
    assert failing(table, k=4, t_closeness={"weapon": 0.05}) == [False, False, True]


def test_a_figure_at_its_limit_passes() -> None:
    assert failing([[7, 3], [3, 7]], t_closeness={"weapon": 0.2}) == [False, False]
    assert failing([[7, 3], [3, 7]], t_closeness={"weapon": 0.199}) == [True, True]


def test_people_of_the_population_count_for_k_map_and_presence() -> None:
    rows, people = np.array([1, 2, 3]), np.array([9, 2, 30])
    assert list(models.failing(rows, {}, Targets(k_map=5), people)) == [False, True, False]
    assert list(models.failing(rows, {}, Targets(delta=(0.0, 0.5)), people)) == [False, True, False]
    assert list(models.failing(rows, {}, Targets(delta=(0.105, 1.0)), people)) == [False, False, True]


def test_the_order_of_numbers_is_known_and_a_blank_comes_first() -> None:
    assert places_of("harm", [None, "10", "9", "-1"], Privacy()) == [0, 3, 2, 1]


def test_an_order_that_is_given_must_have_every_value(refused: Refused) -> None:
    privacy = Privacy(t_ordered={"harm": 0.1}, orders={"harm": ("none", "grave")})
    assert places_of("harm", ["grave", "none"], privacy) == [1, 0]
    with refused(DataFileError, never=["slight"]) as caught:
        places_of("harm", ["grave", "slight"], privacy)
    assert "'harm' has 1 value whose place" in str(caught.value)


TABLES = st.integers(2, 4).flatmap(
    lambda values: st.lists(
        st.lists(st.integers(0, 4), min_size=values, max_size=values).filter(any), min_size=1, max_size=4
    )
)


@given(TABLES)
def test_the_gate_works_out_the_same_figures_by_code_of_its_own(table: list[list[int]]) -> None:
    found = histogram(table)
    whole = overall(found)
    ours = {
        "l": models.distinct_values(found),
        "entropy_l": models.entropy_values(found),
        "recursive_l": models.recursive_ratio(found, 2),
        "t": models.equal_distance(found, whole),
        "t_ordered": models.ordered_distance(found, whole),
        "alpha": models.largest_share(found),
        "beta": models.relative_gain(found, whole),
    }
    counters = [Counter({str(v): n for v, n in enumerate(row) if n}) for row in table]
    everybody: Counter[str | None] = sum((Counter[str | None](c) for c in counters), Counter())
    privacy = Privacy(
        l_diversity={"x": 1}, entropy_l={"x": 1.0}, recursive_l={"x": Recursive(c=1.0, least=2)},
        t_closeness={"x": 0.1}, t_ordered={"x": 0.1}, alpha={"x": 0.1}, beta={"x": 0.1},
    )  # fmt: skip
    theirs = {asked.model: [asked.figure(Counter(c), everybody) for c in counters] for asked in asked_of(privacy)}
    assert ours.keys() == theirs.keys()
    for model, figures in ours.items():
        assert list(figures) == pytest.approx(theirs[model]), model
