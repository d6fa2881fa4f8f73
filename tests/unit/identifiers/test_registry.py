"""The list of kinds: each is whole, and known to policies by its name."""

from __future__ import annotations

from typing import get_args

import pytest

from infoshare.identifiers import IDENTIFIERS, PLURALS, Identifier, by_kind
from infoshare.identifiers.identifier import alphanumerics, pattern
from infoshare.model.policy import Known

EXAMPLES = {
    "nhs": "999 000 0018", "email": "asha@example.org", "phone": "07700 900123", "ni": "QQ 12 34 56 C",
    "postcode": "SK1 1AA", "address": "14 Larch Row", "name": "Mrs Begum", "date": "12/03/1990",
}  # fmt: skip


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda each: each.kind)
def test_each_kind_finds_its_own_example_and_says_where_its_format_comes_from(identifier: Identifier) -> None:
    example = EXAMPLES[identifier.kind]
    assert identifier.matches(example)
    assert identifier.matches(f"  {example} ")
    assert identifier.source
    assert identifier.placeholder == identifier.placeholder.upper()


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda each: each.kind)
def test_a_policy_can_name_each_kind(identifier: Identifier) -> None:
    assert {identifier.kind, "date_of_birth" if identifier.kind == "date" else identifier.kind} & set(get_args(Known))
    assert by_kind(identifier.kind) is identifier


def test_every_placeholder_has_a_plural_for_reports() -> None:
    assert {identifier.placeholder for identifier in IDENTIFIERS} <= set(PLURALS)


def test_no_kind_stands_twice() -> None:
    assert len({identifier.kind for identifier in IDENTIFIERS}) == len(IDENTIFIERS)


def test_a_kind_that_gives_itself_away_is_not_one_that_anybody_could_have() -> None:
    assert not {"name", "address", "date"} & {each.kind for each in IDENTIFIERS if each.distinctive}


@pytest.mark.parametrize(("text", "found"), [("ab", True), ("_ab_", True), ("xab", False), ("ab1", False)])
def test_a_pattern_stands_alone(text: str, found: bool) -> None:
    assert bool(pattern("ab").search(text)) is found


def test_alphanumerics_are_what_is_left_without_separators() -> None:
    assert alphanumerics("qq-12 34.56/c") == "QQ123456C"
