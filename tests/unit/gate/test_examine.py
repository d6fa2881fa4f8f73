"""The gate: a sound release passes, each planted fault fails its check, and a check that stops has failed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator

import pyarrow as pa
import pytest

from infoshare.files.frames import FrameTable
from infoshare.gate import checks, groups, row_order
from infoshare.gate.canary import CANARY
from infoshare.gate.examine import examine
from infoshare.model.certificate import Check, Verdict
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy

ROWS = 10
SOURCE = {
    "ref": [f"HGH-{100_000 + row}" for row in range(ROWS)],
    "surname": ["Varnholt"] * ROWS,
    "dob": ["12/03/1990"] * ROWS,
    "age": ["34"] * ROWS,
    "postcode": ["HM1 7NG"] * ROWS,
    "arrival": ["2025-01-03 23:41"] * ROWS,
    "weapon": ["knife", "fist"] * (ROWS // 2),
    "note": ["seen"] * ROWS,
}
RELEASED = {
    "ref": [chr(ord("a") + row) * 26 for row in range(ROWS)],
    "age": ["18-64"] * ROWS,
    "postcode": ["HM1"] * ROWS,
    "arrival": ["2025-Q1"] * ROWS,
    "weapon": ["knife", "fist"] * (ROWS // 2),
    "note": ["seen"] * ROWS,
}
COLUMNS = {
    "ref": {"role": "direct", "action": "pseudonymise"},
    "surname": {"role": "direct", "action": "drop", "known": "name"},
    "dob": {"role": "direct", "action": "drop", "known": "date_of_birth"},
    "age": {"role": "quasi", "action": "band", "edges": [0, 18, 65]},
    "postcode": {"role": "quasi", "action": "coarsen_place", "to": "outward"},
    "arrival": {"role": "quasi", "action": "coarsen_date", "to": "quarter"},
    "weapon": {"role": "sensitive", "action": "keep"},
    "note": {"role": "text", "action": "redact"},
}
CHECKS = {
    "columns_agreed", "forms_kept", "no_identifier_forms", "source_values_absent", "groups_large_enough",
    "rows_accounted", "no_formulas", "pseudonyms_keyed", "order_says_nothing",
}  # fmt: skip


def one_of(cell: str, column: str) -> list[str]:
    """The sound release's column with one other cell in it."""
    return [cell, *RELEASED[column][1:]]


def token_without_a_key(value: str) -> str:
    return base64.b32encode(hashlib.sha256(value.encode()).digest()[:16]).decode().rstrip("=").lower()


@pytest.fixture
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy(COLUMNS, privacy={"k": 5, "l": {"weapon": 2}, "max_suppressed": 0.1})


@pytest.fixture
def judged(policy: Policy) -> Callable[..., Verdict]:
    """The gate's verdict on the sound release with some cells or columns changed."""

    def judge(
        for_spreadsheets: bool = True,
        rows: int | None = None,
        canary: str | None = None,
        as_they_are: bool = False,
        **changed: list[str] | None,
    ) -> Verdict:
        columns = {name: cells for name, cells in {**RELEASED, **changed}.items() if cells is not None}
        table = pa.table(columns).slice(0, rows)
        order = [(name, "ascending") for name in COLUMNS if name in columns]
        released = FrameTable(table if as_they_are else table.sort_by(order))
        source = FrameTable(pa.table(SOURCE))
        return examine(policy, source, released, for_spreadsheets=for_spreadsheets, canary=canary)

    return judge


def failed(verdict: Verdict) -> set[str]:
    assert verdict.verdict == ("fail" if verdict.failures else "pass")
    return {check.check for check in verdict.failures}


def test_a_sound_release_passes_every_check(judged: Callable[..., Verdict]) -> None:
    verdict = judged()
    assert failed(verdict) == set()
    assert {check.check for check in verdict.checks} == CHECKS


def test_formulas_are_looked_for_only_where_a_spreadsheet_would_open_the_file(
    judged: Callable[..., Verdict],
) -> None:
    verdict = judged(for_spreadsheets=False, note=one_of("=1+1", "note"))
    assert {check.check for check in verdict.checks} == CHECKS - {"no_formulas"}
    assert failed(verdict) == set()


@pytest.mark.parametrize(
    ("check", "changed"),
    [
        ("columns_agreed", {"surname": ["Other"] * ROWS}),
        ("columns_agreed", {"extra": ["x"] * ROWS}),
        ("forms_kept", {"ref": one_of("HGH-7", "ref")}),
        ("pseudonyms_keyed", {"ref": one_of(token_without_a_key(SOURCE["ref"][0]), "ref")}),
        ("forms_kept", {"age": ["34"] * ROWS}),
        ("forms_kept", {"postcode": ["HM1 7"] * ROWS}),
        ("forms_kept", {"arrival": ["2025-01"] * ROWS}),
        ("no_identifier_forms", {"note": one_of("call 07700 900123", "note")}),
        ("no_identifier_forms", {"weapon": ["9990000018", "fist"] * 5}),
        ("source_values_absent", {"note": one_of("Varnholt was seen", "note")}),
        ("source_values_absent", {"note": one_of("hgh 100003", "note")}),
        ("source_values_absent", {"note": one_of("born 12.3.90", "note")}),
        ("source_values_absent", {"weapon": one_of("Varnholt", "weapon")}),
        ("groups_large_enough", {"postcode": ["HM1"] * 8 + ["HM2"] * 2}),
        ("groups_large_enough", {"weapon": ["knife"] * ROWS}),
        ("rows_accounted", {"rows": 8}),
        ("no_formulas", {"note": one_of("=1+1", "note")}),
        ("order_says_nothing", {"ref": RELEASED["ref"][::-1], "as_they_are": True}),
    ],
    ids=lambda each: each if isinstance(each, str) else next(iter(each)),
)
def test_one_planted_fault_fails_its_check_and_no_other(
    judged: Callable[..., Verdict], check: str, changed: dict[str, object]
) -> None:
    assert failed(judged(**changed)) == {check}


def test_rows_too_many_fail(judged: Callable[..., Verdict]) -> None:
    assert failed(judged(**{name: cells * 2 for name, cells in RELEASED.items()})) == {"rows_accounted"}


def test_as_many_suppressed_rows_as_the_policy_allows_pass(judged: Callable[..., Verdict]) -> None:
    assert failed(judged(rows=9)) == set()


def test_a_verdict_says_columns_and_counts_and_never_a_value(judged: Callable[..., Verdict]) -> None:
    verdict = judged(note=one_of("Varnholt, 07700 900123, =1", "note"), age=["34"] * ROWS)
    said = verdict.model_dump_json()
    assert "'note' (1 cell)" in said
    assert "'age' (10 cells)" in said
    assert not [value for value in ("Varnholt", "07700", "900123", "=1", '"34"') if value in said]


@pytest.mark.parametrize(
    ("canary", "failing"), [("clean", set()), (CANARY, {"redaction_works"}), ("", {"redaction_works"})]
)
def test_a_release_that_was_redacted_passes_only_with_its_canary(
    judged: Callable[..., Verdict], canary: str, failing: set[str]
) -> None:
    assert failed(judged(canary=canary)) == failing


def stopped(*_: object) -> None:
    raise RuntimeError("Varnholt stopped it")


@pytest.mark.parametrize("name", ["see", "verdict", "__init__"])
@pytest.mark.parametrize(
    "watcher",
    [checks.ColumnsAgreed, checks.FormsKept, checks.NoIdentifierForms, checks.SourceValuesAbsent,
     groups.GroupsLargeEnough, checks.RowsAccounted, checks.NoFormulas, checks.PseudonymsKeyed,
     row_order.OrderSaysNothing],
)  # fmt: skip
def test_a_check_that_stops_has_not_run_and_so_has_failed(
    judged: Callable[..., Verdict], monkeypatch: pytest.MonkeyPatch, watcher: type[checks.Watcher], name: str
) -> None:
    monkeypatch.setattr(watcher, name, stopped)
    verdict = judged()
    assert failed(verdict) == {watcher.check}
    check = next(check for check in verdict.checks if check.check == watcher.check)
    assert check.verdict == "not-run"
    assert "RuntimeError" in check.message
    assert "Varnholt" not in check.message


def test_a_check_that_gives_no_verdict_has_not_run(
    judged: Callable[..., Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks.FormsKept, "verdict", lambda _: None)
    assert failed(judged()) == {"forms_kept"}


def test_a_release_of_no_rows_does_not_pass(policy: Policy) -> None:
    class Nothing:
        columns = tuple(RELEASED)

        def batches(self) -> Iterator[pa.RecordBatch]:
            return iter(())

    verdict = examine(policy, FrameTable(pa.table(SOURCE)), Nothing(), for_spreadsheets=True)
    assert {"columns_agreed", "rows_accounted"} <= failed(verdict)


def test_every_check_is_a_watcher_with_a_verdict(judged: Callable[..., Verdict]) -> None:
    assert all(isinstance(check, Check) and check.message for check in judged().checks)
