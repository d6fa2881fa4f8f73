"""What a look at a data set finds out about each column."""

from __future__ import annotations

from typing import Literal

from infoshare.model.column_rule import Known, Role
from infoshare.model.noun import Noun

ColumnType = Literal["empty", "number", "date", "yes_no", "category", "text", "free_text"]


class ColumnView(Noun):
    """One column: its type, its likely role and why, and the identifiers found inside its cells.

    `distinct` counts different values, `unique_rows` rows whose value no other row has, `empty` empty cells.
    """

    name: str
    type: ColumnType
    role: Role
    why: str
    known: Known | None = None
    identifiers: dict[str, int]
    distinct: int
    unique_rows: int
    empty: int


class Inspection(Noun):
    """A data set seen column by column."""

    rows: int
    columns: tuple[ColumnView, ...]
