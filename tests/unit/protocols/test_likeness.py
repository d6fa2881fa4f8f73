"""Texts that say the same though they look different, and texts that look alike and do not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.protocols.versions.likeness import FULL, likeness, plain, words

SAME = {
    "case": ("24 Months From Receipt", "24 months from receipt"),
    "spaces": ("24  months\nfrom receipt ", "24 months from receipt"),
    "a space that does not break": ("24\u00a0months", "24 months"),
    "no space": ("24months", "24 months"),
    "a full stop": ("24 months from receipt.", "24 months from receipt"),
    "quotation marks": ("“outward” postcode", "'outward' postcode"),
    "a hyphen": ("24-month limit", "24 month limit"),
    "an apostrophe": ("the hospital's analyst", "the hospital’s analyst"),
    "another dash": ("age band 0–9, 10–17", "age band 0-9, 10-17"),
    "spaces about a dash": ("age band 0 - 9", "age band 0-9"),
    "numbered points": ("1. All of them. 2. None", "1 All of them 2 None"),
    "a letter in two ways": ("caf\u00e9", "cafe\u0301"),
}
OTHER = {
    "a number": ("24 months", "25 months"),
    "a decimal point": ("2.4 months", "24 months"),
    "bands": ("0-9, 10-17", "0, 9-10, 17"),
    "two numbers": ("1 0", "10"),
    "a share": ("5% of rows", "5 of rows"),
    "a sign": ("groups < 5", "groups > 5"),
    "a price": ("£5", "5"),
    "a word": ("shared", "not shared"),
    "a date": ("1/12/2026", "11/2/2026"),
}


@pytest.mark.parametrize("case", SAME)
def test_texts_that_differ_in_case_spaces_and_punctuation_say_the_same(case: str) -> None:
    one, other = SAME[case]
    assert one != other
    assert plain(one) == plain(other)


@pytest.mark.parametrize("case", OTHER)
def test_texts_that_differ_in_more_do_not(case: str) -> None:
    one, other = OTHER[case]
    assert plain(one) != plain(other)


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways_and_full_of_a_text_with_itself(one: str, other: str) -> None:
    counted = words(one), words(other)
    assert likeness(*counted) == likeness(*reversed(counted))
    assert 0 <= likeness(*counted) <= FULL
    assert likeness(counted[0], counted[0]) == FULL


def test_likeness_is_the_share_of_words_in_common() -> None:
    assert likeness(words("age of the patient"), words("Age of the victim")) == 750
    assert likeness(words("age"), words("sex")) == 0
    assert likeness(Counter(), Counter()) == FULL
