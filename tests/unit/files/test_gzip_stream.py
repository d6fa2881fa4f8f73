"""Packed files: the same cells, the same bytes every time, and no damage or bomb gets further than a message."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyarrow as pa
import pytest

from infoshare.errors import DataFileError
from infoshare.files import gzip_stream
from infoshare.files.formats import open_stream, open_table, reader_of, writer_of
from tests.conftest import Refused

CSV = b"ward,note\nA,Okonjo\n"


def test_a_packed_file_is_read_as_what_is_in_it_and_its_digest_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "data.csv.gz"
    path.write_bytes(gzip.compress(CSV))
    with open_table(path) as table:
        assert table.columns == ("ward", "note")
        assert [row for _ in range(2) for batch in table.batches() for row in batch.to_pylist()] == [
            {"ward": "A", "note": "Okonjo"}
        ] * 2
        import hashlib

        assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("kind", ["csv.gz", "tsv.gz", "jsonl.gz"])
def test_what_is_written_has_no_time_and_no_name_and_is_the_same_every_time(kind: str) -> None:
    def written() -> bytes:
        stream, table = io.BytesIO(), pa.table({"a": ["x", "=1"]})
        writer = writer_of(stream, kind, table.schema)
        for batch in table.to_batches():
            writer.write(batch)
        writer.close()
        assert writer.neutralised == (kind != "jsonl.gz")
        return stream.getvalue()

    assert written() == written()
    assert written()[3:8] == bytes(5)
    assert b"x" in gzip.decompress(written())


@pytest.mark.parametrize(
    "data",
    [CSV, gzip.compress(CSV)[:-6], gzip.compress(CSV)[:12], gzip.compress(CSV)[:-8] + bytes(8), b"\x1f\x8b\x08", b"x"],
    ids=["not packed", "cut at the end", "cut in the middle", "a wrong checksum", "a beginning", "a letter"],
)
def test_a_damaged_file_is_said(data: bytes, refused: Refused) -> None:
    with refused(DataFileError, never=["Okonjo"]) as caught:
        reader_of(io.BytesIO(data), "csv.gz", "data.csv.gz")
    assert "data.csv.gz is not a sound gzip file" in str(caught.value)


def test_nothing_packed_is_an_empty_file(refused: Refused) -> None:
    with refused(DataFileError) as caught:
        reader_of(io.BytesIO(gzip.compress(b"")), "csv.gz", "data.csv.gz")
    assert "data.csv.gz is empty" in str(caught.value)


def test_a_bomb_is_refused_before_it_is_unpacked_whole(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzip_stream, "ALWAYS_FINE", 1 << 20)
    bomb = gzip.compress(bytes(8 << 20))
    with refused(DataFileError) as caught:
        reader_of(io.BytesIO(bomb), "csv.gz", "data.csv.gz")
    assert "far more than a packed table does" in str(caught.value)


def test_a_table_that_packs_well_is_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzip_stream, "ALWAYS_FINE", 1)
    rows = b"".join(b"A-%06d,Lincoln,2025-03-%02d\n" % (n, n % 28 + 1) for n in range(20_000))
    assert reader_of(io.BytesIO(gzip.compress(b"id,ward,day\n" + rows)), "csv.gz", "x").rows == 20_000


@pytest.mark.parametrize("data", [CSV, b'{"ward": "A", "note": "Okonjo"}\n'])
def test_a_packed_stream_is_known_by_how_it_begins(data: bytes) -> None:
    assert open_stream(io.BytesIO(gzip.compress(data))).columns == ("ward", "note")


def test_a_packed_stream_of_another_kind_is_said(refused: Refused) -> None:
    with refused(DataFileError):
        open_stream(io.BytesIO(gzip.compress(b"PAR1" + bytes(100))))


def test_a_sheet_of_what_has_no_sheets_is_refused(refused: Refused) -> None:
    with refused(DataFileError) as caught:
        reader_of(io.BytesIO(CSV), "csv", "data.csv", sheet="Data")
    assert "has no sheets" in str(caught.value)
