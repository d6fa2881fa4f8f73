"""Makes Excel workbooks for tests: ordinary ones with openpyxl, and strange ones part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(sheets: Mapping[str, Iterable[Iterable[Any]]]) -> openpyxl.Workbook:
    """A workbook with these sheets, each given as its rows."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made


def stored(made: openpyxl.Workbook) -> io.BytesIO:
    """A workbook as the bytes of a file."""
    stream = io.BytesIO()
    made.save(stream)
    return stream


def of_rows(*rows: Iterable[Any]) -> io.BytesIO:
    """A file with one sheet of these rows."""
    return stored(workbook({"Data": rows}))


def with_parts(stream: io.BytesIO, **changes: bytes | None) -> io.BytesIO:
    """The file with parts changed, added, or (None) taken out; `__` in a name stands for `/`, and `_dot_` for `.`."""
    wanted = {name.replace("__", "/").replace("_dot_", "."): data for name, data in changes.items()}
    changed = io.BytesIO()
    with zipfile.ZipFile(stream) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        parts = {name: before.read(name) for name in before.namelist()} | wanted
        for name, data in parts.items():
            if data is not None:
                after.writestr(name, data)
    return changed


def of_xml(rows: str, after: str = "", before: str = "") -> io.BytesIO:
    """A file whose one sheet has this XML for its rows."""
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return with_parts(of_rows(["x"]), xl__worksheets__sheet1_dot_xml=xml.encode())
