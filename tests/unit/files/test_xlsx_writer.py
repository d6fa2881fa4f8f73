"""What is written as Excel: values that another library reads alike, and nothing but the table."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pytest

from infoshare.errors import DataFileError
from infoshare.files import xlsx_writer
from infoshare.files.xlsx_file import XlsxReader
from infoshare.files.xlsx_writer import XlsxWriter
from tests.conftest import Refused


def written(table: pa.Table) -> io.BytesIO:
    stream = io.BytesIO()
    writer = XlsxWriter(stream, table.schema)
    for batch in table.to_batches():
        writer.write(batch)
    writer.close()
    return stream


TABLE = pa.table(
    {
        "text": ["Siân & <b>", "007", "line\nbreak", None, " pad "],
        "number": [1, None, 3, -4, 10**15 - 1],
        "share": [0.5, 2.0, float("nan"), 1e300, -0.25],
        "flag": [True, False, None, True, False],
        "day": [date(2025, 3, 7), None, None, None, None],
        "money": [Decimal("1.10"), None, None, None, None],
    }
)


def test_another_library_reads_what_was_written() -> None:
    sheet = openpyxl.load_workbook(written(TABLE))["Release"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == list(TABLE.column_names)
    assert rows[1] == ["Siân & <b>", 1, 0.5, True, "2025-03-07", 1.1]
    assert rows[2][:4] == ["007", None, 2, False]
    assert [row[0] for row in rows[3:]] == ["line\nbreak", "", " pad "]
    assert [row[2] for row in rows[3:]] == [None, 1e300, -0.25]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n", "b"}


def test_the_header_is_bold_and_stays_in_sight_and_columns_are_as_wide_as_their_cells() -> None:
    sheet = openpyxl.load_workbook(written(TABLE))["Release"]
    assert sheet.freeze_panes == "A2"
    assert [cell.font.b for cell in sheet[1]] == [True] * 6
    assert not sheet["A2"].font.b
    assert 8 <= sheet.column_dimensions["A"].width <= 60


def test_there_is_nothing_in_the_file_but_the_table() -> None:
    stream = written(TABLE)
    with zipfile.ZipFile(stream) as package:
        assert set(package.namelist()) == {
            "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
        }  # fmt: skip
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"<f" not in package.read("xl/worksheets/sheet1.xml")
    assert len(openpyxl.load_workbook(stream).sheetnames) == 1


def test_the_same_table_gives_the_same_bytes() -> None:
    assert written(TABLE).getvalue() == written(TABLE).getvalue()


@pytest.mark.parametrize("cell", ["=1+1", "+44", "@SUM(A1)", '=HYPERLINK("http://example.org")', "\t=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_made_harmless_and_counted(cell: str) -> None:
    stream = io.BytesIO()
    table = pa.table({"a": [cell, "plain"], "b": [1, -5]})
    writer = XlsxWriter(stream, table.schema)
    writer.write(table.to_batches()[0])
    writer.close()
    assert writer.neutralised == 1
    assert openpyxl.load_workbook(stream)["Release"]["A2"].value == f"'{cell}"


@pytest.mark.parametrize("text", ["\x00", "a\x01b", "\r", "\x1f", "_x0041_", "_x005F_", "_x", "&#10;", "]]>", "\x85"])
def test_characters_that_xml_has_no_way_to_say_come_back(text: str) -> None:
    stream = written(pa.table({"a": [f"x{text}y"], "b": ["z"]}))
    reader = XlsxReader(stream, "out.xlsx")
    assert next(reader.batches()).to_pylist() == [{"a": f"x{text}y", "b": "z"}]


def test_whole_numbers_that_excel_would_round_are_written_as_text() -> None:
    reader = XlsxReader(written(pa.table({"card": [4929000000000001, 1]})), "out.xlsx")
    assert next(reader.batches()).column("card").to_pylist() == ["4929000000000001", "1"]


def test_a_row_of_empty_cells_is_still_a_row() -> None:
    reader = XlsxReader(written(pa.table({"a": ["x", None, ""], "b": [1, None, None]})), "out.xlsx")
    assert reader.rows == 3
    assert next(reader.batches()).to_pylist()[1:] == [{"a": None, "b": None}] * 2


@pytest.mark.parametrize("text", ["x" * 32_768, "🙂" * 16_384])
def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(text: str, refused: Refused) -> None:
    with refused(DataFileError) as caught:
        written(pa.table({"note": [text]}))
    assert "a text longer than 32,767 characters in 'note'\nWrite CSV or Parquet instead." in str(caught.value)
    assert written(pa.table({"note": [text[1:]]}))


def test_more_rows_than_a_sheet_can_have_are_refused(monkeypatch: pytest.MonkeyPatch, refused: Refused) -> None:
    monkeypatch.setattr(xlsx_writer, "MOST_ROWS", 3)
    assert written(pa.table({"a": [1, 2]}))
    with refused(DataFileError) as caught:
        written(pa.table({"a": [1, 2, 3]}))
    assert "more than 3 rows" in str(caught.value)


def test_more_columns_than_a_sheet_can_have_are_refused(monkeypatch: pytest.MonkeyPatch, refused: Refused) -> None:
    monkeypatch.setattr(xlsx_writer, "MOST_COLUMNS", 1)
    with refused(DataFileError):
        written(pa.table({"a": [1], "b": [2]}))
