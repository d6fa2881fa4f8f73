"""From every format to every other: the cells are the same, and only CSV changes what a spreadsheet would run."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

import infoshare
from infoshare.files.formats import open_table
from infoshare.files.writer import Writer
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy

FORMATS = (
    "csv", "tsv", "txt", "xlsx", "jsonl", "ndjson", "parquet", "arrow", "feather", "csv.gz", "tsv.gz", "jsonl.gz",
)  # fmt: skip
HARD = {
    "name": ["Siân", 'Zoë, "Z"', "日本", "🙂", None],
    "note": ["a, b", "line\nbreak", "tab\there", "'quoted'", "semi;colon|bar"],
    "code": ["007", " space ", "NULL", "nan", "1e5"],
}


@pytest.fixture(scope="module")
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy({name: {"role": "plain", "action": "keep"} for name in (*HARD, "extra")})


def in_order(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows of texts, the empty cell first."""
    return sorted(rows, key=lambda row: [str(row[name] or "") for name in HARD])


def cells_of(path: Path) -> list[dict[str, object]]:
    with open_table(path) as table:
        return [{k: v if v != "" else None for k, v in row.items()} for b in table.batches() for row in b.to_pylist()]


@pytest.mark.parametrize(("before", "after"), list(product(FORMATS, FORMATS)))
def test_every_format_gives_the_same_cells_to_every_other(
    before: str, after: str, policy: Policy, tmp_path: Path
) -> None:
    table = pa.table(HARD)
    first, second = tmp_path / f"first.{before}", tmp_path / f"second.{after}"
    infoshare.anonymise(table, policy, out=first)
    infoshare.anonymise(first, policy, out=second)
    assert cells_of(first) == cells_of(second) == in_order(table.to_pylist())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_carriage_return_inside_a_cell_is_not_the_end_of_a_row(suffix: str, policy: Policy, tmp_path: Path) -> None:
    out = tmp_path / f"out.{suffix}"
    infoshare.anonymise(pa.table({"name": ["A", "B"], "note": ["first\rsecond", "x\r\ny"]}), policy, out=out)
    assert [row["note"] for row in cells_of(out)] == ["first\rsecond", "x\r\ny"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_only_files_for_spreadsheets_have_their_formulas_made_harmless(
    suffix: str, policy: Policy, tmp_path: Path
) -> None:
    out = tmp_path / f"out.{suffix}"
    release = infoshare.anonymise(pa.table({"note": ["=1+1", "-5", "plain"]}), policy, out=out)
    for_spreadsheets = suffix in {"csv", "tsv", "txt", "xlsx", "csv.gz", "tsv.gz"}
    formula = "'=1+1" if for_spreadsheets else "=1+1"
    assert [row["note"] for row in cells_of(out)] == sorted([formula, "-5", "plain"])
    assert release.certificate.neutralised_cells == int(for_spreadsheets)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_number_that_is_none_leaves_as_an_empty_cell(suffix: str, policy: Policy, tmp_path: Path) -> None:
    out = tmp_path / f"out.{suffix}"
    infoshare.anonymise(pl.DataFrame({"extra": [1.5, float("nan")], "name": ["A", "B"]}), policy, out=out)
    assert [row["extra"] for row in cells_of(out)][1] in {None, "nan"} or suffix in {"parquet", "arrow", "feather"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_length_of_time_leaves_in_every_format(suffix: str, policy: Policy, tmp_path: Path) -> None:
    out = tmp_path / f"out.{suffix}"
    infoshare.anonymise(pl.DataFrame({"extra": [timedelta(days=1)], "name": ["A"]}), policy, out=out)
    assert cells_of(out)


def test_typed_columns_keep_their_type_where_the_format_has_it(policy: Policy, tmp_path: Path) -> None:
    table = pa.table({"name": ["A"], "note": [date(2025, 1, 3)], "code": [True], "extra": [1.5]})
    for suffix in ("parquet", "arrow"):
        out = tmp_path / f"out.{suffix}"
        infoshare.anonymise(table, policy, out=out)
        assert cells_of(out) == table.to_pylist()


@pytest.mark.parametrize("suffix", FORMATS)
def test_many_batches_make_one_file(suffix: str, policy: Policy, tmp_path: Path) -> None:
    out = tmp_path / f"out.{suffix}"
    infoshare.anonymise(pa.table({"name": [f"n{n}" for n in range(9_000)]}), policy, out=out)
    assert [row["name"] for row in cells_of(out)] == sorted(f"n{n}" for n in range(9_000))


def test_only_writers_of_spreadsheet_files_count_neutralised_cells() -> None:
    assert Writer.neutralised == 0
