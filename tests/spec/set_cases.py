"""Reads the cases of `tests/spec/sets`: a small change to a set's complete example, and what the law says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from infoshare.errors import AnswersError
from infoshare.model.answers import Answers
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.strict_yaml import parse_yaml
from infoshare.protocols.draft import Draft
from infoshare.protocols.relevance import asked_columns
from infoshare.workflows.protocol import Protocol, example

FOLDER = Path(__file__).parent / "sets"


class SetCase(NamedTuple):
    """One change to an example. `gap` is the citation of a gap that must then be there, or `none` for a near miss."""

    of: str
    what: str
    gap: str
    says: str = ""
    change: Mapping[str, Any] = {}
    add: Mapping[str, Any] = {}
    judgement: str = ""
    rule: str = ""

    def protocol(self) -> Protocol:
        """The example, changed."""
        answers = deepcopy(answers_of(self.of))
        for question, change in self.change.items():
            _change(answers, question, change)
        for table, rows in self.add.items():
            answers[table] = [*answers.get(table, []), *rows]
        return protocol_of(self.of, answers)


@cache
def answers_of(name: str) -> dict[str, Any]:
    """The answers of a set's complete example."""
    found: dict[str, Any] = parse_yaml(example(name), AnswersError, "example.yaml")["answers"]
    return found


def protocol_of(name: str, answers: dict[str, Any]) -> Protocol:
    """A protocol from answers to a set."""
    version = Questionnaire.load(name).version
    return Protocol(Draft.of(Answers(questionnaire=name, version=version, answers=answers), "answers.yaml"))


def required_questions(name: str) -> list[str]:
    """The required questions that a set's example is asked."""
    return [question.id for question in protocol_of(name, answers_of(name)).draft.asked if question.required]


def required_cells(name: str) -> list[tuple[str, int, str]]:
    """Each required column of each table, and the first row of the example that is asked for it."""
    draft, found = protocol_of(name, answers_of(name)).draft, dict[tuple[str, str], int]()
    for table in (each for each in draft.asked if each.type == "table"):
        for number, row in enumerate(draft.rows(table.id)):
            for column in (each for each in asked_columns(table, row) if each.required):
                found.setdefault((table.id, column.id), number)
    return [(table, number, column) for (table, column), number in found.items()]


def without(name: str, question: str) -> Protocol:
    """The example without one answer."""
    return protocol_of(name, {key: answer for key, answer in answers_of(name).items() if key != question})


def without_cell(name: str, table: str, number: int, column: str) -> Protocol:
    """The example without one cell."""
    answers = deepcopy(answers_of(name))
    del answers[table][number][column]
    return protocol_of(name, answers)


def _change(answers: dict[str, Any], question: str, change: Any) -> None:
    """A table is changed row by row, by its first cell (null takes the row out); another answer is replaced."""
    if not isinstance(change, Mapping) or not isinstance(answers.get(question), list):
        answers[question] = change
        if change is None:
            del answers[question]
        return
    for first, cells in change.items():
        place = next(n for n, row in enumerate(answers[question]) if next(iter(row.values())) == first)
        if cells is None:
            del answers[question][place]
        else:
            row = {**answers[question][place], **cells}
            answers[question][place] = {key: cell for key, cell in row.items() if cell is not None}


def set_cases() -> Iterator[SetCase]:
    """Every case of every set."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield SetCase(of=path.stem, **case)
