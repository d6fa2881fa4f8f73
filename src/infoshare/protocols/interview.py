"""A guided interview without a screen: which question comes next, and what a typed line means as its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from infoshare.identifiers.calendar_date import FULL_DATE, as_date
from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Column, Question, Questionnaire
from infoshare.protocols.plain_text import cleaned
from infoshare.protocols.relevance import is_answered, relevant_questions
from infoshare.protocols.validation import answer_faults, is_put_off

_YES_NO = {"y": True, "yes": True, "n": False, "no": False}


class NotAnAnswer(ValueError):
    """A typed line that does not answer the question; its message says what would."""


class Interview:
    """Answers as they grow, and the question that stands next."""

    def __init__(self, questionnaire: Questionnaire, answers: dict[str, Answer]) -> None:
        self.questionnaire = questionnaire
        self.answers = dict(answers)
        self._place = self._first_open()

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked, given the answers so far."""
        return relevant_questions(self.questionnaire, self.answers)

    def _first_open(self) -> int:
        ids = [question.id for question in self.asked]
        return next((place for place, each in enumerate(ids) if not is_answered(self.answers.get(each))), len(ids))

    @property
    def question(self) -> Question | None:
        """The question that stands next; None at the end."""
        asked = self.asked
        return asked[self._place] if self._place < len(asked) else None

    @property
    def open(self) -> tuple[Question, ...]:
        """The required questions that are asked and not answered."""
        return tuple(each for each in self.asked if each.required and not is_answered(self.answers.get(each.id)))

    @property
    def progress(self) -> tuple[int, int]:
        """How many of the questions that are asked have an answer, and how many there are."""
        asked = self.asked
        return sum(is_answered(self.answers.get(question.id)) for question in asked), len(asked)

    @property
    def put_off(self) -> tuple[Question, ...]:
        """The questions that somebody must come back to."""
        return tuple(each for each in self.asked if is_put_off(self.answers.get(each.id)))

    def names_for(self, asked: Question | Column) -> list[str]:
        """The names that an answer of the types `row` and `rows` may give: those of the table's rows so far."""
        if asked.rows_of is None:
            return []
        table = self.questionnaire.question(asked.rows_of)
        rows = self.answers.get(table.id) or []
        return [str(row[table.columns[0].id]) for row in rows if row.get(table.columns[0].id)]

    def record(self, value: Answer) -> tuple[Question, ...]:
        """Record an answer to the question that stands next; return the answered questions that are then not asked."""
        before = self._answered
        if self.question is not None:
            self.answers[self.question.id] = value
        return tuple(each for each in before if each not in self._answered)

    @property
    def _answered(self) -> tuple[Question, ...]:
        return tuple(each for each in self.asked if is_answered(self.answers.get(each.id)))

    def go_on(self) -> None:
        """Go to the next question."""
        self._place = min(self._place + 1, len(self.asked))

    def go_back(self) -> None:
        """Go to the question before; its answer stays."""
        self._place = max(self._place - 1, 0)


def read_line(asked: Question | Column, line: str, names: Sequence[str] = ()) -> Answer:
    """What a typed line means as an answer; `names` are the rows that it may name.

    Raises:
        NotAnAnswer: saying what would be one.
    """
    text = cleaned(line).strip()
    value = _named(asked, text, names) if asked.rows_of else _READERS.get(asked.type, _as_typed)(asked, text)
    fault = next(iter(answer_faults(asked, value)), None)
    if fault:
        raise NotAnAnswer(fault)
    return value


def _as_typed(_: Question | Column, text: str) -> Answer:
    return text


def _named(asked: Question | Column, text: str, names: Sequence[str]) -> Answer:
    if asked.type == "row":
        return _one_name(text, names)
    parts = [part for several in text.split(";") if several.strip(", ") for part in _parts(several.strip())]
    if not parts:
        raise NotAnAnswer("type the numbers or names of some that are listed")
    return list(dict.fromkeys(_one_name(part, names) for part in parts))


def _parts(text: str) -> list[str]:
    """What stands between commas, if that is numbers; a name may have a comma in it."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return parts if all(part.isdecimal() for part in parts) else [text]


def _one_name(text: str, names: Sequence[str]) -> str:
    if not names:
        return text
    if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= len(names):
        return names[int(text) - 1]
    begun = [name for name in names if name.casefold().startswith(text.casefold())]
    exact = [name for name in names if name.casefold() == text.casefold()]
    if len(exact or begun) != 1 or not text:
        raise NotAnAnswer(f"type the number of one that is listed, 1 to {len(names)}, or the beginning of its name")
    return (exact or begun)[0]


def _yes_no(_: Question | Column, text: str) -> Answer:
    if text.casefold() not in _YES_NO:
        raise NotAnAnswer("type yes or no")
    return _YES_NO[text.casefold()]


def _date(_: Question | Column, text: str) -> Answer:
    day: date | None = as_date(text) if FULL_DATE.matches(text) else None
    if day is None:
        raise NotAnAnswer("type a date, such as 1 December 2026 or 01/12/2026")
    return day.isoformat()


def _whole_number(_: Question | Column, text: str) -> Answer:
    if not text.isdecimal() or len(text) > 15:
        raise NotAnAnswer("type a whole number")
    return int(text)


def _choice(asked: Question | Column, text: str) -> Answer:
    options = asked.choices()
    if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= len(options):
        return options[int(text) - 1].value
    named = [each.value for each in options if text.casefold() in {each.value.casefold(), each.label.casefold()}]
    begun = named or [each.value for each in options if each.label.casefold().startswith(text.casefold())]
    if len(begun) != 1 or not text:
        numbers = "" if asked.options_from else f"the number of one option, 1 to {len(options)}, or "
        several = f"; {len(begun)} begin with that" if len(begun) > 1 and text else ""
        raise NotAnAnswer(f"type {numbers}the beginning of its words{several}")
    return begun[0]


def _choices(asked: Question | Column, text: str) -> Answer:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return list(dict.fromkeys(_choice(asked, part) for part in parts or [""]))


_READERS = {
    "yes_no": _yes_no, "date": _date, "whole_number": _whole_number, "choice": _choice, "choices": _choices,
}  # fmt: skip
