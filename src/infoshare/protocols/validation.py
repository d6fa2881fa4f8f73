"""Says what is wrong with an answer, by its question's type, without saying the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Column, Question, Questionnaire

LONGEST = {"short_text": 500, "long_text": 50_000, "row": 500}
NOT_SURE = "not_sure"
"""The key of an answer that is put off: `{not_sure: what is waited for}`."""


def is_put_off(answer: Answer) -> bool:
    """Whether somebody said "not sure, come back"."""
    return isinstance(answer, dict) and set(answer) == {NOT_SURE}


def faults_of(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Iterator[str]:
    """Every fault in a set of answers, each naming its question."""
    known = {question.id: question for question in questionnaire.questions}
    for question_id, answer in answers.items():
        question = known.get(question_id)
        if question is None:
            close = get_close_matches(question_id, known, n=1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            yield f"'{question_id}' is not a question of '{questionnaire.questionnaire}'{hint}"
        elif answer is not None:
            faults = _put_off_faults(question, answer) if is_put_off(answer) else answer_faults(question, answer)
            yield from (f"'{question_id}': {fault}" for fault in faults)


def _put_off_faults(question: Question, answer: Answer) -> Iterator[str]:
    if not question.may_wait:
        yield "this cannot be left for later by 'not sure'; leave it empty until it is known"
    elif answer[NOT_SURE] is not None:
        yield from _text_faults("short_text", answer[NOT_SURE])


def answer_faults(asked: Question | Column, answer: Answer) -> Iterator[str]:
    """What is wrong with one answer or one cell."""
    match asked.type:
        case "short_text" | "long_text" | "row":
            yield from _text_faults(asked.type, answer)
        case "choice":
            yield from _choice_faults(asked, [answer])
        case "choices":
            yield from (_choice_faults(asked, answer) if isinstance(answer, list) else ["give a list of the options"])
        case "rows":
            yield from _rows_faults(answer)
        case "table":
            yield from _table_faults(asked, answer)
        case _:
            yield from _plain_faults(asked.type, answer)


def _plain_faults(kind: str, answer: Answer) -> Iterator[str]:
    match kind:
        case "yes_no" if not isinstance(answer, bool):
            yield "answer yes or no (true or false)"
        case "whole_number" if not isinstance(answer, int) or isinstance(answer, bool):
            yield "give a whole number"
        case "date" if not _is_date(answer):
            yield "give a date as year-month-day, such as 2026-12-01"


def _text_faults(kind: str, answer: Answer) -> Iterator[str]:
    if not isinstance(answer, str):
        yield "give text; put it in quotation marks if it is a number, yes or no"
    elif len(answer) > LONGEST[kind]:
        yield f"{len(answer):,} characters; at most {LONGEST[kind]:,} are taken"


def _is_date(answer: Answer) -> bool:
    try:
        return isinstance(answer, str) and date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False


def _choice_faults(asked: Question | Column, chosen: list[Answer]) -> Iterator[str]:
    allowed = [option.value for option in asked.choices()]
    if any(value not in allowed for value in chosen):
        shown = ", ".join(allowed[:12]) + (" …" if len(allowed) > 12 else "")
        yield f"choose from: {shown}"
    elif len({str(value) for value in chosen}) < len(chosen):
        yield "an option is chosen twice"


def _rows_faults(names: Answer) -> Iterator[str]:
    if not isinstance(names, list):
        yield "give a list of names"
        return
    for name in names:
        yield from _text_faults("row", name)


def _table_faults(asked: Question | Column, rows: Answer) -> Iterator[str]:
    columns = {column.id: column for column in asked.columns} if isinstance(asked, Question) else {}
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield "give a list of rows, each with its columns by name"
        return
    for number, row in enumerate(rows, start=1):
        for column_id, cell in row.items():
            column = columns.get(column_id)
            if column is None:
                yield f"row {number}: there is no column '{column_id}' (columns: {', '.join(columns)})"
            elif cell is not None:
                yield from (f"row {number}, {column_id}: {fault}" for fault in answer_faults(column, cell))
