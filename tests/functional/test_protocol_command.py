"""`infoshare protocol`: types, questions, example, new, ask, check, export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from infoshare import Protocol
from infoshare.model.questionnaire import Questionnaire
from infoshare.workflows.protocol import answers_text
from tests.spec.set_cases import answers_of

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
    types = json.loads(infoshare("protocol", "types", "--format", "json").out)
    assert all(set(each) == {"id", "title", "use_for"} for each in types)
    assert "cda-s115" in {each["id"] for each in types}
    found = json.loads(infoshare("protocol", "questions", "cda-s115", "--format", "json").out)
    assert len(found) >= 60
    for question in found:
        assert {"id", "section", "text", "why", "help", "type", "options", "required", "relevant_when", "may_wait",
                "columns", "citations"} <= set(question)  # fmt: skip
        assert question["citations"]


def test_what_does_not_arise_is_in_the_json_with_its_reason(infoshare: Run, example: Path) -> None:
    absent = json.loads(infoshare("protocol", "check", example, "--format", "json").out)["not_applicable"]
    assert absent["dpia_not_needed"] == (
        'this arises only if the answer to "Have you done a data protection impact assessment?" is "Not needed"'
    )
    assert absent["joint_arrangement"].startswith("this arises only if the answer to ")
    assert "necessity" not in absent
    example.write_text(
        example.read_text().replace("data_form: pseudonymised\n  occasions", "data_form: aggregate\n  occasions")
    )
    absent = json.loads(infoshare("protocol", "check", example, "--format", "json").out)["not_applicable"]
    assert {"necessity", "lawful_basis"} <= set(absent)


def test_what_is_put_off_is_a_matter_for_a_person_and_makes_a_draft(infoshare: Run, example: Path) -> None:
    text = example.read_text()
    begin, end = text.index("  benefits: >-"), text.index("  out_of_scope: >-")
    example.write_text(f"{text[:begin]}  benefits: {{not_sure: the board of 3 June}}\n{text[end:]}")
    found = json.loads(infoshare("protocol", "check", example, "--format", "json").out)
    (action,) = (finding for finding in found["findings"] if finding["rule"] == "come_back")
    assert (action["verdict"], action["questions"], action["recorded"]) == ("judgement", ["benefits"], "")
    ran = infoshare("protocol", "check", example)
    assert (ran.status, found["gaps"]) == (0, 0)
    assert "1 to come back to" in ran.out
    word = example.with_name("p.docx")
    assert "a DRAFT" in infoshare("protocol", "export", example, "-o", word).out
    lines = [paragraph.text for paragraph in Document(str(word)).paragraphs]
    assert "[TO COME BACK TO: the board of 3 June]" in lines


def test_the_example_has_no_gap_and_judgements_are_for_named_people(infoshare: Run, example: Path) -> None:
    ran = infoshare("protocol", "check", example, "--format", "json")
    found = json.loads(ran.out)
    assert (ran.status, found["gaps"]) == (0, 0)
    assert set(found) == {"findings", "gaps", "judgements", "not_applicable"}
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


PARTY = ["Harrowmere Council", "Unitary council", "1", "Ann Officer", "a@example.org", "", "Dee Pee", "", "", ""]


def begun(path: Path, *, until: str, **given: Any) -> Path:
    """The example's answers, but for one that stands next, and others that are given."""
    answers = {**answers_of("cda-s115"), **given}
    del answers[until]
    path.write_text(answers_text(Questionnaire.load("cda-s115"), answers), encoding="utf-8")
    return path


def answered(path: Path) -> dict[str, Any]:
    return dict(Protocol.load(path).draft.given)


def test_ask_fills_a_table_row_by_row_and_a_row_can_be_begun_again(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    typed("", "", "", "", "", "", "", "Wrong Council", "<", *PARTY, "")
    ran = infoshare("protocol", "ask", tmp_path / "a.yaml")
    assert "Type one of these numbers, or the beginning of its name; ? lists them all." in ran.out
    (party,) = Protocol.load(tmp_path / "a.yaml").draft.rows("parties")
    assert (party["name"], party["body"], party["role"]) == ("Harrowmere Council", "council_unitary", "controller")
    assert not {"guardian", "acts_for", "appointment"} & set(party)
    assert party["data_protection_officer"] == "Dee Pee"


def test_whole_rows_are_kept_when_the_person_stops_in_the_middle_of_a_table(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    typed("", "", "", "", "", "", "", *PARTY, "Eastmarch Police", "quit")
    infoshare("protocol", "ask", tmp_path / "a.yaml")
    assert Protocol.load(tmp_path / "a.yaml").draft.parties == ["Harrowmere Council"]


def test_ask_names_the_parties_of_a_sharing_and_asks_only_what_its_form_calls_for(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    path = begun(tmp_path / "a.yaml", until="flows")
    figures = ["Figures", "1", "Probation Service, Eastmarch; 2", "1", "1", "1", "5", "One year"]
    nobody = ["Nobody", "eastmarch p", "1,2", "1", "section 17a", "2", "7", "5", "One year"]
    codes = ["Codes", "2", "harrowmere b", "1", "1", "3", "4", "1", "One year"]
    patients = ["Patients", "4", "2", "1", "1", "4", "1, 6", "1", "1", "One year"]
    typed(*figures, *nobody, *codes, *patients, "quit")
    shown = infoshare("protocol", "ask", path).out
    rows = answered(path)["flows"]
    assert [set(row) & {"includes", "confidence"} for row in rows] == [
        set(), {"includes"}, {"includes"}, {"includes", "confidence"},
    ]  # fmt: skip
    assert rows[0]["recipients"] == ["Probation Service, Eastmarch", "Eastmarch Police"]
    assert rows[1]["recipients"] == ["Harrowmere Borough Council", "Eastmarch Police"]
    assert (rows[1]["gateway"], rows[1]["includes"]) == ("cda_s17a", ["none"])
    assert (rows[3]["includes"], rows[3]["confidence"]) == (["health", "notes"], "explicit_consent")
    assert "Who receives it\n       1. Harrowmere Borough Council\n       2. Eastmarch Police" in shown
    assert shown.count("What allows the confidence to be set aside") == 1


def test_ask_offers_the_sharings_for_an_item_and_the_parties_for_one_that_is_not_shared(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    path = begun(tmp_path / "a.yaml", until="data_items")
    shared = ["Weapon", "weapon", "3", "1,2", "10", "", "To plan", ""]
    kept = ["Surname", "", "5", "4", "", "", "Not needed"]
    typed(*shared, *kept, "quit")
    infoshare("protocol", "ask", path)
    assert answered(path)["data_items"] == [
        {"item": "Weapon", "column": "weapon", "form": "anonymised", "flows": ["Assault attendances", "Triage notes"],
         "precision": "sensitive_fact", "why": "To plan"},
        {"item": "Surname", "form": "not_shared", "holder": "Harrowmere General Hospitals NHS Foundation Trust",
         "why": "Not needed"},
    ]  # fmt: skip


def test_a_row_is_begun_again_at_any_of_its_cells_and_the_rows_before_it_stay(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    path = begun(tmp_path / "a.yaml", until="data_items")
    row = ["Weapon", "", "3", "1", "", "", "To plan", ""]
    place = ["Place", *row[1:]]
    typed(*row, "Wrong", "", "1", "<", "Age", "", "3", "<", *place, "<", "quit")
    shown = infoshare("protocol", "ask", path).out
    assert [item["item"] for item in answered(path)["data_items"]] == ["Weapon", "Place"]
    assert shown.count("Who gives what to whom") == 1, "at the first cell of a row, < goes to the question before"


def test_x_and_a_number_take_a_row_out_and_a_number_that_is_none_takes_none(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    path = begun(tmp_path / "a.yaml", until="data_items")
    names = [row["name"] for row in answered(path)["flows"]]
    typed("<", "x 2", "X 99", "x 1", "quit")
    infoshare("protocol", "ask", path)
    assert [row["name"] for row in answered(path)["flows"]] == names[2:]


@pytest.mark.parametrize(("table", "after"), [("lawful_basis", "appropriate_policy_document"), ("signatories", "")])
def test_a_row_can_be_taken_out_of_every_table(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None], table: str, after: str
) -> None:
    path = begun(tmp_path / "a.yaml", until=after or "weighed_on")
    before = answered(path)[table]
    typed(*(["<"] if after else ["12 November 2026"]), "x 1", "quit")
    infoshare("protocol", "ask", path)
    assert answered(path)[table] == before[1:]


@pytest.mark.parametrize(("note", "kept"), [("the board, on 3 June", "the board, on 3 June"), ("", None)])
def test_not_sure_is_an_answer_where_the_question_may_wait(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None], note: str, kept: str | None
) -> None:
    path = begun(tmp_path / "a.yaml", until="benefits")
    typed("Not Sure", note, "quit")
    ran = infoshare("protocol", "ask", path)
    assert "Who will benefit, and how will you know? (not sure is an answer here)" in ran.out
    assert "Come back to: Who will benefit, and how will you know?" in ran.out
    assert answered(path)["benefits"] == {"not_sure": kept}
    typed("<", "quit")
    assert f"The answer so far: not sure, come back{': ' + kept if kept else ''}\n" in infoshare("protocol", "ask",
        begun(tmp_path / "b.yaml", until="out_of_scope", benefits={"not_sure": kept})).out  # fmt: skip


@pytest.mark.parametrize("until", ["territory", "start_date", "joint_controllers", "occasions"])
def test_not_sure_is_no_answer_where_the_law_needs_one(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None], until: str
) -> None:
    path = begun(tmp_path / "a.yaml", until=until)
    typed("not sure", "quit")
    ran = infoshare("protocol", "ask", path)
    assert "The law needs an answer to this one. Press Enter alone to leave it open for now." in ran.out
    assert until not in {key for key, answer in answered(path).items() if answer is not None}


@pytest.mark.parametrize("until", ["necessity", "owner", "weighed_by"])
def test_not_sure_is_no_text_where_the_law_needs_one(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None], until: str
) -> None:
    path = begun(tmp_path / "a.yaml", until=until)
    typed("not sure", "quit")
    infoshare("protocol", "ask", path)
    assert Protocol.load(path).having("gap")


def test_a_note_that_is_too_long_is_not_saved_to_a_file_that_cannot_be_read_again(
    infoshare: Run, tmp_path: Path, typed: Callable[..., None]
) -> None:
    path = begun(tmp_path / "a.yaml", until="benefits")
    typed("not sure", "x" * 501, "quit")
    infoshare("protocol", "ask", path)
    assert Protocol.load(path)


def test_a_comma_alone_is_no_choice_and_no_crash(infoshare: Run, tmp_path: Path, typed: Callable[..., None]) -> None:
    path = begun(tmp_path / "a.yaml", until="flows")
    typed("Codes", "2", "1", "1", "1", "3", ",", "4", "1", "One year", "quit")
    assert infoshare("protocol", "ask", path).status == 0
    assert answered(path)["flows"][0]["includes"] == ["offences"]


def test_a_damaged_answers_file_is_named_and_left_as_it_was(infoshare: Run, example: Path) -> None:
    example.write_text(example.read_text().replace("territory: england", "teritory: england"))
    before = example.read_bytes()
    ran = infoshare("protocol", "ask", example)
    assert (ran.status, "did you mean 'territory'?" in ran.err) == (2, True)
    assert example.read_bytes() == before
