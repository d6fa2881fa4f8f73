"""The e-mail address."""

from __future__ import annotations

import pytest

from infoshare.identifiers.email_address import EMAIL_ADDRESS


@pytest.mark.parametrize(
    "address",
    ["asha@example.org", "Asha.Begum+a&e@example.org".replace("&", ""), "o'neil@mail.example.org", "a_b-c@example.org"],
)
def test_what_people_use_is_an_address(address: str) -> None:
    assert EMAIL_ADDRESS.matches(address)


@pytest.mark.parametrize("text", ["asha at example.org", "asha@", "@example.org", "asha@example", "asha@.org"])
def test_what_lacks_a_part_is_not_an_address(text: str) -> None:
    assert list(EMAIL_ADDRESS.spans(text)) == []


def test_case_and_spaces_round_the_at_sign_do_not_matter() -> None:
    assert EMAIL_ADDRESS.canonical("ASHA @ Example.ORG") == "asha@example.org"


def test_the_full_stop_after_it_is_not_part_of_it() -> None:
    text = "Write to asha@example.org."
    assert [text[start:end] for start, end in EMAIL_ADDRESS.spans(text)] == ["asha@example.org"]
