"""The gate counts every privacy model anew, and sees a column whose cells are of different levels."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from infoshare.files.frames import FrameTable
from infoshare.gate.forms import lets_through, promised_form
from infoshare.gate.groups import GroupsLargeEnough, OneLevel
from infoshare.model.certificate import Check
from infoshare.model.column_rule import Generalise
from tests.conftest import MakePolicy

TOWN = {"role": "quasi", "action": "keep"}
WEAPON = {"role": "sensitive", "action": "keep"}
AGE = {"role": "quasi", "action": "generalise", "hierarchy": "age"}
ROWS = {"town": ["N"] * 4 + ["S"] * 4, "weapon": ["a", "a", "a", "b", "b", "b", "b", "a"]}


def judged(make_policy: MakePolicy, privacy: dict[str, Any], rows: dict[str, list[str]] = ROWS) -> Check:
    watcher = GroupsLargeEnough(make_policy({"town": TOWN, "weapon": WEAPON}, privacy=privacy))
    watcher.see(pa.RecordBatch.from_pydict(rows))
    return watcher.verdict()


@pytest.mark.parametrize(
    ("model", "limit", "beyond"),
    [
        ("l", 2, 3),
        ("entropy_l", 1.75, 1.76),
        ("recursive_l", {"c": 3.1, "l": 2}, {"c": 3, "l": 2}),
        ("t", 0.25, 0.24),
        ("alpha", 0.75, 0.74),
        ("beta", 0.5, 0.49),
    ],
)
def test_a_model_passes_at_its_limit_and_fails_beyond(
    make_policy: MakePolicy, model: str, limit: object, beyond: object
) -> None:
    assert judged(make_policy, {"k": 2, model: {"weapon": limit}}).verdict == "pass"
    check = judged(make_policy, {"k": 2, model: {"weapon": beyond}})
    assert check.verdict == "fail"
    assert check.counts["too_alike"] == 2
    assert model == "l" or f"'weapon' misses {model} in 2 groups" in check.message


def test_the_ordered_distance_goes_by_the_order_given(make_policy: MakePolicy) -> None:
    rows = {"town": ["N"] * 2 + ["S"] * 2, "weapon": ["none", "grave", "slight", "slight"]}
    order = {"orders": {"weapon": ["none", "slight", "grave"]}}
    assert judged(make_policy, {"k": 2, "t_ordered": {"weapon": 0.25}, **order}, rows).verdict == "pass"
    assert judged(make_policy, {"k": 2, "t_ordered": {"weapon": 0.24}, **order}, rows).verdict == "fail"


def test_the_worst_figures_are_said(make_policy: MakePolicy) -> None:
    figures = judged(make_policy, {"k": 2, "l": {"weapon": 2}, "t": {"weapon": 0.3}}).figures
    assert figures == {"l:weapon": 2, "t:weapon": 0.25}


def people(make_policy: MakePolicy, ages: list[str], population: list[str] | None, **privacy: Any) -> Check:
    policy = make_policy({"age": AGE}, privacy={"population": "x.csv", "method": "generalise", **privacy})
    table = None if population is None else FrameTable(pa.table({"Age": population}))
    watcher = GroupsLargeEnough(policy, table)
    watcher.see(pa.RecordBatch.from_pydict({"age": ages}))
    return watcher.verdict()


def test_people_of_the_population_are_put_into_the_released_classes(make_policy: MakePolicy) -> None:
    everybody = ["31", "32", "33", "38", "41", "old"]
    assert people(make_policy, ["30-34"], everybody, k_map=3).verdict == "pass"
    check = people(make_policy, ["30-34"], everybody, k_map=4)
    assert (check.verdict, check.counts["population_unmet"], check.figures) == ("fail", 1, {"k_map": 3})
    assert people(make_policy, ["30-39"], everybody, k_map=4).verdict == "pass"


def test_presence_looks_at_classes_of_the_population_that_are_not_released_too(make_policy: MakePolicy) -> None:
    everybody = ["31", "32", "33", "34", "41"]
    assert people(make_policy, ["30-34"], everybody, delta=[0, 0.25]).verdict == "pass"
    assert people(make_policy, ["30-34"], everybody, delta=[0, 0.2]).verdict == "fail"
    assert people(make_policy, ["30-34"], everybody, delta=[0.1, 0.25]).verdict == "fail"
    assert people(make_policy, ["30-34"], everybody[:4], delta=[0.1, 0.25]).verdict == "pass"


def test_somebody_released_who_is_not_of_the_population_fails(make_policy: MakePolicy) -> None:
    assert people(make_policy, ["30-34"], ["41"], delta=[0, 1]).verdict == "fail"


def test_a_population_that_is_not_there_stops_the_check(make_policy: MakePolicy) -> None:
    with pytest.raises(RuntimeError):
        people(make_policy, ["30-34"], None, k_map=2)


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (["30-34", "35-39", None], "pass"),
        (["30-39", "40-49"], "pass"),
        (["34", "35"], "pass"),
        (["*", "*"], "pass"),
        (["30-34", "30-39"], "fail"),
        (["34", "30-34"], "fail"),
        (["30-39", "*"], "fail"),
    ],
)
def test_a_column_has_one_level(make_policy: MakePolicy, cells: list[str | None], verdict: str) -> None:
    watcher = OneLevel(make_policy({"age": AGE}, privacy={"method": "generalise"}))
    for cell in cells:
        watcher.see(pa.RecordBatch.from_pydict({"age": pa.array([cell], pa.string())}))
    assert watcher.verdict().verdict == verdict


def rule(hierarchy: str, level: int | None = None) -> Generalise:
    return Generalise(role="quasi", action="generalise", hierarchy=hierarchy, level=level)


@pytest.mark.parametrize(
    ("hierarchy", "level", "right", "wrong"),
    [
        ("age", 1, "30-34", "31-34"),
        ("age", 3, "20-39", "30-39"),
        ("age", None, "31-57", "57-31"),
        ("age", None, "34", "134"),
        ("date", 2, "2025-Q4", "2025-Q5"),
        ("date", 1, "2025-12", "2025-13"),
        ("date", None, "2025", "March 2025"),
        ("uk_postcode", 1, "HM1 7", "HM1 7NG"),
        ("uk_postcode", 2, "HM1", "HM1 7"),
        ("uk_postcode", None, "HM", "Hale"),
        ("icd10", 2, "J40-J47", "J40-J46"),
        ("icd10", 3, "J00-J99", "J40-J47"),
        ("icd10", None, "J45.0", "asthma"),
        ("ethnicity_18", 1, "White", "Irish"),
        ("ethnicity_18", None, "Irish", "Cornish"),
    ],
)
def test_a_generalised_cell_has_the_form_of_its_level(
    hierarchy: str, level: int | None, right: str, wrong: str
) -> None:
    form = promised_form(rule(hierarchy, level))
    assert form is not None
    assert form(right)
    assert not form(wrong)


def test_values_that_may_leave_as_they_are_are_searched_all_the_same() -> None:
    assert lets_through(rule("uk_postcode", 0))
    assert lets_through(rule("uk_postcode"))
    assert not lets_through(rule("uk_postcode", 1))
