"""The National Insurance number; QQ is the prefix of official examples."""

from __future__ import annotations

import pytest

from infoshare.identifiers.national_insurance import NATIONAL_INSURANCE_NUMBER, is_valid


@pytest.mark.parametrize("written", ["QQ123456C", "qq 12 34 56 c", "QQ-12-34-56-C", "QQ.12.34.56.C", "QQ 123456C"])
def test_every_way_of_grouping_it_is_the_same_number(written: str) -> None:
    assert NATIONAL_INSURANCE_NUMBER.matches(written)
    assert NATIONAL_INSURANCE_NUMBER.canonical(written) == "QQ123456C"


def test_the_suffix_may_be_left_out() -> None:
    assert is_valid("QQ123456")


@pytest.mark.parametrize("suffix", "EFGHIJ")
def test_the_suffix_is_a_to_d(suffix: str) -> None:
    assert not is_valid(f"QQ123456{suffix}")


@pytest.mark.parametrize("prefix", ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "DA", "FA", "IA", "UA", "VA", "AO", "AD"])
def test_prefixes_that_are_never_allocated_are_not_accepted(prefix: str) -> None:
    assert not is_valid(f"{prefix}123456C")


@pytest.mark.parametrize("text", ["QQ12345C", "QQ1234567C", "Q123456C", "xQQ123456C", "QQ123456Cx"])
def test_other_shapes_are_not_found(text: str) -> None:
    assert list(NATIONAL_INSURANCE_NUMBER.spans(text)) == []
