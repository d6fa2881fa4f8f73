"""Whatever is released, every cell of it is looked at, and each fault is named by its column and row."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from infoshare.errors import DataFileError
from infoshare.testing import assert_no_identifiers

WHO = {"name": "Quillon Varnholt", "nhs": "999 000 0018", "date_of_birth": "12/03/1990", "email": "q.v@example.org"}
ROWS = [{"ref": f"r{row}", "note": "calm"} for row in range(5_000)]
ROWS[4_500] = {"ref": "r", "note": "seen Ｖａｒｎｈｏｌｔ, 12 Mar '90"}
HARMLESS = [row for row in ROWS if row["note"] == "calm"]
EXPECTED = (
    "2 faults:\n  - 'note': known date_of_birth in 1 cell, row 4501\n  - 'note': known name in 1 cell, row 4501\n"
)


def csv_file(rows: list[dict[str, str]], folder: Path) -> Path:
    pl.DataFrame(rows).write_csv(folder / "release.csv")
    return folder / "release.csv"


def jsonl_file(rows: list[dict[str, str]], folder: Path) -> Path:
    pl.DataFrame(rows).write_ndjson(folder / "release.jsonl")
    return folder / "release.jsonl"


def parquet_file(rows: list[dict[str, str]], folder: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), folder / "release.parquet")
    return folder / "release.parquet"


SHAPES: dict[str, Callable[[list[dict[str, str]], Path], Any]] = {
    "rows": lambda rows, _: rows,
    "a generator of rows": lambda rows, _: (dict(row) for row in rows),
    "a pandas frame": lambda rows, _: pd.DataFrame(rows),
    "a Polars frame": lambda rows, _: pl.DataFrame(rows),
    "a pyarrow table": lambda rows, _: pa.Table.from_pylist(rows),
    "a record batch": lambda rows, _: pa.RecordBatch.from_pylist(rows),
    "a CSV file": csv_file,
    "a JSON Lines file": jsonl_file,
    "a Parquet file": parquet_file,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_release_is_looked_at_to_its_end(shape: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_no_identifiers(SHAPES[shape](ROWS, tmp_path), WHO)
    assert str(caught.value).startswith(EXPECTED)
    assert_no_identifiers(SHAPES[shape](HARMLESS, tmp_path), WHO)


@pytest.mark.parametrize("texts", [tuple, iter, pd.Series, set])
def test_texts_are_looked_at_one_by_one(texts: Callable[[list[str]], Any]) -> None:
    with pytest.raises(AssertionError, match=r"known name in 1 text: text [12]\n"):
        assert_no_identifiers(texts(["calm", "varnholt"]), WHO)
    assert_no_identifiers(texts(["calm", ""]), WHO)


def test_missing_texts_and_cells_are_nobody() -> None:
    assert_no_identifiers(["calm", None, ""], WHO)
    assert_no_identifiers([{"a": None}, {"b": ""}, {"b": float("nan")}, {"c": []}], WHO)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (9990000018, "nhs"),
        (9990000018.0, "nhs"),
        (date(1990, 3, 12), "date_of_birth"),
        (datetime(1990, 3, 12, 9, 30), "date_of_birth"),
        (["calm", {"by": ("Varn\u200bholt",)}], "name"),
        ({"Varnholt": 1}, "name"),
        ("Varn\u200bholt".encode(), "name"),
    ],
)
def test_cells_of_any_kind_are_read(cell: object, kind: str) -> None:
    with pytest.raises(AssertionError, match=f"'x': known {kind} in 1 cell, row 1"):
        assert_no_identifiers([{"x": cell}], WHO)


def test_the_index_of_a_pandas_frame_is_looked_at() -> None:
    frame = pd.DataFrame({"x": ["calm", "calm"]}, index=pd.Index(["Okonjo", "Varnholt"], name="who"))
    with pytest.raises(AssertionError, match="'index 1': known name in 1 cell, row 2"):
        assert_no_identifiers(frame, WHO)
    both = pd.DataFrame({"x": ["calm"]}, index=pd.MultiIndex.from_tuples([("a", 9990000018)]))
    with pytest.raises(AssertionError, match="'index 2': known nhs in 1 cell, row 1"):
        assert_no_identifiers(both, WHO)


def test_a_column_name_that_holds_an_identifier_is_a_fault_and_is_not_said() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_no_identifiers([{"seen": "x"}, {"Varnholt (tel)": "q.v@example.org"}], WHO)
    said = str(caught.value)
    assert "the name of column 2: known name" in said
    assert "column 2: known email in 1 cell, row 2" in said
    assert "varnholt" not in said.casefold()


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.table])
def test_a_frame_that_cannot_be_read_or_has_no_rows_does_not_pass(frame: Callable[..., Any]) -> None:
    for columns in ({"x": []}, {"x": [["Varnholt"]]}, {"999 000 0018": ["x"]}):
        with pytest.raises(DataFileError) as caught:
            assert_no_identifiers(frame(columns), WHO)
        assert "Varnholt" not in str(caught.value)
        assert "999" not in str(caught.value)


def test_a_file_that_is_not_there_or_of_no_known_kind_does_not_pass(tmp_path: Path) -> None:
    (tmp_path / "release.xlsx").write_bytes(b"Varnholt")
    for name in ("none.csv", "release.xlsx", "."):
        with pytest.raises(DataFileError):
            assert_no_identifiers(tmp_path / name, WHO)


def test_a_file_is_closed_afterwards(tmp_path: Path) -> None:
    path = csv_file(ROWS, tmp_path)
    with pytest.raises(AssertionError):
        assert_no_identifiers(path, WHO)
    path.rename(tmp_path / os.urandom(4).hex())
