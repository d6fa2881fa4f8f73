"""One of two drafts that are compared: its answers, its words, and what each cell says whatever rows are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import TEXTS, Asked, Question
from infoshare.protocols.draft import Draft, same_name
from infoshare.protocols.versions.row_alignment import Meaning, Said
from infoshare.protocols.wording import NEW_PARAGRAPH, worded_answers


class Side:
    """A draft, as the earlier or as the later version."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._worded = worded_answers(draft)
        self._row_ids: dict[str, Sequence[Any]] = {}

    def identify(self, table: str, row_ids: Sequence[Any]) -> None:
        """Say of each row of a table by what it is known on both sides; tables that name its rows come after it."""
        self._row_ids[table] = row_ids

    def row_id(self, table: str, place: int) -> Any:
        """By what a row of a table is known on both sides."""
        return self._row_ids[table][place]

    def place(self, table: str, name: object) -> int | None:
        """Where the row of that name stands in a table."""
        first = self.draft.questionnaire.question(table).columns[0].id
        called = [row.get(first) for row in self.draft.rows(table)]
        return next((n for n, each in enumerate(called) if each is not None and same_name(each, name)), None)

    def name(self, table: str, place: int) -> str:
        """What a row of a table is called there, as it was typed."""
        first = self.draft.questionnaire.question(table).columns[0].id
        return str(self.draft.rows(table)[place].get(first, ""))

    def meaning(self, asked: Asked, value: Answer) -> Any:
        """What an answer or a cell says: equal to that of the other side if the two say the same."""
        if value is None:
            return None
        if asked.type in TEXTS:
            return Said.of(value)
        if asked.type == "choices":
            return frozenset(value)
        return self._named(asked, value) if asked.rows_of else value

    def _named(self, asked: Asked, value: Answer) -> Any:
        table = str(asked.rows_of)
        if asked.type == "row":
            return self._named_row(table, value)
        return frozenset(self._named_row(table, name) for name in value)

    def _named_row(self, table: str, name: str) -> Any:
        place = self.place(table, name)
        return Said.of(name) if place is None else self.row_id(table, place)

    def meanings(self, table: Question) -> list[Meaning]:
        """What each row of a table says, by column."""
        columns = {column.id: column for column in table.columns}
        rows = self.draft.rows(table.id)
        return [{key: self.meaning(columns[key], cell) for key, cell in row.items()} for row in rows]

    def words(self, question: Question) -> str:
        """An answer, or that there is none, as the document says it."""
        worded = self._worded[question.id]
        return _lines("; ".join(worded) if isinstance(worded, list) else worded)

    def cell_words(self, table: Question, place: int, column: str) -> str:
        """A cell as the document says it; empty where it says nothing."""
        return _lines(self._worded[table.id][place][column])

    def row_words(self, table: Question, place: int) -> str:
        """A whole row as the document says it, a line for each cell that says something."""
        said = [(column.label, self.cell_words(table, place, column.id)) for column in table.columns]
        return "\n".join(f"{label}: {words}" for label, words in said if words)

    def row_name(self, table: Question, place: int) -> str:
        """What tells a row from the others: its first cell, and what other rows it names if that is not enough."""
        first, *others = table.columns
        name = self.cell_words(table, place, first.id) or f"row {place + 1}"
        called = [row.get(first.id) for row in self.draft.rows(table.id)]
        if sum(same_name(each, called[place]) for each in called) == 1:
            return name
        more = [self.cell_words(table, place, column.id) for column in others if column.type == "row"]
        return ", ".join(filter(None, (name, *more)))


def _lines(words: str) -> str:
    return words.replace(NEW_PARAGRAPH, "\n")
