"""`infoshare protocol import`: the contract, the answers file, what is refused, and values that are never said."""

from __future__ import annotations

import json
import re
import socket
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from infoshare import Protocol, resources
from infoshare.identifiers.registry import by_kind
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.old_protocol.masking import spans_of
from infoshare.workflows.old_protocol import import_protocol
from infoshare.workflows.protocol import example
from tests.old_protocols.building import build
from tests.old_protocols.scoring import cases

from .conftest import Ran, others_in

Run = Callable[..., Ran]
CASES = {**cases("first"), **cases("second")}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A partner's protocol with faults of every kind."""
    return build(CASES["03_wrong_law"]["document"], tmp_path / "old.docx")


def test_the_json_keeps_its_contract(infoshare: Run, old: Path) -> None:
    ran = infoshare("protocol", "import", old, "--format", "json", "--on", "2026-11-02")
    found = json.loads(ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert set(found) == {"sections", "findings", "suggested_answers"}
    assert found["sections"].keys() == {str(number) for number in range(24)}
    assert set(found["sections"].values()) <= {"present", "partial", "missing"}
    for each in found["findings"]:
        assert set(each) == {"kind", "quote", "where", "message", "provision"}
        assert each["kind"] in {"past_review", "stale_law", "wrong_law", "practice", "unsigned", "missing"}
    provisions = {each["provision"] for each in found["findings"]}
    assert {
        "CDA 1998 s.115",
        "CDA 1998 s.115(2)",
        "CDA 1998 s.17A",
        "UK GDPR Art 6(1)",
        "PCSC Act 2022 s.16",
    } <= provisions
    known = {question.id for question in Questionnaire.load("cda-s115").questions}
    assert set(found["suggested_answers"]) <= known


def test_the_sections_are_those_of_the_question_set() -> None:
    assert [each.number for each in Questionnaire.load("cda-s115").sections] == [*range(24)]


def test_the_text_says_everything_once_with_its_places(infoshare: Run, old: Path) -> None:
    ran = infoshare("protocol", "import", old, "--on", "2026-11-02")
    assert ran.status == 0
    for said in (
        "judged as of 2 November 2026",
        "Law that is said wrongly",
        "Not signed",
        "Missing",
        "A person must confirm",
    ):
        assert said in ran.out
    assert re.search(r"\d+ findings; sections: \d+ present, \d+ partial, \d+ missing\.", ran.out)
    assert "compliant" not in ran.out.casefold()


def test_the_same_file_and_day_give_the_same_output(infoshare: Run, old: Path) -> None:
    ran = [infoshare("protocol", "import", old, "--format", "json", "--on", "2026-11-02").out for _ in range(2)]
    assert ran[0] == ran[1]


def test_the_day_decides_what_has_passed_and_what_is_stale(infoshare: Run, tmp_path: Path) -> None:
    path = build([{"p": "Review date: March 2012"}, {"p": "The PCT sends the data."}], tmp_path / "old.docx")

    def kinds(*day: str) -> set[str]:
        found = json.loads(infoshare("protocol", "import", path, "--format", "json", *day).out)["findings"]
        return {each["kind"] for each in found} - {"missing"}

    assert kinds("--on", "2012-03-31") == set()
    assert kinds("--on", "2012-04-01") == {"past_review"}
    assert kinds("--on", "2013-04-01") == kinds() == {"past_review", "stale_law"}


def test_the_answers_file_holds_the_suggestions_each_to_be_confirmed(infoshare: Run, tmp_path: Path) -> None:
    old = build(CASES["02_refreshed_2023"]["document"], tmp_path / "old.docx")
    answers = tmp_path / "new.yaml"
    ran = infoshare("protocol", "import", old, "--answers", answers, "--on", "2026-11-02")
    assert (ran.status, "Next: infoshare protocol ask" in ran.out) == (0, True)
    text = answers.read_text("utf-8")
    given = {key: value for key, value in yaml.safe_load(text)["answers"].items() if value is not None}
    assert given["review_date"] == "2027-10-01"
    assert {"name": "Northshire Police", "body": "police_force"} in given["parties"]
    lines = text.splitlines()
    for question in given:
        place = next(number for number, line in enumerate(lines) if line.startswith(f"  {question}:"))
        assert lines[place - 1].startswith("  # suggested from the old document: confirm")
    assert text.count("# suggested from the old document: confirm") == len(given)
    assert Protocol.load(answers).draft.get("partnership_name") == "Westvale Community Safety Partnership"
    assert infoshare("protocol", "check", answers).status == 1


@pytest.mark.parametrize("name", CASES)
def test_every_answers_file_that_it_writes_can_be_used(name: str, infoshare: Run, tmp_path: Path) -> None:
    old, answers = build(CASES[name]["document"], tmp_path / "old.docx"), tmp_path / "new.yaml"
    assert infoshare("protocol", "import", old, "--answers", answers).status == 0
    assert Protocol.load(answers).findings


def test_an_answers_file_is_never_written_over(infoshare: Run, old: Path, tmp_path: Path) -> None:
    answers = tmp_path / "new.yaml"
    answers.write_text("mine")
    ran = infoshare("protocol", "import", old, "--answers", answers)
    assert (ran.status, "is there already" in ran.err, ran.out) == (2, True, "")
    assert answers.read_text() == "mine"


NHS = "999 000 0018"
PLACES: dict[str, list[dict[str, Any]]] = {
    "a paragraph": [{"p": f"Patient {NHS} attended."}],
    "a cell": [{"table": [["NHS number", NHS], ["Name", "Asha Example"]]}],
    "a header": [{"header": f"Case of {NHS}"}, {"p": "x"}],
    "a footnote": [{"footnote": ["See the note.", f"NHS no. {NHS}"]}],
    "an endnote": [{"endnote": ["See the note.", f"NHS no. {NHS}"]}],
    "a box": [{"box": f"Example: {NHS}"}],
    "a control": [{"inline_control": ["Number ", NHS, " is an example."]}],
    "hidden text": [{"hidden": NHS}],
    "inserted text": [{"changed": [{"kept": "Number "}, {"inserted": NHS}]}],
    "a heading": [{"h1": f"Case {NHS}"}, {"p": "The PCT shares it under section 29 of the Data Protection Act 1998."}],
    "beside a fault": [{"p": f"Partners must disclose {NHS} under section 115 to the ambulance trust."}],
    "a review date": [{"p": f"Review date: {NHS} March 2012"}],
    "an owner": [{"p": f"Owner: Dr Example, NHS number {NHS}"}],
    "a retention": [{"h1": "Retention"}, {"p": f"The file of {NHS} is kept for two years and then destroyed."}],
    "without spaces": [{"p": f"Patient {NHS.replace(' ', '')} attended."}],
    "with dashes": [{"p": f"Patient {NHS.replace(' ', '-')} attended."}],
    "in two runs": [{"split": ["Patient 999 00", "0 0018 attended."]}],
    "mistyped": [{"p": "NHS number 999 000 0019 attended."}],
}


@pytest.mark.parametrize("place", PLACES)
def test_a_patients_number_is_reported_and_never_said(place: str, infoshare: Run, tmp_path: Path) -> None:
    old, answers = build(PLACES[place], tmp_path / "old.docx"), tmp_path / "new.yaml"
    plain = infoshare("protocol", "import", old, "--answers", answers)
    found = json.loads((as_json := infoshare("protocol", "import", old, "--format", "json")).out)
    assert [each for each in found["findings"] if each["kind"] == "practice" and "NHS number" in each["message"]]
    for said in (plain.out, plain.err, as_json.out, answers.read_text("utf-8")):
        assert not re.search(r"999[\s-]?000[\s-]?001[89]", re.sub(r"\s+", " ", said))


def test_whatever_identifies_somebody_is_masked_in_a_quote(infoshare: Run, tmp_path: Path) -> None:
    who = "Mrs Asha Example, 12 Mill Lane, HM1 2AB, 07700 900123, a.example@example.org"
    text = f"Under the Data Protection Act 1998 {who}."
    found = json.loads(
        infoshare("protocol", "import", build([{"p": text}], tmp_path / "o.docx"), "--format", "json").out
    )
    (quote,) = (each["quote"] for each in found["findings"] if each["kind"] == "stale_law")
    for word in ("Asha", "Mill Lane", "HM1", "07700", "example.org"):
        assert word not in quote
    assert "Data Protection Act 1998" in quote


def test_a_work_contact_may_stand_in_a_suggested_answer(infoshare: Run, tmp_path: Path) -> None:
    old = build([{"p": "Owner: Safety Manager, 01632 960123, safety@harrowmere.example.org"}], tmp_path / "old.docx")
    found = json.loads(infoshare("protocol", "import", old, "--format", "json").out)
    assert found["suggested_answers"]["owner"].endswith("01632 960123, safety@harrowmere.example.org")


def encrypted(path: Path) -> None:
    """A zip that says that its parts are encrypted."""
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 4)
    path.write_bytes(bytes(data))


def with_part(name: str, data: bytes = b"x") -> Callable[[Path], None]:
    def add(path: Path) -> None:
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(name, data)

    return add


def torn_inside(path: Path) -> None:
    """A byte in the middle of the packed text is changed."""
    with zipfile.ZipFile(path) as package:
        part = package.getinfo("word/document.xml")
    data = bytearray(path.read_bytes())
    middle = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    data[middle : middle + 40] = bytes(40)
    path.write_bytes(bytes(data))


def old_format(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "not there": (lambda path: path.unlink(), "is not there"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "is a folder"),
    "empty": (lambda path: path.write_bytes(b""), "not a Word document"),
    "text": (lambda path: path.write_text("Review date: 2012"), "not a Word document"),
    "half of it": (lambda path: path.write_bytes(path.read_bytes()[:3_000]), "not a Word document"),
    "torn inside": (torn_inside, "damaged"),
    "the old format, or a password": (old_format, "password"),
    "encrypted parts": (encrypted, "encrypted"),
    "macros": (with_part("word/vbaProject.bin"), "macros"),
    "an embedded workbook": (with_part("word/embeddings/Book1.xlsx"), "embedded objects"),
    "a bomb": (with_part("word/big.xml", bytes(60_000_000)), "more than any protocol needs"),
    "a workbook": (lambda path: _other_zip(path, "xl/workbook.xml"), "no Word document inside"),
}  # fmt: skip


def _other_zip(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(name, "<x/>")


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(name: str, infoshare: Run, old: Path) -> None:
    spoil, said = BAD[name]
    spoil(old)
    answers = old.with_name("new.yaml")
    ran = infoshare("protocol", "import", old, "--answers", answers)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert re.search(r"\.docx|Give the path", ran.err)
    assert others_in(old.parent, old) == []


def test_a_day_that_is_none_is_refused(infoshare: Run, old: Path) -> None:
    ran = infoshare("protocol", "import", old, "--on", "yesterday")
    assert (ran.status, "year-month-day" in ran.err) == (2, True)


def test_an_empty_document_is_read_and_lacks_everything(infoshare: Run, tmp_path: Path) -> None:
    found = json.loads(infoshare("protocol", "import", build([], tmp_path / "old.docx"), "--format", "json").out)
    assert set(found["sections"].values()) == {"missing"}
    assert {each["kind"] for each in found["findings"]} == {"missing"}
    assert found["suggested_answers"] == {}


def test_nothing_is_fetched(infoshare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    old = build([{"link": ["See ", "the website"]}], tmp_path / "old.docx")
    assert infoshare("protocol", "import", old).status == 0


AGREEMENTS = [name for name in resources.shipped_questionnaires() if Questionnaire.load(name).kind == "agreement"]


@pytest.mark.parametrize("name", AGREEMENTS)
def test_the_protocols_that_we_write_ourselves_stand_the_same_look(name: str, tmp_path: Path) -> None:
    """They name old law, bodies and mistakes in order to say what is right; only the signatures are open."""
    answers, word = tmp_path / "a.yaml", tmp_path / "p.docx"
    answers.write_text(example(name), "utf-8")
    Protocol.load(answers).export(word)
    found = import_protocol(word, date(2026, 11, 26))
    assert [(each.kind, each.quote) for each in found.findings if each.kind != "unsigned"] == []
    assert [each.number for each in found.sections if each.state == "missing"] in ([], [9], [9, 14], [14])
    given = found.as_data()["suggested_answers"]
    wanted = Protocol.load(answers).draft.answers
    for question in ("partnership_name", "protocol_version", "start_date", "review_date", "owner"):
        assert given[question] == wanted[question]


@pytest.mark.parametrize("kind", ["nhs", "ni"])
def test_the_kinds_of_number_that_are_sought_are_known(kind: str) -> None:
    assert [*spans_of(by_kind(kind), by_kind(kind).example)]
