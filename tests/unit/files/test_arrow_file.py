"""Parquet and Arrow files: read with their own types, written without a trace of the program that made them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import infoshare
from infoshare.errors import DataFileError
from infoshare.files.arrow_file import ArrowReader, ParquetReader
from infoshare.files.formats import open_table, writer_of
from infoshare.files.reader import Reader
from tests.conftest import MakePolicy, Refused

MakeReader = Callable[[pa.Table], Reader]


def parquet_of(table: pa.Table) -> io.BytesIO:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream


def arrow_of(table: pa.Table) -> io.BytesIO:
    stream = io.BytesIO()
    with pa.ipc.new_file(stream, table.schema) as file:
        file.write_table(table)
    return stream


@pytest.fixture(params=["parquet", "arrow"])
def make_reader(request: pytest.FixtureRequest) -> MakeReader:
    if request.param == "parquet":
        return lambda table: ParquetReader(parquet_of(table), "data.parquet")
    return lambda table: ArrowReader(arrow_of(table), "data.arrow")


def test_rows_come_with_the_types_of_the_file(make_reader: MakeReader) -> None:
    table = pa.table({"a": pa.array([1, None], pa.int32()), "b": ["x", "y"]})
    reader = make_reader(table)
    assert (reader.columns, reader.rows) == (("a", "b"), 2)
    assert pa.Table.from_batches(reader.batches()) == table


def test_categories_become_their_values(make_reader: MakeReader) -> None:
    reader = make_reader(pa.table({"a": pa.array(["x", "y", None, "x"]).dictionary_encode()}))
    assert next(reader.batches()).column("a").to_pylist() == ["x", "y", None, "x"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([["Varnholt"]]),
        pa.array([{"a": "Varnholt"}]),
        pa.array([b"Varnholt"]),
        pa.array([b"Varnholt"], pa.large_binary()),
        pa.array([b"Varnholt"], pa.binary_view()),
        pa.array([b"Varnholt"], pa.binary(8)),
    ],
    ids=lambda column: str(column.type),
)
def test_lists_structures_and_bytes_are_refused(column: pa.Array, refused: Refused) -> None:
    with refused(DataFileError, never=["Varnholt"]) as caught:
        ArrowReader(arrow_of(pa.table({"ward": ["A"], "extra": column})), "data.arrow")
    assert "data.arrow: 'extra' holds lists, structures or bytes" in str(caught.value)


def damaged(stream: io.BytesIO) -> io.BytesIO:
    data = bytearray(stream.getvalue())
    data[len(data) // 2 :] = b"Varnholt"
    return io.BytesIO(bytes(data))


def test_a_damaged_parquet_file_is_refused(refused: Refused) -> None:
    with refused(DataFileError, never=["Varnholt"]) as caught:
        ParquetReader(damaged(parquet_of(pa.table({"a": ["x"] * 100}))), "data.parquet")
    assert "data.parquet is not a sound Parquet file\nExport it again." in str(caught.value)


def test_a_damaged_arrow_file_is_refused(refused: Refused) -> None:
    with refused(DataFileError, never=["Varnholt"]) as caught:
        ArrowReader(damaged(arrow_of(pa.table({"a": ["x"] * 100}))), "data.arrow")
    assert "data.arrow is not a sound Arrow file" in str(caught.value)


def test_a_parquet_file_whose_pages_are_damaged_is_refused(tmp_path: Path, make_policy: MakePolicy) -> None:
    data = bytearray(parquet_of(pa.table({"a": [f"Varnholt {n}" for n in range(1000)]})).getvalue())
    data[40:400] = b"\xff" * 360
    path = tmp_path / "data.parquet"
    path.write_bytes(bytes(data))
    with pytest.raises(DataFileError) as caught:
        infoshare.anonymise(path, make_policy({"a": {"role": "plain", "action": "keep"}}))
    assert "Varnholt" not in str(caught.value)


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, suffix: str, refused: Refused) -> None:
    path = tmp_path / f"data.{suffix}"
    path.write_bytes(parquet_of(pa.table({"a": ["Varnholt"] * 100})).getvalue())
    with refused(DataFileError, never=["Varnholt"]), open_table(path):
        pass


@pytest.mark.parametrize("reader", [ParquetReader, ArrowReader])
def test_a_file_without_rows_is_refused(reader: type, refused: Refused) -> None:
    empty = pa.table({"a": pa.array([], pa.string())})
    with refused(DataFileError) as caught:
        reader(parquet_of(empty) if reader is ParquetReader else arrow_of(empty), "data")
    assert "data has a header and no rows" in str(caught.value)


def test_released_parquet_says_nothing_of_pandas_or_of_the_source(tmp_path: Path, make_policy: MakePolicy) -> None:
    frame = pd.DataFrame({"ward": ["A", "B"], "extra": [1.5, None]}, index=["Varnholt", "Quillon"])
    source = tmp_path / "source.parquet"
    frame.to_parquet(source)
    assert b"pandas" in source.read_bytes()
    keep = {"role": "plain", "action": "keep"}
    out = tmp_path / "out.parquet"
    infoshare.anonymise(source, make_policy({"ward": keep, "extra": keep}, unlisted_columns="drop"), out=out)
    assert pq.read_metadata(out).metadata is None
    assert pq.read_schema(out).metadata is None
    assert not [word for word in (b"pandas", b"Varnholt", b"__index") if word in out.read_bytes()]


@pytest.mark.parametrize("file_format", ["parquet", "arrow"])
def test_a_writer_does_not_write_what_a_schema_says_beside_its_columns(file_format: str) -> None:
    table, stream = pa.table({"ward": ["A"]}), io.BytesIO()
    writer = writer_of(stream, file_format, table.schema.with_metadata({"source": "Varnholt"}))
    writer.write(table.to_batches()[0])
    writer.close()
    assert b"Varnholt" not in stream.getvalue()


def test_released_arrow_says_nothing_of_pandas(tmp_path: Path, make_policy: MakePolicy) -> None:
    out = tmp_path / "out.arrow"
    frame = pd.DataFrame({"ward": ["A", "B"]}, index=["Varnholt", "Quillon"])
    infoshare.anonymise(frame, make_policy({"ward": {"role": "plain", "action": "keep"}}), out=out)
    assert not [word for word in (b"pandas", b"Varnholt", b"__index") if word in out.read_bytes()]
