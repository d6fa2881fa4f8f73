"""Whatever stands in an answers file or is given as a template: one plain message or the text as it stands, no more."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from infoshare import Protocol
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.strict_yaml import write_yaml
from infoshare.protocols.validation import LONGEST
from tests.spec.set_cases import answers_of

from .conftest import Ran, others_in

Run = Callable[..., Ran]
Answers = dict[str, Any]

SET = Questionnaire.load("cda-s115")
SECRET = "Asha Begum of 4 Larch Row"
NHS_NUMBER = "999 000 0018"

# What breaks documents or tempts a template: each is printed as it stands, in every kind of answer and of cell.
TRICKS = {
    "a sum": "{{ 7*7 }}",
    "a raw block": "{% raw %}",
    "an end of a block": "{% endfor %}",
    "a row tag": "{%tr for row in a.parties %}",
    "a remark": "{# gone #}",
    "an attribute": "{{ a.__class__ }}",
    "an escape of the template": "{_{ 7*7 }_}",
    "mark-up": "<w:p>",
    "mark-up that ends": "</w:t></w:r></w:p>",
    "an entity": "&amp; &lt;w:p&gt;",
    "an end of data": "]]>",
    "a family": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f600",
    "right to left": "עברית العربية",
    "quotation marks": "“x” ‘y’ \"z\" 'w'",
    "a formula": "=1+1",
    "a path": "..\\..\\x /etc/passwd",
}
# What cannot be seen or printed: it is taken out of what is read, and stays in the file.
UNSEEN = {
    "a bell": "\x07",
    "a NUL": "\x00",
    "an escape": "\x1b[31m",
    "a mark from right to left": "\u200f",
    "an override": "\u202e",
    "an isolate": "\u2066",
    "a space of no width": "\u200b",
    "a byte order mark": "\ufeff",
    "a character for private use": "\ue000",
}


def complete() -> Answers:
    return deepcopy(answers_of("cda-s115"))


def file_with(folder: Path, answers: Answers, *, of: str = "cda-s115", version: Any = 1) -> Path:
    path = folder / "answers.yaml"
    path.write_text(write_yaml({"questionnaire": of, "version": version, "answers": answers}), encoding="utf-8")
    return path


def refused(infoshare: Run, path: Path, *says: str, status: int = 2) -> None:
    """Checks, exports and asks: each refuses, says so and no answer, writes nothing and leaves the file as it was."""
    before = path.read_bytes()
    for words in (("check", path), ("export", path, "-o", path.with_name("p.docx")), ("ask", path)):
        ran = infoshare("protocol", *words)
        assert ran.status == status, (words, ran.err)
        assert [sentence for sentence in says if sentence not in ran.err] == [], ran.err
        assert "Traceback" not in ran.err
        assert "Asha" not in ran.err + ran.out
    assert path.read_bytes() == before
    assert others_in(path.parent, path) == []


def said(path: Path) -> list[str]:
    """Every paragraph of a document, those of its tables among them."""
    document = Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [each.text for each in (*document.paragraphs, *(line for cell in cells for line in cell.paragraphs))]


# Answers of the wrong kind

TEXT, NAME_LIST = "give text; put it in quotation marks if it is a number, yes or no", "give a list of names"
WRONG: list[tuple[str, Any, str]] = [
    ("partnership_name", 5, TEXT),
    ("partnership_name", [SECRET], TEXT),
    ("necessity", {"why": SECRET}, TEXT),
    ("necessity", True, TEXT),
    ("start_date", SECRET, "give a date as year-month-day"),
    ("start_date", "2026-02-30", "give a date as year-month-day"),
    ("joint_controllers", "yes", "answer yes or no (true or false)"),
    ("joint_controllers", [True], "answer yes or no (true or false)"),
    ("data_form", SECRET, "choose from: aggregate, depersonalised, pseudonymised, identifiable"),
    ("data_form", ["aggregate"], "choose from: aggregate"),
    ("purposes", "s17_prevention", "give a list of the options"),
    ("purposes", ["s17_prevention", SECRET], "choose from: s6_crime_disorder"),
    ("purposes", ["s17_prevention", "s17_prevention"], "an option is chosen twice"),
    ("flows", SECRET, "give a list of rows, each with its columns by name"),
    ("flows", {"name": SECRET}, "give a list of rows, each with its columns by name"),
    ("flows", [SECRET], "give a list of rows, each with its columns by name"),
    ("flows", [{"name": "A", "giver": [SECRET]}], f"row 1, giver: {TEXT}"),
    ("flows", [{"name": "A", "recipients": SECRET}], f"row 1, recipients: {NAME_LIST}"),
    ("flows", [{"name": "A"}, {"name": "B", "recipients": [SECRET, 5]}], f"row 2, recipients: {TEXT}"),
    ("flows", [{"name": "A", "includes": "health"}], "row 1, includes: give a list of the options"),
    ("flows", [{"name": "A", "gateway": "cda_s116"}], "row 1, gateway: choose from: cda_s115"),
    ("flows", [{"name": {"not_sure": SECRET}}], f"row 1, name: {TEXT}"),
    ("data_items", [{"item": "A", "flows": {"A": SECRET}}], f"row 1, flows: {NAME_LIST}"),
    ("smallest_group", SECRET, "give a whole number"),
    ("smallest_group", 4.5, "give a whole number"),
    ("benefits", {"not_sure": [SECRET]}, TEXT),
    ("lawful_basis", {"not_sure": SECRET}, "this cannot be left for later by 'not sure'"),
]


@pytest.mark.parametrize(
    ("question", "given", "says"), WRONG, ids=[f"{name}: {given!r:.40}" for name, given, _ in WRONG]
)
def test_an_answer_of_the_wrong_kind_is_named_and_never_said(
    infoshare: Run, tmp_path: Path, question: str, given: Any, says: str
) -> None:
    refused(infoshare, file_with(tmp_path, {**complete(), question: given}), f"answers.yaml: '{question}': {says}")


def test_every_kind_of_question_and_of_cell_is_given_wrong_answers() -> None:
    named = {question for question, _, _ in WRONG}
    assert {SET.question(each).type for each in named} == {question.type for question in SET.questions}


UNKNOWN = {
    "a question that is nearly known": (
        "necesity",
        "'necesity' is not a question of 'cda-s115'; did you mean 'necessity'?",
    ),
    "a question of another time": (
        "confidential",
        "'confidential' is not a question of 'cda-s115'; did you mean 'confid",
    ),
    "a question like no other": ("xyzzyx", "'xyzzyx' is not a question of 'cda-s115'"),
}


@pytest.mark.parametrize(("name", "says"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_question_that_is_not_asked_here_is_named_with_the_nearest(
    infoshare: Run, tmp_path: Path, name: str, says: str
) -> None:
    refused(infoshare, file_with(tmp_path, {**complete(), name: SECRET}), says)


def test_a_column_that_is_not_there_is_named_with_those_that_are(infoshare: Run, tmp_path: Path) -> None:
    answers = complete()
    answers["flows"][2]["gatway"] = SECRET
    says = "'flows': row 3: there is no column 'gatway' (columns: name, giver, recipients, purpose, gateway,"
    refused(infoshare, file_with(tmp_path, answers), says)


@pytest.mark.parametrize("version", [2, 0, -1])
def test_a_file_for_another_version_is_refused_and_says_which_is_known(
    infoshare: Run, tmp_path: Path, version: int
) -> None:
    says = f"it answers version {version} of 'cda-s115', and version 1 is the one that is known here"
    refused(
        infoshare, file_with(tmp_path, {"benefits": SECRET}, version=version), says, "begin again with 'protocol new'"
    )


@pytest.mark.parametrize("name", ["cda-s116", "law", "../law", "", "CDA-S115"])
def test_a_file_for_a_set_that_is_not_there_is_refused_with_the_sets_that_are(
    infoshare: Run, tmp_path: Path, name: str
) -> None:
    path = file_with(tmp_path, {"benefits": SECRET}, of=name)
    refused(infoshare, path, f"there is no question set '{name}'", "Question sets: ", "cda-s115")


# Long answers

CELLS = [(table, column.id) for table in ("parties", "flows", "data_items", "lawful_basis", "signatories")
         for column in SET.question(table).columns if column.type in {"short_text", "row"}]  # fmt: skip


@pytest.mark.parametrize(("question", "longest"), [("partnership_name", 500), ("necessity", 50_000)])
def test_an_answer_of_the_longest_length_is_taken_and_printed_and_one_character_more_is_not(
    infoshare: Run, tmp_path: Path, question: str, longest: int
) -> None:
    text = "é" * longest
    path = file_with(tmp_path, {**complete(), question: text})
    assert infoshare("protocol", "check", path).status == 0
    assert infoshare("protocol", "export", path, "-o", tmp_path / "p.docx").status == 0
    assert text in said(tmp_path / "p.docx")
    (tmp_path / "p.docx").unlink()
    says = f"'{question}': {longest + 1:,} characters; at most {longest:,} are taken"
    refused(infoshare, file_with(tmp_path, {**complete(), question: f"{text}x"}), says)


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_a_cell_of_more_than_500_characters_is_refused(tmp_path: Path, infoshare: Run, table: str, column: str) -> None:
    answers = complete()
    answers[table][1][column] = "x" * 501
    ran = infoshare("protocol", "check", file_with(tmp_path, answers))
    assert ran.status == 2
    assert f"'{table}': row 2, {column}: 501 characters; at most 500 are taken" in ran.err


def test_a_name_among_several_of_more_than_500_characters_is_refused(tmp_path: Path, infoshare: Run) -> None:
    answers = complete()
    answers["flows"][0]["recipients"] = ["Eastmarch Police", "x" * 501]
    ran = infoshare("protocol", "check", file_with(tmp_path, answers))
    assert (ran.status, "'flows': row 1, recipients: 501 characters" in ran.err) == (2, True)


# Texts as they stand


def spoilt(answers: Answers, trick: str) -> Answers:
    """Every text answer, every text cell and every name with a trick at its end, so that names still agree."""
    found = deepcopy(answers)
    for question in SET.questions:
        if question.id in found and question.type in LONGEST:
            found[question.id] = f"{found[question.id].strip()} {trick}"
        for column in question.columns if question.id in found else ():
            for row in found[question.id]:
                if column.type in {"short_text", "row"} and column.id in row:
                    row[column.id] = f"{row[column.id]} {trick}"
                elif column.type == "rows" and column.id in row:
                    row[column.id] = [f"{name} {trick}" for name in row[column.id]]
    found["ending"] = {"not_sure": f"the board {trick}"}
    return found


def texts_of(answers: Answers) -> list[str]:
    """What must be printed of answers: each text, and each text of a cell that the document has a place for."""
    texts = [
        answers[each.id] for each in SET.questions if each.type in LONGEST and isinstance(answers.get(each.id), str)
    ]
    for table, column in CELLS:
        texts += [
            row[column] for row in answers[table] if column in row and (table, column) != ("data_items", "holder")
        ]
    several = [
        *(row["recipients"] for row in answers["flows"]),
        *(row["flows"] for row in answers["data_items"] if "flows" in row),
    ]
    return [*texts, *("; ".join(names) for names in several), f"[TO COME BACK TO: {answers['ending']['not_sure']}]"]


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_a_text_is_printed_as_it_stands_in_every_answer_and_every_cell(
    infoshare: Run, tmp_path: Path, trick: str
) -> None:
    answers = spoilt(complete(), trick)
    path = file_with(tmp_path, answers)
    before = path.read_bytes()
    assert infoshare("protocol", "check", path).status == 0
    ran = infoshare("protocol", "export", path, "-o", tmp_path / "p.docx")
    assert ran.status == 0, ran.err
    assert path.read_bytes() == before
    assert others_in(tmp_path, path) == ["p.docx"]
    printed = {" ".join(line.split()) for line in said(tmp_path / "p.docx")}
    texts = texts_of(answers)
    assert len(texts) > 200
    assert [text for text in texts if " ".join(text.split()) not in printed] == []


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_in_the_file_as_before_and_not_in_the_document(
    infoshare: Run, tmp_path: Path, unseen: str
) -> None:
    path = file_with(tmp_path, spoilt(complete(), unseen))
    before = path.read_bytes()
    assert infoshare("protocol", "check", path).status == 0
    assert infoshare("protocol", "export", path, "-o", tmp_path / "p.docx").status == 0
    assert path.read_bytes() == before
    with zipfile.ZipFile(tmp_path / "p.docx") as package:
        everything = "".join(package.read(name).decode() for name in package.namelist())
    assert unseen[0] not in everything
    assert Protocol.load(path).draft.given["partnership_name"].startswith("Harrowmere Community Safety Partnership")


def test_an_answer_of_nothing_but_what_cannot_be_seen_is_missing(infoshare: Run, tmp_path: Path) -> None:
    unseen = "".join(UNSEEN.values()).replace("[31m", "")
    ran = infoshare("protocol", "check", file_with(tmp_path, {**complete(), "benefits": unseen}))
    assert ran.status == 1
    assert "not yet answered: Who will benefit" in " ".join(ran.out.split())


# A patient's own number

SAID_OF_IT = "has what looks like an NHS number: a protocol names no patients"


def with_number(answers: Answers, question: str) -> Answers:
    """The number in an answer, or in the last text cell of a table's first row."""
    table = SET.question(question).columns
    if table:
        column = [each.id for each in table if each.type == "short_text" and each.required][-1]
        answers[question][0][column] = f"{answers[question][0][column]} {NHS_NUMBER}"
    else:
        answers[question] = f"{answers[question]} {NHS_NUMBER}"
    return answers


HOLDS_TEXT = [question.id for question in SET.questions if question.id in answers_of("cda-s115")
              and question.type in {"short_text", "long_text", "table"} and question.id != "lawful_basis"]  # fmt: skip
RECORDED = {"weighed_by", "guardian_name"}


@pytest.mark.parametrize("question", HOLDS_TEXT)
def test_a_patients_number_in_an_answer_is_a_gap_that_does_not_repeat_it(
    infoshare: Run, tmp_path: Path, question: str
) -> None:
    path = file_with(tmp_path, with_number(complete(), question))
    shown, data = infoshare("protocol", "check", path), infoshare("protocol", "check", path, "--format", "json")
    assert (shown.status, data.status) == (1, 1)
    gaps = [finding for finding in json.loads(data.out)["findings"] if finding["verdict"] == "gap"]
    assert [(gap["message"], gap["questions"]) for gap in gaps] == [
        (f"the answer to '{question}' {SAID_OF_IT}", [question])
    ]  # fmt: skip
    assert "\n1 gap, " in shown.out
    for ran in (shown, data):
        assert not any(number in ran.out + ran.err for number in (NHS_NUMBER, NHS_NUMBER.replace(" ", "")))


@pytest.mark.parametrize(
    ("table", "column", "row"), [("flows", "name", 4), ("data_items", "item", 18), ("parties", "name", 4)]
)
def test_a_patients_number_as_a_name_is_not_repeated_either(
    infoshare: Run, tmp_path: Path, table: str, column: str, row: int
) -> None:
    answers = complete()
    answers[table][row][column] = NHS_NUMBER
    ran = infoshare("protocol", "check", file_with(tmp_path, answers), "--format", "json")
    assert SAID_OF_IT in ran.out
    assert NHS_NUMBER not in ran.out


# Templates


def letter(*paragraphs: str) -> bytes:
    document, stream = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def open_document() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<office:document-content/>")
    return stream.getvalue()


SOUND = letter("{{ title }}")
TEMPLATES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "own.docx is not a Word document (.docx)"),
    "text": (b"Dear Sir or Madam", "own.docx is not a Word document (.docx)"),
    "half of a document": (SOUND[: len(SOUND) // 2], "own.docx is not a Word document (.docx)"),
    "a document whose end is cut off": (SOUND[:-30], "own.docx is not a Word document (.docx)"),
    "a workbook": (workbook(), "own.docx: it has no Word document inside"),
    "a document of another program": (open_document(), "own.docx: it has no Word document inside"),
    "a letter with the fields of something else": (letter("Dear {{ client_name }},"), "'client_name' is undefined"),
    "a letter with a loop over something else": (
        letter("{% for line in invoice %}{{ line }}{% endfor %}"), "'invoice' is undefined",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "says"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_damaged_or_foreign_template_is_refused_and_nothing_is_written(
    infoshare: Run, tmp_path: Path, content: bytes, says: str
) -> None:
    path, template = file_with(tmp_path, complete()), tmp_path / "own.docx"
    template.write_bytes(content)
    before = path.read_bytes()
    ran = infoshare("protocol", "export", path, "-o", tmp_path / "p.docx", "--template", template)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert "Harrowmere" not in ran.err
    assert others_in(tmp_path, path, template) == []
    assert (path.read_bytes(), template.read_bytes()) == (before, content)


def test_a_letter_without_a_field_is_no_template(infoshare: Run, tmp_path: Path) -> None:
    path, template = file_with(tmp_path, complete()), tmp_path / "own.docx"
    template.write_bytes(letter("Dear Sir or Madam,", "Yours faithfully,"))
    assert infoshare("protocol", "export", path, "-o", tmp_path / "p.docx", "--template", template).status == 2


def test_a_document_that_was_there_stays_where_the_answers_or_the_template_are_refused(
    infoshare: Run, tmp_path: Path
) -> None:
    signed = tmp_path / "p.docx"
    signed.write_bytes(b"the one that was signed")
    template = tmp_path / "own.docx"
    template.write_bytes(b"Dear Sir or Madam")
    path = file_with(tmp_path, complete())
    assert infoshare("protocol", "export", path, "-o", signed, "--template", template).status == 2
    file_with(tmp_path, {**complete(), "data_form": SECRET})
    assert infoshare("protocol", "export", path, "-o", signed).status == 2
    assert signed.read_bytes() == b"the one that was signed"
