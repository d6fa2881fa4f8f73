"""How large each meeting of two divisions can be, against every table with the same totals."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from infoshare.gate.network import most_of

ANYBODY = 6
"""The node whose total nobody knows; rows are 0 to 2, columns 3 to 5."""
Edges = dict[tuple[int, int], int]
EDGES = st.dictionaries(
    st.tuples(st.sampled_from((0, 1, 2, ANYBODY)), st.sampled_from((3, 4, 5, ANYBODY))).filter(
        lambda pair: pair[0] != pair[1]
    ),
    st.integers(1, 3),
    min_size=1,
    max_size=6,
)


def most_in_any_table(edges: Edges) -> list[int]:
    """The greatest value of each edge among all tables of whole numbers with the same totals, tried one by one."""
    totals: Counter[int] = Counter()
    for pair, people in edges.items():
        totals.update(dict.fromkeys(pair, people))
    known = {node: total for node, total in totals.items() if node != ANYBODY}
    ranges = [range(min(known[node] for node in pair if node in known) + 1) for pair in edges]
    most = [0] * len(edges)
    for values in itertools.product(*ranges):
        sums: Counter[int] = Counter()
        for pair, value in zip(edges, values, strict=True):
            sums.update(dict.fromkeys(pair, value))
        if all(sums[node] == total for node, total in known.items()):
            most = list(map(max, most, values))
    return most


def found(edges: Edges, threshold: int) -> list[int]:
    left, right = (np.array(ends, dtype=np.int64) for ends in zip(*edges, strict=True))
    people = np.array(list(edges.values()), dtype=np.int64)
    return most_of(left, right, people, np.arange(len(edges)), threshold).tolist()


@given(EDGES, st.integers(2, 6))
def test_no_table_with_the_same_totals_has_more_and_one_has_as_many(edges: Edges, threshold: int) -> None:
    assert found(edges, threshold) == [min(most, threshold) for most in most_in_any_table(edges)]


def test_what_is_left_over_when_a_group_lies_in_another_is_known() -> None:
    assert found({(0, 3): 40, (0, ANYBODY): 1}, 5) == [5, 1]


def test_people_who_came_and_people_who_went_hide_each_other() -> None:
    assert found({(0, 3): 40, (0, ANYBODY): 1, (ANYBODY, 3): 1}, 5) == [5, 5, 5]


def test_many_groups_that_cross_hide_everybody() -> None:
    edges = {(row, 100 + column): 1 for row in range(20) for column in range(20)}
    left, right = (np.array(ends, dtype=np.int64) for ends in zip(*edges, strict=True))
    most = most_of(left, right, np.ones(400, dtype=np.int64), np.arange(400), 10)
    assert set(most.tolist()) == {10}
