"""The opt-out list that a policy needs is there, holds NHS numbers and nothing else, and is not empty by accident."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from infoshare.errors import DataFileError, PolicyError
from infoshare.model.policy import Policy
from infoshare.workflows.opt_out_list import opt_outs_for
from tests.conftest import MakePolicy, Refused

COLUMNS = {"nhs": {"role": "direct", "action": "drop", "known": "nhs"}, "town": {"role": "plain", "action": "keep"}}


@pytest.fixture
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy(COLUMNS, opt_out={"column": "nhs"})


def listed(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text)
    return path


def test_numbers_are_the_same_however_they_are_written(policy: Policy, tmp_path: Path) -> None:
    found = opt_outs_for(policy, listed(tmp_path, "999 000 0018\n999-000-0026\n999OOOOO34\n"))
    assert found is not None
    assert found.numbers == {"9990000018", "9990000026", "9990000034"}


def test_malformed_numbers_are_counted_and_named_by_row_and_never_said(
    policy: Policy, tmp_path: Path, refused: Refused
) -> None:
    path = listed(tmp_path, "NHS number\n9990000018\n9990000019\n\n12345\n9990000026 Okwuosa\n9990000034,9990000042\n")
    with refused(DataFileError, never=["9990000019", "12345", "Okwuosa", "9990000034"]) as caught:
        opt_outs_for(policy, path)
    assert "has 4 malformed NHS numbers: rows 3, 5, 6 and 7" in str(caught.value)
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("text", ["", "\n\n", "NHS number\n"])
def test_an_empty_list_must_be_meant(text: str, policy: Policy, tmp_path: Path, refused: Refused) -> None:
    path = listed(tmp_path, text)
    with refused(DataFileError) as caught:
        opt_outs_for(policy, path)
    assert "may_be_empty: true" in str(caught.value)
    said: dict[str, Any] = policy.model_dump(mode="json", by_alias=True)
    said["opt_out"]["may_be_empty"] = True
    found = opt_outs_for(Policy.parsed(said, PolicyError, "p"), path)
    assert found is not None
    assert not found.numbers


def test_no_list_and_a_list_for_nothing_are_refused(policy: Policy, make_policy: MakePolicy, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        opt_outs_for(policy)
    assert "--opt-out FILE" in str(caught.value)
    with refused(PolicyError) as caught:
        opt_outs_for(make_policy(COLUMNS), "list.csv")
    assert "names no opt-out" in str(caught.value)
    assert opt_outs_for(make_policy(COLUMNS)) is None


def test_a_list_given_takes_the_place_of_the_one_named(make_policy: MakePolicy, tmp_path: Path) -> None:
    policy = make_policy(COLUMNS, opt_out={"column": "nhs", "list": "not-there.csv"})
    found = opt_outs_for(policy, listed(tmp_path, "9990000018\n"))
    assert found is not None
    with pytest.raises(DataFileError):
        opt_outs_for(policy)
