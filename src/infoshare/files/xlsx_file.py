"""Reads one sheet of an Excel workbook: stored values alone, dates as ISO text, whole numbers without `.0`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa

from infoshare.errors import DataFileError
from infoshare.files.reader import BATCH_ROWS, Reader
from infoshare.files.sheet_facts import SheetFacts, facts_of
from infoshare.files.workbook import Sheet, Workbook, unsound
from infoshare.model.table import as_text
from infoshare.safe_repr import count_of, listed

_LARGEST_EXACT = 2**53
_EMPTY = ""
_ARROW_TYPES = {
    frozenset({bool}): pa.bool_(), frozenset({int}): pa.int64(), frozenset({float}): pa.float64(),
    frozenset({int, float}): pa.float64(),
}  # fmt: skip
MOST_CELLS, FREE_CELLS, SPARSEST = 64_000_000, 5_000_000, 20
"""A sheet's area in cells, empty ones too; above the second, it may be so many times (the third) its filled cells.

The Rust reader holds the whole area, about 32 bytes a cell, and a process that runs out of memory there just dies."""


class XlsxReader(Reader):
    """One sheet of a workbook. A column of numbers or truth values keeps its kind; any other column is text."""

    def __init__(self, stream: BinaryIO, name: str, sheet: str | None = None) -> None:
        self._wanted = sheet
        super().__init__(stream, name)

    def check(self) -> None:
        """Choose the sheet, see that its first row names the columns, and learn what kind of values each holds."""
        workbook = Workbook(self.stream, self.name)
        facts = self._looked_through(workbook)
        sheet = self._chosen(facts)
        self._facts = facts[sheet]
        self._refuse_unreadable()
        self._cells = self._sheet(sheet)
        self.columns = self._header()
        kinds: list[set[type]] = [set() for _ in self.columns]
        self.rows = 0
        for row in self._rows():
            self.rows += 1
            for seen, cell in zip(kinds, row, strict=True):
                if cell != _EMPTY:
                    seen.add(_kind(cell))
        self._timed = [datetime in seen for seen in kinds]
        types = (_ARROW_TYPES.get(frozenset(seen), pa.string()) for seen in kinds)
        self.schema = pa.schema(list(zip(self.columns, types, strict=True)))
        self.notes = (*self._other_sheets(sheet, facts), *self._facts.notes(), *self._blanks())

    def _chosen(self, facts: dict[Sheet, SheetFacts]) -> Sheet:
        """The sheet that was asked for, or the only one that holds anything."""
        if self._wanted is not None:
            found = next((sheet for sheet in facts if sheet.name == self._wanted), None)
            if found is None:
                raise DataFileError(f"{self.name} has no sheet of the name given", mend=_choose(facts))
            return found
        filled = {sheet: seen for sheet, seen in facts.items() if seen.cells}
        if not filled:
            raise DataFileError(f"{self.name} has nothing in it", mend="Give a sheet with a header and rows.")
        if len(filled) > 1:
            raise DataFileError(f"{self.name} has {len(filled)} sheets with data", mend=_choose(filled))
        return next(iter(filled))

    def _looked_through(self, workbook: Workbook) -> dict[Sheet, SheetFacts]:
        try:
            return {sheet: facts_of(workbook.open(sheet.part)) for sheet in workbook.sheets}
        except (ValueError, KeyError, OSError):
            raise unsound(self.name) from None

    def _refuse_unreadable(self) -> None:
        facts = self._facts
        area = (facts.last_row + 1) * (facts.last_column + 1)
        if area > min(MOST_CELLS, max(FREE_CELLS, SPARSEST * facts.cells)):
            raise DataFileError(
                f"{self.name}: the sheet reaches to row {facts.last_row + 1:,} and column {facts.last_column + 1:,}, "
                f"with {count_of(facts.cells, 'filled cell')} in it",
                mend="Delete what stands far from the table, or save the table as CSV.",
            )
        if facts.unsolved:
            raise DataFileError(
                f"{self.name}: {count_of(facts.unsolved, 'formula')} without a stored result",
                mend="Open it in Excel and save it again: Excel works them out and stores the results.",
            )

    def _sheet(self, sheet: Sheet) -> Any:
        import python_calamine

        self.stream.seek(0)
        try:
            return python_calamine.CalamineWorkbook.from_filelike(self.stream).get_sheet_by_name(sheet.name)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # the Rust reader's errors and panics are of many kinds, and may quote a cell
            raise unsound(self.name) from None

    def _header(self) -> tuple[str, ...]:
        """The names in the first row of the sheet; blank cells to their right belong to no column."""
        if not self._facts.cells:
            raise DataFileError(f"{self.name}: the sheet is empty", mend="Give a sheet with a header and rows.")
        row: list[Any] = next(self._cells.iter_rows(), [])
        if self._cells.start != (0, 0) or sum(cell != _EMPTY for cell in row) < 2 <= len(row):
            raise DataFileError(
                f"{self.name}: the table does not begin in the first row and column of its sheet",
                mend="Delete the titles and the empty rows and columns above and before the column names.",
            )
        if not all(isinstance(cell, str) for cell in row):
            raise DataFileError(
                f"{self.name}: the first row looks like data, not like column names",
                mend="Add a row of column names above it.",
            )
        return tuple(cell.strip() for cell in row)

    def _rows(self) -> Iterator[list[Any]]:
        """The rows under the header that have anything in them."""
        for place, row in enumerate(self._cells.iter_rows()):
            if place and (place in self._facts.written or any(cell != _EMPTY for cell in row)):
                yield row

    def _blanks(self) -> Iterator[str]:
        blank = self._facts.last_row - self.rows
        if blank:
            yield f"{count_of(blank, 'empty row')} inside the table passed over"

    def _other_sheets(self, chosen: Sheet, facts: dict[Sheet, SheetFacts]) -> Iterator[str]:
        if chosen.hidden:
            yield "the sheet that was read is hidden"
        others = [sheet for sheet, seen in facts.items() if seen.cells and sheet != chosen]
        hidden = sum(sheet.hidden for sheet in others)
        if others:
            yield f"{count_of(len(others), 'other sheet')} with data not read{f', {hidden} hidden' if hidden else ''}"

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows in columns of the kinds found; an empty cell is null."""
        rows = self._rows()
        while block := list(islice(rows, BATCH_ROWS)):
            columns = zip(zip(*block, strict=True), self.schema, self._timed, strict=True)
            arrays = [
                pa.array([_fitted(cell, field.type, timed) for cell in cells], field.type)
                for cells, field, timed in columns
            ]
            yield pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def _choose(sheets: dict[Sheet, SheetFacts]) -> str:
    names = listed(f"'{sheet.name}'{' (hidden)' if sheet.hidden else ''}" for sheet in sheets)
    return f"Choose one with --sheet (in Python: sheet=): {names}."


def _kind(cell: Any) -> type:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) <= _LARGEST_EXACT:
        return int
    return type(cell)


def _fitted(cell: Any, kind: pa.DataType, timed: bool) -> Any:
    """A cell as a value of its column: in one of dates and times, a date alone is that day's midnight."""
    if cell == _EMPTY:
        return None
    if pa.types.is_integer(kind):
        return int(cell)
    return _said(cell, timed) if pa.types.is_string(kind) else cell


def _said(cell: Any, timed: bool) -> str:
    match cell:
        case datetime():
            return cell.isoformat(sep=" ", timespec="milliseconds" if cell.microsecond else "seconds")
        case date():
            return f"{cell.isoformat()} 00:00:00" if timed else cell.isoformat()
        case time():
            return cell.isoformat(timespec="seconds")
        case timedelta():
            return _length(cell)
    return as_text(cell)


def _length(length: timedelta) -> str:
    """A length of time as a spreadsheet shows it: hours, also more than 24, minutes and seconds."""
    seconds = round(length.total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}"
