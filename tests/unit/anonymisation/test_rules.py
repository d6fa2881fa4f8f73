"""A rule becomes one function for its cells."""

from __future__ import annotations

import pytest

from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.rules import cell_rule
from infoshare.errors import MissingSecretError
from infoshare.model.column_rule import Band, CoarsenDate, CoarsenPlace, ColumnRule, Drop, Keep, Pseudonymise, Redact
from tests.conftest import Refused

KEY = Keys(b"k" * 32, "test")


@pytest.mark.parametrize(
    ("rule", "cell", "leaves"),
    [
        (Band(role="quasi", action="band", edges=(0, 18)), "17", "0-17"),
        (CoarsenDate(role="quasi", action="coarsen_date", to="year"), "03/01/2025", "2025"),
        (CoarsenPlace(role="quasi", action="coarsen_place", to="area"), "SK1 1AA", "SK"),
    ],
)
def test_each_rule_treats_a_cell_by_its_own_setting(rule: ColumnRule, cell: str, leaves: str) -> None:
    assert cell_rule(rule, None)(cell) == leaves


def test_a_pseudonym_is_made_with_the_key() -> None:
    rule = Pseudonymise(role="direct", action="pseudonymise")
    assert cell_rule(rule, KEY)("A1") != cell_rule(rule, Keys(b"j" * 32, "test"))("A1")


def test_a_pseudonym_knows_what_kind_its_value_is() -> None:
    treat = cell_rule(Pseudonymise(role="direct", action="pseudonymise", known="nhs"), KEY)
    assert treat("999 000 0018") == treat("9990000018")


def test_a_pseudonym_without_a_key_is_refused_with_how_to_make_one(refused: Refused) -> None:
    with refused(MissingSecretError) as caught:
        cell_rule(Pseudonymise(role="direct", action="pseudonymise"), None)
    assert "INFOSHARE_KEY" in str(caught.value)


@pytest.mark.parametrize(
    "rule",
    [Keep(role="plain", action="keep"), Drop(role="direct", action="drop"), Redact(role="text", action="redact")],
)
def test_a_rule_that_does_not_treat_cells_one_by_one_is_a_fault_of_ours(rule: ColumnRule) -> None:
    with pytest.raises(TypeError):
        cell_rule(rule, KEY)
