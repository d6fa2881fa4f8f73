"""Folding: odd forms become plain ones, and every place can be traced back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoshare.identifiers.folding import fold


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("９９９", "999"),
        ("Ａｓｈａ", "Asha"),
        ("O\u2019Neil", "O'Neil"),
        ("Ap\u2013Rhys", "Ap-Rhys"),
        ("\u201cAsha\u201d", '"Asha"'),
        ("As\u200bha", "Asha"),
        ("As\u00adha", "Asha"),
        ("\ufeffAsha", "Asha"),
        ("Asha\u00a0Begum", "Asha Begum"),
        ("Asha\u2009Begum", "Asha Begum"),
        ("ﬁn", "fin"),
    ],
)
def test_odd_forms_are_read_as_plain_ones(odd: str, plain: str) -> None:
    assert fold(odd).text == plain


def test_accents_stay() -> None:
    assert fold("Siân").text == "Siân"


def test_plain_text_comes_back_as_it_is() -> None:
    assert fold("Asha Begum, 14 Larch Row").text == "Asha Begum, 14 Larch Row"


def test_a_span_leads_back_over_what_is_invisible() -> None:
    original = "see As\u200bha now"
    folded = fold(original)
    start = folded.text.index("Asha")
    first, last = folded.original_span(start, start + 4)
    assert original[first:last] == "As\u200bha"


def test_a_span_that_ends_inside_a_ligature_takes_all_of_it() -> None:
    folded = fold("ﬁn")
    assert folded.original_span(0, 1) == (0, 1)


@example("O`Neil", "é")
@given(st.text(max_size=10), st.text(max_size=10))
def test_a_character_is_read_alike_whatever_stands_beside_it(left: str, right: str) -> None:
    assert fold(left + right).text == fold(left).text + fold(right).text


@given(st.text(max_size=30), st.data())
def test_folding_the_original_of_a_span_gives_at_least_the_span(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.original_span(start, end)
    assert 0 <= first < last <= len(text)
    assert folded.text[start:end] in fold(text[first:last]).text


@given(st.text(max_size=30))
def test_there_is_a_place_for_every_folded_character_and_one_more(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text) + 1
    assert list(folded.origin) == sorted(folded.origin)
