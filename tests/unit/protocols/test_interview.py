"""A guided interview: which question stands next, and what a typed line means."""

from __future__ import annotations

from typing import Any

import pytest

from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.interview import Interview, NotAnAnswer, read_line

SET = Questionnaire.load("cda-s115")

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
