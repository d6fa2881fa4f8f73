"""A question set with a fault in it is refused when it is read, with a message that says where and what."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.composition import composed
from infoshare.model.flow import Reason
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.strict_yaml import read_yaml

WRITTEN = read_yaml(resources.shipped_questionnaires()["cda-s115"] / "questions.yaml", QuestionnaireError)
SHIPPED = composed(WRITTEN, "questions.yaml")
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


def in_column(table: str, column: str, **changes: Any) -> Change:
    """Changes one column of a table."""

    def change(data: dict[str, Any]) -> None:
        columns = next(each for each in data["questions"] if each["id"] == table)["columns"]
        next(each for each in columns if each["id"] == column).update(changes)

    return change


def column_when(**condition: Any) -> Change:
    """Makes the column 'why' of the items, which nothing depends on, depend on something."""
    return in_column("data_items", "why", relevant_when=condition)


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
        on("ending", citatons=["data-sharing-code"]),
        "citatons' is not a key that is known here; did you mean 'citations'?",
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


COLUMN_FAULTS = {
    "a column of the same row that stands later": (
        in_column("data_items", "form", relevant_when={"question": "holder", "is": True}),
        "'data_items.form' depends on 'holder', which does not stand before it",
    ),
    "a column of the same row that stands later, deep inside": (
        in_column("flows", "giver", relevant_when={"not": {"any_of": [{"question": "gateway", "is": "cda_s115"}]}}),
        "'flows.giver' depends on 'gateway', which does not stand before it",
    ),
    "another question instead of a column": (
        column_when(question="data_form", **{"is": "aggregate"}),
        "'data_items.why' depends on 'data_form', which does not stand before it",
    ),
    "a column of another table": (
        column_when(question="parties", column="role", includes_any=["processor"]),
        "'data_items.why' depends on 'parties', which does not stand before it",
    ),
    "a value that the column cannot have": (
        column_when(question="form", **{"is": "anonymous"}),
        "'data_items.why' depends on an answer that 'form' cannot have: anonymous",
    ),
    "one value of a column of several": (
        in_column("flows", "retention", relevant_when={"question": "includes", "is": "notes"}),
        "'flows.retention' depends on 'includes' in a way that no answer of its type can meet",
    ),
    "part of a column of one value": (
        column_when(question="form", includes="aggregate"),
        "'data_items.why' depends on 'form' in a way that no answer of its type can meet",
    ),
    "yes to a column of text": (
        column_when(question="item", **{"is": True}),
        "'data_items.why' depends on 'item' in a way that no answer of its type can meet",
    ),
    "yes to a column of names": (
        column_when(question="flows", includes=True),
        "'data_items.why' depends on 'flows' in a way that no answer of its type can meet",
    ),
    "a column in a column": (
        in_column("parties", "role", relevant_when={"question": "body", "column": "body", "includes_any": ["court"]}),
        "'parties.role' depends on 'body' in a way that no answer of its type can meet",
    ),
    "a list that is none": (
        in_column("parties", "role", relevant_when={"question": "body", "on_list": "wizards"}),
        "'parties.role' depends on the list 'wizards', which is none, or not one for that answer",
    ),
    "a list for what is no kind of body": (
        in_column("data_items", "why", relevant_when={"question": "form", "on_list": "caldicott_bodies"}),
        "'data_items.why' depends on the list 'caldicott_bodies', which is none, or not one for that answer",
    ),
    "a list that is none, of a table before": (
        asked_when(question="parties", column="body", on_list="caldicott_body"),
        "'ending' depends on the list 'caldicott_body', which is none, or not one for that answer",
    ),
    "a list for a column of a table that is no kind of body": (
        asked_when(question="parties", column="role", on_list="caldicott_bodies"),
        "'ending' depends on the list 'caldicott_bodies', which is none, or not one for that answer",
    ),
    "a list of a column that is not there": (
        asked_when(question="parties", column="bodies", on_list="caldicott_bodies"),
        "'ending' depends on 'parties' in a way that no answer of its type can meet",
    ),
    "rows of a table that stands later": (
        in_column("parties", "officer", type="row", rows_of="flows"),
        "'parties.officer' names rows of 'flows', which is no table before it",
    ),
    "rows of its own table": (
        in_column("flows", "giver", rows_of="flows"),
        "'flows.giver' names rows of 'flows', which is no table before it",
    ),
    "rows of what is no table": (
        in_column("flows", "giver", rows_of="purposes"),
        "'flows.giver' names rows of 'purposes', which is no table before it",
    ),
    "rows of a question that is not there": (
        in_column("flows", "giver", rows_of="people"),
        "'flows.giver' names rows of 'people', which is no table before it",
    ),
    "rows of no table": (
        in_column("flows", "giver", rows_of=None),
        "'flows' names rows without saying of which table, or says a table and names no rows",
    ),
    "a table whose rows are not named": (
        in_column("flows", "retention", rows_of="parties"),
        "'flows' names rows without saying of which table, or says a table and names no rows",
    ),
    "an option that is shown first and not offered": (
        in_column("flows", "gateway", first=["cda_s115", "cda_s116"]),
        "'flows' shows first what it does not offer: cda_s116",
    ),
    "an option of a question that is shown first and not offered": (
        on("territory", first=["wales", "scotland"]),
        "'territory' shows first what it does not offer: scotland",
    ),
    "options from a list that is none": (in_column("flows", "gateway", options_from="wizards"), "options_from'"),
    "a key of a column that is nearly known": (
        in_column("flows", "giver", row_of="parties"),
        "row_of' is not a key that is known here; did you mean 'rows_of'?",
    ),
}
HOLES = {
    "yes to a column of text of a table": asked_when(question="parties", column="name", includes_any=[True]),
    "a table in a table": in_column("data_items", "why", type="table"),
    "a question that names rows of what is no table": on("ending", type="row", rows_of="purposes"),
    "a question that names rows of a table that stands later": on("owner", type="row", rows_of="parties"),
}


@pytest.mark.parametrize(("change", "says"), COLUMN_FAULTS.values(), ids=COLUMN_FAULTS)
def test_a_faulty_column_is_refused_with_a_message_that_says_where(change: Change, says: str) -> None:
    assert says in message_of(change)


@pytest.mark.parametrize("change", HOLES.values(), ids=HOLES)
def test_what_no_answer_can_meet_is_refused_wherever_it_stands(change: Change) -> None:
    assert "questions.yaml: " in message_of(change)


@pytest.mark.parametrize("change", [
    column_when(question="form", **{"in": ["identifiable", "pseudonymised"]}),
    in_column("flows", "retention", relevant_when={"question": "includes", "includes": "notes"}),
    in_column("parties", "role", relevant_when={"question": "body", "on_list": "caldicott_bodies"}),
    asked_when(question="parties", column="body", on_list="caldicott_bodies"),
    on("ending", type="row", rows_of="parties"),
])  # fmt: skip
def test_a_column_or_a_list_that_an_answer_can_meet_is_taken(change: Change) -> None:
    assert isinstance(loaded(change), Questionnaire)


@pytest.mark.parametrize(("change", "says"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_set_is_refused_with_a_message_that_says_where(change: Change, says: str) -> None:
    message = message_of(change)
    assert says in message
    assert "questions.yaml: " in message
    assert "Traceback" not in message
    assert "pydantic" not in message


def test_the_word_that_is_offered_is_never_the_word_that_was_written() -> None:
    assert Reason.model_fields["citation"]
    assert "did you mean 'citation'?" not in message_of(on("ending", citation=["data-sharing-code"]))


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


AMBIGUOUS = {
    "a choice in a column without options": (in_column("parties", "role", options=[]), "'parties' has options without"),
    "a table without columns": (on("signatories", columns=[]), "'signatories' has columns without being a table"),
    "columns without a table": (
        on("ending", columns=[{"id": "a", "label": "A", "type": "date"}]),
        "'ending' has columns",
    ),
    "a column twice": (in_column("parties", "officer", id="name"), "'parties': column 'name' stands twice"),
    "an option twice": (
        on("territory", options=[{"value": "wales", "label": "Wales"}, {"value": "wales", "label": "Cymru"}]),
        "'territory': option 'wales' stands twice",
    ),
    "an option of a column twice": (
        in_column("parties", "role", options=[{"value": "controller", "label": each} for each in ("One", "Another")]),
        "'parties': option 'controller' stands twice",
    ),
    "a section twice": (
        lambda data: data["sections"].append({"id": "cover", "number": 24, "title": "Again"}),
        "section 'cover' stands twice",
    ),
}


@pytest.mark.parametrize(("change", "says"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_a_question_that_cannot_be_answered_in_exactly_one_way_is_refused(change: Change, says: str) -> None:
    message = message_of(change)
    assert "questions.yaml: " in message
    assert says in message


def short_form(*keep: str, **when: Any) -> Change:
    """Gives the set a short form."""
    return lambda data: data.update(short_form={"when": when, "keep": list(keep)})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (short_form("partnership_name", "nothing", question="territory", **{"is": "wales"}), "keeps what is not asked"),
        (short_form("partnership_name", question="territory", **{"is": "wales"}), "does not stand before it"),
        (short_form("partnership_name", "territory", question="territory", **{"is": "atlantis"}), "cannot have"),
    ],
)
def test_a_short_form_that_hangs_on_nothing_is_refused(change: Change, said: str) -> None:
    assert said in message_of(change)


def test_a_sound_short_form_is_taken() -> None:
    form = loaded(short_form("partnership_name", "territory", question="territory", **{"is": "wales"})).short_form
    assert form is not None
    assert form.keep == ("partnership_name", "territory")
