"""The rules of columns: what a policy may say of an action, and what is said back where it may not."""

from __future__ import annotations

from typing import Any

import pytest

from infoshare.errors import PolicyError
from tests.conftest import MakePolicy, Refused

QUASI: dict[str, Any] = {"role": "quasi"}
WHO = {"role": "direct", "action": "drop"}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"action": "top_bottom_code"}, "give 'top', 'bottom' or both"),
        ({"action": "top_bottom_code", "top": 1, "bottom": 1}, "'bottom' must be below 'top'"),
        ({"action": "round", "to": 0}, "greater than 0"),
        ({"action": "mask", "keep_first": -1}, "greater than or equal to 0"),
        ({"action": "age_at"}, "event' is missing"),
        ({"action": "age_at", "event": "who", "edges": [18, 0]}, "the edges must rise"),
        ({"action": "age_at", "event": "arrival"}, "'value' names the column 'arrival', which is not in the policy"),
        ({"action": "shift_date", "person": "nhs"}, "'value' names the column 'nhs', which is not in the policy"),
        ({"action": "shift_date"}, "person' is missing"),
        ({"action": "look_up_place", "file": "f.csv"}, "to' is missing"),
        ({"action": "snap_place", "file": "f.csv", "within": 0}, "greater than 0"),
        ({"action": "recode_rare", "below": 1}, "greater than or equal to 2"),
        ({"action": "recode_rare", "below": 5, "into": ""}, "at least 1 character"),
        ({"action": "add_noise", "scale": 0}, "greater than 0"),
        ({"action": "add_noise", "scale": 1, "decimals": 7}, "less than or equal to 6"),
        ({"action": "swap", "within": 1.5}, "less than or equal to 1"),
        ({"action": "pseudonymise", "form": "hash"}, "'token', 'reversible' or 'open_pseudonymiser'"),
        ({"action": "coarsen_place", "to": "grid_1m"}, "'grid_100m'"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_where_it_stands(
    rule: dict[str, Any], said: str, make_policy: MakePolicy, refused: Refused
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"who": WHO, "value": {**QUASI, **rule}})
    assert said in str(caught.value)
    assert "value" in str(caught.value)


@pytest.mark.parametrize(
    "rule",
    [
        {"action": "mask"},
        {"action": "round", "to": 5},
        {"action": "top_bottom_code", "top": 5},
        {"action": "age_at", "event": "who"},
        {"action": "shift_date", "person": "who"},
        {"action": "look_up_place", "file": "f.csv", "to": "lsoa"},
        {"action": "snap_place", "file": "f.csv"},
        {"action": "recode_rare", "below": 5},
        {"action": "add_noise", "scale": 1},
        {"action": "swap"},
    ],
)
def test_a_direct_identifier_is_only_dropped_pseudonymised_or_redacted(
    rule: dict[str, Any], make_policy: MakePolicy, refused: Refused
) -> None:
    columns = {"who": WHO, "value": {"role": "direct", **rule}}
    with refused(PolicyError) as caught:
        make_policy(columns)
    assert "'value' is a direct identifier" in str(caught.value)
    assert make_policy(columns, release="identifiable").columns["value"].action == rule["action"]


@pytest.mark.parametrize("rule", [{"action": "mask"}, {"action": "recode_rare", "below": 5}, {"action": "swap"}])
def test_free_text_is_not_let_through_by_another_door(
    rule: dict[str, Any], make_policy: MakePolicy, refused: Refused
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"who": WHO, "note": {"role": "text", **rule}})
    assert (
        f"'note' is free text, so in a release that is not identifiable it may not be released by '{rule['action']}'"
        in str(caught.value)
    )


@pytest.mark.parametrize("share", [0, 1, 1.5, -0.1])
def test_a_sample_is_a_share_between_none_and_all(share: float, make_policy: MakePolicy, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        make_policy({"who": WHO}, privacy={"sample": share})
    assert "privacy > sample" in str(caught.value)
