"""Reads and writes JSON Lines: one flat object a line, numbers and truth values kept as such."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, NoReturn

import pyarrow as pa

from infoshare.errors import DataFileError
from infoshare.files.encoding import as_text_stream, encoding_of
from infoshare.files.reader import BATCH_ROWS, Reader
from infoshare.files.writer import Writer
from infoshare.model.table import as_text
from infoshare.safe_repr import listed


class _Large(int):
    """A whole number that a floating-point number cannot hold exactly."""


_LARGEST_EXACT, _LARGEST_WHOLE = 2**53, 2**63
_ARROW_TYPES = {
    frozenset({bool}): pa.bool_(), frozenset({int}): pa.int64(), frozenset({_Large}): pa.int64(),
    frozenset({int, _Large}): pa.int64(), frozenset({float}): pa.float64(), frozenset({int, float}): pa.float64(),
}  # fmt: skip


class JsonlReader(Reader):
    """A JSON Lines file. A key that a line lacks is an empty cell; a column of mixed kinds is read as text."""

    def check(self) -> None:
        """Read every line once, to learn the keys and what kind of values each holds."""
        self.encoding = encoding_of(self.stream, self.name)
        kinds: dict[str, set[type]] = {}
        faults: list[str] = []
        self.rows = 0
        for number, line in self._lines():
            self.rows += 1
            try:
                _learn(_object(line), kinds)
            except ValueError as error:
                faults.append(f"{self.name}, line {number:,}: {error}")
        if faults:
            raise DataFileError(*_first(faults), mend="Write one flat JSON object a line: no lists, no objects inside.")
        self.schema = pa.schema([(name, _arrow_type(seen)) for name, seen in kinds.items()])
        self.columns = tuple(kinds)

    def _lines(self) -> Iterator[tuple[int, str]]:
        with as_text_stream(self.stream, self.encoding) as text:
            yield from ((number, line) for number, line in enumerate(text, start=1) if line.strip())

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows in columns of the kinds found."""
        lines = (line for _, line in self._lines())
        while block := [_object(line) for line in islice(lines, BATCH_ROWS)]:
            arrays = [
                pa.array([_fitted(row.get(field.name), field.type) for row in block], field.type)
                for field in self.schema
            ]
            yield pa.RecordBatch.from_arrays(arrays, schema=self.schema)


_BROKEN = re.compile("[\x00\ud800-\udfff]")


def _first(faults: list[str], most: int = 20) -> list[str]:
    rest = len(faults) - most
    return [*faults[:most], f"and {rest:,} more lines"] if rest > 0 else faults


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line, object_pairs_hook=_unrepeated, parse_constant=_no_such_number)
    except json.JSONDecodeError:
        raise ValueError("not JSON") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("not an object with named values")
    return found


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_such_number(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _learn(row: dict[str, Any], kinds: dict[str, set[type]]) -> None:
    nested = [name for name, value in row.items() if isinstance(value, list | dict)]
    if nested:
        raise ValueError(f"a list or an object in {listed(nested)}")
    if any(_BROKEN.search(cell) for cell in (*row, *row.values()) if isinstance(cell, str)):
        raise ValueError("a NUL character, or half of one")
    if any(isinstance(cell, float) and not math.isfinite(cell) for cell in row.values()):
        raise ValueError("a number that is too large")
    for name, value in row.items():
        kinds.setdefault(name, set()).update(_kind(value))


def _kind(value: object) -> set[type]:
    if value is None:
        return set()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _LARGEST_EXACT:
        return {_Large if abs(value) < _LARGEST_WHOLE else str}
    return {type(value)}


def _arrow_type(kinds: set[type]) -> pa.DataType:
    return _ARROW_TYPES.get(frozenset(kinds), pa.string())


def _fitted(value: object, kind: pa.DataType) -> object:
    if value is None or not pa.types.is_string(kind) or isinstance(value, str):
        return value
    return json.dumps(value)


class JsonlWriter(Writer):
    """Writes one object a line, in UTF-8."""

    @staticmethod
    def held(cell: object) -> str:
        """The text; a number that is none is not there."""
        return "" if _is_no_number(cell) else as_text(cell)

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows."""
        for row in batch.to_pylist():
            cells = {name: None if _is_no_number(cell) else cell for name, cell in row.items()}
            self.stream.write((json.dumps(cells, ensure_ascii=False, default=_plain) + "\n").encode())


def _is_no_number(cell: object) -> bool:
    return isinstance(cell, float) and not math.isfinite(cell)


def _plain(value: object) -> str:
    if isinstance(value, date | time | timedelta | Decimal):
        return str(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be written as JSON")
