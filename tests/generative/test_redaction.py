"""Whatever the text, redaction takes out what it found and nothing else, and doing it again changes nothing."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from infoshare.detectors.known_values import KnownPeople
from infoshare.detectors.redactor import Redactor
from infoshare.detectors.span import Span
from infoshare.identifiers.folding import fold
from infoshare.model.record import Record
from tests.generative.stub_detector import StubDetector

PLACEHOLDER = re.compile(r"\[[A-Z ]+\]")
KNOWN = [
    ("name", "Quillon Varnholt"), ("name", "Young"), ("nhs", "999 000 0018"), ("date_of_birth", "12/03/1990"),
    ("postcode", "HM1 7NG"), ("phone", "07700 900123"), ("reference", "HGH-25-000089"), ("address", "14 Larch Row"),
]  # fmt: skip
PIECES = st.sampled_from(
    [value for _, value in KNOWN]
    + ["varnholt", "QUILLON", "young's", "hm17ng", "12.3.90", "12th March 1990", "Xxander", "14, larch row"]
    + ["9990000018", "seen", "by", "ﬁve", "\u200b", "\u00a0", "-", "[", "]", "’s", "“", "Ω", "\n", "ß", "İ"]
    + ["𝐕arnholt", "Ｑｕｉｌｌｏｎ"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=12).flatmap(
    lambda pieces: st.sampled_from(["", " ", ", "]).map(lambda between: between.join(pieces))
)


def redact(text: str) -> str:
    return Redactor(KNOWN, detector=StubDetector()).redact([text], [Record(KNOWN)])[0] or ""


@example("Varnholt12/03/1990")
@given(TEXTS)
def test_redacting_again_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(TEXTS)
def test_what_stands_between_the_placeholders_was_there_in_that_order(text: str) -> None:
    place = 0
    for part in PLACEHOLDER.split(redact(text)):
        found = text.find(part, place)
        assert found >= 0
        place = found + len(part)


@given(TEXTS)
def test_a_text_in_which_nothing_is_found_comes_back_as_it_is(text: str) -> None:
    folded = fold(text).text
    found = [*KnownPeople.of_row(KNOWN).find(folded), *next(StubDetector().find([folded]))]
    assert found or redact(text) == text


@example("dob12/03/1990")
@given(TEXTS)
def test_nothing_known_is_left(text: str) -> None:
    for part in PLACEHOLDER.split(redact(text)):
        left = [span for span in KnownPeople.of_row(KNOWN).find(fold(part).text) if isinstance(span, Span)]
        assert left == []


@given(st.lists(st.none() | TEXTS, max_size=6))
def test_texts_redacted_together_are_as_if_redacted_apart(texts: list[str | None]) -> None:
    together = Redactor(KNOWN, detector=StubDetector()).redact(texts, [Record(KNOWN)] * len(texts))
    assert together == [text if not text else redact(text) for text in texts]
