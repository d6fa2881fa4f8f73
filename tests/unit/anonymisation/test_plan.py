"""A plan: headers find their rule however they are written, and what the policy did not name is refused."""

from __future__ import annotations

import pyarrow as pa
import pytest

import infoshare
from infoshare.anonymisation.plan import compile_plan
from infoshare.errors import DataFileError, InfoshareError, UnplannedColumn
from tests.conftest import MakePolicy, Refused

KEEP = {"role": "plain", "action": "keep"}
DROP = {"role": "direct", "action": "drop"}


def test_steps_stand_in_the_order_of_the_data(make_policy: MakePolicy) -> None:
    plan = compile_plan(make_policy({"ward": KEEP, "surname": DROP, "site": KEEP}), ["site", "surname", "ward"])
    assert [step.name for step in plan.steps] == ["site", "surname", "ward"]
    assert [step.name for step in plan.released] == ["site", "ward"]


@pytest.mark.parametrize(
    "header", ["nhs_number", "NHS Number", " nhs-number ", "NHSNUMBER", "Nhs.Number", "nhs no", "NHS_NO."]
)
def test_a_header_is_known_in_any_case_and_spacing_and_by_its_aliases(make_policy: MakePolicy, header: str) -> None:
    policy = make_policy({"nhs_number": {**DROP, "aliases": ["nhs no"]}, "ward": KEEP})
    step = compile_plan(policy, [header, "ward"]).steps[0]
    assert (step.column, step.name) == (header, "nhs_number")


def test_a_column_the_policy_forgot_is_refused(make_policy: MakePolicy, refused: Refused) -> None:
    policy = make_policy({"ward": KEEP})
    with refused(UnplannedColumn) as caught:
        compile_plan(policy, ["ward", "GP name", "Carer"])
    assert "2 columns: 'GP name' and 'Carer'" in str(caught.value)
    assert "add them to the policy" in str(caught.value)


def test_a_column_the_policy_forgot_is_left_out_if_the_policy_says_so(make_policy: MakePolicy) -> None:
    policy = make_policy({"ward": KEEP}, unlisted_columns="drop")
    assert [step.column for step in compile_plan(policy, ["ward", "GP name"]).steps] == ["ward"]


def test_a_column_that_the_policy_names_and_the_data_lacks_is_no_fault(make_policy: MakePolicy) -> None:
    assert [step.name for step in compile_plan(make_policy({"ward": KEEP, "site": KEEP}), ["ward"]).steps] == ["ward"]


def test_a_policy_for_other_data_is_refused_without_saying_the_columns(
    make_policy: MakePolicy, refused: Refused
) -> None:
    with refused(DataFileError, never=["Varnholt", "Quillon"]) as caught:
        compile_plan(make_policy({"ward": KEEP, "site": KEEP}, unlisted_columns="drop"), ["Quillon", "Varnholt"])
    assert "names none of the 2 columns" in str(caught.value)
    assert "It names ward and site" in str(caught.value)


def test_two_columns_of_the_data_that_mean_the_same_are_refused(make_policy: MakePolicy, refused: Refused) -> None:
    policy = make_policy({"ward": {**KEEP, "aliases": ["unit"]}})
    with refused(DataFileError) as caught:
        compile_plan(policy, ["Ward", "Unit"])
    assert "both mean ward" in str(caught.value)


def test_a_policy_that_releases_no_column_says_so(make_policy: MakePolicy) -> None:
    with pytest.raises(InfoshareError) as caught:
        infoshare.anonymise(pa.table({"surname": ["Varnholt"]}), make_policy({"surname": DROP}))
    assert "column" in str(caught.value)


def test_quasi_identifiers_that_are_dropped_do_not_count(make_policy: MakePolicy) -> None:
    quasi = {"role": "quasi", "action": "keep"}
    policy = make_policy({"sex": {"role": "quasi", "action": "drop"}, "Town": quasi})
    assert compile_plan(policy, ["sex", "TOWN"]).quasi == ("Town",)


def test_diversity_is_asked_only_of_columns_that_are_there(make_policy: MakePolicy) -> None:
    sensitive = {"role": "sensitive", "action": "keep"}
    policy = make_policy({"weapon": sensitive, "drug": sensitive}, privacy={"l": {"weapon": 2, "drug": 3}})
    assert compile_plan(policy, ["weapon"]).diverse == {"weapon": 2}


def test_direct_and_known_columns_are_sought_in_free_text(make_policy: MakePolicy) -> None:
    carer = {"role": "plain", "action": "drop", "known": "name"}
    policy = make_policy({"id": DROP, "carer": carer, "ward": KEEP})
    assert [step.name for step in compile_plan(policy, ["ward", "carer", "id"]).known] == ["carer", "id"]


def test_part_of_a_plan_holds_only_released_columns(make_policy: MakePolicy) -> None:
    plan = compile_plan(make_policy({"ward": KEEP, "site": KEEP, "surname": DROP}), ["ward", "site", "surname"])
    assert [step.name for step in plan.only(["site", "surname"]).steps] == ["site"]


def test_a_plan_knows_which_actions_it_uses(make_policy: MakePolicy) -> None:
    plan = compile_plan(make_policy({"ward": KEEP, "surname": DROP}), ["ward"])
    assert plan.uses("keep")
    assert not plan.uses("drop")
