"""A question set: sections and questions, each with its reason, its law, and when it is asked."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.composition import composed
from infoshare.model.law import Body, Gateway, Law
from infoshare.model.noun import Noun
from infoshare.model.precision import Precision, Precisions
from infoshare.model.question_faults import faults_of_set
from infoshare.model.relevance import Condition
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed

AnswerType = Literal[
    "short_text", "long_text", "choice", "choices", "yes_no", "date", "whole_number", "table", "row", "rows"
]  # fmt: skip
"""`row` and `rows` name rows of an earlier table, by what stands in its first column."""
OptionsFrom = Literal["bodies", "gateways", "precisions"]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Effect = Literal["legal", "wording"]
"""What another answer changes: what the law makes of the protocol, or only how it reads."""
TEXTS: frozenset[AnswerType] = frozenset({"short_text", "long_text"})


class Option(Noun):
    """One value that may be chosen, and what the reader sees."""

    value: str
    label: str


class Asked(Noun):
    """What a question and a table's column share: a type, its options, and when it is asked.

    `first` are the options that are shown first where there are many. A column's `relevant_when` is about columns of
    its own row. `effect` is what another answer changes, where that is not what `Question.effect_of` takes it to be.
    """

    id: Id
    type: AnswerType
    options: tuple[Option, ...] = ()
    options_from: OptionsFrom | None = None
    first: tuple[str, ...] = ()
    rows_of: Id | None = None
    relevant_when: Condition | None = None
    effect: Effect | None = None

    def choices(self) -> tuple[Option, ...]:
        """The options, wherever they are kept, those to be shown first in front."""
        found = self.options if self.options_from is None else _options_kept_elsewhere(self.options_from)
        return tuple(sorted(found, key=lambda option: self._rank(option.value)))

    def _rank(self, value: str) -> int:
        return self.first.index(value) if value in self.first else len(self.first)

    def label_of(self, value: object) -> str:
        """What the reader sees for a chosen value."""
        return next((option.label for option in self.choices() if option.value == value), str(value))


@cache
def _options_kept_elsewhere(what: OptionsFrom) -> tuple[Option, ...]:
    things: tuple[Body | Gateway | Precision, ...] = Precisions.load().precisions
    if what != "precisions":
        things = Law.load().bodies if what == "bodies" else Law.load().gateways
    named = tuple(Option(value=each.id, label=each.name[:1].upper() + each.name[1:]) for each in things)
    return (*named, NO_GATEWAY) if what == "gateways" else named


NO_GATEWAY = Option(value="none", label="No power or duty is needed, because it is about nobody")


class Column(Asked):
    """One column of a table that is an answer."""

    label: str
    required: bool = True


class Question(Asked):
    """One question, independent of any screen. `judgement` says what only a person can weigh in its answer.

    `may_wait`: "not sure, come back" is an answer, which the law permits; it becomes an action.
    """

    section: str
    text: str
    why: str
    help: str
    good: str | None = None
    bad: str | None = None
    columns: tuple[Column, ...] = ()
    minimum: Annotated[int, Field(ge=0)] = 0
    required: bool = False
    may_wait: bool = False
    citations: Annotated[tuple[str, ...], Field(min_length=1)]
    judgement: str | None = None

    def column(self, column_id: str) -> Column:
        """The column with that id; a KeyError is a fault of ours."""
        return {column.id: column for column in self.columns}[column_id]

    def effect_of(self, asked: Asked) -> Effect:
        """What another answer to this question, or another cell of one of its columns, changes.

        What the question set says; else a text changes only the wording, and anything else has legal effect if its
        table has, or if a provision of law rather than guidance stands behind the question.
        """
        if asked.effect or asked.type in TEXTS:
            return asked.effect or "wording"
        law = Law.load()
        return self.effect or ("legal" if any(law.provision(each).is_law for each in self.citations) else "wording")


class Section(Noun):
    """A section of the document."""

    id: Id
    number: int
    title: str


class ShortForm(Noun):
    """The few questions that cannot wait: while `when` holds, only those that `keep` names are asked."""

    when: Condition
    keep: Annotated[tuple[Id, ...], Field(min_length=1)]


class Questionnaire(Noun):
    """A versioned set of questions: of an agreement between partners, or of one decision."""

    questionnaire: str
    version: int
    kind: Literal["agreement", "decision"] = "agreement"
    title: str
    use_for: str
    short_form: ShortForm | None = None
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    @classmethod
    @cache
    def load(cls, name: str) -> Self:
        """A shipped question set: the shared questions that it takes, and its own.

        Raises:
            QuestionnaireError: if there is none of that name, or it is damaged.
        """
        folder = resources.shipped_questionnaires().get(name)
        if folder is None:
            raise QuestionnaireError(
                f"there is no question set '{name}'",
                mend=f"Question sets: {listed(resources.shipped_questionnaires())}.",
            )
        where = f"{name}/questions.yaml"
        own = read_yaml(folder / "questions.yaml", QuestionnaireError)
        return cls.parsed(composed(own, where), QuestionnaireError, where)

    def question(self, question_id: str) -> Question:
        """The question with that id; a KeyError is a fault of ours."""
        return {question.id: question for question in self.questions}[question_id]

    def of_section(self, section: Section) -> tuple[Question, ...]:
        """A section's questions, in order."""
        return tuple(question for question in self.questions if question.section == section.id)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if faults := [*faults_of_set(self)]:
            raise ValueError("; ".join(faults))
        return self
