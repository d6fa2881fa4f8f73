"""An abbreviation of a body that is gone may stand for something else, which is no finding."""

from __future__ import annotations

import pytest

from infoshare.protocols.old_protocol.abbreviations import other_sense


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        ("The Personal Capability Test (PCT) assessors attend.", "Personal Capability Test"),
        ("CCTV, PCT (proximal convoluted tubule) and others.", "proximal convoluted tubule"),
        ("PCT also stands for Priority Call Type in the log.", "Priority Call Type"),
        ("Procalcitonin (PCT) is a blood test.", "Procalcitonin"),
        ("The Primary Care Trust (PCT) gives it.", "Primary Care Trust"),
        ("NHS Wexbury (the PCT) gives it.", ""),
        ("NHS Wexbury (PCT) gives it.", ""),
        ("The PCT (see below) gives it.", ""),
        ("The PCT gives it.", ""),
    ],
)
def test_the_words_beside_an_abbreviation_say_what_it_stands_for(sentence: str, sense: str) -> None:
    start = sentence.index("PCT")
    assert other_sense(sentence, start, start + len("PCT")) == sense


def test_several_of_a_body_in_the_plural_are_that_body() -> None:
    sentence = "The PCTs give it."
    assert other_sense(sentence, 4, 8) == ""
