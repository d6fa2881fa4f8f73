"""When a question is asked: a small closed grammar over earlier answers, with no code in it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from infoshare.model.noun import Noun

Value = str | bool | int


class Is(Noun):
    """The answer to a question is this value."""

    question: str
    value: Value = Field(alias="is")


class In(Noun):
    """The answer to a question is one of these values."""

    question: str
    values: tuple[Value, ...] = Field(alias="in")


class Includes(Noun):
    """One of the answers to a question is this value."""

    question: str
    value: Value = Field(alias="includes")


class IncludesAny(Noun):
    """One of the answers, or one of a table column's cells, is among these values."""

    question: str
    column: str | None = None
    values: tuple[Value, ...] = Field(alias="includes_any")


class OnList(Noun):
    """The kind of body chosen, or one in a table's column, stands on this list of the law."""

    question: str
    column: str | None = None
    on_list: str


class AllOf(Noun):
    """Every one of these holds."""

    conditions: tuple[Condition, ...] = Field(alias="all_of", min_length=1)


class AnyOf(Noun):
    """At least one of these holds."""

    conditions: tuple[Condition, ...] = Field(alias="any_of", min_length=1)


class Not(Noun):
    """This does not hold."""

    condition: Condition = Field(alias="not")


Condition = Is | In | Includes | IncludesAny | OnList | AllOf | AnyOf | Not
Asks = Is | In | Includes | IncludesAny | OnList

for model in (AllOf, AnyOf, Not):
    model.model_rebuild()


def asked_about(condition: Condition) -> Iterator[Asks]:
    """The plain conditions inside a condition, each of which names a question."""
    match condition:
        case AllOf() | AnyOf():
            for inner in condition.conditions:
                yield from asked_about(inner)
        case Not():
            yield from asked_about(condition.condition)
        case _:
            yield condition


def values_of(condition: Asks) -> tuple[Value, ...]:
    """The values that a plain condition compares with; of a list of the law, none are written here."""
    match condition:
        case In() | IncludesAny():
            return condition.values
        case OnList():
            return ()
    return (condition.value,)
