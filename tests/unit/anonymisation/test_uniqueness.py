"""Rows that share columns are counted together, and the column that singles out most is named."""

from __future__ import annotations

from collections import Counter

import polars as pl

from infoshare.anonymisation.uniqueness import Coded, in_groups_under_five, in_small_groups

CODED = Coded({"age": [1, 1, 2, 2, 3, 3], "town": [1, 1, 1, 1, 1, 2], "sex": [1, 1, 1, 1, 1, 1]})


def test_rows_are_counted_by_the_size_of_their_group() -> None:
    assert CODED.sizes(["age", "town", "sex"], {}) == Counter({2: 4, 1: 2})
    assert CODED.sizes(["sex"], {}) == Counter({6: 6})
    assert CODED.sizes([], {}) == Counter()


def test_values_that_become_one_are_counted_as_one() -> None:
    one = pl.Series([0, 1, 1, 1], dtype=pl.UInt32)
    assert CODED.sizes(["age"], {"age": one}) == Counter({6: 6})


def test_the_column_without_which_fewest_rows_are_alone_adds_most() -> None:
    groups = CODED.groups(["age", "town", "sex"], {})
    assert (groups.unique_rows, groups.adds_most) == (2, "town")
    assert groups.without == {"age": 1, "town": 0, "sex": 2}
    assert groups.rows == {"2": 4, "1": 2}
    assert in_groups_under_five(groups) == 6


def test_no_column_adds_where_nobody_is_alone() -> None:
    assert CODED.groups(["sex"], {}).adds_most is None
    assert Coded({}).groups([], {}).unique_rows == 0


def test_only_groups_below_the_threshold_are_small() -> None:
    assert in_small_groups(Counter({4: 8, 5: 10, 1: 3}), 5) == 11
