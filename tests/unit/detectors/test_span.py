"""Spans: overlapping ones become one, named by whichever ranks higher."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from infoshare.detectors.span import Span, merged


def span(start: int, end: int, placeholder: str = "NAME", rank: int = 0) -> Span:
    return Span(start, end, placeholder, "test", rank)


def test_spans_apart_stay_apart_and_in_order() -> None:
    assert merged([span(5, 8), span(0, 3)]) == [span(0, 3), span(5, 8)]


def test_spans_that_only_touch_stay_apart() -> None:
    assert merged([span(0, 3), span(3, 5)]) == [span(0, 3), span(3, 5)]


def test_overlapping_spans_become_one_that_covers_both() -> None:
    assert merged([span(0, 5), span(3, 8)]) == [span(0, 8)]


def test_a_span_inside_another_does_not_shorten_it() -> None:
    assert merged([span(0, 10), span(2, 4)]) == [span(0, 10)]


def test_the_higher_rank_names_what_was_found() -> None:
    assert merged([span(0, 5, "NAME", 1), span(3, 8, "POSTCODE", 2)])[0].placeholder == "POSTCODE"
    assert merged([span(0, 5, "NAME", 3), span(3, 8, "POSTCODE", 2)])[0].placeholder == "NAME"


def test_a_chain_of_overlaps_is_one_span() -> None:
    assert merged([span(0, 4), span(3, 7), span(6, 9)]) == [span(0, 9)]


PLACES = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: span(pair[0], pair[0] + pair[1]))


@given(st.lists(PLACES))
def test_merging_covers_the_same_places_and_leaves_no_overlap(spans: list[Span]) -> None:
    result = merged(spans)
    covered = {place for each in spans for place in range(each.start, each.end)}
    assert {place for each in result for place in range(each.start, each.end)} == covered
    assert all(left.end <= right.start for left, right in pairwise(result))
    assert merged(result) == result
