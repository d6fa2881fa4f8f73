"""Excel workbooks as people have them: which sheet, which cells, what is hidden, and which are refused."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from infoshare.errors import DataFileError
from infoshare.files import workbook as workbook_module
from infoshare.files.xlsx_file import XlsxReader
from tests.conftest import Refused

from .workbooks import MAIN, of_rows, of_xml, stored, with_parts, workbook


def read(stream: io.BytesIO, sheet: str | None = None) -> XlsxReader:
    return XlsxReader(stream, "data.xlsx", sheet)


def rows_of(reader: XlsxReader) -> list[dict[str, Any]]:
    return [row for batch in reader.batches() for row in batch.to_pylist()]


def column(*cells: object) -> list[object]:
    """The cells of one column, read with a full column beside it so that no row is empty."""
    reader = read(of_rows(["id", "it"], *[[f"r{place}", cell] for place, cell in enumerate(cells)]))
    return [row["it"] for row in rows_of(reader)]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["0123456789", "999 000 0018"], ["0123456789", "999 000 0018"]),
        ([9990000018, 1.0], [9990000018, 1]),
        ([1, 2.5], [1.0, 2.5]),
        ([1, "x", 2.5], ["1", "x", "2.5"]),
        ([True, False], [True, False]),
        ([date(2025, 3, 7)], ["2025-03-07"]),
        ([datetime(2025, 3, 7, 23, 41)], ["2025-03-07 23:41:00"]),
        ([datetime(2025, 3, 7, 23, 41), datetime(2025, 3, 8)], ["2025-03-07 23:41:00", "2025-03-08 00:00:00"]),
        ([time(9, 30)], ["09:30:00"]),
        ([timedelta(hours=30, minutes=5)], ["30:05:00"]),
        ([date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)], ["1900-01-01", "1900-02-28", "1900-03-01"]),
        ([1, None, 3], [1, None, 3]),
        ([None, None], [None, None]),
        (["a\nb", " padded "], ["a\nb", " padded "]),
        (["x_x0041_y"], ["xAy"]),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_what_it_is(cells: list[object], found: list[object]) -> None:
    read_back = column(*cells)
    assert read_back == found
    assert [type(cell) for cell in read_back] == [type(cell) for cell in found]


def test_dates_of_a_workbook_that_counts_from_1904_are_the_same_dates() -> None:
    made = workbook({"Data": [["day"], [date(2025, 3, 7)]]})
    made.epoch = CALENDAR_MAC_1904
    made["Data"]["A2"] = date(2025, 3, 7)
    assert rows_of(read(stored(made))) == [{"day": "2025-03-07"}]


def test_empty_rows_are_passed_over_and_counted() -> None:
    reader = read(of_rows(["a", "b"], [1, "x"], [], [None, None], [2, "y"]))
    assert (reader.rows, len(rows_of(reader))) == (2, 2)
    assert reader.notes == ("2 empty rows inside the table passed over",)


def test_many_rows_come_in_batches_and_can_be_read_again() -> None:
    reader = read(of_rows(["n", "t"], *[[n, f"t{n}"] for n in range(9_000)]))
    assert reader.rows == 9_000
    for _ in range(2):
        assert [row["n"] for row in rows_of(reader)] == list(range(9_000))
    assert len(list(reader.batches())) == 3
    assert reader.schema.types == [pa.int64(), pa.string()]


def test_the_only_sheet_with_data_is_read_without_being_named() -> None:
    made = workbook({"Cover": [], "Data": [["a"], [1]], "Sheet3": []})
    assert read(stored(made)).columns == ("a",)


def test_of_several_sheets_with_data_one_must_be_chosen(refused: Refused) -> None:
    made = workbook({"Jan": [["a"], [1]], "Feb": [["b"], [2]]})
    made["Feb"].sheet_state = "hidden"
    with refused(DataFileError) as caught:
        read(stored(made))
    assert "2 sheets with data\nChoose one with --sheet (in Python: sheet=): 'Jan' and 'Feb' (hidden)." in str(
        caught.value
    )
    assert read(stored(made), "Jan").columns == ("a",)
    assert read(stored(made), "Jan").notes == ("1 other sheet with data not read, 1 hidden",)
    assert read(stored(made), "Feb").notes == (
        "the sheet that was read is hidden",
        "1 other sheet with data not read",
    )


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(refused: Refused) -> None:
    with refused(DataFileError) as caught:
        read(of_rows(["a"], [1]), "Okonjo")
    assert "has no sheet of the name given\nChoose one" in str(caught.value)
    assert "'Data'" in str(caught.value)


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    made = workbook({"Data": [["a", "b"], [1, "x"], [2, "y"]]})
    made["Data"].row_dimensions[3].hidden = True
    made["Data"].column_dimensions["B"].hidden = True
    made["Data"].column_dimensions["Z"].hidden = True
    reader = read(stored(made))
    assert rows_of(reader) == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    assert reader.notes == ("1 hidden row and 1 hidden column read like the others",)


def test_cells_with_errors_are_empty_and_said() -> None:
    reader = read(of_rows(["a", "b"], [1, "x"], ["#N/A", "y"], ["#REF!", "z"]))
    assert [row["a"] for row in rows_of(reader)] == [1, None, None]
    assert reader.notes == ("2 cells with a spreadsheet error, such as a division by 0, read as empty",)


def test_merged_cells_have_their_value_once_and_it_is_said() -> None:
    made = workbook({"Data": [["a", "b"], ["x", 1], [None, 2]]})
    made["Data"].merge_cells("A2:A3")
    reader = read(stored(made))
    assert [row["a"] for row in rows_of(reader)] == ["x", None]
    assert reader.notes == ("1 group of merged cells: the value stands in the first cell alone",)


def test_a_formula_is_read_as_its_stored_result_and_said() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
        '<row r="2"><c r="A2"><f>6*7</f><v>42</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    )
    reader = read(of_xml(rows))
    assert rows_of(reader) == [{"a": 42, "b": None}]
    assert reader.notes == ("2 formulas read as the result that was stored with it",)


@pytest.mark.parametrize("value", ["", "<v/>", "<v></v>"])
def test_a_formula_without_a_stored_result_is_refused(value: str, refused: Refused) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
        f'<row r="2"><c r="A2"><f>6*7</f>{value}</c></row><row r="3"><c r="A3"><v>1</v></c></row>'
    )
    with refused(DataFileError) as caught:
        read(of_xml(rows))
    assert "1 formula without a stored result\nOpen it in Excel" in str(caught.value)


@pytest.mark.parametrize(
    "rows",
    [
        [["Attendances, March"], ["a", "b"], [1, 2]],
        [[], ["a", "b"], [1, 2]],
        [[None, "a", "b"], [None, 1, 2]],
        [["Okonjo", None, None], [None], ["a", "b", "c"], [1, 2, 3]],
    ],
)
def test_a_table_that_does_not_begin_in_the_first_cell_is_refused_with_advice(
    rows: list[list[object]], refused: Refused
) -> None:
    with refused(DataFileError, never=["Okonjo"]) as caught:
        read(of_rows(*rows))
    assert "does not begin in the first row and column" in str(caught.value)
    assert "Delete the titles" in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["a", "b"]], "a header and no rows"),
        ([["a", None, "c"], [1, 2, 3]], "no name for column 2"),
        ([["a", "a"], [1, 2]], "more than one column is called 'a'"),
        ([[1, 2], [3, 4]], "the first row looks like data"),
        ([["999 000 0018", "b"], ["x", "y"]], "the first row looks like data"),
        ([[date(2025, 3, 7), "b"], ["x", "y"]], "the first row looks like data"),
        ([], "has nothing in it"),
    ],
)
def test_a_bad_header_is_said(rows: list[list[object]], sentence: str, refused: Refused) -> None:
    with refused(DataFileError, never=["999 000 0018", "2025-03-07"]) as caught:
        read(of_rows(*rows))
    assert sentence in str(caught.value)


def test_a_row_longer_than_the_header_is_refused(refused: Refused) -> None:
    with refused(DataFileError) as caught:
        read(of_rows(["a", "b"], [1, 2, "stray"]))
    assert "no name for column 3" in str(caught.value)


SOUND = of_rows(["surname", "age"], ["Okonjo", 3])
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (n, b"&lol%s;" % (str(n - 1).encode() if n > 1 else b"") * 10) for n in range(1, 10)
    )
    + b"]><sst>&lol9;</sst>"
)


def cut(share: float) -> io.BytesIO:
    whole = SOUND.getvalue()
    return io.BytesIO(whole[: int(len(whole) * share)])


def lying_about_a_size() -> io.BytesIO:
    """The central directory says that the sheet is one byte long."""
    data = bytearray(SOUND.getvalue())
    entry = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[entry + 24 : entry + 28] = struct.pack("<I", 1)
    return io.BytesIO(bytes(data))


def changed_byte() -> io.BytesIO:
    data = bytearray(SOUND.getvalue())
    data[data.index(b"xl/worksheets/sheet1.xml") + 60] ^= 0xFF
    return io.BytesIO(bytes(data))


def far_cell() -> io.BytesIO:
    return of_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
                  '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')  # fmt: skip


FAR = '<row r="1048576">{}</row>'
"""Row and column as far as they go: a reader that holds the whole area asks for 512 GB, and its process dies."""
TWO_SHEETS = (
    f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="data" sheetId="2" r:id="rId1"/></sheets></workbook>'
)


def after_the_end() -> io.BytesIO:
    return io.BytesIO(SOUND.getvalue() + b"Okonjo")


def with_a_comment() -> io.BytesIO:
    stream = io.BytesIO(SOUND.getvalue())
    with zipfile.ZipFile(stream, "a") as package:
        package.comment = b"PK\x05\x06" + bytes(18)
    return stream


HOSTILE: dict[str, tuple[Callable[[], io.BytesIO], str]] = {
    "half of it": (lambda: cut(0.5), "not a sound Excel"),
    "all but the end": (lambda: cut(0.98), "not a sound Excel"),
    "a text far out without its kind": (
        lambda: of_xml(FAR.format('<c r="XFD1048576"><is><t>x</t></is></c>')), "reaches to row 1,048,576"),
    "a text far out of another kind": (
        lambda: of_xml(FAR.format('<c r="XFD1048576" t="n"><is><t>x</t></is></c>')), "reaches to row 1,048,576"),
    "a cell of another kind of XML": (
        lambda: of_xml(FAR.format('<c xmlns="urn:other" r="XFD1048576"><v>1</v></c>')), "not a sound Excel"),
    "a value of another kind of XML": (
        lambda: of_xml(FAR.format('<c r="XFD1048576"><v xmlns="urn:other">1</v></c>')), "not a sound Excel"),
    "two sheets of one name": (
        lambda: with_parts(SOUND, xl__workbook_dot_xml=TWO_SHEETS.encode()), "not a sound Excel"),
    "something after the end": (after_the_end, "not a sound Excel"),
    "a second end in a comment": (with_a_comment, "not a sound Excel"),
    "a text": (lambda: io.BytesIO(b"surname,age\nOkonjo,3\n"), "not a sound Excel"),
    "a zip of something else": (
        lambda: with_parts(SOUND, xl__workbook_dot_xml=None, other_dot_txt=b"Okonjo"), "not a sound Excel"),
    "a damaged sheet": (changed_byte, "not a sound Excel"),
    "a lie about a size": (lying_about_a_size, "not a sound Excel"),
    "XML that does not end": (
        lambda: with_parts(SOUND, xl__worksheets__sheet1_dot_xml=b"<worksheet><sheetData>"), "not a sound Excel"),
    "another kind of XML": (
        lambda: with_parts(SOUND, xl__worksheets__sheet1_dot_xml=b"<html><p>Okonjo</p></html>"), "not a sound Excel"),
    "no sheet where there should be one": (
        lambda: with_parts(SOUND, xl__worksheets__sheet1_dot_xml=None), "not a sound Excel"),
    "a billion laughs": (lambda: with_parts(SOUND, xl__sharedStrings_dot_xml=LAUGHS), "defines entities"),
    "a billion laughs in UTF-16": (
        lambda: with_parts(SOUND, xl__sharedStrings_dot_xml=LAUGHS.decode().encode("utf-16")), "defines entities"),
    "macros": (lambda: with_parts(SOUND, xl__vbaProject_dot_bin=b"x"), "has macros"),
    "old macros": (lambda: with_parts(SOUND, xl__macrosheets__sheet1_dot_xml=b"<x/>"), "old-style macros"),
    "links to other workbooks": (
        lambda: with_parts(SOUND, xl__externalLinks__externalLink1_dot_xml=b"<x/>"), "links to other workbooks"),
    "a password": (lambda: io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)), "protected by a password"),
    "a bomb": (lambda: with_parts(SOUND, xl__media__x_dot_bin=bytes(110 << 20)), "would unpack to"),
    "one cell at the far corner": (far_cell, "reaches to row 1,048,576 and column 16,384"),
    "a cell out of place": (
        lambda: of_xml('<row r="1"><c r="A7"><v>1</v></c></row>'), "not a sound Excel"),
    "a column beyond the last": (
        lambda: of_xml('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), "not a sound Excel"),
    "rows that are no numbers": (
        lambda: of_xml('<row r="Okonjo"><c r="A1"><v>1</v></c></row>'), "not a sound Excel"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_refused_kindly(case: str, refused: Refused) -> None:
    make, sentence = HOSTILE[case]
    with refused(DataFileError, never=["Okonjo"]) as caught:
        read(make())
    assert sentence in str(caught.value)
    assert caught.value.mend


def test_parts_are_searched_across_the_pieces_in_which_they_are_read(
    monkeypatch: pytest.MonkeyPatch, refused: Refused
) -> None:
    monkeypatch.setattr(workbook_module, "_CHUNK", 5)
    with refused(DataFileError) as caught:
        read(with_parts(SOUND, xl__sharedStrings_dot_xml=LAUGHS))
    assert "defines entities" in str(caught.value)


def test_a_column_number_is_what_excel_says() -> None:
    from infoshare.files.sheet_facts import column_number
    from infoshare.files.xlsx_writer import column_letters

    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16_383]
    assert all(column_number(column_letters(place)) == place for place in range(16_384))
