"""Whatever the cells, a file written and read again holds the same ones, and no formula."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoshare.errors import PolicyError
from infoshare.files.csv_file import CsvReader, CsvWriter
from infoshare.files.formats import reader_of, writer_of
from infoshare.files.reader import Reader
from infoshare.gate.checks import NoFormulas
from infoshare.model.policy import Policy
from tests.generative.strategies import ODD, WORDS, text_tables

SIGNS = st.sampled_from(["=", "+", "-", "@", "\t", "﹢", "⁺", "﹫", "＝", "\u200b", "\u00ad", " "])
Cells = list[dict[str, str | None]]


def cells_of(batches: list[pa.RecordBatch]) -> Cells:
    return [{name: cell or None for name, cell in row.items()} for batch in batches for row in batch.to_pylist()]


def flat(batches: list[pa.RecordBatch]) -> list[str | None]:
    return [cell for row in cells_of(batches) for cell in row.values()]


def through(file_format: str, table: pa.Table) -> tuple[Reader, int]:
    stream = io.BytesIO()
    writer = writer_of(stream, file_format, table.schema)
    for batch in table.to_batches():
        writer.write(batch)
    writer.close()
    return reader_of(stream, file_format, Path("x").name), writer.neutralised


@pytest.mark.parametrize("file_format", ["jsonl", "jsonl.gz", "parquet", "arrow"])
@given(table=text_tables())
def test_a_file_written_and_read_again_holds_the_same_cells(file_format: str, table: pa.Table) -> None:
    reader, neutralised = through(file_format, table)
    assert reader.columns == tuple(table.column_names)
    assert cells_of(list(reader.batches())) == cells_of(table.to_batches())
    assert neutralised == 0


@pytest.mark.parametrize("file_format", ["csv", "tsv", "csv.gz", "xlsx"])
@given(table=text_tables())
def test_a_file_for_spreadsheets_holds_the_same_cells_but_for_an_apostrophe_before_formulas(
    file_format: str, table: pa.Table
) -> None:
    reader, neutralised = through(file_format, table)
    assert reader.columns == tuple(table.column_names)
    before, after = flat(table.to_batches()), flat(list(reader.batches()))
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert all(new == f"'{old}" for old, new in changed)
    assert len(changed) == neutralised


@given(text_tables())
def test_reading_and_writing_a_csv_file_again_changes_nothing(table: pa.Table) -> None:
    once, _ = through("csv", table)
    again, neutralised = through("csv", pa.Table.from_batches(list(once.batches())))
    assert once.sha256 == again.sha256
    assert neutralised == 0


@example("\u200b=1")
@example("⁺1")
@given(st.lists(SIGNS | ODD | WORDS, max_size=4).map("".join))
def test_the_gate_finds_no_formula_in_what_was_written(cell: str) -> None:
    table = pa.table({"aa": pa.array([cell], pa.string()), "bb": ["x"]})
    stream = io.BytesIO()
    writer = CsvWriter(stream, table.schema)
    writer.write(table.to_batches()[0])
    writer.close()
    keep = {"role": "plain", "action": "keep"}
    written = {"policy": "x", "version": 1, "title": "x", "columns": {"aa": keep, "bb": keep}}
    watcher = NoFormulas(Policy.parsed(written, PolicyError, "x").columns)
    for batch in CsvReader(stream, "x").batches():
        watcher.see(batch)
    assert watcher.verdict().verdict == "pass"
