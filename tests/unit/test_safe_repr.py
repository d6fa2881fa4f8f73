"""Words about data: counts, row numbers, and lists of a readable length."""

from __future__ import annotations

import pytest

from infoshare.safe_repr import SHOWN_AT_MOST, count_of, listed, rows_named


@pytest.mark.parametrize(("number", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (12_000, "12,000 rows")])
def test_a_count_agrees_with_its_noun(number: int, words: str) -> None:
    assert count_of(number, "row") == words


@pytest.mark.parametrize(("number", "words"), [(1, "1 child"), (2, "2 children")])
def test_a_noun_may_have_a_plural_of_its_own(number: int, words: str) -> None:
    assert count_of(number, "child", "children") == words


@pytest.mark.parametrize(
    ("things", "words"), [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_a_sentence_would(things: list[str], words: str) -> None:
    assert listed(things) == words


def test_a_list_of_the_most_shown_is_shown_whole() -> None:
    assert listed("abcde") == "a, b, c, d and e"
    assert len("abcde") == SHOWN_AT_MOST


def test_a_longer_list_is_cut_and_says_how_many_more() -> None:
    assert listed("abcdef") == "a, b, c, d, e and 1 more"
    assert listed(range(2_005)) == "0, 1, 2, 3, 4 and 2,000 more"


@pytest.mark.parametrize(
    ("rows", "words"), [([3], "row 3"), ([3, 7], "rows 3 and 7"), ([1, 2, 3, 4, 5, 6], "rows 1, 2, 3, 4, 5 and 1 more")]
)
def test_rows_are_named_by_number(rows: list[int], words: str) -> None:
    assert rows_named(rows) == words
