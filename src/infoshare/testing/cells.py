"""Whatever was released, as cells: texts, rows, a pandas, Polars or pyarrow frame, or a data file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from infoshare.errors import UserError
from infoshare.files.formats import FORMATS, open_table
from infoshare.files.frames import FrameTable
from infoshare.model.table import Table, as_text, texts
from infoshare.safe_repr import listed

WHAT_TO_GIVE = "Give a text, texts, rows as mappings, a pandas, Polars or pyarrow frame, or the Path of a data file."


class Cell(NamedTuple):
    """The text of one cell: the place of its column, counted from 0, and its row, counted from 1."""

    column: int
    row: int
    text: str


class Cells(NamedTuple):
    """The columns, none where there are only texts, and every cell that is not empty."""

    columns: tuple[str, ...]
    each: Iterator[Cell]


@contextmanager
def opened(released: object) -> Iterator[Cells]:
    """What was released, as cells; a file is closed afterwards.

    Raises:
        UserError: if it cannot be read, or if nothing stands in it that could be looked at.
    """
    if isinstance(released, os.PathLike):
        with open_table(Path(released)) as table:
            yield Cells(table.columns, _of_table(table))
    elif isinstance(released, str):
        _refuse_path(released)
        yield Cells((), iter([Cell(0, 1, released)]))
    elif _is_frame(released):
        yield _of_frame(released)
    else:
        yield _of_items(released)


def _refuse_path(text: str) -> None:
    """A path given as a text would be searched instead of its file."""
    if "\n" not in text and text.strip().casefold().endswith(tuple(FORMATS)) and " " not in text.strip():
        raise UserError("the text is the name of a data file", mend="Give a pathlib.Path to have the file looked at.")


def _of_table(table: Table, first: int = 0) -> Iterator[Cell]:
    before = 0
    for batch in table.batches():
        for place, column in enumerate(table.columns, start=first):
            for row, text in enumerate(texts(batch, column), start=before + 1):
                if text is not None:
                    yield Cell(place, row, text)
        before += batch.num_rows


def _is_frame(released: object) -> bool:
    library = type(released).__module__.partition(".")[0]
    return library in {"pandas", "polars", "pyarrow"} and hasattr(type(released), "columns")


def _of_frame(frame: Any) -> Cells:
    """The cells of a frame, and what stands in the index of a pandas frame, which is written to files with it."""
    table = FrameTable(frame)
    index = getattr(frame, "index", None)
    levels = [] if index is None else [index.get_level_values(level) for level in range(index.nlevels)]
    named = tuple(f"index {level}" for level in range(1, len(levels) + 1))
    return Cells((*table.columns, *named), _with_index(table, levels))


def _with_index(table: FrameTable, levels: list[Any]) -> Iterator[Cell]:
    yield from _of_table(table)
    for place, level in enumerate(levels, start=len(table.columns)):
        yield from (Cell(place, row, as_text(each)) for row, each in enumerate(level, start=1))


def _of_items(released: object) -> Cells:
    if isinstance(released, Mapping | bytes) or not isinstance(released, Iterable):
        raise UserError(f"a {type(released).__name__} cannot be looked at", mend=WHAT_TO_GIVE)
    items = list(released)
    if not items:
        raise UserError("nothing was released that could be looked at", mend="Look at a release that has a row.")
    if isinstance(items[0], Mapping):
        return _of_rows(items)
    _refuse_other(items, str)
    return Cells((), (Cell(0, row, text) for row, text in enumerate(items, start=1) if text))


def _of_rows(rows: list[Any]) -> Cells:
    _refuse_other(rows, Mapping)
    columns = list(dict.fromkeys(column for row in rows if row is not None for column in row))
    return Cells(tuple(map(as_text, columns)), _cells(rows, {column: place for place, column in enumerate(columns)}))


def _cells(rows: list[Any], places: dict[object, int]) -> Iterator[Cell]:
    for number, row in enumerate(rows, start=1):
        for column, value in (row or {}).items():
            yield from (Cell(places[column], number, text) for text in _leaves(value))


def _leaves(value: object) -> Iterator[str]:
    """The texts in a cell; those inside lists and mappings too."""
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _leaves(each)
    elif value is not None:
        yield value.decode("utf-8", "replace") if isinstance(value, bytes) else as_text(value)


def _refuse_other(items: list[Any], kind: type) -> None:
    """Refuse items that are not of the kind of the first; a missing one is let by."""
    other = [row for row, item in enumerate(items, start=1) if not (item is None or isinstance(item, kind))]
    if other:
        what = "text" if kind is str else "mapping"
        raise UserError(f"what was released has an item that is no {what}: item {listed(other)}", mend=WHAT_TO_GIVE)
