"""Says in words why a question is not asked, so that nothing is left out without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.law import Law
from infoshare.model.questionnaire import Asked, Question, Questionnaire
from infoshare.model.relevance import (
    AllOf,
    AnyOf,
    Asks,
    Condition,
    Includes,
    IncludesAny,
    Not,
    OnList,
    Value,
    values_of,
)
from infoshare.protocols.draft import Draft

MANY = 4
WAITS = "this waits for the review, because the decision was urgent"
"""Why the short form of an urgent decision does not ask a question."""


def reason_for(questionnaire: Questionnaire, question: Question) -> str:
    """When a question with a condition is asked: "this arises only if …"."""
    when = question.relevant_when
    return f"this arises only if {_words(questionnaire, when)}" if when else "this is always asked"


def not_asked(draft: Draft) -> dict[str, str]:
    """The questions that are not asked, each with the reason."""
    return {
        each.id: WAITS if draft.leaves(each.id) else reason_for(draft.questionnaire, each)
        for each in draft.questionnaire.questions
        if each.id not in draft.asked_ids
    }


def absent(draft: Draft) -> Iterator[dict[str, str]]:
    """The questions that did not arise, by their reason; not those that wait for the review of what was urgent."""
    together: dict[str, list[str]] = {}
    for question_id, reason in not_asked(draft).items():
        if reason != WAITS:
            together.setdefault(reason, []).append(draft.questionnaire.question(question_id).text)
    for reason, texts in together.items():
        yield {"question": " ".join(texts), "reason": reason}


def _words(questionnaire: Questionnaire, condition: Condition) -> str:
    if isinstance(condition, Not):
        inner = condition.condition
        if isinstance(inner, Asks):
            return _plain(questionnaire, inner, negated=True)
        return f"it is not so that {_words(questionnaire, inner)}"
    if isinstance(condition, Asks):
        return _plain(questionnaire, condition)
    parts = [_part(questionnaire, inner) for inner in condition.conditions]
    return (" and " if isinstance(condition, AllOf) else " or ").join(parts)


def _part(questionnaire: Questionnaire, condition: Condition) -> str:
    """One condition among others: what it joins itself is marked as joined."""
    mark = {AllOf: "both ", AnyOf: "either "}.get(type(condition), "")
    return mark + _words(questionnaire, condition)


def _plain(questionnaire: Questionnaire, condition: Asks, *, negated: bool = False) -> str:
    question = questionnaire.question(condition.question)
    several = isinstance(condition, Includes | IncludesAny) or question.type == "table"
    verb = ("does not include" if several else "is not") if negated else ("includes" if several else "is")
    if isinstance(condition, OnList):
        named = next(each.name for each in Law.load().lists if each.id == condition.on_list)
        return f'the answer to "{question.text}" {verb} one of the {named}'
    return f'the answer to "{question.text}" {verb} {_values(_asked(question, condition), values_of(condition))}'


def _values(asked: Asked, values: tuple[Value, ...]) -> str:
    """The values in words; where nearly all are meant, those that are not."""
    others = [option.value for option in asked.choices() if option.value not in values]
    if len(values) > MANY and len(others) <= len(values):
        return f"anything but {' or '.join(_said(asked, each) for each in others)}"
    return " or ".join(_said(asked, each) for each in values)


def _asked(question: Question, condition: Asks) -> Asked:
    column = condition.column if isinstance(condition, IncludesAny | OnList) else None
    return next((each for each in question.columns if each.id == column), question)


def _said(asked: Asked, value: Value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else f'"{asked.label_of(value)}"'
