"""A guided interview without a screen: which question comes next, and what a typed line means as its answer."""

from __future__ import annotations

from datetime import date

from infoshare.identifiers.calendar_date import FULL_DATE, as_date
from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Column, Question, Questionnaire
from infoshare.protocols.plain_text import cleaned
from infoshare.protocols.relevance import is_answered, relevant_questions
from infoshare.protocols.validation import answer_faults

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

    def record(self, value: Answer) -> None:
        """Record an answer to the question that stands next."""
        if self.question is not None:
            self.answers[self.question.id] = value

    def go_on(self) -> None:
        """Go to the next question."""
        self._place = min(self._place + 1, len(self.asked))

    def go_back(self) -> None:
        """Go to the question before; its answer stays."""
        self._place = max(self._place - 1, 0)


def read_line(asked: Question | Column, line: str) -> Answer:
    """What a typed line means as an answer.

    Raises:
        NotAnAnswer: saying what would be one.
    """
    text = cleaned(line).strip()
    value = _READERS.get(asked.type, lambda _, typed: typed)(asked, text)
    fault = next(iter(answer_faults(asked, value)), None)
    if fault:
        raise NotAnAnswer(fault)
    return value


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
        raise NotAnAnswer(f"type the number of one option, 1 to {len(options)}, or the beginning of its words")
    return begun[0]


def _choices(asked: Question | Column, text: str) -> Answer:
    return list(dict.fromkeys(_choice(asked, part.strip()) for part in text.split(",") if part.strip()))


_READERS = {
    "yes_no": _yes_no, "date": _date, "whole_number": _whole_number, "choice": _choice, "choices": _choices,
}  # fmt: skip
