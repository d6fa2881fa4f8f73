"""A question set: sections and questions, each with its reason, its law, and when it is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.law import Law
from infoshare.model.noun import Noun
from infoshare.model.relevance import Asks, Condition, In, Includes, IncludesAny, Is, Value, asked_about, values_of
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed

AnswerType = Literal["short_text", "long_text", "choice", "choices", "yes_no", "date", "whole_number", "table"]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Option(Noun):
    """One value that may be chosen, and what the reader sees."""

    value: str
    label: str


class _Asked(Noun):
    """What a question and a table's column share: a type, and options where there is a choice."""

    id: Id
    type: AnswerType
    options: tuple[Option, ...] = ()
    options_from: Literal["bodies"] | None = None

    def choices(self) -> tuple[Option, ...]:
        """The options, wherever they are kept."""
        if self.options_from == "bodies":
            return tuple(Option(value=body.id, label=body.name) for body in Law.load().bodies)
        return self.options

    def label_of(self, value: object) -> str:
        """What the reader sees for a chosen value."""
        return next((option.label for option in self.choices() if option.value == value), str(value))


class Column(_Asked):
    """One column of a table that is an answer."""

    label: str
    required: bool = True


class Question(_Asked):
    """One question, independent of any screen. `judgement` says what only a person can weigh in its answer."""

    section: str
    text: str
    why: str
    help: str
    good: str | None = None
    bad: str | None = None
    columns: tuple[Column, ...] = ()
    minimum: Annotated[int, Field(ge=0)] = 0
    required: bool = False
    relevant_when: Condition | None = None
    citations: Annotated[tuple[str, ...], Field(min_length=1)]
    judgement: str | None = None


class Section(Noun):
    """A section of the document."""

    id: Id
    number: int
    title: str


class Questionnaire(Noun):
    """A versioned set of questions for one kind of protocol."""

    questionnaire: str
    version: int
    title: str
    use_for: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    @classmethod
    @cache
    def load(cls, name: str) -> Self:
        """A shipped question set.

        Raises:
            QuestionnaireError: if there is none of that name, or it is damaged.
        """
        folder = resources.shipped_questionnaires().get(name)
        if folder is None:
            raise QuestionnaireError(
                f"there is no question set '{name}'",
                mend=f"Question sets: {listed(resources.shipped_questionnaires())}.",
            )
        found = read_yaml(folder / "questions.yaml", QuestionnaireError)
        return cls.parsed(found, QuestionnaireError, f"{name}/questions.yaml")

    def question(self, question_id: str) -> Question:
        """The question with that id; a KeyError is a fault of ours."""
        return {question.id: question for question in self.questions}[question_id]

    def of_section(self, section: Section) -> tuple[Question, ...]:
        """A section's questions, in order."""
        return tuple(question for question in self.questions if question.section == section.id)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        faults = [*_repeated(self), *_misplaced(self), *_uncited(self)]
        if faults:
            raise ValueError("; ".join(faults))
        return self


def _repeated(questionnaire: Questionnaire) -> Iterator[str]:
    yield from _twice("section", (section.id for section in questionnaire.sections))
    yield from _twice("question", (question.id for question in questionnaire.questions))
    for question in questionnaire.questions:
        yield from _twice(f"'{question.id}': column", (column.id for column in question.columns))
        for asked in (question, *question.columns):
            yield from _twice(f"'{question.id}': option", (option.value for option in asked.options))


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} '{each}' stands twice" for each, times in Counter(ids).items() if times > 1)


def _uncited(questionnaire: Questionnaire) -> Iterator[str]:
    known = {provision.id for provision in Law.load().provisions}
    for question in questionnaire.questions:
        for citation in question.citations:
            if citation not in known:
                yield f"'{question.id}' cites '{citation}', which the law does not have"


def _misplaced(questionnaire: Questionnaire) -> Iterator[str]:
    sections = {section.id for section in questionnaire.sections}
    before: dict[str, Question] = {}
    for question in questionnaire.questions:
        if question.section not in sections:
            yield f"'{question.id}' is in section '{question.section}', which is not there"
        yield from _misshapen(question)
        for condition in asked_about(question.relevant_when) if question.relevant_when else ():
            yield from _unanswerable(question, condition, before.get(condition.question))
        before[question.id] = question


def _misshapen(question: Question) -> Iterator[str]:
    if (question.type == "table") != bool(question.columns):
        yield f"'{question.id}' has columns without being a table, or is a table without columns"
    for asked in (question, *question.columns):
        if (asked.type in {"choice", "choices"}) != bool(asked.choices()):
            yield f"'{question.id}' has options without a choice, or a choice without options"


def _unanswerable(question: Question, condition: Asks, asked: Question | None) -> Iterator[str]:
    if asked is None:
        yield f"'{question.id}' depends on '{condition.question}', which does not stand before it"
        return
    column = condition.column if isinstance(condition, IncludesAny) else None
    holder: _Asked | None = next((each for each in asked.columns if each.id == column), None) if column else asked
    if holder is None or (holder.type not in _ASKED_HOW[type(condition)] and not column):
        yield f"'{question.id}' depends on '{asked.id}' in a way that no answer of its type can meet"
        return
    allowed: set[Value] = {option.value for option in holder.choices()} or {True, False}
    strange = [value for value in values_of(condition) if value not in allowed]
    if strange:
        yield f"'{question.id}' depends on an answer that '{asked.id}' cannot have: {listed(strange)}"


_ASKED_HOW: dict[type[Asks], tuple[AnswerType, ...]] = {
    Is: ("choice", "yes_no"), In: ("choice", "yes_no"), Includes: ("choices",), IncludesAny: ("choices",),
}  # fmt: skip
"""The types of answer that each kind of condition can be about."""
