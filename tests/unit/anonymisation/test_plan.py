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
    assert compile_plan(policy, ["weapon"]).targets.l_diversity == {"weapon": 2}


def test_direct_and_known_columns_are_sought_in_free_text(make_policy: MakePolicy) -> None:
    carer = {"role": "plain", "action": "drop", "known": "name"}
    policy = make_policy({"id": DROP, "carer": carer, "ward": KEEP})
    assert [step.name for step in compile_plan(policy, ["ward", "carer", "id"]).known] == ["carer", "id"]


def test_part_of_a_plan_holds_only_released_columns(make_policy: MakePolicy) -> None:
    plan = compile_plan(make_policy({"ward": KEEP, "site": KEEP, "surname": DROP}), ["ward", "site", "surname"])
    assert [step.name for step in plan.only(["site", "surname"]).released] == ["site"]


def test_a_plan_knows_which_actions_it_uses(make_policy: MakePolicy) -> None:
    plan = compile_plan(make_policy({"ward": KEEP, "surname": DROP}), ["ward"])
    assert plan.uses("keep")
    assert not plan.uses("drop")


SHIFTED = {"role": "text", "action": "redact", "dates": "shift", "person": "id"}


@pytest.mark.parametrize(
    ("note", "columns", "missing"),
    [
        (SHIFTED, ["note", "house"], "'id' (for 'note')"),
        ({"role": "text", "action": "redact", "linked": ["house"]}, ["note", "id"], "'house' (for 'note')"),
        ({**SHIFTED, "linked": ["house"]}, ["note"], "'house' (for 'note') and 'id' (for 'note')"),
    ],
)
def test_data_without_a_column_that_a_text_leans_on_are_refused(
    make_policy: MakePolicy, refused: Refused, note: dict[str, object], columns: list[str], missing: str
) -> None:
    with refused(DataFileError) as caught:
        compile_plan(make_policy({"id": DROP, "house": DROP, "note": note}), columns)
    assert f"the data has no column {missing}, which the policy 'test' needs" in str(caught.value)


def test_a_column_that_a_text_leans_on_may_be_dropped_and_is_known_by_its_aliases(make_policy: MakePolicy) -> None:
    house = {**DROP, "aliases": ["household"]}
    policy = make_policy({"id": DROP, "house": house, "note": {**SHIFTED, "linked": ["house"]}})
    plan = compile_plan(policy, ["ID", "Household", "note"])
    assert (plan.column_of("id"), plan.column_of("house")) == ("ID", "Household")
    assert [step.name for step in plan.released] == ["note"]


def test_a_text_that_the_data_lacks_asks_for_no_other_column(make_policy: MakePolicy) -> None:
    policy = make_policy({"id": DROP, "ward": KEEP, "note": SHIFTED})
    assert [step.name for step in compile_plan(policy, ["ward"]).steps] == ["ward"]
