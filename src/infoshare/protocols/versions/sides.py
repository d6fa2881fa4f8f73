"""Two drafts of one question set side by side, each row of a table beside the same row of the other version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import TEXTS, Asked, Effect, Question
from infoshare.protocols.draft import Draft
from infoshare.protocols.versions.row_alignment import paired_rows
from infoshare.protocols.versions.side import Side
from infoshare.protocols.wording import worded_value


class Sides:
    """The earlier and the later version. `pairs` holds, by table, the later place of each earlier row."""

    def __init__(self, before: Draft, after: Draft) -> None:
        self.before, self.after = Side(before), Side(after)
        self.questions = after.questionnaire.questions
        self.pairs: dict[str, dict[int, int]] = {}
        for table in self.tables():
            self._pair(table)

    def tables(self) -> Iterator[Question]:
        """The questions that are answered by rows, each before those that name its rows."""
        yield from (question for question in self.questions if question.type == "table")

    def _pair(self, table: Question) -> None:
        before, after = self.before.meanings(table), self.after.meanings(table)
        pairs = self.pairs[table.id] = paired_rows(before, after, table.columns[0].id)
        self.before.identify(table.id, [(table.id, pairs.get(n, f"gone {n}")) for n in range(len(before))])
        self.after.identify(table.id, [(table.id, m) for m in range(len(after))])

    def effect(self, question: Question, asked: Asked, before: Answer, after: Answer) -> Effect | None:
        """What it changes that a question or a cell has another answer; None if it says and reads the same."""
        says_other = self.before.meaning(asked, before) != self.after.meaning(asked, after)
        if before is None or after is None:
            return question.effect_of(asked) if says_other else None
        if worded_value(asked, before) == worded_value(asked, after):
            return None
        if says_other:
            return question.effect_of(asked)
        return "wording" if self._reads_otherwise(asked, before, after) else None

    def _reads_otherwise(self, asked: Asked, before: Answer, after: Answer) -> bool:
        """Of two answers that say the same: whether the words differ, but for order and for what rows are called."""
        if asked.rows_of is None:
            return asked.type in TEXTS
        names = [before] if asked.type == "row" else before
        expected = Counter(self.later_name(asked.rows_of, name) for name in names)
        return expected != Counter([after] if asked.type == "row" else after)

    def later_name(self, table: str, name: str) -> str:
        """What the later version calls the row that the earlier one calls so; the same if it has no such row."""
        place = self.before.place(table, name)
        later = None if place is None else self.pairs[table].get(place)
        if place is None or later is None or self.before.name(table, place) != name:
            return name
        return self.after.name(table, later)

    def renamed(self) -> list[tuple[str, str]]:
        """What rows were called that are called something else in the later version, and what they are called there."""
        names = [
            (self.before.name(table, n), self.after.name(table, m))
            for table, pairs in self.pairs.items() for n, m in pairs.items()
        ]  # fmt: skip
        return [(earlier, later) for earlier, later in names if earlier != later and earlier and later]
