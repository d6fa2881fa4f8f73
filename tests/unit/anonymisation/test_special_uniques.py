"""Special uniques are those that a slow and obvious search finds, and their scores are those of SUDA."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.special_uniques import minimal_uniques, set_score, special_uniques
from infoshare.errors import UserError

Rows = list[list[str | None]]


def slow(columns: Rows, max_size: int) -> set[tuple[tuple[int, ...], int]]:
    """Every set of columns for every row: unique on it, and on none of its subsets."""

    def unique(row: int, chosen: tuple[int, ...]) -> bool:
        mine = [columns[c][row] for c in chosen]
        return sum([columns[c][other] for c in chosen] == mine for other in range(len(columns[0]))) == 1

    found = set()
    for size in range(1, max_size + 1):
        for chosen in itertools.combinations(range(len(columns)), size):
            smaller = [s for n in range(1, size) for s in itertools.combinations(chosen, n)]
            for row in range(len(columns[0])):
                if unique(row, chosen) and not any(unique(row, part) for part in smaller):
                    found.add((chosen, row))
    return found


tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from(["a", "b", "c", None]), min_size=width, max_size=width), min_size=1, max_size=12
    )
)


@given(tables, st.integers(1, 5))
def test_the_search_finds_what_an_exhaustive_one_finds(rows: Rows, max_size: int) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    size = min(max_size, len(columns))
    found = {(chosen, row) for chosen, rows in minimal_uniques(columns, max_size) for row in rows}
    assert found == slow(columns, size)


@given(tables, st.integers(1, 5))
def test_the_sums_are_those_of_the_sets(rows: Rows, max_size: int) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    names = [f"column {place}" for place in range(len(columns))]
    found = special_uniques(names, columns, max_size)
    sets = slow(columns, min(max_size, len(columns)))
    scores: Counter[int] = Counter()
    for chosen, row in sets:
        scores[row] += set_score(len(chosen), len(columns), max_size)
    assert found.rows == len(scores)
    assert found.unique_sets == dict(sorted(Counter(len(chosen) for chosen, _ in sets).items()))
    assert found.highest_score == max(scores.values(), default=0)
    assert found.mean_score == pytest.approx(scores.total() / len(rows))
    for part in found.columns:
        mine = [chosen for chosen, _ in sets if names.index(part.column) in chosen]
        assert part.unique_sets == len(mine)
        share = sum(set_score(len(chosen), len(columns), max_size) for chosen in mine)
        assert part.share * scores.total() == pytest.approx(share)


def test_scores_are_those_of_the_published_formula() -> None:
    """(n - k) ... (n - M): out of six columns and sets of up to three, one column counts 5 x 4 x 3."""
    assert [set_score(size, 6, 3) for size in (1, 2, 3)] == [60, 12, 3]


def test_where_every_column_may_be_taken_the_whole_row_still_counts() -> None:
    assert [set_score(size, 3, 3) for size in (1, 2, 3)] == [2, 1, 1]


def test_a_sixteen_year_old_widow_is_found_by_two_columns() -> None:
    ages = ["16"] * 3 + ["70"] * 3
    marital: list[str | None] = ["single", "single", "widowed", "widowed", "widowed", "single"]
    found = special_uniques(["age", "marital"], [list(ages), marital], 2)
    assert found.rows_by_smallest == {2: 2}
    assert found.unique_sets == {2: 2}
    assert {part.column: part.share for part in found.columns} == {"age": 1.0, "marital": 1.0}


def test_a_table_of_like_rows_has_none() -> None:
    found = special_uniques(["a", "b"], [["x"] * 4, ["y"] * 4], 2)
    assert (found.rows, found.highest_score, found.unique_sets) == (0, 0, {})
    assert [part.share for part in found.columns] == [0, 0]


def test_a_search_that_would_not_end_is_refused() -> None:
    with pytest.raises(UserError, match="make 245,505 sets of columns"):
        special_uniques([str(n) for n in range(25)], [["x"]] * 25, 6)
