"""A policy: what is written is checked as a whole, and every fault is named with its place."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from infoshare import resources
from infoshare.errors import PolicyError
from infoshare.model.policy import Policy, header_key, policy_path
from tests.conftest import MakePolicy, Refused

KEEP = {"role": "plain", "action": "keep"}
DROP = {"role": "direct", "action": "drop"}


def test_the_plainest_policy_takes_the_careful_defaults(make_policy: MakePolicy) -> None:
    policy = make_policy({"ward": KEEP})
    assert (policy.release, policy.unlisted_columns) == ("anonymised", "refuse")
    assert (policy.privacy.k, policy.privacy.l_diversity, policy.privacy.max_suppressed) == (1, {}, 0.05)


@pytest.mark.parametrize("name", sorted(resources.shipped_policies()))
def test_every_shipped_policy_is_sound_and_named_as_its_file(name: str) -> None:
    assert Policy.load(name).policy == name


@pytest.mark.parametrize(
    ("rest", "suggested"),
    [({"colums": {}}, "columns"), ({"titel": "x"}, "title"), ({"privcy": {}}, "privacy"), ({"relase": "x"}, "release")],
)
def test_a_misspelt_key_is_refused_and_the_right_one_suggested(
    make_policy: MakePolicy, refused: Refused, rest: dict[str, object], suggested: str
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"ward": KEEP}, **rest)
    assert f"'{next(iter(rest))}' is not a key that is known here; did you mean '{suggested}'?" in str(caught.value)


@pytest.mark.parametrize(
    ("column", "wrong", "suggested"),
    [
        ({**KEEP, "alias": ["x"]}, "alias", "aliases"),
        ({"role": "quasi", "action": "band", "edge": [0], "edges": [0]}, "edge", "edges"),
        ({"rolle": "plain", "role": "plain", "action": "keep"}, "rolle", "role"),
        ({"role": "plain", "actoin": "keep"}, "actoin", "action"),
    ],
)
def test_a_misspelt_key_of_a_column_is_refused_where_it_stands(
    make_policy: MakePolicy, refused: Refused, column: dict[str, object], wrong: str, suggested: str
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"ward": column})
    assert "columns > ward" in str(caught.value)
    assert f"{wrong}' is not a key that is known here; did you mean '{suggested}'?" in str(caught.value)


def test_every_fault_is_named_at_once(refused: Refused) -> None:
    written = {"policy": "A B", "version": 0, "columns": {"ward": {"role": "plane", "action": "keep"}}, "x": 1}
    with refused(PolicyError) as caught:
        Policy.parsed(written, PolicyError, "bad.yaml")
    assert len(caught.value.faults) == 5
    assert all(fault.startswith("bad.yaml: ") for fault in caught.value.faults)
    assert "'title' is missing" in str(caught.value)


def test_an_action_that_does_not_exist_is_answered_with_those_that_do(
    make_policy: MakePolicy, refused: Refused
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"ward": {"role": "plain", "action": "pseudonymize"}})
    assert "'pseudonymise'" in str(caught.value)


@pytest.mark.parametrize("action", [{"action": "keep"}, {"action": "band", "edges": [0]}])
@pytest.mark.parametrize("release", ["pseudonymised", "anonymised", "aggregate"])
def test_a_direct_identifier_may_not_leave_as_it_is(
    make_policy: MakePolicy, refused: Refused, action: dict[str, object], release: str
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"surname": {"role": "direct", **action}}, release=release)
    assert "'surname' is a direct identifier" in str(caught.value)


def test_a_direct_identifier_may_leave_in_an_identifiable_release(make_policy: MakePolicy) -> None:
    assert make_policy({"surname": {"role": "direct", "action": "keep"}}, release="identifiable")


@pytest.mark.parametrize("action", ["drop", "pseudonymise", "redact"])
def test_a_direct_identifier_may_be_dropped_pseudonymised_or_redacted(make_policy: MakePolicy, action: str) -> None:
    assert make_policy({"surname": {"role": "direct", "action": action}})


def test_free_text_may_not_leave_as_it_is(make_policy: MakePolicy, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        make_policy({"note": {"role": "text", "action": "keep"}})
    assert "'note' is free text" in str(caught.value)
    assert make_policy({"note": {"role": "text", "action": "keep"}}, release="identifiable")


@pytest.mark.parametrize("edges", [[], [18, 18], [18, 0], [0, 18, 5], [math.nan], [0, math.nan], [0, math.inf]])
def test_edges_that_do_not_rise_from_number_to_number_are_refused(
    make_policy: MakePolicy, refused: Refused, edges: list[float]
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"age": {"role": "quasi", "action": "band", "edges": edges}})
    assert "edges" in str(caught.value)


@pytest.mark.parametrize(
    "second", ["ward", "Ward ", "WARD", "w.a-r_d"], ids=["an alias", "space and case", "capitals", "separators"]
)
def test_two_columns_that_answer_to_one_header_are_refused(
    make_policy: MakePolicy, refused: Refused, second: str
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"ward": KEEP, "unit": {**KEEP, "aliases": [second]}})
    assert "two columns answer to the same header: ward" in str(caught.value)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"ward": KEEP}, "not there"),
        ({"weapon": KEEP}, "not sensitive"),
        ({"weapon": {"role": "sensitive", "action": "drop"}}, "not released"),
    ],
)
def test_diversity_of_a_column_that_is_not_sensitive_and_released_is_refused(
    make_policy: MakePolicy, refused: Refused, columns: dict[str, object], why: str
) -> None:
    with refused(PolicyError) as caught:
        make_policy(columns, privacy={"l": {"weapon": 2}})
    assert "'weapon', which is not a sensitive column" in str(caught.value), why


@pytest.mark.parametrize(
    "privacy", [{"k": 0}, {"k": "5"}, {"max_suppressed": 1.1}, {"max_suppressed": -0.1}, {"l": {"weapon": 0}}, {"m": 1}]
)
def test_a_privacy_model_out_of_bounds_is_refused(
    make_policy: MakePolicy, refused: Refused, privacy: dict[str, object]
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"weapon": {"role": "sensitive", "action": "keep"}}, privacy=privacy)
    assert "privacy" in str(caught.value)


def test_a_policy_with_no_columns_is_refused(make_policy: MakePolicy, refused: Refused) -> None:
    with refused(PolicyError):
        make_policy({})


def test_two_files_that_say_the_same_have_the_same_digest(make_policy: MakePolicy) -> None:
    plain = make_policy({"ward": KEEP})
    assert make_policy({"ward": {"action": "keep", "role": "plain", "aliases": []}}, release="anonymised").digest == (
        plain.digest
    )
    assert make_policy({"ward": {**KEEP, "aliases": ["unit"]}}).digest != plain.digest


@pytest.mark.parametrize("header", ["NHS Number", "nhs_number", "Nhs-Number", " nhs.number"])
def test_case_and_separators_of_a_header_do_not_matter(header: str) -> None:
    assert header_key(header) == "nhsnumber"


def test_a_header_of_signs_alone_is_compared_as_it_stands() -> None:
    assert header_key("#") == "#"
    assert header_key("%") != header_key("#")


def test_columns_are_found_by_what_their_rule_says(make_policy: MakePolicy) -> None:
    policy = make_policy({"ward": KEEP, "surname": DROP, "site": KEEP})
    assert policy.columns_where(role="plain", action="keep") == ("ward", "site")


def test_a_policy_cannot_be_changed_after_it_was_checked(make_policy: MakePolicy) -> None:
    policy = make_policy({"ward": KEEP})
    with pytest.raises(ValueError, match="frozen"):
        policy.version = 2


def test_a_name_that_is_neither_shipped_nor_a_file_is_answered_with_those_that_are(refused: Refused) -> None:
    with refused(PolicyError) as caught:
        policy_path("ae-violense")
    assert "ae-violence" in str(caught.value)


def test_a_policy_file_that_is_not_there_is_said(tmp_path: Path, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        Policy.load(tmp_path / "mine.yaml")
    assert "mine.yaml is not there" in str(caught.value)


TEXT = {"role": "text", "action": "redact"}


@pytest.mark.parametrize("rule", [{"dates": "shift"}, {"person": "id"}, {"dates": "redact", "person": "id"}])
def test_dates_are_shifted_for_somebody_and_nobody_is_named_for_nothing(
    make_policy: MakePolicy, refused: Refused, rule: dict[str, object]
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"id": DROP, "note": {**TEXT, **rule}})
    assert "'dates: shift' and 'person' go together" in str(caught.value)
    assert "columns > note" in str(caught.value)


def test_every_unknown_column_that_a_text_leans_on_is_named_at_once(make_policy: MakePolicy, refused: Refused) -> None:
    rule = {"dates": "shift", "person": "pid", "linked": ["id", "house", "incident"]}
    with refused(PolicyError) as caught:
        make_policy({"id": DROP, "note": {**TEXT, **rule}})
    for column in ("pid", "house", "incident"):
        assert f"'note' names the column '{column}', which is not in the policy" in str(caught.value)
    assert "the column 'id'" not in str(caught.value)


@pytest.mark.parametrize(
    ("key", "wrong", "possible"),
    [("strength", "strickt", "'strict'"), ("placeholders", "numberd", "'numbered'"), ("dates", "shifted", "'shift'")],
)
def test_a_wrong_choice_for_a_text_is_answered_with_those_that_can_be_made(
    make_policy: MakePolicy, refused: Refused, key: str, wrong: str, possible: str
) -> None:
    with refused(PolicyError) as caught:
        make_policy({"id": DROP, "note": {**TEXT, key: wrong}})
    assert possible in str(caught.value)


def test_texts_are_redacted_in_the_plainest_way_unless_it_is_said(make_policy: MakePolicy) -> None:
    plain = make_policy({"note": TEXT})
    said = {"strength": "balanced", "placeholders": "typed", "dates": "redact", "linked": [], "recognisers": []}
    assert make_policy({"note": {**TEXT, **said}}).digest == plain.digest
    assert make_policy({"note": {**TEXT, "strength": "strict"}}).digest != plain.digest
