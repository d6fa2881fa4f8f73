"""A guided interview: which question stands next, and what a typed line means."""

from __future__ import annotations

from typing import Any

import pytest

from infoshare.model.questionnaire import Column, Questionnaire
from infoshare.protocols.interview import Interview, NotAnAnswer, read_line

SET = Questionnaire.load("cda-s115")


def column(table: str, column_id: str) -> Column:
    return next(each for each in SET.question(table).columns if each.id == column_id)


GIVER, RECIPIENTS = column("flows", "giver"), column("flows", "recipients")
COUNCIL, POLICE, PROBATION, FIRE = NAMES = (
    "Harrowmere Borough Council", "Eastmarch Police", "Probation Service, Eastmarch", "Eastmarch Fire Authority",
)  # fmt: skip

# A question, a line that is typed, and the answer that it means.
LINES: list[tuple[str, str, Any]] = [
    ("partnership_name", "  Harrowmere\x00 ", "Harrowmere"),
    ("territory", "2", "wales"),
    ("territory", "WALES", "wales"),
    ("territory", "eng", "england"),
    ("territory", "both england and wales", "both"),
    ("joint_controllers", "y", True),
    ("joint_controllers", "No", False),
    ("start_date", "1 December 2026", "2026-12-01"),
    ("start_date", "01/12/2026", "2026-12-01"),
    ("start_date", "2026-12-01", "2026-12-01"),
    ("occasions", "1, 3,1", ["routine", "ad_hoc"]),
    ("occasions", "in an emergency", ["emergency"]),
    ("purposes", "a strategy on drugs", ["s6_substance_misuse"]),
    ("purposes", "s6_substance_misuse, 1", ["s6_substance_misuse", "s6_crime_disorder"]),
    ("occasions", "1,,2,", ["routine", "meeting"]),
    ("necessity", "2", "2"),
]

NO_ANSWERS = [
    ("territory", "4"), ("territory", "0"), ("territory", "x"), ("territory", "-1"), ("dpia", "n o"),
    ("joint_controllers", "maybe"), ("joint_controllers", "true"), ("start_date", "soon"), ("start_date", "31/02/2026"),
    ("start_date", "December 2026"), ("occasions", "1, 9"), ("partnership_name", "x" * 501), ("territory", "9" * 5_000),
]  # fmt: skip


@pytest.mark.parametrize(("question_id", "line", "answer"), LINES, ids=[f"{name}: {line}" for name, line, _ in LINES])
def test_a_typed_line_is_read_as_its_question_asks(question_id: str, line: str, answer: Any) -> None:
    assert read_line(SET.question(question_id), line) == answer


@pytest.mark.parametrize(("question_id", "line"), NO_ANSWERS, ids=[f"{name}: {line:.20}" for name, line in NO_ANSWERS])
def test_a_line_that_is_no_answer_says_what_would_be_one(question_id: str, line: str) -> None:
    with pytest.raises(NotAnAnswer, match=r"type|at most|choose"):
        read_line(SET.question(question_id), line)


# A line that names rows, and the rows that it names.
ONE_NAME = [
    ("1", COUNCIL), ("4", FIRE), ("２", POLICE), (POLICE, POLICE), ("eastmarch p", POLICE), ("HARROW", COUNCIL),
    ("probation", PROBATION), ("probation service, EASTMARCH", PROBATION), (" 3 ", PROBATION), ("\u200e1", COUNCIL),
]  # fmt: skip
NAMED = [POLICE, COUNCIL, PROBATION]
SEVERAL_NAMES = [
    ("1", [COUNCIL]), ("1,2", [COUNCIL, POLICE]), ("2, 1 ,2", [POLICE, COUNCIL]), ("1;2", [COUNCIL, POLICE]),
    ("probation", [PROBATION]), ("Probation Service, Eastmarch", [PROBATION]),
    ("Probation Service, Eastmarch; eastmarch f", [PROBATION, FIRE]), ("eastmarch p; 1,3", NAMED),
    ("1; Probation Service, Eastmarch; 1", [COUNCIL, PROBATION]),
]  # fmt: skip
NO_NAMES = ["5", "0", "-1", "1.0", "eastmarch", "service", "", "Nobody", "9" * 4_000]
NO_SEVERAL_NAMES = [*NO_NAMES, "1,9", ",", ";", "1; Nobody", "Eastmarch Police, Harrowmere Borough Council"]


@pytest.mark.parametrize(("line", "name"), ONE_NAME)
def test_a_row_is_named_by_its_number_or_the_beginning_of_its_name(line: str, name: str) -> None:
    assert read_line(GIVER, line, NAMES) == name


@pytest.mark.parametrize(("line", "names"), SEVERAL_NAMES)
def test_several_rows_are_named_by_numbers_with_commas_or_names_with_semicolons(line: str, names: list[str]) -> None:
    """A name may have a comma in it, so commas part numbers only."""
    assert read_line(RECIPIENTS, line, NAMES) == names


@pytest.mark.parametrize("line", NO_NAMES, ids=lambda line: line[:20])
def test_a_line_that_names_no_row_or_two_says_what_would_name_one(line: str) -> None:
    with pytest.raises(
        NotAnAnswer, match=r"^type the number of one that is listed, 1 to 4, or the beginning of its name$"
    ):
        read_line(GIVER, line, NAMES)


@pytest.mark.parametrize("line", NO_SEVERAL_NAMES, ids=lambda line: line[:20])
def test_a_line_of_several_of_which_one_names_no_row_says_what_would_name_one(line: str) -> None:
    with pytest.raises(NotAnAnswer, match=r"type the numbers? (?:of one|or names of some) that (?:is|are) listed"):
        read_line(RECIPIENTS, line, NAMES)


@pytest.mark.parametrize("line", ["1,2,", "1;2;", "Eastmarch Police;"])
def test_a_comma_or_a_semicolon_at_the_end_is_no_name_more(line: str) -> None:
    assert POLICE in read_line(RECIPIENTS, line, NAMES)


def test_a_name_that_begins_another_is_named_in_full_and_a_number_is_a_place_before_it_is_a_name() -> None:
    names = ["Flow", "Flow A", "2", "2026"]
    assert read_line(GIVER, "flow", names) == "Flow"
    assert read_line(GIVER, "flow a", names) == "Flow A"
    assert read_line(GIVER, "2", names) == "Flow A"
    assert read_line(GIVER, "2026", names) == "2026"


def test_two_rows_of_one_name_are_told_apart_by_number_only() -> None:
    assert read_line(GIVER, "2", ["Flow", "flow"]) == "flow"
    with pytest.raises(NotAnAnswer):
        read_line(GIVER, "Flow", ["Flow", "flow"])


def test_a_row_may_be_named_before_its_table_is_there() -> None:
    assert read_line(GIVER, "Eastmarch Police") == "Eastmarch Police"
    assert read_line(RECIPIENTS, "Probation Service, Eastmarch; Eastmarch Police") == [PROBATION, POLICE]
    with pytest.raises(NotAnAnswer, match="at most 500"):
        read_line(GIVER, "x" * 501)


def test_the_names_that_may_be_given_are_those_of_the_rows_so_far(answers: dict[str, Any]) -> None:
    interview = Interview(SET, answers)
    assert interview.names_for(GIVER)[5] == PROBATION
    assert len(interview.names_for(RECIPIENTS)) == 7
    assert interview.names_for(column("data_items", "flows"))[0] == "Assault attendances"
    assert interview.names_for(column("flows", "name")) == interview.names_for(SET.question("parties")) == []
    interview.answers["parties"] = [{"name": "One"}, {"name": ""}, {"body": "court"}, {"name": "Two"}]
    assert interview.names_for(GIVER) == ["One", "Two"]
    del interview.answers["parties"]
    assert interview.names_for(GIVER) == []


def test_the_powers_that_are_shown_first_have_the_first_numbers() -> None:
    gateway = column("flows", "gateway")
    assert read_line(gateway, "1") == "cda_s115"
    assert read_line(gateway, "section 17a") == "cda_s17a"
    assert read_line(gateway, "no power") == "none"


def test_what_is_put_off_counts_as_answered_and_is_listed_to_come_back_to(answers: dict[str, Any]) -> None:
    before = Interview(SET, answers).progress
    answers["benefits"] = {"not_sure": "the board"}
    interview = Interview(SET, answers)
    assert interview.progress == before
    assert interview.open == ()
    assert interview.question is None
    assert [question.id for question in interview.put_off] == ["benefits"]
    interview.answers["occasions"], interview.answers["meetings"] = ["routine"], {"not_sure": None}
    assert [question.id for question in interview.put_off] == ["benefits"]


def test_an_interview_begins_at_the_first_open_question_and_ends_when_none_is_left(answers: dict[str, Any]) -> None:
    assert Interview(SET, {}).question == SET.question("partnership_name")
    del answers["benefits"]
    interview = Interview(SET, answers)
    assert interview.question == SET.question("benefits")
    assert [question.id for question in interview.open] == ["benefits"]
    answered, asked = interview.progress
    interview.record("Fewer people hurt.")
    assert not interview.open
    assert interview.progress == (answered + 1, asked)
    while interview.question:
        interview.go_on()
    assert interview.question is None


def test_an_interview_asks_only_what_the_answers_so_far_call_for() -> None:
    interview = Interview(SET, {"data_form": "aggregate"})
    assert "necessity" not in {question.id for question in interview.asked}
    interview.answers["data_form"] = "identifiable"
    assert "necessity" in {question.id for question in interview.asked}


def test_going_back_keeps_the_answer_and_stops_at_the_first_question() -> None:
    interview = Interview(SET, {})
    interview.record("Harrowmere")
    interview.go_on()
    assert interview.question == SET.question("territory")
    interview.go_back()
    interview.go_back()
    assert interview.question == SET.question("partnership_name")
    assert interview.answers == {"partnership_name": "Harrowmere"}


def test_an_interview_leaves_the_answers_it_was_given_as_they_were() -> None:
    given: dict[str, Any] = {}
    Interview(SET, given).record("Harrowmere")
    assert given == {}
