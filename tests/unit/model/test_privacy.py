"""What a policy may say under `privacy:`, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from infoshare.errors import PolicyError
from infoshare.model.privacy import Privacy
from tests.conftest import MakePolicy, Refused

AGE = {"role": "quasi", "action": "generalise", "hierarchy": "age"}
WEAPON = {"role": "sensitive", "action": "keep"}


def test_old_keys_mean_what_they_meant(make_policy: MakePolicy) -> None:
    privacy = make_policy({"weapon": WEAPON}, privacy={"k": 5, "l": {"weapon": 2}, "method": "suppress"}).privacy
    assert (privacy.k, privacy.l_diversity, privacy.method, privacy.max_suppressed) == (
        5,
        {"weapon": 2},
        "suppress",
        0.05,
    )
    assert not privacy.chooses_levels


def test_the_columns_of_all_models_are_gathered() -> None:
    privacy = Privacy(l_diversity={"a": 2}, t_closeness={"a": 0.2, "b": 0.2}, beta={"c": 1.0})
    assert privacy.sensitive == {"a": ("l", "t"), "b": ("t",), "c": ("beta",)}


@pytest.mark.parametrize(
    ("columns", "privacy", "fault"),
    [
        ({"age": AGE}, {}, "'age' has no 'level', and privacy > method is neither 'generalise' nor 'mondrian'"),
        ({"age": {**AGE, "level": 1}}, {"method": "generalise"}, "no column with that action is without a level"),
        ({"age": {**AGE, "role": "plain"}}, {"method": "mondrian"}, "only quasi-identifiers can do without"),
        ({"age": {**AGE, "level": -1}}, {}, "level"),
        ({"age": {**AGE, "weight": 0}}, {"method": "generalise"}, "weight"),
        ({"weapon": WEAPON}, {"t": {"harm": 0.2}}, "privacy > t names 'harm', which is not a sensitive column"),
        ({"weapon": WEAPON}, {"t": {"weapon": 1.2}}, "t > weapon"),
        ({"weapon": WEAPON}, {"recursive_l": {"weapon": {"c": 2, "l": 1}}}, "l"),
        ({"weapon": WEAPON}, {"alpha": {"weapon": 0}}, "alpha > weapon"),
        ({"weapon": WEAPON}, {"orders": {"weapon": ["a", "b"]}}, "'orders' names 'weapon', which 't_ordered' does not"),
        ({"weapon": WEAPON}, {"t_ordered": {"weapon": 0.1}, "orders": {"weapon": ["a", "a"]}}, "has a value twice"),
        ({"age": {**AGE, "level": 1}}, {"k_map": 5}, "'population' goes together with 'k_map' or 'delta'"),
        ({"age": {**AGE, "level": 1}}, {"population": "x.csv"}, "'population' goes together with 'k_map' or 'delta'"),
        ({"age": AGE}, {"k_map": 5, "population": "x.csv", "method": "mondrian"}, "'suppress' and 'generalise' only"),
        ({"age": {**AGE, "level": 1}}, {"delta": [0.5, 0.1], "population": "x.csv"}, "gives the smaller share first"),
        (
            {"age": {"role": "quasi", "action": "band", "edges": [18]}},
            {"k_map": 5, "population": "x.csv"},
            "'age' must be kept, generalised or dropped",
        ),
    ],
)
def test_what_cannot_be_done_is_refused(
    make_policy: MakePolicy, refused: Refused, columns: dict[str, Any], privacy: dict[str, Any], fault: str
) -> None:
    with refused(PolicyError) as caught:
        make_policy(columns, privacy=privacy)
    assert fault in str(caught.value)
