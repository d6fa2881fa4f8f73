"""Puts a question set together: the shared questions that it takes, what it asks differently, and its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from pydantic import Field

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.noun import Noun
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed

Plain = dict[str, Any]
"""A mapping as it stands in YAML."""


class Shared(Noun):
    """The questions of `shared_questions.yaml` that a set takes: only these, or all but those left out."""

    take: tuple[str, ...] | None = None
    leave_out: tuple[str, ...] = ()


class SetFile(Noun):
    """A question set as it is written.

    `sections` are its own; without them the shared ones stand. `changes` give a shared question other keys, and its
    columns too (a column that is null is left out). A question of its own stands at the end of its section, or right
    after the question that its `after` names; so does a shared one that is given an `after`.
    """

    questionnaire: str
    version: int
    kind: str = "agreement"
    title: str
    use_for: str
    short_form: Plain | None = None
    shared: Shared = Shared()
    sections: tuple[Plain, ...] | None = None
    changes: dict[str, Plain] = Field(default={})
    questions: tuple[Plain, ...] = ()


def composed(written: Any, where: str) -> Plain:
    """A whole question set as plain data, to be checked by `Questionnaire`.

    Raises:
        QuestionnaireError: if the file has keys that are not known, or names shared questions that are not there.
    """
    own = SetFile.parsed(written, QuestionnaireError, where)
    if faults := [*_misshapen(own)]:
        raise QuestionnaireError(*(f"{where}: {fault}" for fault in faults))
    shared = _shared_file()
    if faults := [*_unheard_of(own, shared)]:
        raise QuestionnaireError(*(f"{where}: {fault}" for fault in faults))
    sections = list(own.sections if own.sections is not None else shared["sections"])
    questions = _in_order([*_taken(own, shared)], own.questions, [each.get("id") for each in sections])
    options = _options([*shared["questions"], *questions])
    return {
        **own.model_dump(include={"questionnaire", "version", "kind", "title", "use_for", "short_form"}),
        "sections": sections,
        "questions": [_with_options(question, options) for question in questions],
    }


def shared_ids() -> dict[str, tuple[str, ...]]:
    """The ids of the shared questions, each with those of its columns."""
    shared: list[Plain] = _shared_file()["questions"]
    return {each["id"]: tuple(column["id"] for column in each.get("columns", ())) for each in shared}


@cache
def _shared_file() -> Plain:
    """The shared questions as they stand in YAML, read once; whoever changes one makes a copy."""
    return cast(Plain, read_yaml(resources.shared_questions(), QuestionnaireError))


def _taken(own: SetFile, shared: Plain) -> Iterator[Plain]:
    for question in shared["questions"]:
        wanted = own.shared.take is None or question["id"] in own.shared.take
        if wanted and question["id"] not in own.shared.leave_out:
            yield _changed(question, own.changes.get(question["id"], {}))


def _changed(question: Plain, change: Plain) -> Plain:
    columns = {"columns": _columns(question["columns"], change["columns"])} if "columns" in change else {}
    return {**question, **change, **columns}


def _columns(shared: list[Plain], changes: Mapping[str, Plain | None]) -> list[Plain]:
    """The columns with other keys, without those left out, and with new ones after the column they name."""
    kept = [{**each, **(changes.get(each["id"]) or {})} for each in shared if changes.get(each["id"], {}) is not None]
    known = {each["id"] for each in shared}
    for name, column in changes.items():
        if name not in known and column is not None:
            new = {"id": name, **{key: value for key, value in column.items() if key != "after"}}
            kept.insert(_place(kept, column.get("after")), new)
    return kept


def _options(questions: list[Plain]) -> dict[str, Any]:
    """The options of each question by its id, and of each column as `question.column`."""
    columns = [
        (f"{each.get('id')}.{column.get('id')}", column) for each in questions for column in each.get("columns", ())
    ]
    return {
        name: each.get("options", []) for name, each in [*((str(each.get("id")), each) for each in questions), *columns]
    }


def _with_options(asked: Plain, options: Mapping[str, Any]) -> Plain:
    """A question or column with the options that its `options_of` names, and so its columns."""
    columns = {"columns": [_with_options(each, options) for each in asked["columns"]]} if "columns" in asked else {}
    if asked.get("options_of") not in options:
        return {**asked, **columns}
    plain = {key: value for key, value in asked.items() if key != "options_of"}
    return {**plain, **columns, "options": options[asked["options_of"]]}


def _in_order(taken: list[Plain], own: tuple[Plain, ...], sections: list[Any]) -> list[Plain]:
    questions = [question for question in taken if "after" not in question]
    for question in (*own, *(question for question in taken if "after" in question)):
        plain = {key: value for key, value in question.items() if key != "after"}
        questions.insert(_place(questions, question.get("after")), plain)
    return sorted(questions, key=lambda each: _rank(sections, each.get("section")))


def _rank(sections: list[Any], section: Any) -> int:
    return sections.index(section) if section in sections else len(sections)


def _place(things: list[Plain], after: str | None) -> int:
    """Right after the one named, or at the end."""
    return next((place for place, each in enumerate(things, start=1) if each.get("id") == after), len(things))


def _misshapen(own: SetFile) -> Iterator[str]:
    """What would be no question or column at all."""
    for place, question in enumerate(own.questions, start=1):
        if not isinstance(question.get("id"), str):
            yield f"question {place} of its own has no id"
        if not isinstance(question.get("after", ""), str):
            yield f"question {place} of its own stands after something that is no id"
        columns = question.get("columns", [])
        if not isinstance(columns, list) or not all(isinstance(column, dict) for column in columns):
            yield f"the columns of question {place} of its own are no list of columns"
    for name, change in own.changes.items():
        columns = change.get("columns", {})
        if not isinstance(columns, dict) or not all(
            each is None or isinstance(each, dict) for each in columns.values()
        ):
            yield f"the columns of '{name}' are to be changed by their names"


def _unheard_of(own: SetFile, shared: Plain) -> Iterator[str]:
    known = [question["id"] for question in shared["questions"]]
    taken = set(known if own.shared.take is None else own.shared.take) - set(own.shared.leave_out)
    for what, names in (("takes", own.shared.take or ()), ("leaves out", own.shared.leave_out)):
        if strange := [name for name in names if name not in known]:
            yield f"it {what} what is not among the shared questions: {listed(strange)}"
    if strange := [name for name in own.changes if name not in taken]:
        yield f"it changes shared questions that it does not take: {listed(strange)}"
    tables = {
        question["id"]: [column["id"] for column in question.get("columns", ())] for question in shared["questions"]
    }
    yield from (fault for name in own.changes if name in tables for fault in _strange_columns(name, own, tables[name]))
    there = {*taken, *(question.get("id") for question in own.questions)}
    if strange := [str(each["after"]) for each in own.questions if each.get("after") not in {None, *there}]:
        yield f"a question of its own stands after one that is not there: {listed(strange)}"


def _strange_columns(name: str, own: SetFile, known: list[str]) -> Iterator[str]:
    """Columns changed of what is no table, left out though they are not there, or put after one that is not."""
    columns = own.changes[name].get("columns", {})
    if columns and not known:
        yield f"'{name}' is no table and has no columns to change"
    for column, change in columns.items():
        if change is None and column not in known:
            yield f"'{name}' has no column '{column}' to leave out"
        if change and change.get("after") not in {None, *known, *columns}:
            yield f"'{name}.{column}' stands after a column that is not there"
