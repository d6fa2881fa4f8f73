"""An answers file: what is refused, what is cleaned, and that no message says an answer."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from infoshare.errors import AnswersError, QuestionnaireError
from infoshare.model.questionnaire import AnswerType, Column, Option, Question, Questionnaire
from infoshare.protocols.plain_text import cleaned
from infoshare.protocols.validation import answer_faults
from infoshare.workflows.protocol import Protocol, answers_text

Make = Callable[[dict[str, Any]], Protocol]
Load = Callable[[str], Protocol]

SET = Questionnaire.load("cda-s115")
SECRET = "Asha Begum of 4 Larch Row"
HEAD = "questionnaire: cda-s115\nversion: 1\nanswers:\n"


def question(kind: str, **rest: Any) -> Question:
    """A question of one type, made for a test."""
    options = (Option(value="a", label="A"), Option(value="b", label="B")) if kind in {"choice", "choices"} else ()
    plain = {"id": "asked", "section": "s", "text": "?", "why": ".", "help": ".", "citations": ("x",)}
    return Question.model_validate({**plain, "type": kind, "options": options, **rest})


TABLE = question("table", columns=(Column(id="name", label="Name", type="short_text"),
                                   Column(id="there", label="There", type="yes_no"),
                                   Column(id="who", label="Who", type="rows", rows_of="asked")))  # fmt: skip

TEXT = "give text; put it in quotation marks if it is a number, yes or no"
CHOICE, CHOICES, TWICE = "choose from: a, b", "give a list of the options", "an option is chosen twice"
YES_NO, NUMBER = "answer yes or no (true or false)", "give a whole number"
DATE = "give a date as year-month-day, such as 2026-12-01"
ROWS = "give a list of rows, each with its columns by name"
NAMES = "give a list of names"

# For each type of question, wrong answers and what is said about them.
WRONG: dict[str, list[tuple[Any, str]]] = {
    "short_text": [*((given, TEXT) for given in (5, 1.5, True, [SECRET], {"a": SECRET})),
                   (SECRET.ljust(501, "x"), "501 characters; at most 500 are taken")],
    "long_text": [*((given, TEXT) for given in (5, False, [SECRET])),
                  (SECRET.ljust(50_001, "x"), "50,001 characters; at most 50,000 are taken")],
    "choice": [(given, CHOICE) for given in (SECRET, True, ["a"], "A", {"a": 1}, "")],
    "choices": [*((given, CHOICES) for given in ("a", {"a": 1}, True)), (["a", "a"], TWICE),
                *((given, CHOICE) for given in ([SECRET], ["a", "c"], [["a"]], [None], [True]))],
    "yes_no": [(given, YES_NO) for given in ("yes", "true", 1, 0, [], SECRET)],
    "whole_number": [(given, NUMBER) for given in ("3", True, 3.0, [3], SECRET)],
    "date": [(given, DATE) for given in (SECRET, 2026, True, "", ["2026-12-01"], "1 December 2026", "2026-02-30",
                                         "2026-12-1", "2026-12-01T00:00", "20261201", "2026-W49-2")],
    "table": [*((given, ROWS) for given in (SECRET, True, {"name": SECRET}, [SECRET], [[SECRET]])),
              ([{"name": 5}], f"row 1, name: {TEXT}"), ([{"name": "x"}, {"there": SECRET}], f"row 2, there: {YES_NO}"),
              ([{"name": "x"}, {"who": SECRET}], f"row 2, who: {NAMES}"),
              ([{"nam": SECRET}], "row 1: there is no column 'nam' (columns: name, there, who)")],
    "row": [*((given, TEXT) for given in (5, 1.5, True, [SECRET], {"a": SECRET}, ["x"])),
            (SECRET.ljust(501, "x"), "501 characters; at most 500 are taken")],
    "rows": [*((given, NAMES) for given in (SECRET, 5, True, {"a": SECRET})),
             *((given, TEXT) for given in ([5], ["x", None], [[SECRET]], [{"a": SECRET}], ["x", True])),
             (["x", SECRET.ljust(501, "x")], "501 characters; at most 500 are taken")],
}  # fmt: skip

RIGHT: dict[str, list[Any]] = {
    "short_text": ["x" * 500, ""],
    "long_text": ["x" * 50_000],
    "choice": ["a"],
    "choices": [["b", "a"], []],
    "yes_no": [False, True],
    "whole_number": [0, -3],
    "date": ["2028-02-29"],
    "table": [[], [{}], [{"name": "x", "there": None}], [{"who": ["x", "y"]}]],
    "row": ["x" * 500, "Probation Service, Eastmarch", ""],
    "rows": [[], ["x"], ["x", "Probation Service, Eastmarch"], ["x" * 500] * 50],
}


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        pytest.param(kind, given, says, id=f"{kind} {given!r:.30}")
        for kind, wrong in WRONG.items()
        for given, says in wrong
    ],
)
def test_an_answer_of_the_wrong_kind_is_a_fault_that_does_not_say_the_answer(kind: str, given: Any, says: str) -> None:
    asked = TABLE if kind == "table" else question(kind)
    faults = list(answer_faults(asked, given))
    assert faults == [says]
    assert "Asha" not in str(faults)


@pytest.mark.parametrize(
    ("kind", "given"),
    [pytest.param(kind, given, id=f"{kind} {given!r:.30}") for kind, right in RIGHT.items() for given in right],
)
def test_an_answer_of_the_right_kind_has_no_fault(kind: str, given: Any) -> None:
    assert list(answer_faults(TABLE if kind == "table" else question(kind), given)) == []


def test_every_type_of_question_is_in_both_tables() -> None:
    assert set(WRONG) == set(RIGHT) == set(get_args(AnswerType))


def test_every_fault_is_named_at_once_with_its_question_and_never_its_answer(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    answers.update(partnership_name=5, territory=SECRET, start_date=SECRET, joint_controllers=SECRET, subjects=SECRET)
    answers["parties"][2]["body"] = SECRET
    answers["parties"][0]["colour"] = SECRET
    answers["flows"][4].update(giver=[SECRET], recipients=SECRET, includes=[SECRET])
    answers.update(necessity={"not_sure": SECRET}, benefits={"not_sure": [SECRET]})
    with pytest.raises(AnswersError) as caught:
        protocol_of(answers)
    message = str(caught.value)
    assert len(caught.value.faults) == 12
    for place in ("'partnership_name'", "'territory'", "'start_date'", "'joint_controllers'", "'subjects'",
                  "'parties': row 3, body", "'parties': row 1: there is no column 'colour'",
                  "'flows': row 5, giver", "'flows': row 5, recipients", "'flows': row 5, includes",
                  "'necessity': this cannot be left for later", "'benefits': give text"):  # fmt: skip
        assert place in message
    assert "Asha" not in message
    assert "Mend these answers; the others are untouched." in message


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("partnership_nam", "did you mean 'partnership_name'?"),
        ("parties_", "did you mean 'parties'?"),
        ("xyzzyx", "'xyzzyx' is not a question of 'cda-s115'\n"),
    ],
)
def test_an_unknown_question_is_a_fault_that_offers_the_nearest(load_text: Load, written: str, says: str) -> None:
    with pytest.raises(AnswersError) as caught:
        load_text(f"{HEAD}  {written}: {SECRET}\n")
    assert says in str(caught.value)
    assert "Asha" not in str(caught.value)


def test_an_unknown_question_is_a_fault_even_without_an_answer(load_text: Load) -> None:
    with pytest.raises(AnswersError, match="'nothing' is not a question"):
        load_text(f"{HEAD}  nothing:\n")


REFUSED = {
    "another version": ("questionnaire: cda-s115\nversion: 2\nanswers: {}\n", "it answers version 2 of 'cda-s115'"),
    "no version": ("questionnaire: cda-s115\nanswers: {}\n", "'version' is missing"),
    "a version as text": ('questionnaire: cda-s115\nversion: "1"\nanswers: {}\n', "'version'"),
    "a version that is yes": ("questionnaire: cda-s115\nversion: true\nanswers: {}\n", "'version'"),
    "no question set": ("version: 1\nanswers: {}\n", "'questionnaire' is missing"),
    "a key that is nearly known": (f"{HEAD}  dpia: done\nanswer: {SECRET}\n", "did you mean 'answers'?"),
    "answers that are a list": ("questionnaire: cda-s115\nversion: 1\nanswers: [a]\n", "'answers'"),
    "answers that are text": (f"questionnaire: cda-s115\nversion: 1\nanswers: {SECRET}\n", "'answers'"),
    "nothing": ("", "the whole file"),
    "only a list": (f"- {SECRET}\n", "the whole file"),
    "an alias": (f"{HEAD}  benefits: &a {SECRET}\n  quality: *a\n", "aliases (*name) are not allowed"),
    "a question twice": (f"{HEAD}  benefits: {SECRET}\n  benefits: {SECRET}\n", "line 4: written twice: benefits"),
    "a key twice": (f"{HEAD}  dpia: done\nversion: 1\n", "written twice: version"),
    "a cell twice": (f"{HEAD}  parties:\n    - {{name: {SECRET}, name: {SECRET}}}\n", "line 5: written twice: name"),
    "a question merged in": (f"{HEAD}  benefits: {SECRET}\n  <<: {{benefits: {SECRET}}}\n", "answers.yaml"),
    "a tag": (f"{HEAD}  benefits: !!python/name:os.system\n", "answers.yaml, line 4"),
    "a number that is none": (f'{HEAD}  benefits: !!int "{SECRET}"\n', "answers.yaml"),
    "a half-open list": (f"{HEAD}  occasions: [{SECRET}\n", "answers.yaml, line"),
    "two documents": (f"{HEAD}  dpia: done\n---\n{HEAD}", "answers.yaml, line"),
    "a raw control character": (f"{HEAD}  benefits: {SECRET}\x01\n", "answers.yaml"),
    "lists in lists": (f"{HEAD}  benefits: {'[' * 300}{']' * 300}\n", "answers.yaml"),
    "very many lists in lists": (f"{HEAD}  benefits: {'[' * 5000}{']' * 5000}\n", "answers.yaml"),
}


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_plain_answers_is_refused(load_text: Load, text: str, says: str) -> None:
    with pytest.raises(AnswersError) as caught:
        load_text(text)
    assert says in str(caught.value)
    assert "answers.yaml" in str(caught.value)
    assert "Asha" not in str(caught.value)


def test_a_question_set_that_is_not_known_is_refused(load_text: Load) -> None:
    with pytest.raises(QuestionnaireError, match=r"no question set '\.\./law'"):
        load_text("questionnaire: ../law\nversion: 1\nanswers: {}\n")


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="is not there"):
        Protocol.load(tmp_path / "none.yaml")
    with pytest.raises(AnswersError, match="is a folder"):
        Protocol.load(tmp_path)
    (tmp_path / "wide.yaml").write_bytes(HEAD.encode("utf-16"))
    with pytest.raises(AnswersError, match="is not UTF-8 text"):
        Protocol.load(tmp_path / "wide.yaml")


def test_lists_nested_without_end_do_not_bring_the_program_down(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(f"{HEAD}  benefits: {'[' * 30_000}{']' * 30_000}\n")
    script = (
        "import sys\nfrom infoshare import Protocol, UserError\n"
        "try:\n    Protocol.load(sys.argv[1])\nexcept UserError:\n    sys.exit(2)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script, path], capture_output=True, check=False, timeout=30)
    assert ran.returncode == 2


def test_answers_that_are_not_there_yet_are_none(load_text: Load) -> None:
    assert load_text("questionnaire: cda-s115\nversion: 1\nanswers:\n").draft.answers == {}
    assert load_text("questionnaire: cda-s115\nversion: 1\n").draft.answers == {}


def test_a_date_without_quotation_marks_and_windows_lines_are_read(load_text: Load) -> None:
    protocol = load_text(f"\ufeff{HEAD}  start_date: 2026-12-01\n  protocol_version: '2'\n".replace("\n", "\r\n"))
    assert protocol.draft.answers == {"start_date": "2026-12-01", "protocol_version": "2"}


# What is written, and what is left of it.
CLEANED = [
    ("a\x00b\x07c\x0bd\x0ce\x1ff\x7fg", "abcdefg"),
    ("a\x80b\x9fc", "abc"),
    ("tab\tand\nline", "tab\tand\nline"),
    ("one\r\ntwo\rthree\x85four", "one\ntwo\nthree\nfour"),
    ("pay \u202eyrag\u202c \u2066now\u2069 \u200eor\u200f \u061cnever", "pay yrag now or never"),
    ("\u202a\u202b\u202d\u2067\u2068", ""),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("a\u2028b\u2029c", "abc"),
    ("\ufffe\uffff\ufdd0\ud800", ""),
    ("family \U0001f469\u200d\U0001f467", "family \U0001f469\u200d\U0001f467"),
    ("שלום Siân £5 – “x”", "שלום Siân £5 – “x”"),
]


@pytest.mark.parametrize(("written", "left"), CLEANED, ids=[ascii(written) for written, _ in CLEANED])
def test_characters_that_cannot_be_seen_or_printed_are_taken_out(written: str, left: str) -> None:
    assert cleaned(written) == left
    assert cleaned([{"cell": written}, [written]]) == [{"cell": left}, [left]]


def test_what_is_no_text_stays_as_it_is() -> None:
    assert cleaned({"a": True, "b": 3, "c": None}) == {"a": True, "b": 3, "c": None}


def test_answers_are_cleaned_before_they_are_counted_and_checked(protocol_of: Make) -> None:
    protocol = protocol_of(
        {"benefits": "x" * 50_000 + "\x00\u202e", "start_date": "\u200e2026-12-01", "dpia": "done\ufeff"}
    )
    assert protocol.draft.answers == {"benefits": "x" * 50_000, "start_date": "2026-12-01", "dpia": "done"}


@pytest.mark.parametrize(("length", "taken"), [(50_000, True), (50_001, False)])
def test_fifty_thousand_characters_are_taken_and_one_more_is_not(load_text: Load, length: int, taken: bool) -> None:
    text = f"{HEAD}  benefits: {'é' * length}\n"
    if taken:
        assert len(load_text(text).draft.answers["benefits"]) == length
    else:
        with pytest.raises(AnswersError, match="'benefits': 50,001 characters; at most 50,000 are taken"):
            load_text(text)


def test_a_cell_is_short_text_too(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers["signatories"][0]["name"] = "x" * 501
    with pytest.raises(AnswersError, match="'signatories': row 1, name: 501 characters; at most 500 are taken"):
        protocol_of(answers)


# Answers that are put off, and what is said of them where "not sure" is an answer.
PUT_OFF: list[tuple[Any, str]] = [
    ({"not_sure": None}, ""), ({"not_sure": ""}, ""), ({"not_sure": "  "}, ""), ({"not_sure": "x" * 500}, ""),
    ({"not_sure": "x" * 501}, "'benefits': 501 characters; at most 500 are taken"),
    ({"not_sure": 5}, f"'benefits': {TEXT}"), ({"not_sure": True}, f"'benefits': {TEXT}"),
    ({"not_sure": [SECRET]}, f"'benefits': {TEXT}"), ({"not_sure": {"not_sure": SECRET}}, f"'benefits': {TEXT}"),
    ({"not_sure": SECRET, "and": SECRET}, f"'benefits': {TEXT}"), ({"not sure": SECRET}, f"'benefits': {TEXT}"),
    ({}, f"'benefits': {TEXT}"), ([{"not_sure": SECRET}], f"'benefits': {TEXT}"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "says"), PUT_OFF, ids=[f"{given!r:.40}" for given, _ in PUT_OFF])
def test_an_answer_may_be_put_off_with_a_note_and_in_no_other_shape(
    protocol_of: Make, answers: dict[str, Any], given: Any, says: str
) -> None:
    answers["benefits"] = given
    if not says:
        note = given["not_sure"] or ""
        assert protocol_of(answers).draft.put_off == {"benefits": note}
        return
    with pytest.raises(AnswersError) as caught:
        protocol_of(answers)
    assert str(caught.value) == f"answers.yaml: {says}\nMend these answers; the others are untouched."


@pytest.mark.parametrize("question_id", [question.id for question in SET.questions if not question.may_wait])
def test_an_answer_that_the_law_needs_cannot_be_put_off(
    protocol_of: Make, answers: dict[str, Any], question_id: str
) -> None:
    answers[question_id] = {"not_sure": SECRET}
    with pytest.raises(AnswersError) as caught:
        protocol_of(answers)
    assert f"'{question_id}': this cannot be left for later by 'not sure'; leave it empty until it is known" in str(
        caught.value
    )
    assert "Asha" not in str(caught.value)


def test_what_may_wait_is_what_is_arranged_later_and_nothing_that_a_check_needs() -> None:
    assert [question.id for question in SET.questions if question.may_wait] == [
        "benefits", "publication", "meetings", "governance", "ending",
    ]  # fmt: skip


def test_an_answer_that_is_put_off_is_written_and_read_back(load_text: Load) -> None:
    text = answers_text(SET, {"benefits": {"not_sure": "the board's meeting: 3 June"}, "ending": {"not_sure": None}})
    assert "not_sure: 'the board''s meeting: 3 June'" in text
    draft = load_text(text).draft
    assert draft.put_off == {"benefits": "the board's meeting: 3 June", "ending": ""}
    assert draft.answers == {}


def test_an_answer_that_is_put_off_is_an_action_and_neither_a_gap_nor_an_answer(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    answers.update(benefits={"not_sure": "the board"}, ending={"not_sure": None})
    protocol = protocol_of(answers)
    first, second = protocol.actions
    assert first.message == "come back to this: Who will benefit, and how will you know? (the board)"
    assert second.message == "come back to this: What happens when a partner leaves or the protocol ends?"
    assert (first.rule, first.verdict, first.questions) == ("come_back", "judgement", ("benefits",))
    assert first.citations == SET.question("benefits").citations
    assert first.recorded == second.recorded == ""
    assert protocol.having("gap") == ()
    assert "question_benefits" not in {each.rule for each in protocol.check()}
    assert protocol.is_draft


def test_an_answer_that_is_put_off_and_not_asked_is_no_action(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers.update(occasions=["routine"], meetings={"not_sure": "the chair"})
    protocol = protocol_of(answers)
    assert protocol.actions == ()
    assert protocol.draft.put_off == {}
    assert not protocol.is_draft


def test_the_note_of_an_answer_that_is_put_off_is_cleaned(protocol_of: Make) -> None:
    assert protocol_of({"benefits": {"not_sure": "the\x07 \u202eboard"}}).draft.put_off == {"benefits": "the board"}


def test_a_protocol_shows_no_answer_where_a_program_prints_it(protocol_of: Make, answers: dict[str, Any]) -> None:
    protocol = protocol_of(answers)
    for shown in (repr(protocol), str(protocol), repr(protocol.draft)):
        assert "Priya Holloway" not in shown
        assert len(shown) < 500


def test_no_finding_says_an_answer_that_is_not_a_name_in_a_table(protocol_of: Make, answers: dict[str, Any]) -> None:
    for each in SET.questions:
        if each.type == "long_text":
            answers[each.id] = SECRET
    answers.update(guardian_decision="not_agreed", dpia="in_progress", appropriate_policy_document="being_written")
    for table, column in (("flows", "retention"), ("data_items", "why"), ("data_items", "coarseness")):
        for row in answers[table]:
            row[column] = SECRET
    assert [finding.rule for finding in protocol_of(answers).check() if "Asha" in finding.message] == []


def test_no_finding_says_which_law_somebody_wrote_down(protocol_of: Make, answers: dict[str, Any]) -> None:
    answers.update(barred_data_shared=True, bar_lifted_by=SECRET)
    assert [finding.rule for finding in protocol_of(answers).check() if "Asha" in finding.message] == []


def test_a_number_with_letters_before_it_that_fold_to_more_is_masked_whole(
    protocol_of: Make, answers: dict[str, Any]
) -> None:
    """What is folded away, or folds to more letters, moves the places of what stands behind it."""
    answers["parties"][1]["name"] = "Ward \ufb01ve\u00ad \ufb01le 999\u00ad000\u00ad0018"
    said = [finding.message for finding in protocol_of(answers).check()]
    masked = [message for message in said if "[NHS number]" in message]
    assert masked
    assert [message for message in masked if not re.search(r"\ufb01le \[NHS number\](?!\w)", message)] == []
    assert [message for message in said if "0018" in message] == []
