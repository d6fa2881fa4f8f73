"""A question set put together: shared questions taken, left out or asked differently, and its own in their places."""

from __future__ import annotations

from typing import Any

import pytest

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.composition import composed
from infoshare.model.questionnaire import Question, Questionnaire
from infoshare.model.strict_yaml import read_yaml

SHARED: dict[str, Any] = read_yaml(resources.shared_questions(), QuestionnaireError)
SHARED_IDS = [question["id"] for question in SHARED["questions"]]
OWN = {"id": "own", "section": "powers", "text": "Is it so?", "why": "It matters.", "help": "Say so.", "type": "yes_no",
       "citations": ["uk-gdpr-6"]}  # fmt: skip
HEAD = {"questionnaire": "made-up", "version": 3, "title": "A title", "use_for": "A test."}


def written(**rest: Any) -> dict[str, Any]:
    return composed({**HEAD, **rest}, "made-up/questions.yaml")


def loaded(**rest: Any) -> Questionnaire:
    return Questionnaire.parsed(written(**rest), QuestionnaireError, "made-up/questions.yaml")


def refused(**rest: Any) -> str:
    with pytest.raises(QuestionnaireError) as caught:
        loaded(**rest)
    return str(caught.value)


def ids(questionnaire: Questionnaire, section: str = "") -> list[str]:
    return [question.id for question in questionnaire.questions if not section or question.section == section]


def columns(question: Question) -> list[str]:
    return [column.id for column in question.columns]


def test_a_set_that_says_nothing_else_takes_every_shared_question_as_it_stands() -> None:
    found = loaded()
    assert ids(found) == SHARED_IDS
    assert [section.id for section in found.sections] == [section["id"] for section in SHARED["sections"]]
    assert (found.questionnaire, found.version, found.kind) == ("made-up", 3, "agreement")
    assert found.question("benefits").text == "Who will benefit, and how will you know?"


def test_a_set_may_take_some_or_leave_some_out() -> None:
    assert ids(loaded(shared={"take": ["parties", "partnership_name"]})) == ["partnership_name", "parties"]
    assert ids(loaded(shared={"leave_out": ["benefits"]})) == [each for each in SHARED_IDS if each != "benefits"]
    assert ids(loaded(shared={"take": ["parties", "benefits"], "leave_out": ["benefits"]})) == ["parties"]
    assert ids(loaded(shared={"take": []}, questions=[OWN])) == ["own"]


UNHEARD_OF = {
    "a question that it takes": (
        {"shared": {"take": ["parties", "partys"]}}, "it takes what is not among the shared questions: partys",
    ),
    "a question that it leaves out": (
        {"shared": {"leave_out": ["benefit"]}}, "it leaves out what is not among the shared questions: benefit",
    ),
    "a question that it changes": (
        {"changes": {"benefit": {"text": "Who?"}}}, "it changes shared questions that it does not take: benefit",
    ),
    "a question that it changes and leaves out": (
        {"changes": {"benefits": {"text": "Who?"}}, "shared": {"leave_out": ["benefits"]}},
        "it changes shared questions that it does not take: benefits",
    ),
    "a question that it changes and does not take": (
        {"changes": {"benefits": {"text": "Who?"}}, "shared": {"take": ["parties"]}},
        "it changes shared questions that it does not take: benefits",
    ),
    "a question after one that is nowhere": (
        {"questions": [{**OWN, "after": "nowhere"}]},
        "a question of its own stands after one that is not there: nowhere",
    ),
    "a question after one that is left out": (
        {"questions": [{**OWN, "after": "benefits"}], "shared": {"leave_out": ["benefits"]}},
        "a question of its own stands after one that is not there: benefits",
    ),
    "a key that is nearly known": ({"chnges": {}}, "'chnges' is not a key that is known here; did you mean 'changes'?"),
    "a key of what it shares": ({"shared": {"leave": []}}, "leave' is not a key that is known here"),
    "a question that it asks twice": ({"questions": [OWN, OWN]}, "question 'own' stands twice"),
    "a shared question as its own": ({"questions": [{**OWN, "id": "benefits"}]}, "question 'benefits' stands twice"),
    "a question without a section": (
        {"questions": [{key: value for key, value in OWN.items() if key != "section"}]}, "section' is missing",
    ),
    "a question in a section that is not there": (
        {"questions": [{**OWN, "section": "power"}]}, "'own' is in section 'power', which is not there",
    ),
    "sections of its own, and questions of others": (
        {"sections": [{"id": "only", "number": 1, "title": "Only"}], "shared": {"take": ["parties"]}},
        "'parties' is in section 'parties', which is not there",
    ),
    "a change that is no change": ({"changes": {"benefits": None}}, "changes > benefits"),
    "a question that is none": ({"questions": ["own"]}, "questions > 0"),
    "a column without a type": (
        {"changes": {"flows": {"columns": {"gatway": {"first": ["cda_s115"]}}}}}, "type' is missing",
    ),
    "options of a question that is not there": (
        {"changes": {"flows": {"columns": {"purpose": {"options_of": "purpses"}}}}}, "options_of' is not a key",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rest", "says"), UNHEARD_OF.values(), ids=UNHEARD_OF)
def test_a_set_that_names_what_is_not_there_is_refused_and_says_where(rest: dict[str, Any], says: str) -> None:
    message = refused(**rest)
    assert says in message
    assert "made-up/questions.yaml: " in message


def test_every_name_that_is_not_there_is_said_at_once() -> None:
    message = refused(
        shared={"take": ["partys"], "leave_out": ["benefit"]}, changes={"dpia": {}},
        questions=[{**OWN, "after": "nowhere"}],
    )  # fmt: skip
    assert all(name in message for name in ("partys", "benefit", "dpia", "nowhere"))


def test_a_change_replaces_the_keys_that_it_names_and_no_others() -> None:
    before, after = (
        loaded().question("benefits"),
        loaded(changes={"benefits": {"text": "Who gains?"}}).question("benefits"),
    )
    assert after == before.model_copy(update={"text": "Who gains?"})
    changed = loaded(changes={"purposes": {"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]}})
    assert [option.value for option in changed.question("purposes").options] == ["a", "b"]


def test_what_is_changed_in_one_set_stays_as_it_was_in_the_next() -> None:
    loaded(changes={"flows": {"columns": {"cda_task": None, "gateway": {"first": ["oma_s14"]}}}})
    assert ids(loaded()) == SHARED_IDS
    assert "cda_task" in columns(loaded().question("flows"))
    assert loaded().question("flows").columns[4].first == ()


def test_a_column_may_be_asked_differently() -> None:
    table = loaded(changes={"flows": {"columns": {"gateway": {"first": ["oma_s14"], "label": "Which power?"}}}})
    (column,) = (each for each in table.question("flows").columns if each.id == "gateway")
    assert (column.label, column.choices()[0].value, column.type) == ("Which power?", "oma_s14", "choice")
    assert columns(table.question("flows")) == columns(loaded().question("flows"))


def test_a_column_that_is_null_is_left_out_and_the_others_stay_in_their_order() -> None:
    before = columns(loaded().question("flows"))
    after = columns(loaded(changes={"flows": {"columns": {"cda_task": None}}}).question("flows"))
    assert after == [each for each in before if each != "cda_task"]


def test_a_column_on_which_another_depends_cannot_be_left_out() -> None:
    message = refused(changes={"flows": {"columns": {"includes": None}}})
    assert "'flows.confidence' depends on 'includes', which does not stand before it" in message


NEW = {"label": "New", "type": "short_text"}


@pytest.mark.parametrize(
    ("column", "place"),
    [({**NEW, "after": "name"}, 1), ({**NEW, "after": "retention"}, -1), (NEW, -1)],
    ids=["after the first", "after the last", "after none"],
)
def test_a_new_column_stands_after_the_one_that_it_names_or_last(column: dict[str, Any], place: int) -> None:
    table = loaded(changes={"flows": {"columns": {"new": column}}}).question("flows")
    assert columns(table)[place] == "new"
    assert len(columns(table)) == len(columns(loaded().question("flows"))) + 1


def test_a_new_column_may_follow_another_new_one() -> None:
    changes = {"one": {**NEW, "after": "name"}, "two": {**NEW, "after": "one"}}
    assert columns(loaded(changes={"flows": {"columns": changes}}).question("flows"))[:3] == ["name", "one", "two"]


def test_a_column_has_the_options_of_the_question_that_it_names_as_the_set_asks_it() -> None:
    changes = {"purposes": {"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]}}
    found = loaded(changes=changes)
    (purpose,) = (each for each in found.question("flows").columns if each.id == "purpose")
    assert purpose.options == found.question("purposes").options
    assert [option.value for option in purpose.options] == ["a", "b"]


def test_a_column_of_a_sets_own_table_may_have_the_options_of_a_shared_question() -> None:
    table = {**OWN, "id": "visits", "type": "table", "minimum": 1, "section": "data",
             "columns": [{"id": "where", "label": "Where", "type": "choice", "options_of": "territory"},
                         {"id": "who", "label": "Who", "type": "rows", "rows_of": "parties"}]}  # fmt: skip
    found = loaded(questions=[table]).question("visits")
    assert found.columns[0].options == loaded().question("territory").options


def test_a_question_of_its_own_stands_at_the_end_of_its_section() -> None:
    assert ids(loaded(questions=[OWN]), "powers")[-1] == "own"
    assert ids(loaded(questions=[{**OWN, "section": "cover"}]), "cover")[-1] == "own"


def test_a_question_of_its_own_stands_right_after_the_one_that_it_names() -> None:
    first, second = {**OWN, "section": "purpose", "after": "purposes"}, {**OWN, "id": "next", "section": "purpose",
                                                                          "after": "own"}  # fmt: skip
    assert ids(loaded(questions=[first, second]), "purpose")[:3] == ["purposes", "own", "next"]


def test_a_question_of_its_own_may_decide_which_questions_after_it_are_asked() -> None:
    change = {"benefits": {"relevant_when": {"question": "own", "is": True}}}
    first = {**OWN, "section": "purpose", "after": "purposes"}
    assert loaded(questions=[first], changes=change).question("benefits").relevant_when
    assert "'benefits' depends on 'own', which does not stand before it" in refused(
        questions=[{**OWN, "section": "purpose"}], changes=change
    )


def test_a_set_with_sections_of_its_own_has_its_questions_in_them() -> None:
    sections = [{"id": "one", "number": 1, "title": "One"}, {"id": "two", "number": 2, "title": "Two"}]
    own = [{**OWN, "id": "late", "section": "two"}, {**OWN, "id": "early", "section": "one"}]
    found = loaded(sections=sections, questions=own, shared={"take": []}, kind="decision")
    assert ids(found) == ["early", "late"]
    assert found.kind == "decision"
    assert "kind'" in refused(kind="chat")


HOLES: dict[str, dict[str, Any]] = {
    "a column that is left out and not there": {"changes": {"flows": {"columns": {"cda_tsk": None}}}},
    "a new column after one that is not there": {
        "changes": {"flows": {"columns": {"new": {"label": "N", "type": "short_text", "after": "nowhere"}}}}
    },
    "columns of what is no table": {"changes": {"benefits": {"columns": {"new": NEW}}}},
    "columns that are a list": {"changes": {"flows": {"columns": [{"id": "new"}]}}},
    "a column that is a word": {"changes": {"flows": {"columns": {"gateway": "first"}}}},
    "a question after a list": {"questions": [{**OWN, "after": ["benefits"]}]},
    "a question of its own without an id": {
        "questions": [{key: value for key, value in OWN.items() if key != "id"}]
    },
}  # fmt: skip


@pytest.mark.parametrize("rest", HOLES.values(), ids=HOLES)
def test_a_slip_in_a_set_is_a_message_and_never_a_crash_or_nothing(rest: dict[str, Any]) -> None:
    assert "made-up/questions.yaml: " in refused(**rest)
