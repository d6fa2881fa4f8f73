"""Rows come out in the order of what stands in them, whatever order they came in, in memory and beyond it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import infoshare
from infoshare.errors import LeakFound
from infoshare.files import row_order
from infoshare.files.formats import FORMATS, open_table
from infoshare.files.reader import BATCH_ROWS
from infoshare.files.row_order import in_order
from infoshare.gate.row_order import OrderSaysNothing
from infoshare.model.policy import Policy
from infoshare.workflows.anonymise import Job
from tests.conftest import MakePolicy

CELLS = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=4))
ROWS = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=40)


def table_of(rows: list[tuple[str | None, str | None]]) -> pa.Table:
    return pa.table({"a": pa.array([a for a, _ in rows], pa.string()), "b": pa.array([b for _, b in rows])})


def sorted_rows(table: pa.Table, folder: Path | None = None, size: int = 7) -> list[dict[str, Any]]:
    return pa.Table.from_batches(in_order(table.to_batches(size), ["b", "a"], folder=folder)).to_pylist()


@given(ROWS, st.randoms())
def test_the_same_rows_come_out_in_the_same_order(rows: list[tuple[str, str]], chance: random.Random) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    out = sorted_rows(table_of(rows))
    assert out == sorted_rows(table_of(shuffled), size=5)
    keys = [(row["b"] or "", row["a"] or "") for row in out]
    assert keys == sorted(keys)
    assert sorted(keys) == sorted((b or "", a or "") for a, b in rows)


@given(ROWS)
def test_the_gate_finds_the_order_right_and_any_other_wrong(rows: list[tuple[str, str]]) -> None:
    policy = infoshare.Policy.model_validate(RULES)
    for table, least in ((pa.Table.from_pylist(sorted_rows(table_of(rows))), 0), (table_of(rows), None)):
        watcher = OrderSaysNothing(policy)
        for batch in table.to_batches(max_chunksize=3):
            watcher.see(batch)
        keys = [(row["b"] or "", row["a"] or "") for row in table.to_pylist()]
        descents = sum(one > other for one, other in pairwise(keys))
        assert watcher.verdict().counts == {"rows": len(rows), "out_of_order": descents if least is None else least}


RULES = {
    "policy": "p", "version": 1, "title": "T",
    "columns": {name: {"role": "plain", "action": "keep"} for name in ("b", "a")},
}  # fmt: skip


def test_more_rows_than_memory_are_merged_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = list(range(30_000))
    random.Random(7).shuffle(numbers)
    table = pa.table({"a": [str(n % 977) for n in numbers], "b": [f"-{n % 89}" for n in numbers]})
    whole = list(in_order(table.to_batches(1_000), ["b", "a"]))
    monkeypatch.setattr(row_order, "MOST_HELD", 40_000)
    laid = in_order(table.to_batches(1_000), ["b", "a"], folder=tmp_path)
    first = next(laid)
    assert list(tmp_path.iterdir()) == []
    assert [first, *laid] == whole
    assert {batch.num_rows for batch in whole[:-1]} == {BATCH_ROWS}


def test_runs_that_are_not_read_to_their_end_are_gone_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_order, "MOST_HELD", 10)
    batches = in_order(pa.table({"a": ["b", "a"] * 50}).to_batches(7), ["a"], folder=tmp_path)
    next(batches)
    assert list(tmp_path.iterdir()) == []


BERLIN = timezone(timedelta(hours=1))
TYPED: dict[str, list[Any]] = {
    "whole": [10, 9, -1, None, 2**60, -(2**60), 123456789012345678],
    "float": [10.0, 9.5, -0.0, float("inf"), 1e20, 1e-7, None],
    "decimal": [Decimal("1.50"), Decimal("10.00"), Decimal("-1.50"), None, Decimal("9.99"), Decimal("0.00"), None],
    "truth": [True, False, None, True, False, None, True],
    "day": [date(2025, 1, day) if day else None for day in (3, 1, 0, 30, 2, 9, 11)],
    "moment": [datetime(2025, 1, day, 9, 30) if day else None for day in (3, 1, 0, 30, 2, 9, 11)],
    "zone": [datetime(2025, 1, 2, hour, tzinfo=UTC) if hour else None for hour in (3, 1, 0, 20, 2, 9, 11)],
    "clock": [time(hour) if hour else None for hour in (3, 1, 0, 20, 2, 9, 11)],
    "length": [timedelta(minutes=n) if n else None for n in (3, 1, 0, 2000, 2, 9, 11)],
    "text": ["=1+1", "-5", "10", "9", "", None, "\u202d=x"],
}


def typed_table() -> pa.Table:
    kinds = {"decimal": pa.decimal128(30, 2), "zone": pa.timestamp("us", "Europe/Berlin")}
    return pa.table({name: pa.array(cells, kinds.get(name)) for name, cells in TYPED.items()})


@pytest.fixture(scope="module")
def typed(make_policy: MakePolicy) -> Policy:
    return make_policy({name: {"role": "plain", "action": "keep"} for name in TYPED})


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("column", TYPED)
@pytest.mark.parametrize("engine", ["polars", "reference"])
def test_cells_of_every_kind_are_in_order_as_they_are_read_back(
    suffix: str, column: str, engine: str, typed: Policy, tmp_path: Path
) -> None:
    out = tmp_path / f"out{suffix}"
    table = typed_table().select([column]).append_column("other", pa.array(list("gfedcba")))
    policy = typed.model_copy(update={"columns": {**typed.columns, "other": typed.columns["text"]}})
    assert infoshare.anonymise(table, policy, out=out, engine=engine).certificate.gate
    with open_table(out) as again:
        assert again.rows == table.num_rows


def test_whatever_order_the_source_has_the_release_has_the_same_bytes(typed: Policy, tmp_path: Path) -> None:
    table, places = typed_table(), [3, 6, 0, 5, 1, 4, 2]
    for suffix in FORMATS:
        one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
        infoshare.anonymise(table, typed, out=one)
        infoshare.anonymise(table.take(places), typed, out=other)
        assert one.read_bytes() == other.read_bytes()


def test_frames_leave_in_order_too(typed: Policy) -> None:
    table = typed_table().select(["text"])
    data = infoshare.anonymise(table, typed).data
    assert data["text"].to_pylist() == [None, "", "-5", "10", "9", "=1+1", "\u202d=x"]
    assert infoshare.verify(data, source=table, policy=typed).verdict == "pass"
    assert infoshare.verify(table, source=table, policy=typed).verdict == "fail"


def test_rows_that_leave_in_the_sources_order_are_stopped(
    make_policy: MakePolicy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from infoshare.workflows import publish

    def as_it_came(batches: Iterator[pa.RecordBatch], *_: object) -> Iterator[pa.RecordBatch]:
        return batches

    policy = make_policy({"ward": {"role": "plain", "action": "keep"}})
    monkeypatch.setattr(publish, "in_order", as_it_came)
    with pytest.raises(LeakFound, match="order_says_nothing: 1 row out of the order of what stands in them"):
        infoshare.anonymise(pa.table({"ward": ["Varnholt", "B"]}), policy, out=tmp_path / "out.csv")
    monkeypatch.setattr(Job, "frame", lambda job, on_rows: pa.Table.from_batches(job.released(on_rows)))
    with pytest.raises(LeakFound, match="order_says_nothing"):
        infoshare.anonymise(pa.table({"ward": ["Varnholt", "B"]}), policy)
    assert list(tmp_path.iterdir()) == []
