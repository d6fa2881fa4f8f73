"""The protocol in Python: load, check, export, and what a set of questions says about itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydantic
import pytest
from docx import Document

import infoshare
from infoshare.errors import AnswersError, DataFileError, QuestionnaireError, TemplateError
from infoshare.model.questionnaire import Questionnaire
from infoshare.workflows.protocol import answers_text, begin, example, law_of, new, questions, types
from tests.spec.set_cases import answers_of, protocol_of

SET = Questionnaire.load("cda-s115")
Written = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(text: str) -> Path:
        path = tmp_path / "answers.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def complete() -> dict[str, Any]:
    """The answers of the example."""
    return dict(answers_of("cda-s115"))


@pytest.fixture
def protocol(written: Written) -> infoshare.Protocol:
    return infoshare.Protocol.load(written(example("cda-s115")))


def test_a_protocol_is_loaded_checked_and_exported(protocol: infoshare.Protocol, tmp_path: Path) -> None:
    assert protocol.check() == protocol.findings
    assert {finding.verdict for finding in protocol.check()} == {"met", "judgement"}
    assert all(isinstance(finding, infoshare.Finding) for finding in protocol.check())
    out = protocol.export(tmp_path / "protocol.docx")
    assert out == tmp_path / "protocol.docx"
    assert Document(str(out)).paragraphs[0].text == "Harrowmere Community Safety Partnership"


def test_a_path_may_be_text_everywhere(written: Written, tmp_path: Path) -> None:
    protocol = infoshare.Protocol.load(str(written(example("cda-s115"))))
    assert protocol.export(str(tmp_path / "protocol.docx")).is_file()


def test_every_finding_names_its_law_and_cannot_be_changed(protocol: infoshare.Protocol) -> None:
    for finding in protocol.check():
        assert law_of(finding)
        assert finding.citations
        assert finding.message
    with pytest.raises(pydantic.ValidationError):
        protocol.check()[0].verdict = "met"  # type: ignore[misc]


def test_the_findings_are_the_same_each_time(written: Written) -> None:
    path = written(example("cda-s115"))
    first, second = infoshare.Protocol.load(path), infoshare.Protocol.load(path)
    assert first.check() == second.check()
    assert first.digest == second.digest


def test_a_protocol_is_a_draft_while_a_gap_is_open(written: Written) -> None:
    assert not infoshare.Protocol.load(written(example("cda-s115"))).is_draft
    assert infoshare.Protocol.load(written(example("cda-s115").replace("dpia: done", "dpia:"))).is_draft


def test_a_protocol_is_a_draft_while_somebody_must_come_back_to_an_answer(written: Written, tmp_path: Path) -> None:
    protocol = infoshare.Protocol.load(written(answers_text(SET, {**complete(), "ending": {"not_sure": "the board"}})))
    assert protocol.is_draft
    assert protocol.having("gap") == ()
    assert [action.questions for action in protocol.actions] == [("ending",)]
    assert protocol.context()["status"] == "DRAFT"
    words = "\n".join(paragraph.text for paragraph in Document(str(protocol.export(tmp_path / "p.docx"))).paragraphs)
    assert "[TO COME BACK TO: the board]" in words


def test_what_does_not_arise_is_said_with_its_reason(protocol: infoshare.Protocol) -> None:
    absent = protocol.not_applicable()
    assert absent["limited_to_order"].startswith("this arises only if the answer to ")
    assert set(absent).isdisjoint(protocol.draft.answers)


@pytest.mark.parametrize("place", ["nowhere/protocol.docx", "."])
def test_a_document_that_cannot_be_written_there_is_an_error(
    protocol: infoshare.Protocol, tmp_path: Path, place: str
) -> None:
    with pytest.raises(DataFileError, match=r"cannot be written|is a folder"):
        protocol.export(tmp_path / place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.yaml"]


def test_an_export_takes_the_place_of_the_one_before(protocol: infoshare.Protocol, tmp_path: Path) -> None:
    out = tmp_path / "protocol.docx"
    out.write_bytes(b"old")
    protocol.export(out)
    assert len(Document(str(out)).tables) > 20
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.yaml", "protocol.docx"]


def test_a_template_of_ones_own_is_used_or_refused(protocol: infoshare.Protocol, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ title }} ({{ status }})")
    document.save(str(tmp_path / "own.docx"))
    out = protocol.export(tmp_path / "out.docx", template=str(tmp_path / "own.docx"))
    assert Document(str(out)).paragraphs[0].text == "Crime and disorder information-sharing protocol (For signature)"
    with pytest.raises(TemplateError):
        protocol.export(tmp_path / "other.docx", template=tmp_path / "answers.yaml")
    assert not (tmp_path / "other.docx").exists()


def test_an_export_leaves_the_protocol_as_it_was(protocol: infoshare.Protocol, tmp_path: Path) -> None:
    before = protocol.digest, protocol.check(), json.dumps(protocol.draft.answers)
    protocol.export(tmp_path / "protocol.docx")
    assert (protocol.digest, protocol.check(), json.dumps(protocol.draft.answers)) == before


def test_the_sets_say_what_they_are_for() -> None:
    found = {each["id"]: each for each in types()}
    assert found["cda-s115"]["title"] == "Crime and disorder information-sharing protocol"
    assert all(each["use_for"].startswith("Choose this set when") for each in found.values())


KEYS = {"id", "section", "text", "why", "help", "type", "options", "required", "may_wait", "relevant_when", "citations"}


def test_every_question_is_plain_data_with_its_options_and_its_law() -> None:
    found = questions("cda-s115")
    assert json.loads(json.dumps(found)) == found
    assert [each["id"] for each in found] == [question.id for question in SET.questions]
    for each in found:
        assert set(each) >= KEYS
        assert bool(each["options"]) == (each["type"] in {"choice", "choices"})
        assert bool(each["columns"]) == (each["type"] == "table")
        for column in each["columns"]:
            assert bool(column["options"]) == (column["type"] in {"choice", "choices"})
            assert bool(column["rows_of"]) == (column["type"] in {"row", "rows"})


def test_conditions_are_given_in_the_words_of_the_question_set() -> None:
    found = {each["id"]: each["relevant_when"] for each in questions("cda-s115")}
    assert found["territory"] is None
    assert found["aggregate_reason"] == {"question": "aggregate_would_do", "is": False}
    assert found["necessity"] == {"question": "data_form", "in": ["pseudonymised", "identifiable"]}
    assert found["meetings"] == {"question": "occasions", "includes": "meeting"}
    assert found["subjects"] == {
        "question": "data_form",
        "in": ["depersonalised", "pseudonymised", "identifiable"],
    }
    assert found["processor_contracts"] == {"question": "parties", "column": "role", "includes_any": ["processor"]}
    assert found["guardian_name"]["any_of"][0] == {
        "question": "parties", "column": "body", "on_list": "caldicott_bodies",
    }  # fmt: skip
    assert list(found["opt_out"]) == ["all_of"]


def test_the_conditions_of_columns_are_given_in_the_words_of_the_question_set_too() -> None:
    (flows,) = (each for each in questions("cda-s115") if each["id"] == "flows")
    found = {column["id"]: column["relevant_when"] for column in flows["columns"]}
    assert found["includes"] == {
        "question": "data_form",
        "in": ["depersonalised", "pseudonymised", "identifiable"],
    }


def test_the_kinds_of_body_are_options_of_their_column() -> None:
    (parties,) = (each for each in questions("cda-s115") if each["id"] == "parties")
    (body,) = (column for column in parties["columns"] if column["id"] == "body")
    assert {"value": "police_force", "label": "Police force (chief officer)"} in body["options"]


def test_the_purposes_of_the_set_are_options_of_a_sharing() -> None:
    found = {each["id"]: each for each in questions("cda-s115")}
    (purpose,) = (column for column in found["flows"]["columns"] if column["id"] == "purpose")
    assert purpose["options"] == found["purposes"]["options"]


@pytest.mark.parametrize("call", [questions, example, new], ids=lambda call: call.__name__)
def test_a_set_that_is_not_there_is_an_error_everywhere(call: Callable[[str], object]) -> None:
    with pytest.raises(QuestionnaireError, match=r"no question set 'nothing'\nQuestion sets: .*cda-s115"):
        call("nothing")


def test_a_new_file_shows_every_question_and_answers_none(written: Written) -> None:
    text = new("cda-s115")
    for section in SET.sections:
        assert f"# ---- {section.number}. {section.title}\n" in text
    for question in SET.questions:
        assert f"  # {' '.join(question.text.split())}\n  {question.id}:\n" in text
    assert infoshare.Protocol.load(written(text)).draft.answers == {}


def test_answers_written_to_a_file_are_read_back_as_they_were(written: Written) -> None:
    before = infoshare.Protocol.load(written(example("cda-s115")))
    after = infoshare.Protocol.load(written(answers_text(SET, before.draft.given)))
    assert after.draft.answers == before.draft.answers
    assert after.digest == before.digest


TEXTS = [
    "one\ntwo\n\nthree", "  spaces before and after  ", "- dash", "# hash", "yes", "no", "null", "~", "1.0", "0x1f",
    "1e3", "2026-12-01", "{{ x }}", "{a: b}", "[a]", "a: b", "key:", "&anchor", "*alias", "!tag", "%directive", "@at",
    "`tick`", "'single'", '"double"', "back\\slash", "tab\tinside", "\ttab first", "line\n", "\nline", "|", ">", "? a",
    "  indented\n    more\n", "---", "...", "a #b", "\U0001f469\u200d\U0001f467 \U0001f600", "עברית العربية",
    "word " * 200, "x" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:30])
def test_any_text_written_to_a_file_is_read_back_as_it_was(written: Written, text: str) -> None:
    row = {"party": text[:500], "name": "N", "role": text[:500]}
    flow = {"name": text[:500], "giver": text[:500], "recipients": [text[:500], "N"]}
    given: dict[str, Any] = {"quality": text, "flows": [flow], "signatories": [row, row], "territory": "wales",
                             "benefits": {"not_sure": text[:500]}, "ending": "Last."}  # fmt: skip
    assert infoshare.Protocol.load(written(answers_text(SET, given))).draft.given == {
        **{question.id: None for question in SET.questions}, **given,
    }  # fmt: skip


def test_work_on_a_file_begins_where_it_was_left(written: Written, tmp_path: Path) -> None:
    assert begin(tmp_path / "none.yaml", "cda-s115") == (SET, {})
    assert begin(written(answers_text(SET, {"territory": "wales"})), "cda-s115") == (SET, {"territory": "wales"})
    with pytest.raises(AnswersError):
        begin(written("answers: 5"), "cda-s115")


def test_everything_that_a_template_may_name_is_there(protocol: infoshare.Protocol) -> None:
    context = protocol.context()
    assert set(context) == {
        "title", "partnership", "version", "start_date", "review_date", "status", "is_draft", "digest", "short_digest",
        "infoshare_version", "a", "law", "gaps", "judgements", "provisions", "words",
        "no_rows", "schedule_digest",
    }  # fmt: skip
    decision = set(protocol_of("caldicott-disclosure", {}).context()) - set(context)
    assert decision == {"reference", "decision", "is_short", "arises", "absent"}
    assert set(context["a"]) == set(context["law"]) == {question.id for question in SET.questions}
    assert context["status"] == "For signature"
    assert context["law"]["territory"] == "SI 2007/1830; SI 2007/3076; National data opt-out"
    assert all(set(entry) == {"message", "law", "recorded"} for entry in context["judgements"])
    assert all(entry["status"] for entry in context["provisions"])
