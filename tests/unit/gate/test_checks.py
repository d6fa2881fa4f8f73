"""The edges of single checks: what is spared, what is shared by many, and what counts as a formula."""

from __future__ import annotations

import pyarrow as pa
import pytest

from infoshare.gate.checks import (
    NoFormulas,
    NoIdentifierForms,
    RowsAccounted,
    SourceValuesAbsent,
    Watcher,
)
from infoshare.gate.groups import GroupsLargeEnough
from infoshare.gate.sought import Sought
from tests.conftest import MakePolicy

KEEP = {"role": "plain", "action": "keep"}
QUASI = {"role": "quasi", "action": "keep"}


def shown(watcher: Watcher, *batches: dict[str, list[str | None]]) -> str:
    for batch in batches:
        watcher.see(pa.RecordBatch.from_pydict(batch))
    return watcher.verdict().verdict


@pytest.mark.parametrize(
    "cell",
    [
        "999 000 0018",
        "９９９００００018",
        "9\u200b990000018",
        "07700900123",
        "QQ 12 34 56 C",
        "a@example.org",
        "sk1 1aa",
    ],
)
def test_a_number_that_is_somebodys_by_its_form_fails_however_it_is_written(make_policy: MakePolicy, cell: str) -> None:
    assert shown(NoIdentifierForms(make_policy({"a": KEEP}).columns), {"a": [f"see {cell} now"]}) == "fail"


@pytest.mark.parametrize("cell", ["Mrs Begum", "12/03/1990", "14 Larch Row", "SK1", "999 000 0019", "[NHS NUMBER]"])
def test_what_may_be_anybodys_passes(make_policy: MakePolicy, cell: str) -> None:
    assert shown(NoIdentifierForms(make_policy({"a": KEEP}).columns), {"a": [cell]}) == "pass"


def test_a_look_alike_is_spared_in_its_own_column_and_only_of_its_own_kind(make_policy: MakePolicy) -> None:
    rules = make_policy({"receipt": {**KEEP, "look_alike": ["nhs"]}, "b": KEEP}).columns
    assert shown(NoIdentifierForms(rules), {"receipt": ["9990000018"], "b": ["x"]}) == "pass"
    assert shown(NoIdentifierForms(rules), {"receipt": ["07700 900123"], "b": ["x"]}) == "fail"
    assert shown(NoIdentifierForms(rules), {"receipt": ["x"], "b": ["9990000018"]}) == "fail"


def test_a_direct_identifier_released_on_purpose_is_not_looked_at(make_policy: MakePolicy) -> None:
    policy = make_policy({"nhs": {"role": "direct", "action": "keep"}}, release="identifiable")
    assert shown(NoIdentifierForms(policy.columns), {"nhs": ["9990000018"]}) == "pass"


def seeking(make_policy: MakePolicy, column: dict[str, object], kind: str, value: str) -> SourceValuesAbsent:
    sought = Sought()
    sought.add(kind, value)
    return SourceValuesAbsent(make_policy({"a": column}).columns, sought, shared_by=5)


@pytest.mark.parametrize(("rows", "verdict"), [(1, "fail"), (4, "fail"), (5, "pass"), (100, "pass")])
def test_a_name_that_many_rows_share_is_a_category(make_policy: MakePolicy, rows: int, verdict: str) -> None:
    watcher = seeking(make_policy, QUASI, "name", "Lincoln Varnholt")
    assert shown(watcher, {"a": ["Varnholt"] * rows + ["other"]}) == verdict


def test_rows_that_share_a_name_add_up_over_batches(make_policy: MakePolicy) -> None:
    watcher = seeking(make_policy, QUASI, "name", "Varnholt")
    assert shown(watcher, {"a": ["Varnholt"] * 3}, {"a": ["Varnholt"] * 2}) == "pass"


def test_in_free_text_one_name_is_enough_however_many_share_it(make_policy: MakePolicy) -> None:
    watcher = seeking(make_policy, {"role": "text", "action": "redact"}, "name", "Varnholt")
    assert shown(watcher, {"a": ["Varnholt"] * 100}) == "fail"


def test_a_number_of_the_source_is_not_a_category_however_many_share_it(make_policy: MakePolicy) -> None:
    watcher = seeking(make_policy, QUASI, "reference", "HGH-100003")
    assert shown(watcher, {"a": ["HGH-100003"] * 100}) == "fail"


def test_the_values_sought_are_counted_and_so_are_those_too_short_to_seek(make_policy: MakePolicy) -> None:
    watcher = seeking(make_policy, KEEP, "reference", "A12")
    watcher.see(pa.RecordBatch.from_pydict({"a": ["A12"]}))
    check = watcher.verdict()
    assert check.verdict == "pass"
    assert (check.counts["sought"], check.counts["too_short"]) == (1, 1)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+1", "@a", "\tx", "\rx", "＝1", "－1", "\u200b=1", "-"])
def test_a_formula_fails(make_policy: MakePolicy, cell: str) -> None:
    assert shown(NoFormulas(make_policy({"a": KEEP}).columns), {"a": [cell]}) == "fail"


@pytest.mark.parametrize("cell", ["'=1+1", "-5", "-5.25", "1-2", "a=b", None, ""])
def test_what_no_spreadsheet_would_run_passes(make_policy: MakePolicy, cell: str | None) -> None:
    assert shown(NoFormulas(make_policy({"a": KEEP}).columns), {"a": [cell, "x"]}) == "pass"


def test_groups_add_up_over_batches(make_policy: MakePolicy) -> None:
    watcher = GroupsLargeEnough(make_policy({"town": QUASI}, privacy={"k": 3}))
    assert shown(watcher, {"town": ["A", "A"]}, {"town": ["A"]}) == "pass"
    assert watcher.k_reached == 3


def test_empty_cells_are_a_group_of_their_own(make_policy: MakePolicy) -> None:
    watcher = GroupsLargeEnough(make_policy({"town": QUASI}, privacy={"k": 2}))
    assert shown(watcher, {"town": ["A", "A", None]}) == "fail"


def test_without_quasi_identifiers_there_is_no_group_to_be_small(make_policy: MakePolicy) -> None:
    watcher = GroupsLargeEnough(make_policy({"a": KEEP}, privacy={"k": 5}))
    assert shown(watcher, {"a": ["x"]}) == "pass"
    assert watcher.k_reached is None


def test_no_row_at_all_is_no_release_even_if_all_may_be_left_out(make_policy: MakePolicy) -> None:
    watcher = RowsAccounted(make_policy({"a": KEEP}, privacy={"max_suppressed": 1}), 3)
    assert shown(watcher, {"a": []}) == "fail"


@pytest.mark.parametrize(
    ("source", "released", "verdict"),
    [(100, 100, "pass"), (100, 95, "pass"), (100, 94, "fail"), (100, 101, "fail"), (3, 2, "fail"), (1, 0, "fail")],
)
def test_rows_are_accounted_for(make_policy: MakePolicy, source: int, released: int, verdict: str) -> None:
    watcher = RowsAccounted(make_policy({"a": KEEP}, privacy={"max_suppressed": 0.05}), source)
    assert shown(watcher, {"a": ["x"] * released} if released else {"a": []}) == verdict
