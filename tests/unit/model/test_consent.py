"""A policy that asks for consent or opt-outs is as careful as it must be, and says every fault at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infoshare.errors import PolicyError
from infoshare.model.dataset import Agreed, Dataset
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy, Refused

COLUMNS: dict[str, dict[str, Any]] = {
    "nhs": {"role": "direct", "action": "drop", "known": "nhs"},
    "surname": {"role": "direct", "action": "keep", "known": "name"},
    "consent": {"role": "plain", "action": "drop"},
    "town": {"role": "quasi", "action": "keep"},
    "note": {"role": "text", "action": "redact"},
}
CONSENT: dict[str, Any] = {"column": "consent", "given": ["yes"], "needed_for": ["surname"]}
OPT_OUT: dict[str, Any] = {"column": "nhs"}


@pytest.fixture
def make(make_policy: MakePolicy) -> Callable[..., Policy]:
    def made(changed: dict[str, dict[str, Any]] | None = None, **rest: Any) -> Policy:
        return make_policy({**COLUMNS, **(changed or {})}, **{"release": "identifiable", "consent": CONSENT, **rest})

    return made


def test_a_policy_says_what_consent_is_and_what_it_is_needed_for(make: Callable[..., Policy]) -> None:
    policy = make(opt_out=OPT_OUT)
    assert policy.needs_consent == {"surname"}
    assert policy.read_for_permission == ("consent", "nhs")


FAULTS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"release": "anonymised"}, "says 'release: identifiable'"),
    ({"consent": {"role": "plain", "action": "keep"}}, {}, "must be a column that the policy drops"),
    ({}, {"consent": {**CONSENT, "column": "agreed"}}, "'agreed' must be a column that the policy drops"),
    ({}, {"consent": {**CONSENT, "needed_for": ["surname", "phone"]}}, "'phone', which is not in the policy"),
    ({}, {"consent": {**CONSENT, "needed_for": ["surname", "town"]}}, "'town', which must be direct, text or plain"),
    ({}, {"consent": {**CONSENT, "needed_for": ["surname", "nhs"]}}, "'nhs', which must be"),
    ({"nhs": {"role": "direct", "action": "keep"}}, {}, "unless 'consent > needed_for' names it"),
    ({"note": {"role": "text", "action": "keep"}}, {}, "'note' is free text"),
    ({"note": {"role": "text", "action": "keep"}}, {"consent": {**CONSENT, "needed_for": ["surname", "note"]}}, "text"),
    ({"town": {"role": "quasi", "action": "swap"}}, {}, "'town' would give people who are named"),
    ({}, {"privacy": {"method": "mondrian"}}, "'consent' goes with the methods"),
    ({}, {"privacy": {"k": 2}, "consent": {**CONSENT, "otherwise": "leave_out"}}, "none of them leave"),
    ({}, {"consent": {**CONSENT, "given": ["No"]}}, "'no' stands in 'given' and in 'not_given'"),
    ({}, {"consent": {**CONSENT, "given": [" "]}}, "an empty cell is never consent"),
    ({}, {"consent": {**CONSENT, "given": [True]}}, 'write "yes"'),
    ({}, {"consent": {**CONSENT, "given": []}}, "consent > given"),
    ({}, {"consent": {**CONSENT, "needed_for": []}}, "consent > needed_for"),
    ({}, {"consent": {**CONSENT, "gven": ["yes"]}}, "did you mean 'given'"),
    ({}, {"opt_out": {"column": "number"}}, "opt_out > column names 'number'"),
    ({}, {"consent": None, "opt_out": {**OPT_OUT, "consent_prevails": True}}, "the policy names no consent"),
    ({}, {"consent": None, "opt_out": {**OPT_OUT, "then": "anonymise"}}, "opt_out > then is 'anonymise'"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "rest", "said"), FAULTS, ids=[said for *_, said in FAULTS])
def test_a_fault_is_named(
    changed: dict[str, Any], rest: dict[str, Any], said: str, make: Callable[..., Policy], refused: Refused
) -> None:
    with refused(PolicyError) as caught:
        make(changed, **rest)
    assert said in str(caught.value)


def test_all_faults_are_said_at_once(make: Callable[..., Policy], refused: Refused) -> None:
    with refused(PolicyError) as caught:
        make({"note": {"role": "text", "action": "keep"}}, release="anonymised", opt_out={"column": "number"})
    assert all(said in str(caught.value) for said in ("'note' is free text", "'release: identifiable'", "'number'"))


def test_consent_and_opt_outs_are_part_of_what_a_policy_means(make: Callable[..., Policy]) -> None:
    digests = {make(**rest).digest for rest in ({}, {"consent": None}, {"opt_out": OPT_OUT})}
    assert len(digests) == 3


def test_only_the_main_table_of_a_data_set_may_ask(
    make: Callable[..., Policy], make_policy: MakePolicy, refused: Refused
) -> None:
    key = {"id": {"role": "direct", "action": "pseudonymise"}}
    dataset = Dataset.parsed(
        {"dataset": "d", "version": 1, "title": "D", "key": "id", "main": "a", "tables": {"a": "a", "b": "b"}},
        PolicyError, "d.yaml",
    )  # fmt: skip
    asking, plain = make(key), make_policy(key)
    assert Agreed.of(dataset, {"a": asking, "b": plain})
    with refused(PolicyError) as caught:
        Agreed.of(dataset, {"a": plain, "b": asking})
    assert "the policy of 'b' names consent or opt-outs" in str(caught.value)


def test_no_pseudonym_of_another_table_may_lead_to_a_name(
    make: Callable[..., Policy], make_policy: MakePolicy, refused: Refused
) -> None:
    key = {"id": {"role": "direct", "action": "pseudonymise"}}
    dataset = Dataset.parsed(
        {"dataset": "d", "version": 1, "title": "D", "key": "id", "main": "a", "tables": {"a": "a", "b": "b"}},
        PolicyError, "d.yaml",
    )  # fmt: skip
    other = make_policy({**key, "nhs": {"role": "direct", "action": "pseudonymise"}})
    with refused(PolicyError) as caught:
        Agreed.of(dataset, {"a": make(key), "b": other})
    assert "the policy of 'b' must not pseudonymise 'nhs'" in str(caught.value)


def test_the_schema_knows_both(tmp_path: Path) -> None:
    assert {"consent", "opt_out"} <= Policy.model_json_schema(by_alias=True)["properties"].keys()
