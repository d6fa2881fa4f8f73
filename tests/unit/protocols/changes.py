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
FIRE, PROBATION = "Eastmarch Fire", "Probation Service"
IN_FULL = {
    COUNCIL: "Harrowmere Borough Council",
    POLICE: "Eastmarch Police",
    HOSPITAL: "Harrowmere General Hospitals NHS Foundation Trust",
    CHARITY: "Larkfield Domestic Abuse Service",
    FIRE: "Eastmarch Fire Authority",
    PROBATION: "Probation Service, Eastmarch",
}


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


def flow(begins: str, **given: Any) -> Change:
    return cells("flows", "name", begins, **given)


def basis(begins: str, **given: Any) -> Change:
    return cells("lawful_basis", "party", begins, **given)


def item(begins: str, **given: Any) -> Change:
    return cells("data_items", "item", begins, **given)


def row(table: str, **given: Any) -> Change:
    """Adds a row to a table."""
    return lambda answers: answers[table].append(given)


def has_basis(begins: str, **given: Any) -> Change:
    """Adds a row to the table of lawful bases."""
    return row("lawful_basis", party=IN_FULL[begins], **{"art9": "none", "sch1": "none", **given})


def charity_gives(*recipients: str, **given: Any) -> Change:
    """Lets the charity give coded records of offences, to the police or to others named."""
    to = [IN_FULL[name] for name in recipients or (POLICE,)]
    return flow("Domestic abuse", data_form="pseudonymised", includes=["offences"], recipients=to, **given)


def findings_of(protocol: Protocol, rule: str) -> list[Finding]:
    return [finding for finding in protocol.check() if finding.rule == rule]


def verdicts_of(protocol: Protocol, rule: str) -> list[str]:
    return [finding.verdict for finding in findings_of(protocol, rule)]


def changed(make: Make, answers: AnswersByQuestion, *changes: Change) -> Protocol:
    for change in changes:
        change(answers)
    return make(answers)
