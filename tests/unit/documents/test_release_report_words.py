"""The report has words for every action, role and check that a certificate can hold."""

from __future__ import annotations

from typing import get_args

import pytest

from infoshare.documents.release_report import CHECKS, DONE, ROLES
from infoshare.gate import canary, checks, whole_columns
from infoshare.model.column_rule import AnyRule, ColumnRule, Role
from infoshare.workflows.details import detail_of

RULES: tuple[type[ColumnRule], ...] = get_args(get_args(AnyRule)[0])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_action_has_its_words(rule: type[ColumnRule]) -> None:
    assert get_args(rule.model_fields["action"].annotation)[0] in DONE


def test_every_role_and_check_has_its_words() -> None:
    watchers = [each for module in (checks, whole_columns) for each in vars(module).values() if isinstance(each, type)]
    named = {each.check for each in watchers if isinstance(getattr(each, "check", None), str)}
    assert set(get_args(Role)) == set(ROLES)
    assert named | {canary.redaction_works("").check} <= set(CHECKS)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"action": "pseudonymise", "form": "reversible"}, "which whoever has the key can undo"),
        ({"action": "mask", "keep_last": 3}, "but for 0 at the start and 3 at the end"),
        ({"action": "top_bottom_code", "top": 90, "bottom": 18}, "below 18 and from 90 on"),
        ({"action": "round", "to": 0.25}, "to multiples of 0.25"),
        ({"action": "age_at", "event": "arrival"}, "at the date in 'arrival'"),
        ({"action": "age_at", "event": "day", "edges": [0, 18]}, "at the date in 'day', in bands beginning at 0, 18"),
        ({"action": "shift_date", "person": "nhs"}, "by an interval of the person in 'nhs'"),
        ({"action": "recode_rare", "below": 5}, "those of fewer than 5 rows"),
        ({"action": "add_noise", "scale": 2.5}, "Laplace noise of scale 2.5, rounded to 0 decimals"),
        ({"action": "swap"}, "with rows at most 5.0% of all ranks away"),
        ({"action": "keep"}, ""),
    ],
)
def test_the_certificate_says_how_a_column_was_treated(settings: dict[str, object], said: str) -> None:
    rule = next(each for each in RULES if get_args(each.model_fields["action"].annotation)[0] == settings["action"])
    assert detail_of(rule.model_validate({"role": "quasi", **settings}, strict=False)) == said
