"""Policy files of every format that ever was load and mean the same; those of a format to come are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from infoshare.digests import sha256_of_data
from infoshare.errors import PolicyError
from infoshare.model.policy import Policy
from infoshare.model.upgrades import FORMAT, UPGRADES, upgraded
from tests.conftest import MakePolicy, Refused

OLD = Path(__file__).with_name("old_policies")
MEANINGS: dict[str, dict[str, Any]] = {
    "format-1.yaml": {
        "policy": "old",
        "version": 3,
        "release": "anonymised",
        "unlisted_columns": "drop",
        "columns": {
            "attendance_id": {"role": "direct", "action": "pseudonymise", "aliases": ["Attendance No"]},
            "nhs_number": {"role": "direct", "action": "drop", "known": "nhs"},
            "age": {"role": "quasi", "action": "band", "edges": [0, 18, 65]},
            "arrival": {"role": "quasi", "action": "coarsen_date", "to": "month"},
            "postcode": {"role": "quasi", "action": "coarsen_place", "to": "outward", "known": "postcode"},
            "weapon": {"role": "sensitive", "action": "keep", "look_alike": ["reference"]},
            "incident": {"role": "plain", "action": "drop"},
            "note": {
                "role": "text",
                "action": "redact",
                "strength": "strict",
                "placeholders": "numbered",
                "dates": "shift",
                "person": "attendance_id",
                "linked": ["incident"],
                "recognisers": ["spacy"],
            },
        },
        "privacy": {"k": 5, "l": {"weapon": 2}, "method": "suppress", "max_suppressed": 0.1},
        "tables": {"suppress_below": 7, "round_to": 10, "secondary": False},
    },
    "format-1-unsaid.yaml": {
        "policy": "old",
        "version": 1,
        "release": "anonymised",
        "unlisted_columns": "refuse",
        "columns": {"ward": {"role": "plain", "action": "keep"}},
    },
}
"""What each old file means, written as today's policies are; a file's own words are never changed."""


@pytest.mark.parametrize("name", sorted(path.name for path in OLD.iterdir()))
def test_an_old_policy_loads_and_means_the_same(name: str) -> None:
    loaded = Policy.load(OLD / name)
    meant = Policy.parsed({"title": loaded.title, **MEANINGS[name]}, PolicyError, name)
    assert loaded == meant
    assert loaded.digest == meant.digest


def test_there_is_an_old_policy_of_every_format_and_a_step_from_each() -> None:
    named = {upgraded_from(path) for path in OLD.iterdir()}
    assert named == set(range(1, FORMAT + 1))
    assert set(UPGRADES) == set(range(1, FORMAT))


def upgraded_from(path: Path) -> int:
    from infoshare.model.strict_yaml import read_yaml

    return int(read_yaml(path, PolicyError).get("format", 1))


def test_the_format_is_no_part_of_what_a_policy_means(make_policy: MakePolicy) -> None:
    columns = {"ward": {"role": "plain", "action": "keep"}}
    policy = make_policy(columns, format=1)
    assert policy.digest == make_policy(columns).digest
    assert "format" not in policy.model_dump(exclude_defaults=True)


def test_what_a_policy_does_not_say_is_no_part_of_its_digest(make_policy: MakePolicy) -> None:
    columns = {"ward": {"role": "plain", "action": "keep"}}
    said = {"policy": "test", "version": 1, "title": "For a test", "columns": columns}
    assert make_policy(columns).digest == sha256_of_data(said)
    assert make_policy(columns, release="anonymised", tables=None).digest == sha256_of_data(said)
    assert make_policy(columns, release="identifiable").digest != sha256_of_data(said)


def test_a_policy_of_a_format_to_come_is_refused_and_what_to_do_is_said(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(f"format: {FORMAT + 1}\npolicy: new\nunheard_of: true\n")
    with refused(PolicyError) as caught:
        Policy.load(path)
    assert str(caught.value) == (
        f"new.yaml is a policy file of format {FORMAT + 1}, and this infoshare reads formats up to {FORMAT}\n"
        "Use a newer infoshare, or ask whoever wrote it for an older format."
    )


@pytest.mark.parametrize("said", ["0", "-1", "one", "1.5", "true", "[1]", '"1"'])
def test_a_format_that_is_no_number_is_refused(said: str, tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(
        f"format: {said}\npolicy: new\nversion: 1\ntitle: T\ncolumns: {{a: {{role: plain, action: keep}}}}\n"
    )
    with refused(PolicyError) as caught:
        Policy.load(path)
    assert "'format'" in str(caught.value)


def test_a_file_is_brought_up_one_format_at_a_time_and_the_data_given_is_left_alone() -> None:
    def second(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "steps": [*data.get("steps", []), "1 to 2"]}

    def third(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "steps": [*data["steps"], "2 to 3"]}

    given: dict[str, Any] = {"policy": "old"}
    found = upgraded(given, "old.yaml", newest=3, steps={1: second, 2: third})
    assert found == {"policy": "old", "steps": ["1 to 2", "2 to 3"], "format": 3}
    assert given == {"policy": "old"}
    assert upgraded({"format": 3}, "new.yaml", newest=3, steps={}) == {"format": 3}


def test_what_is_no_policy_at_all_is_said_where_policies_are_read() -> None:
    assert upgraded(["a"], "list.yaml") == ["a"]
