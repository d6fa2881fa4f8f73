"""Small changes to the complete example, in words, and what the checks find after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infoshare.model.finding import Finding
from infoshare.workflows.protocol import Protocol

AnswersByQuestion = dict[str, Any]
Change = Callable[[AnswersByQuestion], None]
Make = Callable[[AnswersByQuestion], Protocol]

COUNCIL, POLICE, HOSPITAL, CHARITY = "Harrowmere Borough", "Eastmarch Police", "Harrowmere General", "Larkfield"


def answer(**given: Any) -> Change:
    return lambda answers: answers.update(given)


def without(*question_ids: str) -> Change:
    def change(answers: AnswersByQuestion) -> None:
        for question_id in question_ids:
            del answers[question_id]

    return change


def cells(table: str, key: str, begins: str, **given: Any) -> Change:
    """Changes cells of the row that begins so; `...` takes a cell out."""

    def change(answers: AnswersByQuestion) -> None:
        row = next(row for row in answers[table] if row[key].startswith(begins))
        row.update(given)
        for column in [column for column, cell in given.items() if cell is ...]:
            del row[column]

    return change


def party(begins: str, **given: Any) -> Change:
    return cells("parties", "name", begins, **given)


def basis(begins: str, **given: Any) -> Change:
    return cells("lawful_basis", "party", begins, **given)


def item(begins: str, **given: Any) -> Change:
    return cells("data_items", "item", begins, **given)


def signatory(begins: str, **given: Any) -> Change:
    return cells("signatories", "party", begins, **given)


def every_basis(**given: Any) -> Change:
    """Changes the basis of every party that does not work under Part 3."""

    def change(answers: AnswersByQuestion) -> None:
        for row in answers["lawful_basis"]:
            if row["art6"] != "part_3":
                row.update(given)

    return change


def nobody_under_part_3(answers: AnswersByQuestion) -> None:
    """Puts every party under the UK GDPR."""
    for row in answers["lawful_basis"]:
        row["art6"] = "6_1_e" if row["art6"] == "part_3" else row["art6"]


def drop(table: str, begins: str) -> Change:
    def change(answers: AnswersByQuestion) -> None:
        answers[table] = [row for row in answers[table] if not row["party"].startswith(begins)]

    return change


def joined_by(name: str, body: str) -> Change:
    """Adds a party that only gives, with a basis and a signatory of its own."""

    def change(answers: AnswersByQuestion) -> None:
        answers["parties"].append({**answers["parties"][3], "name": name, "body": body})
        answers["lawful_basis"].append({**answers["lawful_basis"][0], "party": name})
        answers["signatories"].append({**answers["signatories"][0], "party": name})

    return change


def as_is(answers: AnswersByQuestion) -> None:
    """Leaves the example as it is."""


def findings_of(protocol: Protocol, rule: str) -> list[Finding]:
    return [finding for finding in protocol.check() if finding.rule == rule]


def changed(make: Make, answers: AnswersByQuestion, *changes: Change) -> Protocol:
    for change in changes:
        change(answers)
    return make(answers)
