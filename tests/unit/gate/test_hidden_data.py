"""What stands in a file beside its rows is found and counted, and what the project writes has nothing there."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

import infoshare
from infoshare.files.formats import FORMATS, format_of
from infoshare.gate.hidden_data import Finished, no_hidden_data
from infoshare.model.certificate import Check
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy
from tests.unit.files.workbooks import MAIN, with_parts

TABLE = pa.table({"ward": ["A", "B", "B"], "weapon": ["knife", "fist", "fist"]})
SECRET = "Varnholt"


@pytest.fixture(scope="module")
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy({name: {"role": "plain", "action": "keep"} for name in TABLE.column_names})


@pytest.fixture(scope="module")
def workbook(policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A release as it is written to Excel."""
    out = tmp_path_factory.mktemp("release") / "release.xlsx"
    infoshare.anonymise(TABLE, policy, out=out)
    return out.read_bytes()


def judged(stream: io.BytesIO, file_format: str) -> Check:
    check = no_hidden_data(Finished(stream, file_format))
    assert SECRET not in check.model_dump_json()
    return check


def found(stream: io.BytesIO, file_format: str) -> dict[str, int]:
    """What was found, without the sum of it."""
    check = judged(stream, file_format)
    assert check.verdict == ("fail" if check.counts["found"] else "pass")
    return {kind: number for kind, number in check.counts.items() if kind != "found"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_released_has_nothing_beside_its_rows(suffix: str, policy: Policy, tmp_path: Path) -> None:
    out = tmp_path / f"out{suffix}"
    release = infoshare.anonymise(TABLE, policy, out=out)
    assert "no_hidden_data" in {check.check for check in release.certificate.gate}
    assert found(io.BytesIO(out.read_bytes()), format_of(out)) == {}


def opened(workbook: bytes) -> openpyxl.Workbook:
    """A release that somebody opened: openpyxl makes itself the author, which is taken back here."""
    made = openpyxl.load_workbook(io.BytesIO(workbook))
    made.properties.creator = None
    return made


def saved(made: openpyxl.Workbook) -> io.BytesIO:
    stream = io.BytesIO()
    made.save(stream)
    return stream


def sheet_of(made: openpyxl.Workbook) -> Any:
    return made.worksheets[0]


def comment(made: openpyxl.Workbook) -> None:
    sheet_of(made)["A2"].comment = Comment(SECRET, SECRET)


def hide_rows(made: openpyxl.Workbook) -> None:
    sheet_of(made).row_dimensions[2].hidden = True
    sheet_of(made).row_dimensions[3].hidden = True


def hide_columns(made: openpyxl.Workbook) -> None:
    sheet_of(made).column_dimensions["B"].hidden = True


def hide_sheet(made: openpyxl.Workbook, state: str = "hidden") -> None:
    made.create_sheet(SECRET).sheet_state = state


def name_cells(made: openpyxl.Workbook) -> None:
    made.defined_names[SECRET] = DefinedName(SECRET, attr_text="Release!$A$1")


def limit_cells(made: openpyxl.Workbook) -> None:
    rule = DataValidation(type="list", formula1=f'"{SECRET},B"')
    rule.add("A2")
    sheet_of(made).add_data_validation(rule)


def say_author(made: openpyxl.Workbook) -> None:
    made.properties.creator = made.properties.lastModifiedBy = SECRET


def say_title(made: openpyxl.Workbook) -> None:
    made.properties.title = made.properties.keywords = SECRET


def hide_by_format(made: openpyxl.Workbook) -> None:
    sheet_of(made)["A2"].number_format = ";;;"


def head_the_page(made: openpyxl.Workbook) -> None:
    sheet_of(made).oddHeader.center.text = SECRET


def filter_rows(made: openpyxl.Workbook) -> None:
    sheet_of(made).auto_filter.ref = "A1:B4"


def link_a_cell(made: openpyxl.Workbook) -> None:
    sheet_of(made)["A2"].hyperlink = "https://example.org/Varnholt"


def work_out(made: openpyxl.Workbook) -> None:
    sheet_of(made)["A2"] = "=1+1"


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (comment, {"comment_part", "drawing"}),
        (hide_rows, {"hidden_row"}),
        (hide_columns, {"hidden_column"}),
        (hide_sheet, {"hidden_sheet", "other_sheet"}),
        (lambda made: hide_sheet(made, "veryHidden"), {"hidden_sheet", "other_sheet"}),
        (lambda made: made.create_sheet("Notes"), {"other_sheet"}),
        (name_cells, {"defined_name"}),
        (limit_cells, {"cell_rule"}),
        (say_author, {"author"}),
        (say_title, {"document_field"}),
        (hide_by_format, {"hiding_format"}),
        (head_the_page, {"page_heading"}),
        (filter_rows, {"filter", "defined_name"}),
        (link_a_cell, {"external_link"}),
        (work_out, {"formula"}),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_a_person_leaves_in_a_workbook_is_found(
    change: Callable[[openpyxl.Workbook], object], kinds: set[str], workbook: bytes
) -> None:
    made = opened(workbook)
    assert found(saved(made), "xlsx").keys() == {"time"}, "saving alone leaves times, and nothing else"
    change(made)
    assert found(saved(made), "xlsx").keys() - {"time"} == kinds


def test_each_hidden_row_and_column_counts(workbook: bytes) -> None:
    made = opened(workbook)
    hide_rows(made)
    hide_columns(made)
    counts = found(saved(made), "xlsx")
    assert (counts["hidden_row"], counts["hidden_column"]) == (2, 1)
    assert "2 hidden rows" in judged(saved(made), "xlsx").message


@pytest.mark.parametrize("row", ['<row r="2" ht="0">', '<row r="2" hidden="true">'])
def test_a_row_without_height_is_hidden(row: str, workbook: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").replace(b'<row r="2">', row.encode())
    assert found(with_parts(io.BytesIO(workbook), xl__worksheets__sheet1_dot_xml=sheet), "xlsx") == {"hidden_row": 1}


ABOUT = "<Properties><Application>Microsoft Excel</Application><Company>{}</Company><Manager>{}</Manager></Properties>"
STRINGS = f'<sst xmlns="{MAIN}"><si><t>{SECRET}</t></si><si><t>x</t><rPh sb="0" eb="1"><t>y</t></rPh></si></sst>'
PATH = f'<workbook xmlns="{MAIN}"><absPath url="C:\\Users\\{SECRET}\\"/><sheets/></workbook>'


@pytest.mark.parametrize(
    ("part", "xml", "kinds"),
    [
        ("docProps__app_dot_xml", ABOUT.format(SECRET, SECRET), {"author": 1, "company": 1}),
        ("docProps__app_dot_xml", ABOUT.format("", ""), {}),
        ("docProps__custom_dot_xml", "<Properties/>", {"custom_property_part": 1}),
        ("xl__sharedStrings_dot_xml", STRINGS, {"unused_text": 2, "phonetic_text": 1}),
        ("xl__workbook_dot_xml", PATH, {"file_path": 1}),
        ("xl__worksheets__sheet2_dot_xml", f'<worksheet xmlns="{MAIN}"/>', {"other_sheet": 1}),
        ("xl__threadedComments__threadedComment1_dot_xml", "<x/>", {"comment_part": 1}),
        ("xl__persons__person_dot_xml", "<x/>", {"comment_author_list": 1}),
        ("xl__pivotCache__pivotCacheRecords1_dot_xml", "<x/>", {"pivot_table_part": 1}),
        ("xl__externalLinks__externalLink1_dot_xml", "<x/>", {"external_link": 1}),
        ("xl__media__image1_dot_png", "", {"picture": 1}),
        ("xl__vbaProject_dot_bin", "", {"program": 1}),
        ("customXml__item1_dot_xml", "<x/>", {"custom_XML_part": 1}),
        ("xl__printerSettings__printerSettings1_dot_bin", "", {"printer_setting": 1}),
        ("notes_dot_txt", SECRET, {"other_part": 1}),
        ("xl__theme__theme1_dot_xml", f"<!-- {SECRET} --><x/>", {}),
        ("xl__styles_dot_xml", f"<!-- {SECRET} --><x/>", {"comment_in_the_file": 1}),
        ("xl__styles_dot_xml", f"<?say {SECRET}?><x/>", {"program_instruction": 1}),
    ],
)
def test_parts_that_a_table_has_no_use_for_are_found(
    part: str, xml: str, kinds: dict[str, int], workbook: bytes
) -> None:
    assert found(with_parts(io.BytesIO(workbook), **{part: xml.encode()}), "xlsx") == kinds


def test_bytes_beside_the_parts_of_a_workbook_are_found(workbook: bytes) -> None:
    commented = io.BytesIO(workbook)
    with zipfile.ZipFile(commented, "a") as package:
        package.comment = SECRET.encode()
    assert found(commented, "xlsx") == {"package_comment": 1}
    assert found(io.BytesIO(SECRET.encode() + workbook), "xlsx").keys() == {"stray_part"}
    assert found(io.BytesIO(workbook + SECRET.encode()), "xlsx").keys() == {"stray_part"}


def test_a_workbook_that_cannot_be_read_is_a_check_that_did_not_run(workbook: bytes) -> None:
    entities = with_parts(io.BytesIO(workbook), xl__styles_dot_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    for broken in (io.BytesIO(b"PK" + workbook[:90]), entities):
        assert judged(broken, "xlsx").verdict == "not-run"


def packed(data: bytes, **header: Any) -> bytes:
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", **{"filename": "", "mtime": 0, **header}) as file:
        file.write(data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (packed(b"ward\nA\n"), set()),
        (packed(b"ward\nA\n", filename=f"{SECRET}.csv"), {"file_name"}),
        (packed(b"ward\nA\n", mtime=1_700_000_000), {"packing_time"}),
        (packed(b"ward\nA\n") + SECRET.encode(), {"trailing_part"}),
        (packed(b"ward\nA\n") + packed(SECRET.encode()), {"trailing_part"}),
        (packed(b"\xef\xbb\xbfward\nA\n"), {"byte-order_mark"}),
        (packed(b"a" * 3_000_000), set()),
    ],
)
def test_what_stands_in_the_header_of_a_packed_file_or_after_its_end_is_found(data: bytes, kinds: set[str]) -> None:
    assert found(io.BytesIO(data), "csv.gz").keys() == kinds
    assert judged(io.BytesIO(data[:15]), "csv.gz").verdict == "not-run"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("file_format", ["csv", "tsv", "jsonl"])
def test_a_byte_order_mark_is_found(mark: str, file_format: str) -> None:
    assert found(io.BytesIO("ward\nA\n".encode(mark)), file_format) == {"byte-order_mark": 1}


def in_parquet(table: pa.Table, **options: Any) -> io.BytesIO:
    stream = io.BytesIO()
    pq.write_table(table, stream, **options)
    return stream


def in_arrow(table: pa.Table) -> io.BytesIO:
    stream = io.BytesIO()
    with pa.ipc.new_file(stream, table.schema) as file:
        file.write_table(table, max_chunksize=2)
    return stream


LEFT_OUT = pa.table({"ward": pa.array(["A", SECRET, "B"]).dictionary_encode()}).take([0, 2])
FIELD = pa.table([pa.array(["A"])], pa.schema([pa.field("ward", pa.string(), metadata={"by": SECRET})]))


@pytest.mark.parametrize("write", [in_parquet, in_arrow])
@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (TABLE, {}),
        (pa.Table.from_pandas(pd.DataFrame({"ward": ["A"]})), {"metadata_item": 1}),
        (TABLE.replace_schema_metadata({"author": SECRET, "when": "now"}), {"metadata_item": 2}),
        (FIELD, {"metadata_item": 1}),
        (LEFT_OUT, {"unused_value": 1}),
        (pa.table({"ward": pa.array(["A", "B", "A"]).dictionary_encode()}), {}),
    ],
    ids=["plain", "pandas", "own", "column", "category of a row left out", "categories in use"],
)
def test_metadata_and_values_of_rows_that_were_left_out_are_found(
    table: pa.Table, kinds: dict[str, int], write: Callable[[pa.Table], io.BytesIO]
) -> None:
    counts = found(write(table), "parquet" if write is in_parquet else "arrow")
    assert {kind: min(number, kinds.get(kind, 0)) for kind, number in counts.items()} == kinds


INDEXED = pd.DataFrame({"ward": ["A", "B"]}, index=[SECRET, "other"])
WITH_ATTRIBUTE = pd.DataFrame({"ward": ["A"]})
WITH_ATTRIBUTE.attrs["source"] = SECRET
CATEGORIES = pd.DataFrame({"ward": pd.Categorical(["A", SECRET])}).iloc[:1]


@pytest.mark.parametrize(
    ("frame", "kinds"),
    [
        (pd.DataFrame({"ward": ["A", "B"]}), set()),
        (pl.DataFrame({"ward": ["A", "B"]}), set()),
        (TABLE, set()),
        (TABLE.to_batches()[0], set()),
        (INDEXED, {"index"}),
        (WITH_ATTRIBUTE, {"frame_attribute"}),
        (CATEGORIES, {"unused_value"}),
        (LEFT_OUT, {"unused_value"}),
        (TABLE.replace_schema_metadata({"author": SECRET}), {"metadata_item"}),
    ],
)
def test_what_a_frame_carries_beside_its_columns_is_found(frame: object, kinds: set[str]) -> None:
    check = no_hidden_data(frame)
    assert check.counts.keys() - {"found"} == kinds
    assert SECRET not in check.model_dump_json()


@pytest.mark.parametrize("frame", [TABLE, TABLE.to_pandas(), pl.from_arrow(TABLE)], ids=["arrow", "pandas", "polars"])
def test_frames_that_are_released_carry_nothing(frame: object, policy: Policy) -> None:
    release = infoshare.anonymise(frame, policy)
    assert no_hidden_data(release.data).counts == {"found": 0}
    assert infoshare.verify(release.data, source=frame, policy=policy).verdict == "pass"


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A protocol as it is written to Word."""
    from infoshare.workflows.protocol import example

    folder = tmp_path_factory.mktemp("protocol")
    (folder / "answers.yaml").write_text(example("cda-s115"), encoding="utf-8")
    return infoshare.Protocol.load(folder / "answers.yaml").export(folder / "protocol.docx").read_bytes()


def test_a_protocol_in_word_has_nothing_beside_its_text(protocol: bytes) -> None:
    assert found(io.BytesIO(protocol), "docx") == {}


def say_who_wrote(made: Any) -> None:
    made.core_properties.author = made.core_properties.last_modified_by = SECRET


def say_more(made: Any) -> None:
    made.core_properties.keywords = made.core_properties.comments = SECRET


def add_comment(made: Any) -> None:
    made.add_comment(made.paragraphs[0].runs, text=SECRET, author=SECRET)


def hide_text(made: Any) -> None:
    made.paragraphs[0].add_run(SECRET).font.hidden = True


def track_change(made: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made.paragraphs[0]._p.append(OxmlElement("w:ins", {qn("w:author"): SECRET}))


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (say_who_wrote, {"author": 2}),
        (say_more, {"document_field": 2}),
        (add_comment, {"comment_part": 1, "comment": 1}),
        (hide_text, {"hidden_text": 1}),
        (track_change, {"tracked_change": 1}),
    ],
)
def test_what_a_person_leaves_in_a_protocol_is_found(
    change: Callable[[Any], object], kinds: dict[str, int], protocol: bytes
) -> None:
    made = docx.Document(io.BytesIO(protocol))
    change(made)
    stream = io.BytesIO()
    made.save(stream)
    assert found(stream, "docx") == kinds
