"""Writes an Excel workbook of one sheet as a stream: no author, no times, no formulas, no hidden anything."""

from __future__ import annotations

import math
import re
import zipfile
from decimal import Decimal
from typing import BinaryIO, cast
from xml.sax.saxutils import escape

import pyarrow as pa

from infoshare.errors import DataFileError
from infoshare.files.sheet_facts import MOST_COLUMNS, MOST_ROWS
from infoshare.files.spreadsheet import harmless
from infoshare.files.writer import Discarding, Writer
from infoshare.model.table import as_text

SHEET = "Release"
LONGEST_TEXT = 32_767
"""Characters (UTF-16 code units) in one cell: Excel's own limit."""
MOST_DIGITS = 15
"""Digits that Excel keeps of a number: a longer one is written as text."""
NARROWEST, WIDEST = 8, 60
"""Of a column, in characters."""
_EXACT = 1e15
_LARGEST_SHEET = (1 << 31) - 1
_LEVEL = 6
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews>'
)
"""The header stays in sight."""


class XlsxWriter(Writer):
    """Writes one sheet, row by row. Texts are written as texts, numbers as numbers, dates as ISO text."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        super().__init__(stream, schema)
        if len(self.schema) > MOST_COLUMNS:
            raise _too_large(f"more than {MOST_COLUMNS:,} columns")
        self._zip = _Package(cast("BinaryIO", Discarding(stream)), "w")
        for part, xml in _PARTS.items():
            self._zip.writestr(_entry(part), f"{_HEAD}{xml}", zipfile.ZIP_DEFLATED, _LEVEL)
        self._letters = [column_letters(place) for place in range(len(self.schema))]
        self._part = self._zip.open(_entry("xl/worksheets/sheet1.xml"), "w")
        self._size = self._row = 0

    @staticmethod
    def held(cell: object) -> str:
        """The text, harmless; a number is read back as one, and one that is none is not there."""
        if isinstance(cell, float | Decimal) and not math.isfinite(cell):
            return ""
        if isinstance(cell, Decimal) and _number(cell) is not None:
            return as_text(float(cell))
        return as_text(cell) if isinstance(cell, bool | int | float) else harmless(as_text(cell))

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows; the first says how wide the columns are."""
        columns = [column.to_pylist() for column in batch.columns]
        if not self._row:
            self._begin(columns)
        for row in zip(*columns, strict=True):
            self._write_row([self._cell(value, place) for place, value in enumerate(row)])

    def _begin(self, columns: list[list[object]]) -> None:
        widths = "".join(
            f'<col min="{place}" max="{place}" width="{_width([name, *cells])}" customWidth="1"/>'
            for place, (name, cells) in enumerate(zip(self.schema.names, columns, strict=True), start=1)
        )
        self._put(f'{_HEAD}<worksheet xmlns="{_MAIN}">{_FROZEN}<cols>{widths}</cols><sheetData>')
        self._write_row([('t="inlineStr" s="1"', _text(name)) for name in self.schema.names])

    def _write_row(self, cells: list[tuple[str, str]]) -> None:
        self._row += 1
        if self._row > MOST_ROWS:
            raise _too_large(f"more than {MOST_ROWS:,} rows, with the header")
        row = self._row
        xml = "".join(
            f'<c r="{letters}{row}" {kind}>{inside}</c>'
            for letters, (kind, inside) in zip(self._letters, cells, strict=True)
            if inside
        )
        self._put(f'<row r="{row}">{xml}</row>')

    def _cell(self, value: object, place: int) -> tuple[str, str]:
        """How a value is written: the kind of cell, and what stands in it."""
        match value:
            case bool():
                return 't="b"', f"<v>{value:d}</v>"
            case int() | float() | Decimal() if (number := _number(value)) is not None:
                return "", f"<v>{number}</v>"
            case None | "":
                return _nothing(place)
            case float() if not math.isfinite(value):
                return _nothing(place)
        text = as_text(value)
        safe = harmless(text)
        self.neutralised += safe is not text
        if len(safe) > LONGEST_TEXT // 2 and len(safe.encode("utf-16-le")) > LONGEST_TEXT * 2:
            raise _too_large(f"a text longer than {LONGEST_TEXT:,} characters in '{self.schema.names[place]}'")
        return 't="inlineStr"', _text(safe)

    def _put(self, xml: str) -> None:
        data = xml.encode()
        self._size += len(data)
        if self._size > _LARGEST_SHEET:
            raise _too_large("more than two gigabytes of text")
        self._part.write(data)

    def close(self) -> None:
        """Finish the file; the stream stays open."""
        self._put("</sheetData></worksheet>")
        self._part.close()
        self._zip.close()
        super().close()


class _Package(zipfile.ZipFile):
    def __del__(self) -> None:
        """Leave a package that was not finished as it is: its stream is thrown away."""


def _entry(part: str) -> zipfile.ZipInfo:
    """A part with the earliest time that a zip file can hold, and one system's marks on every system."""
    entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
    entry.create_system, entry.compress_type, entry.external_attr = 0, zipfile.ZIP_DEFLATED, 0
    return entry


def column_letters(place: int) -> str:
    """The name of a column by its place from 0: `A`, `Z`, `AA`."""
    letters = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _nothing(place: int) -> tuple[str, str]:
    """An empty cell; the first of a row is written out, so that a row of empty cells is still a row."""
    return ("", "") if place else ('t="inlineStr"', "<is><t></t></is>")


def _number(value: float | Decimal) -> str | None:
    """A number that Excel keeps as it is, or None."""
    if not math.isfinite(value):
        return None
    if isinstance(value, float):
        return as_text(value) if abs(value) < _EXACT else repr(value)
    return str(value) if sum(map(str.isdigit, str(value))) <= MOST_DIGITS else None


def _text(text: str) -> str:
    """A text as a cell holds it: characters that XML cannot say in Excel's own spelling (ECMA-376 ST_Xstring)."""
    spelt = _NOT_IN_XML.sub(lambda found: f"_x{ord(found.group()):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))
    return f'<is><t xml:space="preserve">{escape(spelt)}</t></is>'


def _width(cells: list[object]) -> int:
    longest = max(len(as_text(cell)) for cell in cells if cell is not None)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _too_large(what: str) -> DataFileError:
    return DataFileError(f"Excel cannot hold the release: {what}", mend="Write CSV or Parquet instead.")
