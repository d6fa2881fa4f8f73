"""Which file is what: by its suffix on disk, by its first bytes in a stream; and what is no file at all."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from infoshare.errors import DataFileError
from infoshare.files.formats import format_of, open_stream, open_table
from tests.conftest import Refused


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.csv", "csv"), ("a.CSV", "csv"), ("a.txt", "csv"), ("a.tsv", "tsv"), ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"), ("a.parquet", "parquet"), ("a.arrow", "arrow"), ("a.feather", "arrow"),
        ("a.b.csv", "csv"), ("a.xlsx", "xlsx"), ("a.csv.gz", "csv.gz"), ("a.CSV.GZ", "csv.gz"),
        ("a.jsonl.gz", "jsonl.gz"),
    ],
)  # fmt: skip
def test_a_suffix_means_a_format(name: str, found: str) -> None:
    assert format_of(Path(name)) == found


@pytest.mark.parametrize("name", ["a.docx", "a", "a.gz", "a.parquet.gz", ".csv"])
def test_an_unknown_suffix_is_answered_with_those_that_are_known(name: str, refused: Refused) -> None:
    with refused(DataFileError) as caught:
        format_of(Path(name))
    assert ".csv, .tsv" in str(caught.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path, refused: Refused) -> None:
    with refused(DataFileError) as caught, open_table(tmp_path / "none.csv"):
        pass
    assert "none.csv is not there\nGive the path of an existing file." in str(caught.value)


def test_a_folder_is_not_a_file(tmp_path: Path, refused: Refused) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    with refused(DataFileError) as caught, open_table(folder):
        pass
    assert "folder.csv is a folder, not a file" in str(caught.value)


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "data.csv"
    path.write_text("a\n1\n")

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with refused(DataFileError) as caught, open_table(path):
        pass
    assert "data.csv cannot be read: Permission denied" in str(caught.value)


def test_the_file_is_closed_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("a\n1\n")
    with open_table(path) as table:
        stream = table.stream
        assert not stream.closed
    assert stream.closed


def parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": ["1"]}), stream)
    return stream.getvalue()


def arrow() -> bytes:
    table, stream = pa.table({"a": ["1"]}), io.BytesIO()
    with pa.ipc.new_file(stream, table.schema) as file:
        file.write_table(table)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"a,b\n1,2\n", b"a\tb\n1\t2\n", b'{"a": "1"}\n', b'\xef\xbb\xbf{"a": "1"}\n', parquet(), arrow()],
    ids=["csv", "tsv", "jsonl", "jsonl with a mark", "parquet", "arrow"],
)
def test_a_stream_shows_its_format_by_how_it_begins(data: bytes) -> None:
    table = open_stream(io.BytesIO(data))
    assert table.columns[0] == "a"
    assert next(table.batches()).to_pylist()[0]["a"] == "1"


def test_an_empty_stream_is_refused(refused: Refused) -> None:
    with refused(DataFileError) as caught:
        open_stream(io.BytesIO())
    assert "standard input is empty" in str(caught.value)
