"""Tokens: every letter and digit of a text is in one, and a word has one form however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.detectors.tokens import bare, form_of, tokens_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs O'Hara's dog", ["Mrs", "O'Hara's", "dog"]),
        ("12b/3", ["12", "b", "/", "3"]),
        ("a_b", ["a", "_", "b"]),
        ("one\ntwo", ["one", "\n", "two"]),
        ("'quoted'", ["'", "quoted", "'"]),
        ("Siân, 王", ["Siân", ",", "王"]),
        (" \t ", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_numbers_marks_and_line_ends(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens_of(text)] == expected


@given(st.text(max_size=40))
def test_tokens_stand_where_they_say_in_order_and_only_spaces_are_in_none(text: str) -> None:
    place = 0
    for token in tokens_of(text):
        assert text[token.start : token.end] == token.text
        assert text[place : token.start].strip() == ""
        place = token.end
    assert text[place:].strip() == ""


@pytest.mark.parametrize(
    ("word", "expected"),
    [("BEGUM", "begum"), ("Siân", "sian"), ("Sia\u0302n", "sian"), ("ŁUKASZ", "lukasz"), ("Weiß", "weiss"),
     ("Søren", "soren"), ("O'Hara", "o'hara"), ("İ", "i"), ("", "")],
)  # fmt: skip
def test_a_bare_word_has_no_capitals_and_no_accents(word: str, expected: str) -> None:
    assert bare(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Begum's", "begum"), ("BEGUM'S", "begum"), ("Siân's", "sian"), ("Jones'", "jones'"), ("Jess", "jess"),
     ("O'Hara's", "o'hara"), ("'s", "")],
)  # fmt: skip
def test_the_form_of_a_word_is_without_the_s_of_a_possessive(word: str, expected: str) -> None:
    assert form_of(word) == expected


@given(st.text(max_size=12))
def test_taking_the_bare_word_twice_changes_nothing(word: str) -> None:
    assert bare(bare(word)) == bare(word)
