"""What a look at a data set finds out about each column, and about its rows together; no value of the data."""

from __future__ import annotations

from typing import Literal

from infoshare.model.column_rule import AnyRule, DateOrder, Known, Role
from infoshare.model.noun import Noun

ColumnType = Literal["empty", "number", "date", "yes_no", "category", "text", "free_text"]
GroupSize = Literal["1", "2", "3-4", "5-9", "10+"]
GROUP_SIZES: tuple[tuple[GroupSize, int], ...] = (("1", 1), ("2", 2), ("3-4", 4), ("5-9", 9))
"""How many rows share a value, and the largest number that each name stands for; beyond the last it is `10+`."""


def group_size(rows: int) -> GroupSize:
    """The name for a group of so many rows."""
    return next((name for name, largest in GROUP_SIZES if rows <= largest), "10+")


class Shape(Noun):
    """How the cells of a column are spread, for a picture.

    `bars` are numbers of rows. For `categories` they stand from the commonest down and have no labels, for a label
    would be a value; `beyond` is the number of further categories. For `numbers`, `dates` and `lengths` (of texts,
    in characters) there is a label for each bar, a range between rounded figures; the first and last are open.
    """

    kind: Literal["categories", "numbers", "dates", "lengths"]
    bars: tuple[int, ...]
    labels: tuple[str, ...] = ()
    beyond: int = 0


class ColumnView(Noun):
    """One column: its type, its likely role and why, and the identifiers found inside its cells.

    `distinct` counts different values, `unique_rows` rows whose value no other row has, `empty` empty cells,
    `small_cells` values that fewer than five rows have. Identifiers were sought in `looked_at` of the different
    values; their counts are of rows. `repeats` counts rows by how many share their value. `rule` is what a drafted
    policy does to the column, and `rule_why` the reason.
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
    small_cells: int
    looked_at: int
    repeats: dict[GroupSize, int]
    shape: Shape | None
    rule: AnyRule
    rule_why: str


class Groups(Noun):
    """The rows that share all of some columns: `rows` by the size of their group.

    `without` has, for each column, how many rows would still be unique if that column were not there;
    `adds_most` is the column that makes most rows unique.
    """

    columns: tuple[str, ...]
    rows: dict[GroupSize, int]
    unique_rows: int
    without: dict[str, int] = {}
    adds_most: str | None = None


class Inspection(Noun):
    """A data set seen column by column, and its likely quasi-identifiers together.

    `groups` are those of the data as they are, `drafted` those that the drafted policy would leave. `notes` say how
    the data was read: hidden rows, cells with errors and the like. `dates` is what comes first in dates in figures,
    if all columns that show it agree; `doubtful_dates` are the columns that have such dates and do not show it.
    """

    rows: int
    columns: tuple[ColumnView, ...]
    groups: Groups
    drafted: Groups
    dates: DateOrder | None = None
    doubtful_dates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
