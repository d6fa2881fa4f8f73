"""Says by what a row of a table is known in every file: its first cell, or all that tells it from the others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from infoshare.model.questionnaire import Column, Question
from infoshare.protocols.draft import name_key

Row = Mapping[str, Any]
Key = tuple[str, ...]
Keyed = dict[Key, Row]


def key_columns(table: Question) -> list[Column]:
    """The columns by which a row is known: the first, and if that names a row of another table, all that do so."""
    first, *others = table.columns
    return [first, *(each for each in others if each.type == "row")] if first.rows_of else [first]


def keyed(table: Question, tables: Sequence[Sequence[Row]]) -> list[Keyed]:
    """The rows of each file's table by their keys, in their order.

    Where a file has two rows of one key, the rows that they name tell them apart in every file, and the first text of a
    row that begins with a name of another; rows that are still alike are counted.
    """
    counts = [Counter(_short(table, row) for row in rows) for rows in tables]
    several = {key for count in counts for key, number in count.items() if number > 1}
    return [_of_one(table, rows, several) for rows in tables]


def _of_one(table: Question, rows: Sequence[Row], several: set[Key]) -> Keyed:
    found: Keyed = {}
    for row in rows:
        key = _short(table, row)
        key = key + _more(table, row) if key in several else key
        number = next(n for n in range(len(rows)) if (*key, f"#{n}") not in found)
        found[*key, f"#{number}"] = row
    return found


def _short(table: Question, row: Row) -> Key:
    """The cells by which a row is known; all of it, if the first is empty."""
    if not row.get(table.columns[0].id):
        return ("", json.dumps(row, ensure_ascii=False, sort_keys=True))
    return tuple(name_key(row.get(column.id) or "") for column in key_columns(table))


def _more(table: Question, row: Row) -> Key:
    first, *others = table.columns
    text = next((each for each in others if each.type == "short_text"), None) if first.rows_of else None
    telling = [*(each for each in others if each.type == "row"), *([text] if text else [])]
    return tuple(name_key(row.get(column.id) or "") for column in telling)
