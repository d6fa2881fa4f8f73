"""Finds what differs between two versions, question by question, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from infoshare.model.comparison import Change
from infoshare.model.questionnaire import Effect, Question
from infoshare.protocols.versions.side import Side
from infoshare.protocols.versions.sides import Sides
from infoshare.protocols.versions.signing import all_parties, parties_of


def changes(sides: Sides) -> Iterator[Change]:
    """Every change, in the order of the questions; within a table, in that of the later version's rows."""
    for question in sides.questions:
        yield from _of_table(sides, question) if question.type == "table" else _of_answer(sides, question)


def _of_answer(sides: Sides, question: Question) -> Iterator[Change]:
    before, after = (side.draft.answers.get(question.id) for side in (sides.before, sides.after))
    effect = sides.effect(question, question, before, after) or _put_off(sides, question)
    if effect:
        words = sides.before.words(question), sides.after.words(question)
        yield _change(question, effect, _kind(before, after), words, _signing(effect, all_parties(sides)))


def _put_off(sides: Sides, question: Question) -> Effect | None:
    """Of an answer that counts on neither side: whether it is put off, or no longer, or with another note."""
    before, after = (side.draft.put_off.get(question.id) for side in (sides.before, sides.after))
    return None if before == after else "wording"


def _of_table(sides: Sides, table: Question) -> Iterator[Change]:
    if _put_off(sides, table):
        words = (_put_off_words(sides.before, table), _put_off_words(sides.after, table))
        yield _change(table, "wording", "changed", words, ())
    earlier = {m: n for n, m in sides.pairs[table.id].items()}
    for m in range(len(sides.after.draft.rows(table.id))):
        yield from _of_row(sides, table, earlier[m], m) if m in earlier else _whole_row(sides, table, None, m)
    for n in range(len(sides.before.draft.rows(table.id))):
        if n not in sides.pairs[table.id]:
            yield from _whole_row(sides, table, n, None)


def _put_off_words(side: Side, table: Question) -> str:
    return side.row_words(table, 0) if table.id in side.draft.put_off else ""


def _of_row(sides: Sides, table: Question, n: int, m: int) -> Iterator[Change]:
    before, after = sides.before.draft.rows(table.id)[n], sides.after.draft.rows(table.id)[m]
    for column in table.columns:
        cells = before.get(column.id), after.get(column.id)
        effect = sides.effect(table, column, *cells)
        if effect:
            words = sides.before.cell_words(table, n, column.id), sides.after.cell_words(table, m, column.id)
            parties = _signing(effect, parties_of(sides, table, n, m))
            change = _change(table, effect, _kind(*cells), words, parties)
            where = {"row": sides.after.row_name(table, m), "column": column.id, "label": column.label}
            yield change.model_copy(update=where)


def _whole_row(sides: Sides, table: Question, n: int | None, m: int | None) -> Iterator[Change]:
    """A row that came (there is no earlier place) or went (no later one)."""
    effect = table.effect_of(table)
    there = [(side, place) for side, place in ((sides.before, n), (sides.after, m)) if place is not None]
    side, place = there[0]
    words = side.row_words(table, place)
    said = ("", words) if n is None else (words, "")
    change = _change(table, effect, _kind(n, m), said, _signing(effect, parties_of(sides, table, n, m)))
    yield change.model_copy(update={"row": side.row_name(table, place)})


def _kind(before: Any, after: Any) -> Literal["added", "removed", "changed"]:
    if (before is None) == (after is None):
        return "changed"
    return "added" if before is None else "removed"


def _signing(effect: Effect, parties: tuple[str, ...]) -> tuple[str, ...]:
    return parties if effect == "legal" else ()


def _change(
    question: Question, effect: Effect, kind: Literal["added", "removed", "changed"], words: tuple[str, str],
    parties: tuple[str, ...],
) -> Change:  # fmt: skip
    return Change(
        effect=effect, kind=kind, question=question.id, text=question.text, before=words[0], after=words[1],
        parties=parties, citations=question.citations,
    )  # fmt: skip
