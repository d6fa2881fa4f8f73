"""The gate works out for itself who has consented and who opted out, and judges a release by that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from infoshare.files.frames import FrameTable
from infoshare.gate.consent import NamesInPlace, RowsPermitted
from infoshare.gate.permission import digits_of, hidden_in_groups, names_of, who_may_leave
from infoshare.model.certificate import Check
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy

KEPT = {"role": "direct", "action": "keep"}
COLUMNS: dict[str, dict[str, Any]] = {
    "nhs": {"role": "direct", "action": "drop", "known": "nhs"},
    "surname": {**KEPT, "known": "name"},
    "phone": {**KEPT, "known": "phone"},
    "postcode": {**KEPT, "known": "postcode"},
    "born": {**KEPT, "known": "date_of_birth"},
    "consent": {"role": "plain", "action": "drop"},
    "note": {"role": "text", "action": "redact"},
    "ward": {"role": "plain", "action": "keep"},
}
CONSENT: dict[str, Any] = {
    "column": "consent", "given": ["yes"], "needed_for": ["surname", "phone", "postcode", "born"],
}  # fmt: skip
ROW = {"nhs": "9990000018", "surname": "Varnholt", "phone": "07700 900101", "postcode": "HM1 7NG",
       "born": "12/03/1990", "consent": "yes", "note": "", "ward": "A"}  # fmt: skip
OTHER = {"nhs": "9990000026", "surname": "Okwuosa", "phone": "07700 900102", "postcode": "HM3 1RX",
         "born": "28/11/2004", "consent": "no", "note": "", "ward": "B"}  # fmt: skip
Judge = Callable[..., tuple[Check, Check]]


def table(*rows: dict[str, str]) -> FrameTable:
    return FrameTable(pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in rows[0]}))


@pytest.fixture
def judge(make_policy: MakePolicy) -> Judge:
    """What both checks say of a release of these rows of the source."""

    def judged(
        source: list[dict[str, str]], released: list[dict[str, str]], listed: list[str] | None = None, **rest: Any
    ) -> tuple[Check, Check]:
        policy = make_policy(COLUMNS, **{"release": "identifiable", "consent": CONSENT, **rest})
        who = who_may_leave(policy, table(*source), listed)
        checks = RowsPermitted(policy, who), NamesInPlace(policy, who, 5)
        for batch in table(*[_leaving(row) for row in released]).batches():
            for check in checks:
                check.see(batch)
        return checks[0].verdict(), checks[1].verdict()

    return judged


def _leaving(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if name not in {"nhs", "consent"}}


NAMELESS = {**OTHER, "surname": "", "phone": "", "postcode": "", "born": ""}


def verdicts(checks: tuple[Check, Check]) -> tuple[str, str]:
    return checks[0].verdict, checks[1].verdict


def test_what_may_leave_passes(judge: Judge) -> None:
    assert verdicts(judge([ROW, OTHER], [ROW, NAMELESS])) == ("pass", "pass")


FAULTS: dict[str, tuple[list[dict[str, str]], tuple[str, str]]] = {
    "a name on a row without consent": ([ROW, OTHER], ("fail", "fail")),
    "one cell on a row without consent": ([ROW, {**NAMELESS, "phone": "07700 900102"}], ("fail", "fail")),
    "the same person twice": ([ROW, ROW], ("fail", "pass")),
    "a name beside another's ward": ([{**ROW, "ward": "B"}, NAMELESS], ("fail", "pass")),
    "a name that is nobody's": ([{**ROW, "surname": "Tan"}, NAMELESS], ("fail", "fail")),
    "a name in a text": ([{**ROW, "note": "with Varnholt"}, NAMELESS], ("pass", "fail")),
    "a telephone number in a category": ([{**ROW, "ward": "07700 900101"}, NAMELESS], ("fail", "fail")),
    "a row too many": ([ROW, NAMELESS, NAMELESS], ("fail", "pass")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str, judge: Judge) -> None:
    released, expected = FAULTS[fault]
    assert verdicts(judge([ROW, OTHER], released)) == expected


SHARED: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "a surname": ({}, {"surname": "Varnholt"}),
    "a telephone in the form for abroad": ({}, {"phone": "+44 7700 900101"}),
    "a birthday in another form": ({}, {"born": "1990-03-12"}),
    "a postcode whose end is a name": ({}, {"surname": "Ng"}),
    "a month that is a name": ({"born": "12 May 1990"}, {"surname": "May"}),
    "a part of a name": ({"surname": "Okwuosa-Tan"}, {}),
}


@pytest.mark.parametrize("what", SHARED)
def test_what_two_people_share_is_not_taken_for_the_others(what: str, judge: Judge) -> None:
    own, others = SHARED[what]
    assert verdicts(judge([{**ROW, **own}, {**OTHER, **others}], [{**ROW, **own}, NAMELESS])) == ("pass", "pass")


BESIDE = {
    "a name beside a telephone": {"phone": "07700 900101 (ask Okwuosa)"},
    "a second telephone": {"phone": "07700 900101 or 07700 900102"},
    "a telephone beside a name": {"surname": "Varnholt, 07700 900102"},
    "a birthday beside a name": {"surname": "Varnholt and 28/11/2004"},
}


@pytest.mark.parametrize("what", BESIDE)
def test_somebody_else_beside_a_value_is_seen(what: str, judge: Judge) -> None:
    row = {**ROW, **BESIDE[what]}
    assert verdicts(judge([row, OTHER], [row, NAMELESS])) == ("pass", "fail")


def test_opt_outs_are_stronger_than_consent_unless_it_is_said(judge: Judge) -> None:
    both, listed = [ROW, {**OTHER, "consent": "yes"}], ["999 000 0026"]
    assert verdicts(judge(both, both, listed, opt_out={"column": "nhs"})) == ("fail", "fail")
    assert verdicts(judge(both, both, listed, opt_out={"column": "nhs", "consent_prevails": True})) == ("pass", "pass")


def test_without_consent_opt_outs_alone_are_kept(judge: Judge) -> None:
    options: dict[str, Any] = {"consent": None, "opt_out": {"column": "nhs"}}
    assert verdicts(judge([ROW, OTHER], [ROW], ["9990000026"], **options)) == ("pass", "pass")
    assert verdicts(judge([ROW, OTHER], [ROW, OTHER], ["9990000026"], **options)) == ("fail", "fail")
    assert verdicts(judge([ROW, OTHER], [OTHER], ["9990000026"], **options)) == ("fail", "fail")
    text = {**ROW, "note": "rang 07700 900102"}
    assert verdicts(judge([text, OTHER], [text], ["9990000026"], **options)) == ("pass", "fail")


def test_a_list_of_those_who_are_cleared_is_read_the_other_way(judge: Judge) -> None:
    options: dict[str, Any] = {"consent": None, "opt_out": {"column": "nhs", "holds": "cleared"}}
    assert verdicts(judge([ROW, OTHER], [ROW], ["9990000018"], **options)) == ("pass", "pass")
    assert verdicts(judge([ROW, OTHER], [OTHER], ["9990000018"], **options)) == ("fail", "fail")


@pytest.fixture
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy(COLUMNS, release="identifiable", consent=CONSENT, opt_out={"column": "nhs"})


@pytest.mark.parametrize("listed", [None, ["9990000018", "not a number"]])
def test_no_list_and_a_malformed_one_stop_the_check(listed: list[str] | None, policy: Policy) -> None:
    with pytest.raises(RuntimeError):
        who_may_leave(policy, table(ROW), listed)


def test_rows_are_hidden_in_groups_only_where_they_have_no_name(policy: Policy, make_policy: MakePolicy) -> None:
    batch = next(table(_leaving(ROW), _leaving(NAMELESS), {**_leaving(NAMELESS), "phone": " "}).batches())
    assert names_of(policy, batch) == [True, False, False]
    assert hidden_in_groups(policy, batch).num_rows == 2
    assert hidden_in_groups(make_policy(COLUMNS, release="identifiable"), batch).num_rows == 3
    leave_out = {**CONSENT, "otherwise": "leave_out"}
    assert hidden_in_groups(make_policy(COLUMNS, release="identifiable", consent=leave_out), batch).num_rows == 0


@pytest.mark.parametrize(
    "written", ["999 000 0018", "999-000-0018", "NHS9990000018", "999OOO0018", "９９９00００0１８"]
)
def test_digits_are_read_however_they_are_written(written: str) -> None:
    assert digits_of(written) == "9990000018"
