"""CSV in the ways that people's programs write it, and in the ways that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from infoshare.errors import DataFileError
from infoshare.files.csv_file import CsvReader, CsvWriter, TsvWriter
from infoshare.files.formats import open_table
from tests.conftest import Refused

SOUND = "ward,note\nA,Siân\nB,–\n"
Said = Callable[[bytes | str], str]
ROWS = [{"ward": "A", "note": "Siân"}, {"ward": "B", "note": "–"}]


def rows_of(data: bytes | str) -> list[dict[str, str]]:
    reader = CsvReader(io.BytesIO(data.encode() if isinstance(data, str) else data), "data.csv")
    return [row for batch in reader.batches() for row in batch.to_pylist()]


@pytest.fixture
def data_refused(refused: Refused) -> Said:
    """The faults said of some bytes, which never say what stands in them."""

    def faults(data: bytes | str) -> str:
        with refused(DataFileError, never=["Varnholt"]) as caught:
            rows_of(data)
        assert str(caught.value).startswith("data.csv")
        assert caught.value.mend
        return str(caught.value)

    return faults


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_is_found_out(encoding: str) -> None:
    assert rows_of(SOUND.encode(encoding)) == ROWS


def test_utf16_with_a_big_endian_mark_is_found_out() -> None:
    assert rows_of(b"\xfe\xff" + SOUND.encode("utf-16-be")) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found_out(delimiter: str) -> None:
    assert rows_of(SOUND.replace(",", delimiter)) == ROWS


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_delimiter_is_found_though_cells_hold_commas(delimiter: str) -> None:
    text = "ward,note|x\nA,1|seen, sent home\nB,2|well, thin\n".replace("|", delimiter)
    assert [list(row.values()) for row in rows_of(text)] == [["A,1", "seen, sent home"], ["B,2", "well, thin"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end: str) -> None:
    assert rows_of(SOUND.replace("\n", end)) == ROWS


def test_the_last_line_needs_no_end() -> None:
    assert rows_of(SOUND.rstrip("\n")) == ROWS


def test_cells_in_quotation_marks_may_hold_delimiters_quotation_marks_and_line_breaks() -> None:
    text = 'ward,note\nA,"a, ""b""\nc"\n'
    assert rows_of(text) == [{"ward": "A", "note": 'a, "b"\nc'}]


def test_one_column_is_a_table_too() -> None:
    assert rows_of('note\n"seen, sent home"\nwell\n') == [{"note": "seen, sent home"}, {"note": "well"}]


def test_empty_lines_are_not_rows() -> None:
    assert rows_of("ward,note\n\nA,Siân\n\nB,–\n\n") == ROWS


def test_spaces_round_column_names_go_and_those_round_cells_stay() -> None:
    assert rows_of(" ward , note\n A , x\n") == [{"ward": " A ", "note": " x"}]


def test_cells_stay_text() -> None:
    assert rows_of("a,b\n007,1.50\n") == [{"a": "007", "b": "1.50"}]


def test_ragged_rows_are_named_by_number(data_refused: Said) -> None:
    said = data_refused("ward,note\nA,x\nB\nC,y,Varnholt\nD,z\n")
    assert "rows 2 and 3 of 4 (the header not counted) have more or fewer cells than the header's 2 columns" in said


def test_one_ragged_row_is_named_by_number(data_refused: Said) -> None:
    assert "row 1 of 1 (the header not counted) has more" in data_refused("ward,note\nA,x,Varnholt\n")


@pytest.mark.parametrize("data", [b"", "", "ward,note\n", "ward,note", "\n\n"])
def test_a_file_with_no_rows_is_refused(data: bytes | str, data_refused: Said) -> None:
    assert "at least one row" in data_refused(data)


def test_a_nul_character_is_named_by_its_line(data_refused: Said) -> None:
    assert "line 3: NUL characters" in data_refused("ward,note\nA,x\nVarn\x00holt,y\n")


@pytest.mark.parametrize("cell", ['"Varnholt', '"Varn"holt'])
def test_a_quotation_mark_out_of_place_is_named_by_its_line(cell: str, data_refused: Said) -> None:
    said = data_refused(f"ward,note\nA,{cell}\nB,x\n")
    assert "near line " in said
    assert "Put quotation marks round the whole cell" in said


def test_bytes_that_no_known_encoding_has_are_refused(data_refused: Said) -> None:
    assert "is not text in UTF-8, UTF-16 or Windows-1252" in data_refused(b"ward,note\nVarnholt,\x81\x8d\n")


def test_many_rows_come_in_batches_and_can_be_read_again() -> None:
    reader = CsvReader(io.BytesIO(("a,b\n" + "x,y\n" * 10_000).encode()), "data.csv")
    assert reader.rows == 10_000
    for _ in range(2):
        sizes = [batch.num_rows for batch in reader.batches()]
        assert sum(sizes) == 10_000
        assert len(sizes) > 1


def written(cells: list[object], kind: type[CsvWriter] = CsvWriter) -> tuple[bytes, int]:
    stream, column = io.BytesIO(), pa.array(cells)
    writer = kind(stream, pa.schema([("a", column.type), ("b", pa.string())]))
    writer.write(pa.RecordBatch.from_arrays([column, pa.array(["x"] * len(cells))], names=["a", "b"]))
    writer.close()
    return stream.getvalue(), writer.neutralised


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+44",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠a",
        "-",
        "--1",
        "-1e5",
        "\u200b=1",
        "⁺1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless_and_counted(cell: str) -> None:
    data, neutralised = written([cell, "plain"])
    assert neutralised == 1
    assert f"'{cell}" in data.decode()


@pytest.mark.parametrize("cell", ["plain", "a=b", "1-2", "-5", "-5.25", "", " ", "'quoted", "a@example.org"])
def test_a_harmless_cell_is_left_as_it_is(cell: str) -> None:
    assert written([cell]) == (f"a,b\n{cell},x\n".encode(), 0)


def test_numbers_and_dates_are_written_as_a_person_would() -> None:
    assert written([38.0, None, -0.5])[0] == b"a,b\n38,x\n,x\n-0.5,x\n"


def test_tabs_can_separate_cells() -> None:
    assert written(["1"], TsvWriter)[0] == b"a\tb\n1\tx\n"


@pytest.mark.parametrize("text", ["ward\tnote\nA\tx,y\n", "note\nseen, sent home\nwell\n", "a,b\nc,d\n"])
def test_tabs_and_nothing_else_separate_the_cells_of_a_tsv_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "data.tsv"
    path.write_text(text)
    with open_table(path) as table:
        assert table.columns == tuple(text.splitlines()[0].split("\t"))
