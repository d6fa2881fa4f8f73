"""The canary: an invented text goes through the redaction, and if anybody in it survives, nothing leaves."""

from __future__ import annotations

import re

import pytest

from infoshare.detectors.redactor import Redactor
from infoshare.gate.canary import CANARY, IDENTIFIERS, redaction_works


def without(*kinds: str) -> str:
    """The canary as redaction leaves it, but for these kinds."""
    text = CANARY
    for kind, values in IDENTIFIERS.items():
        for value in values if kind not in kinds else ():
            text = text.replace(value, "[GONE]")
    return text


def test_redaction_as_it_is_installed_passes() -> None:
    assert redaction_works(Redactor().trial(CANARY)).verdict == "pass"


def test_a_clean_text_passes() -> None:
    check = redaction_works(without())
    assert (check.verdict, check.counts["survived"]) == ("pass", 0)


@pytest.mark.parametrize("kind", sorted(IDENTIFIERS))
def test_one_kind_that_survives_fails_and_is_named(kind: str) -> None:
    check = redaction_works(without(kind))
    assert check.verdict == "fail"
    assert kind in check.message


def test_the_text_itself_fails_for_every_kind() -> None:
    assert redaction_works(CANARY).counts["survived"] == len(IDENTIFIERS)


@pytest.mark.parametrize("nothing", [None, "", " ", "."])
def test_no_text_at_all_fails(nothing: str | None) -> None:
    assert redaction_works(nothing).verdict == "fail"


def test_a_value_that_survives_in_another_spelling_fails() -> None:
    assert redaction_works(without("telephone number").replace("07700 900123", "07700900123")).verdict == "fail"


def test_everybody_in_the_canary_is_invented() -> None:
    assert re.search(r"999 000 \d{4}", CANARY)
    assert re.search(r"07700 900\d{3}", CANARY)
    assert "@example.org" in CANARY
