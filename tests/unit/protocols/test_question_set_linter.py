"""A question set with a fault in it is refused when it is read, with a message that says where and what."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.strict_yaml import read_yaml

SHIPPED = read_yaml(resources.shipped_questionnaires()["cda-s115"] / "questions.yaml", QuestionnaireError)
Change = Callable[[dict[str, Any]], None]


def loaded(change: Change) -> Questionnaire:
    data = deepcopy(SHIPPED)
    change(data)
    return Questionnaire.parsed(data, QuestionnaireError, "questions.yaml")


def message_of(change: Change) -> str:
    with pytest.raises(QuestionnaireError) as caught:
        loaded(change)
    return str(caught.value)


def on(question_id: str, **changes: Any) -> Change:
    """Changes one question of the set."""

    def change(data: dict[str, Any]) -> None:
        next(each for each in data["questions"] if each["id"] == question_id).update(changes)

    return change


def asked_when(**condition: Any) -> Change:
    """Makes the question 'ending', which nothing depends on, depend on something."""
    return on("ending", relevant_when=condition)


def test_the_shipped_set_has_no_fault() -> None:
    assert loaded(lambda data: None) == Questionnaire.load("cda-s115")


FAULTS = {
    "a section that is not there": (
        on("ending", section="endings"),
        "'ending' is in section 'endings', which is not there",
    ),
    "a question twice": (
        lambda data: data["questions"].append(data["questions"][-1]),
        "question 'signatories' stands twice",
    ),
    "a later question": (
        on("territory", relevant_when={"question": "ending", "is": True}),
        "'territory' depends on 'ending', which does not stand before it",
    ),
    "itself": (
        on("territory", relevant_when={"question": "territory", "is": "wales"}),
        "'territory' depends on 'territory', which does not stand before it",
    ),
    "a question that is not there": (
        asked_when(question="nowhere", **{"is": True}),
        "'ending' depends on 'nowhere', which does not stand before it",
    ),
    "a later question deep inside": (
        on("territory", relevant_when={"not": {"any_of": [{"all_of": [{"question": "ending", "is": True}]}]}}),
        "'territory' depends on 'ending', which does not stand before it",
    ),
    "a value that is no option": (
        asked_when(question="data_form", **{"is": "anonymous"}),
        "'ending' depends on an answer that 'data_form' cannot have: anonymous",
    ),
    "values of which one is no option": (
        asked_when(question="data_form", **{"in": ["aggregate", "anonymous"]}),
        "'ending' depends on an answer that 'data_form' cannot have: anonymous",
    ),
    "a value that is no option of a list": (
        asked_when(question="occasions", includes="weekly"),
        "'ending' depends on an answer that 'occasions' cannot have: weekly",
    ),
    "a value that a column cannot have": (
        asked_when(question="parties", column="role", includes_any=["owner"]),
        "'ending' depends on an answer that 'parties' cannot have: owner",
    ),
    "a kind of body that is not there": (
        asked_when(question="parties", column="body", includes_any=["police_farce"]),
        "'ending' depends on an answer that 'parties' cannot have: police_farce",
    ),
    "text where yes or no is asked": (
        asked_when(question="joint_controllers", **{"is": "yes"}),
        "'ending' depends on an answer that 'joint_controllers' cannot have: yes",
    ),
    "a citation that the law does not have": (
        on("ending", citations=["data-sharing-code", "cda-1998-s114"]),
        "'ending' cites 'cda-1998-s114', which the law does not have",
    ),
    "no citation at all": (on("partnership_name", citations=[]), "'questions > 0 > citations'"),
    "a choice without options": (
        on("territory", options=[]),
        "'territory' has options without a choice, or a choice without options",
    ),
    "options without a choice": (
        on("ending", options=[{"value": "a", "label": "A"}]),
        "'ending' has options without a choice, or a choice without options",
    ),
    "a key that is nearly known": (
        on("ending", citation=["data-sharing-code"]),
        "citation' is not a key that is known here; did you mean 'citations'?",
    ),
    "a key that is nearly known at the top": (
        lambda data: data.update(tittle="Another title"),
        "'tittle' is not a key that is known here; did you mean 'title'?",
    ),
    "a key like no other": (on("ending", xyzzyx=1), "xyzzyx' is not a key that is known here"),
    "a type that is not there": (on("ending", type="essay"), "> type'"),
    "an id that no template can name": (on("ending", id="the-ending"), "> id'"),
    "a question without a reason": (
        lambda data: data["questions"][-1].pop("why"),
        "why' is missing",
    ),
    "a fewest number of rows below none": (on("parties", minimum=-1), "minimum'"),
    "yes or no written as text": (on("ending", required="true"), "required'"),
    "an empty group of conditions": (asked_when(any_of=[]), "any_of'"),
    "a word that is no condition": (asked_when(question="data_form", equals="aggregate"), "relevant_when"),
}


@pytest.mark.parametrize(("change", "says"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_set_is_refused_with_a_message_that_says_where(change: Change, says: str) -> None:
    message = message_of(change)
    assert says in message
    assert "questions.yaml: " in message
    assert "Traceback" not in message
    assert "pydantic" not in message


def test_every_fault_is_named_at_once() -> None:
    def change(data: dict[str, Any]) -> None:
        on("ending", section="endings", citations=["nowhere"])(data)
        on("territory", relevant_when={"question": "ending", "is": True})(data)

    message = message_of(change)
    assert "'endings'" in message
    assert "'nowhere'" in message
    assert "'territory' depends on 'ending'" in message


NEVER_HOLDS = {
    "one value of a list of choices": {"question": "occasions", "is": "meeting"},
    "one of several values of a list of choices": {"question": "occasions", "in": ["meeting", "routine"]},
    "part of a single choice": {"question": "data_form", "includes": "aggregate"},
    "any part of a single choice": {"question": "data_form", "includes_any": ["aggregate"]},
    "yes to a text": {"question": "partnership_name", "is": True},
    "yes to a date": {"question": "start_date", "is": True},
    "yes to a table": {"question": "parties", "is": True},
    "a column of what is no table": {"question": "data_form", "column": "body", "includes_any": ["aggregate"]},
    "a column that the table does not have": {"question": "parties", "column": "bodies", "includes_any": [True]},
}


@pytest.mark.parametrize("condition", NEVER_HOLDS.values(), ids=NEVER_HOLDS)
def test_a_condition_that_no_answer_can_meet_is_refused(condition: dict[str, Any]) -> None:
    """Otherwise the question is never asked, and a gap that the law sees is never found."""
    assert "'ending'" in message_of(asked_when(**condition))


def row_of(table: str, column: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Finds one column of a table among the questions."""

    def find(data: dict[str, Any]) -> dict[str, Any]:
        columns = next(each for each in data["questions"] if each["id"] == table)["columns"]
        found: dict[str, Any] = next(each for each in columns if each["id"] == column)
        return found

    return find


REGIME, OFFICER = row_of("parties", "regime"), row_of("parties", "officer")
AMBIGUOUS = {
    "a choice in a column without options": lambda data: REGIME(data).pop("options"),
    "a table without columns": on("signatories", columns=[]),
    "a column twice": lambda data: OFFICER(data).update(id="name"),
    "an option twice": lambda data: REGIME(data)["options"].append({"value": "part_3", "label": "Another"}),
    "a section twice": lambda data: data["sections"].append({"id": "cover", "number": 24, "title": "Again"}),
}


@pytest.mark.parametrize("change", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_a_question_that_cannot_be_answered_in_exactly_one_way_is_refused(change: Change) -> None:
    assert "questions.yaml: " in message_of(change)
