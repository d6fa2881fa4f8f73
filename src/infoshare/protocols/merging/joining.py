"""Joins answers question by question and tables row by row and cell by cell, and keeps what is in conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from infoshare.model.answers import Answer
from infoshare.model.merge import Conflict, Variant
from infoshare.model.questionnaire import Asked, Column, Question
from infoshare.protocols.draft import name_key
from infoshare.protocols.merging.row_keys import Key, Keyed, Row, key_columns, keyed
from infoshare.protocols.merging.row_order import in_order
from infoshare.protocols.merging.values import Base, Given, meaning, standing
from infoshare.protocols.merging.words import says
from infoshare.protocols.relevance import is_answered
from infoshare.safe_repr import count_of

Answers = Mapping[str, Answer]


class Joining:
    """Answers that are being joined, in the order of the questions; `conflicts` grows on the way."""

    def __init__(self, sides: Mapping[str, Answers], base: Answers | None, take: str | None) -> None:
        self._sides, self._base, self._take = sides, base, take
        self._joined: dict[str, list[dict[str, Any]]] = {}
        self.conflicts: list[Conflict] = []

    def answer(self, question: Question) -> Answer:
        """The joined answer to a question; None where it is open, or in conflict and no file is taken."""
        said = {file: answers.get(question.id) for file, answers in self._sides.items()}
        base = None if self._base is None else Base(self._base.get(question.id))
        if question.type == "table" and any(_rows(each) for each in said.values()):
            return self._table(question, said, base) or None
        return self._settled(question, question, standing(question, said, base), "")

    def _settled(self, question: Question, asked: Asked, given: Sequence[Given], row: str) -> Answer:
        """The answer that stands, once what is in conflict is noted."""
        if len(given) < 2:
            return given[0].value if given else None
        taken = next((each for each in given if self._take in each.files), None)
        variants = [Variant(files=each.files, says=says(asked, each.value)) for each in given]
        self._note(question, variants, row, asked, taken is not None)
        return taken.value if taken else None

    def _note(
        self, question: Question, variants: Sequence[Variant], row: str, asked: Asked | None, is_taken: bool
    ) -> None:
        column = {"column": asked.id, "label": asked.label} if isinstance(asked, Column) else {}
        self.conflicts.append(
            Conflict(
                question=question.id, text=" ".join(question.text.split()), row=row, variants=tuple(variants),
                taken=self._take or "" if is_taken else "", **column,
            )
        )  # fmt: skip

    def _table(self, table: Question, said: Answers, base: Base | None) -> list[dict[str, Any]]:
        """The joined rows of a table, in an order that all files agree with."""
        *sides, before = keyed(table, [*map(_rows, said.values()), _rows(base.value) if base else []])
        by_file = dict(zip(said, sides, strict=True))
        orders = [[*each] for each in (*sides, before)]
        rows: dict[Key, dict[str, Any]] = {}
        for key in in_order(orders, lambda key: self._rank(table, key, [*sides, before])):
            row = self._row(table, key, by_file, before.get(key))
            if row:
                rows[key] = row
        self._joined[table.id] = [*rows.values()]
        return self._joined[table.id]

    def _rank(self, table: Question, key: Key, sides: Sequence[Keyed]) -> tuple[Any, ...]:
        """Where a row stands if no file says: in the order of the rows that it names, and then of its key."""
        row = min((side[key] for side in sides if key in side), key=str)
        return (*(self._place(column, row.get(column.id)) for column in table.columns if column.rows_of), key)

    def _place(self, column: Column, cell: Any) -> int:
        """Where the first row that a cell names stands; after all, if there is none."""
        first = cell[0] if isinstance(cell, list) and cell else cell
        named = self._joined.get(str(column.rows_of), [])
        called = [name_key(next(iter(row.values()), "")) for row in named]
        return called.index(name_key(first)) if name_key(first) in called else len(called)

    def _row(self, table: Question, key: Key, sides: Mapping[str, Keyed], before: Row | None) -> dict[str, Any]:
        """One joined row; empty, if it was taken out."""
        there = {file: rows[key] for file, rows in sides.items() if key in rows}
        gone = tuple(file for file in sides if file not in there)
        if before is None or not gone:
            return self._cells(table, there, before)
        changed = tuple(file for file, row in there.items() if _differs(table, row, before))
        if not changed:
            return {}
        self._note_gone(table, gone, changed, row_name(table, before))
        if self._take in gone:
            return {}
        return self._cells(table, {file: there[file] for file in changed}, before) if self._take in changed else {}

    def _note_gone(self, table: Question, gone: tuple[str, ...], changed: tuple[str, ...], row: str) -> None:
        variants = [Variant(files=gone, says="the row is taken out"), Variant(files=changed, says="the row is changed")]
        self._note(table, variants, row, None, self._take in gone + changed)

    def _cells(self, table: Question, rows: Mapping[str, Row], before: Row | None) -> dict[str, Any]:
        first, *_ = rows.values()
        name, joined = row_name(table, first), dict[str, Any]()
        for column in table.columns:
            base = None if before is None else Base(before.get(column.id))
            said = {file: row.get(column.id) for file, row in rows.items()}
            given = standing(column, said, base, is_name=column in key_columns(table))
            value = self._settled(table, column, given, name)
            if is_answered(value):
                joined[column.id] = value
        return joined


def _rows(answer: Answer) -> list[Row]:
    """The rows of a table without blank cells; none of one that is open or put off."""
    rows = answer if isinstance(answer, list) else []
    return [{key: cell for key, cell in row.items() if is_answered(cell)} for row in rows]


def _differs(table: Question, row: Row, before: Row) -> bool:
    columns = {column.id: column for column in table.columns}
    return any(meaning(column, row.get(key)) != meaning(column, before.get(key)) for key, column in columns.items())


def row_name(table: Question, row: Row) -> str:
    """What a row is called: the cells by which it is known."""
    found = [str(row[column.id]) for column in key_columns(table) if column.id in row]
    return ", ".join(found) or f"a row with {count_of(len(row), 'cell')}"
