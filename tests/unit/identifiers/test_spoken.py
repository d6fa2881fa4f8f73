"""Figures in words."""

from __future__ import annotations

import pytest

from infoshare.identifiers.spoken import hear


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("oh seven seven double oh", "0770" + "0"),
        ("nine hundred one two three", "900123"),
        ("treble two four five", "22245"),
        ("twenty-three four five", "2345"),
        ("fourteen nine zed", "149Z"),
        ("07700 900 six-two-eight", "07700900628"),
    ],
)
def test_number_words_are_heard_as_figures(said: str, figures: str) -> None:
    heard = hear(said)
    assert heard is not None
    assert "".join(heard.text.split()) == figures


def test_a_text_with_hardly_a_number_word_is_not_heard() -> None:
    assert hear("one of the two") is None


def test_a_span_leads_back_to_the_words() -> None:
    said = "call oh seven seven now"
    heard = hear(said)
    assert heard is not None
    start = heard.text.index("0")
    first, last = heard.original_span(start, start + len("0 7 7"))
    assert said[first:last] == "oh seven seven"
