"""The list of kinds: each is whole, and known to policies by its name."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import get_args

import pytest

from infoshare.identifiers import IDENTIFIERS, PLURALS, Identifier, by_kind
from infoshare.identifiers.identifier import alphanumerics, pattern
from infoshare.model.column_rule import Known

PAGE = Path(__file__).parents[3] / "docs" / "identifiers.md"


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda each: each.kind)
def test_each_kind_finds_its_own_example_and_says_how_it_is_checked_and_where_it_comes_from(
    identifier: Identifier,
) -> None:
    named = f"seen {identifier.example} there" if identifier.inside else identifier.example
    assert identifier.matches(identifier.example) or list(identifier.spans(named))
    assert identifier.check
    assert identifier.source
    assert identifier.placeholder == identifier.placeholder.upper()
    assert by_kind(identifier.kind) is identifier


def test_every_known_value_that_a_policy_can_name_is_a_kind_or_more_than_one() -> None:
    kinds = {each.kind for each in IDENTIFIERS}
    assert set(get_args(Known)) - kinds == {"date_of_birth"}


def test_the_page_of_identifiers_is_up_to_date() -> None:
    script = PAGE.parents[1] / "scripts" / "make_identifier_page.py"
    assert PAGE.read_text(encoding="utf-8") == runpy.run_path(str(script))["page"]()


def test_every_placeholder_has_a_plural_for_reports() -> None:
    assert {identifier.placeholder for identifier in IDENTIFIERS} <= set(PLURALS)


def test_no_kind_stands_twice() -> None:
    assert len({identifier.kind for identifier in IDENTIFIERS}) == len(IDENTIFIERS)


def test_a_kind_that_gives_itself_away_is_not_one_that_anybody_could_have() -> None:
    assert not {"name", "address", "date"} & {each.kind for each in IDENTIFIERS if each.distinctive}


@pytest.mark.parametrize(
    ("text", "found"), [("ab", True), ("_ab_", True), ("(ab)", True), ("xab", False), ("ab1", False)]
)
def test_a_pattern_stands_alone(text: str, found: bool) -> None:
    assert bool(pattern("ab").search(text)) is found


def test_alphanumerics_are_what_is_left_without_separators() -> None:
    assert alphanumerics("qq-12 34.56/c") == "QQ123456C"
