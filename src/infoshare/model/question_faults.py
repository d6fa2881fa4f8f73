"""What is wrong with a question set: ids twice, law that is not there, conditions that nothing can meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from infoshare.model.law import Law
from infoshare.model.relevance import (
    Asks,
    Condition,
    In,
    Includes,
    IncludesAny,
    Is,
    OnList,
    Value,
    asked_about,
    values_of,
)
from infoshare.safe_repr import listed

if TYPE_CHECKING:
    from infoshare.model.questionnaire import AnswerType, Asked, Question, Questionnaire


def faults_of_set(questionnaire: Questionnaire) -> Iterator[str]:
    """Every fault of a question set, each naming its question."""
    yield from _repeated(questionnaire)
    yield from _misplaced(questionnaire)
    yield from _uncited(questionnaire)
    yield from _short_form(questionnaire)


def _short_form(questionnaire: Questionnaire) -> Iterator[str]:
    """A short form keeps questions that are there, and hangs on kept ones that stand before all that it leaves."""
    form = questionnaire.short_form
    if form is None:
        return
    before: dict[str, Question] = {}
    kept = {*form.keep}
    if strange := sorted(kept - {question.id for question in questionnaire.questions}):
        yield f"the short form keeps what is not asked: {listed(strange)}"
    for question in questionnaire.questions:
        if question.id not in kept:
            break
        before[question.id] = question
    yield from _conditions("the short form", form.when, before)


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
        yield from _conditions(question.id, question.relevant_when, before)
        yield from _rows_of(question.id, question, before)
        yield from _of_columns(question, before)
        before[question.id] = question


def _of_columns(question: Question, before: Mapping[str, Question]) -> Iterator[str]:
    beside: dict[str, Asked] = {}
    for column in question.columns:
        yield from _conditions(f"{question.id}.{column.id}", column.relevant_when, beside)
        yield from _rows_of(f"{question.id}.{column.id}", column, before)
        if column.type == "table":
            yield f"'{question.id}.{column.id}' is a table in a table"
        beside[column.id] = column


def _rows_of(where: str, asked: Asked, before: Mapping[str, Question]) -> Iterator[str]:
    table = before.get(asked.rows_of or "")
    if asked.rows_of and (table is None or table.type != "table"):
        yield f"'{where}' names rows of '{asked.rows_of}', which is no table before it"


def _conditions(where: str, when: Condition | None, before: Mapping[str, Asked]) -> Iterator[str]:
    for condition in asked_about(when) if when else ():
        yield from _unanswerable(where, condition, before.get(condition.question))


def _misshapen(question: Question) -> Iterator[str]:
    if (question.type == "table") != bool(question.columns):
        yield f"'{question.id}' has columns without being a table, or is a table without columns"
    for asked in (question, *question.columns):
        if (asked.type in {"choice", "choices"}) != bool(asked.choices()):
            yield f"'{question.id}' has options without a choice, or a choice without options"
        if (asked.type in {"row", "rows"}) != bool(asked.rows_of):
            yield f"'{question.id}' names rows without saying of which table, or says a table and names no rows"
        strange = set(asked.first) - {option.value for option in asked.choices()}
        if strange:
            yield f"'{question.id}' shows first what it does not offer: {listed(sorted(strange))}"


def _unanswerable(where: str, condition: Asks, asked: Asked | None) -> Iterator[str]:
    if asked is None:
        yield f"'{where}' depends on '{condition.question}', which does not stand before it"
        return
    column = condition.column if isinstance(condition, IncludesAny | OnList) else None
    holder = _column(asked, column) if column else asked
    if holder is None or (holder.type not in _ASKED_HOW[type(condition)] and not column):
        yield f"'{where}' depends on '{asked.id}' in a way that no answer of its type can meet"
        return
    if isinstance(condition, OnList):
        yield from _unlisted(where, condition, holder)
    yes_no: set[Value] = {True, False} if holder.type == "yes_no" else set()
    allowed: set[Value] = {option.value for option in holder.choices()} or yes_no
    strange = [value for value in values_of(condition) if value not in allowed]
    if strange:
        yield f"'{where}' depends on an answer that '{asked.id}' cannot have: {listed(strange)}"


def _column(asked: Asked, column: str) -> Asked | None:
    return next((each for each in getattr(asked, "columns", ()) if each.id == column), None)


def _unlisted(where: str, condition: OnList, holder: Asked) -> Iterator[str]:
    if holder.options_from != "bodies" or condition.on_list not in {each.id for each in Law.load().lists}:
        yield f"'{where}' depends on the list '{condition.on_list}', which is none, or not one for that answer"


_ASKED_HOW: dict[type[Asks], tuple[AnswerType, ...]] = {
    Is: ("choice", "yes_no"), In: ("choice", "yes_no"), Includes: ("choices",), IncludesAny: ("choices",),
    OnList: ("choice",),
}  # fmt: skip
"""The types of answer that each kind of condition can be about."""
