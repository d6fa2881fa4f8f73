"""The postcode: its shapes, its parts, and what looks like one and is not."""

from __future__ import annotations

import pytest

from infoshare.identifiers.postcode import POSTCODE, is_valid, parts


@pytest.mark.parametrize(
    ("postcode", "outward", "inward"),
    [
        ("M11AE", "M1", "1AE"),
        ("M601NW", "M60", "1NW"),
        ("CR26XH", "CR2", "6XH"),
        ("DN551PT", "DN55", "1PT"),
        ("W1A1HQ", "W1A", "1HQ"),
        ("EC1A1BB", "EC1A", "1BB"),
        ("GIR0AA", "GIR", "0AA"),
    ],
)
def test_each_official_shape_has_an_outward_and_an_inward_part(postcode: str, outward: str, inward: str) -> None:
    assert parts(postcode) == (outward, inward)


@pytest.mark.parametrize("postcode", ["", "M1", "M11A", "QA11AA", "M11CA", "M11AEE", "1M1AE", "AAA11AA", "M1 1AE"])
def test_what_has_another_shape_has_no_parts(postcode: str) -> None:
    assert parts(postcode) is None
    assert not is_valid(postcode)


@pytest.mark.parametrize("written", ["EC1A 1BB", "ec1a1bb", "EC1A-1BB", "EC1A.1BB", "EC1A  1BB"])
def test_case_and_spacing_do_not_matter(written: str) -> None:
    assert POSTCODE.matches(written)
    assert POSTCODE.canonical(written) == "EC1A1BB"


def test_an_outward_code_alone_is_not_a_full_postcode() -> None:
    assert list(POSTCODE.spans("somewhere in EC1A, near the M1")) == []


def test_it_is_found_where_it_stands_in_a_text() -> None:
    text = "moved from sk1 1aa to W1A 1HQ."
    assert [text[start:end] for start, end in POSTCODE.spans(text)] == ["sk1 1aa", "W1A 1HQ"]
