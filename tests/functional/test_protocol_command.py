"""`infoshare protocol`: types, questions, example, new, ask, check, export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from docx import Document

from infoshare import Protocol

from .conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def example(infoshare: Run, tmp_path: Path) -> Path:
    path = tmp_path / "example.yaml"
    assert infoshare("protocol", "example", "cda-s115", "-o", path).status == 0
    return path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lines that the person types; after them the terminal is closed."""

    def type_in(*lines: str) -> None:
        waiting: Iterator[str] = iter(lines)

        def read(prompt: str = "") -> str:
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)

    return type_in


def test_types_and_questions_as_json_keep_their_contract(infoshare: Run) -> None:
    assert [set(each) for each in json.loads(infoshare("protocol", "types", "--format", "json").out)] == [
        {"id", "title", "use_for"}
    ]
    found = json.loads(infoshare("protocol", "questions", "cda-s115", "--format", "json").out)
    assert len(found) >= 40
    for question in found:
        assert {"id", "section", "text", "why", "help", "type", "options", "required", "relevant_when",
                "citations"} <= set(question)  # fmt: skip
        assert question["citations"]


def test_the_example_has_no_gap_and_judgements_are_for_named_people(infoshare: Run, example: Path) -> None:
    ran = infoshare("protocol", "check", example, "--format", "json")
    found = json.loads(ran.out)
    assert (ran.status, found["gaps"]) == (0, 0)
    judgements = [finding for finding in found["findings"] if finding["verdict"] == "judgement"]
    assert len(judgements) == found["judgements"] > 5
    assert all("November 2026" in finding["recorded"] for finding in judgements)
    assert {"rule", "verdict", "message", "questions", "citations"} <= set(found["findings"][0])


def test_nothing_ever_says_compliant(infoshare: Run, example: Path) -> None:
    word = example.with_name("p.docx")
    infoshare("protocol", "export", example, "-o", word)
    text = "\n".join(paragraph.text for paragraph in Document(str(word)).paragraphs)
    assert "compliant" not in (infoshare("protocol", "check", example).out + text).casefold()


def test_a_new_file_has_every_gap_and_names_the_questions(infoshare: Run, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    assert infoshare("protocol", "new", "cda-s115", "-o", path).status == 0
    ran = infoshare("protocol", "check", path, "--format", "json")
    found = json.loads(ran.out)
    gaps = [finding["questions"][0] for finding in found["findings"] if finding["verdict"] == "gap"]
    assert ran.status == 1
    assert gaps[:3] == ["partnership_name", "territory", "protocol_version"]
    assert "Gaps: the law asks for these" in infoshare("protocol", "check", path).out


def test_answers_are_never_written_over(infoshare: Run, example: Path) -> None:
    before = example.read_bytes()
    ran = infoshare("protocol", "new", "cda-s115", "-o", example)
    assert (ran.status, "is there already" in ran.err) == (2, True)
    assert example.read_bytes() == before


def test_two_exports_are_the_same_bytes(infoshare: Run, example: Path) -> None:
    words = [example.with_name(name) for name in ("one.docx", "two.docx")]
    for word in words:
        assert infoshare("protocol", "export", example, "-o", word).status == 0
    assert words[0].read_bytes() == words[1].read_bytes()


def test_ask_saves_after_every_answer_resumes_and_goes_back(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    path = tmp_path / "answers.yaml"
    typed("Harrowmere Partnership", "3", "1.0", "<", "2.0", "quit")
    ran = infoshare("protocol", "ask", path)
    assert "3 of" in ran.out
    assert Protocol.load(path).draft.answers == {
        "partnership_name": "Harrowmere Partnership", "territory": "both", "protocol_version": "2.0",
    }  # fmt: skip
    typed("1 December 2026")
    resumed = infoshare("protocol", "ask", path).out
    assert "On what date does the protocol start?" in resumed
    assert "What is the partnership called?" not in resumed
    assert Protocol.load(path).draft.answers["start_date"] == "2026-12-01"


def test_ask_helps_and_asks_again_when_a_line_is_no_answer(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    typed("?", "Harrowmere", "9", "eng", "1", "soon", "01/12/2026")
    ran = infoshare("protocol", "ask", tmp_path / "a.yaml")
    assert "Why we ask: Readers need to know whose protocol this is." in ran.out
    assert "Please type the number of one option, 1 to 3" in ran.out
    assert "Please type a date" in ran.out
    answers = yaml.safe_load((tmp_path / "a.yaml").read_text())["answers"]
    assert (answers["territory"], str(answers["start_date"])) == ("england", "2026-12-01")


def test_ask_fills_a_table_row_by_row_and_a_row_can_be_begun_again(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    row = ["Harrowmere Council", "Unitary council", "1", "yes", "1", "Ann Officer", "a@example.org", "", "Dee Pee"]
    typed("", "", "", "", "", "", "Wrong Council", "<", *row, "")
    ran = infoshare("protocol", "ask", tmp_path / "a.yaml")
    assert "Kind of body\n      Type the beginning of its name" in ran.out
    (party,) = Protocol.load(tmp_path / "a.yaml").draft.rows("parties")
    assert (party["name"], party["body"], party["receives"]) == ("Harrowmere Council", "council_unitary", True)
    assert "guardian" not in party
    assert party["data_protection_officer"] == "Dee Pee"


def test_whole_rows_are_kept_when_the_person_stops_in_the_middle_of_a_table(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    row = ["Harrowmere Council", "Unitary council", "1", "yes", "1", "Ann Officer", "a@example.org", "", "Dee Pee"]
    typed("", "", "", "", "", "", *row, "Eastmarch Police", "quit")
    infoshare("protocol", "ask", tmp_path / "a.yaml")
    assert Protocol.load(tmp_path / "a.yaml").draft.parties == ["Harrowmere Council"]


def test_a_damaged_answers_file_is_named_and_left_as_it_was(infoshare: Run, example: Path) -> None:
    example.write_text(example.read_text().replace("territory: england", "teritory: england"))
    before = example.read_bytes()
    ran = infoshare("protocol", "ask", example)
    assert (ran.status, "did you mean 'territory'?" in ran.err) == (2, True)
    assert example.read_bytes() == before
