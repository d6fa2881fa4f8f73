"""The text of a set's Word template: every question that it asks, no line about one that it does not, right letters."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from infoshare import resources
from infoshare.documents.word_protocol import word_document
from infoshare.errors import QuestionnaireError
from infoshare.model.composition import composed
from infoshare.model.law import Law
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.draft import Draft
from infoshare.workflows.protocol import Protocol
from tests.spec.set_cases import answers_of

content = pytest.importorskip("scripts.word_template.content", reason="the script is not part of what is installed")
package = pytest.importorskip("scripts.word_template.package")
pages = pytest.importorskip("scripts.word_template.pages")

SETS = sorted(resources.shipped_questionnaires())
OWN = {"id": "own", "section": "powers", "text": "Is it so?", "why": "It matters.", "help": "Say so.", "type": "yes_no",
       "citations": ["uk-gdpr-6"]}  # fmt: skip
OPTIONS = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]
TABLE = {**OWN, "id": "visits", "type": "table", "minimum": 1, "text": "Who comes?",
         "columns": [{"id": "who", "label": "Who", "type": "short_text"}]}  # fmt: skip


def made_up(**rest: Any) -> Questionnaire:
    head = {"questionnaire": "made-up", "version": 1, "title": "A made-up protocol", "use_for": "A test."}
    return Questionnaire.parsed(composed({**head, **rest}, "made-up"), QuestionnaireError, "made-up")


def lines_of(questionnaire: Questionnaire, section: str = "") -> list[str]:
    """The lines of the content, or of one section of it without its heading."""
    text: str = content.content_for(questionnaire)
    if not section:
        return text.split("\n")
    found = re.search(rf"^#\S* {re.escape(section)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, section
    return found[1].rstrip("\n").split("\n")


def exported(questionnaire: Questionnaire, answers: dict[str, Any], folder: Path) -> list[str]:
    """The paragraphs of a document with these answers, in the template that is made for the set."""
    margins = {"header_tall": pages.header(wide=False), "header_wide": pages.header(wide=True),
               "footer_tall": pages.footer(wide=False), "footer_wide": pages.footer(wide=True)}  # fmt: skip
    body = pages.document(content.blocks(content.content_for(questionnaire)))
    package.write(folder / "template.docx", package.parts(body, margins, package.TITLE))
    known = {question.id for question in questionnaire.questions}
    given = {key: answer for key, answer in answers.items() if key in known}
    context = Protocol(Draft(questionnaire, given, Law.load())).context()
    (folder / "protocol.docx").write_bytes(
        word_document(folder / "template.docx", context, "A title", datetime(2026, 12, 1))
    )
    document = Document(str(folder / "protocol.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


SHOWN = {
    "yes_no": "? own: Is it so?", "date": "? own: Is it so?", "short_text": "? own: Is it so?",
    "whole_number": "? own: Is it so?", "choice": "? own: Is it so?", "choices": "? own[]: Is it so?",
    "long_text": "* own: Is it so?",
}  # fmt: skip


@pytest.mark.parametrize("kind", SHOWN)
@pytest.mark.parametrize("section", ["parties", "powers", "signatures"])
def test_a_question_that_no_sentence_shows_stands_at_the_end_of_its_section(kind: str, section: str) -> None:
    options = OPTIONS if kind in {"choice", "choices"} else []
    found = made_up(questions=[{**OWN, "type": kind, "section": section, "options": options}])
    title = next(each.title for each in found.sections if each.id == section)
    lines = lines_of(found, title)
    before = [line for line in lines_of(made_up(), title) if not line.startswith(("? ", "* ", "= Also decided"))]
    assert lines.count(SHOWN[kind]) == 1
    assert all(lines.index(line) < lines.index(SHOWN[kind]) for line in before)


def test_a_question_of_the_first_section_that_no_sentence_shows_is_shown() -> None:
    assert "? own: Is it so?" in lines_of(made_up(questions=[{**OWN, "section": "cover"}]))


def test_short_answers_stand_together_and_long_ones_after_them() -> None:
    own = [{**OWN, "id": "long", "type": "long_text", "text": "Why is\n it  so?"}, OWN]
    lines = lines_of(made_up(questions=own), "Legal power to share")
    assert lines.count("= Also decided") == 1
    place = lines.index("= Also decided")
    added = [line for line in lines[place:] if line.endswith("it so?")]
    assert added == ["? own: Is it so?", "* long: Why is it so?"]


def test_a_section_with_nothing_besides_has_no_heading_for_it() -> None:
    assert "= Also decided" not in lines_of(made_up(), "Purpose and benefits")


@pytest.mark.parametrize("name", SETS)
def test_every_question_of_a_set_is_shown_and_none_that_it_does_not_ask(name: str) -> None:
    found = Questionnaire.load(name)
    shown = {named for line in lines_of(found) for named in re.findall(r"(?:^[*?~] |\ba\.|law of )(\w+)", line)}
    assert shown == {question.id for question in found.questions}


LEFT_OUT = ["opt_out", "barred_data", "guardian_conditions", "caldicott_informing", "appropriate_policy_document",
            "s115_no_other_power"]  # fmt: skip


@pytest.mark.parametrize("question_id", LEFT_OUT)
def test_a_line_about_a_question_that_is_left_out_is_gone(question_id: str) -> None:
    assert re.search(rf"\b{question_id}\b", "\n".join(lines_of(Questionnaire.load("cda-s115"))))
    ids = {question["id"] for question in composed({"questionnaire": "x", "version": 1, "title": "T", "use_for": "U"},
                                                   "x")["questions"]}  # fmt: skip
    depend = {"barred_data": ["barred_data_shared", "barred_data_handling", "bar_lifted_by"]}.get(question_id, [])
    left_out = [each for each in (question_id, *depend) if each in ids]
    text = "\n".join(lines_of(made_up(shared={"leave_out": left_out})))
    assert not re.search(rf"\b{question_id}\b", text)


def test_what_is_said_of_one_act_is_said_in_its_set_only_and_without_its_mark() -> None:
    of_the_act, others = "\n".join(lines_of(Questionnaire.load("cda-s115"))), "\n".join(lines_of(made_up()))
    assert "\n. Section 115 of the Act lets a person" in of_the_act
    assert "Section 115" not in others
    assert "[cda-s115]" not in of_the_act + others


@pytest.mark.parametrize("kind", ["agreement", "decision"])
def test_every_annex_is_called_by_the_letter_that_word_gives_it(kind: str) -> None:
    own = {"sections": [{"id": "powers", "number": 1, "title": "The power"}], "questions": [OWN],
           "shared": {"take": []}, "kind": kind} if kind == "decision" else {}  # fmt: skip
    found = made_up(**own)
    text: str = content.content_for(found)
    annexes = [heading for heading in content.headings(content.blocks(text)) if heading.mark in {"#A", "#L"}]
    letters = {heading.title: heading.label.rstrip(":").split()[-1] for heading in annexes}
    assert "<<" not in text
    assert set(re.findall(r"Annex ([A-Z])\b", text)) <= set(letters.values())
    assert f"Annex {letters['Open points']} lists them all" in text
    assert f"Annex {letters['Authorities']} says what each one provides" in text
    if kind == "agreement":
        assert f"The data specification in Annex {letters['Data specification']} lists" in text
        assert f"in writing on the form in Annex {letters['Request form']}" in text
        assert f"Annex {letters['Caldicott record']} is the record" in text
        assert f"the form in Annex {letters['Decision form']} if it shares" in text
        assert f"that in Annex {letters['Refusal form']} if it refuses" in text
        assert f"Annex {letters['Contacts']} lists them" in text
        assert f"Annex {letters['Privacy notice text']} has the words" in text
        assert [*letters.values()] == list("ABCDEFGHIJK")
    else:
        assert letters == {"Words used": "A", "Open points": "B", "What did not arise": "C", "Authorities": "D"}
    assert f"explained in Annex {letters['Words used']}" in text


def test_to_refuse_asks_no_more_and_no_less_than_to_share() -> None:
    def shape(form: str) -> list[tuple[str, int, int]]:
        """Each line without the words of the outcome: mark, places to write, whether it asks."""
        lines = content.blocks(form)[2:]
        return [
            (block.mark, line.count("~"), line.split(" | ")[0].count("?")) for block in lines for line in block.lines
        ]

    forms = pytest.importorskip("scripts.word_template.forms")
    sharing, refusing = shape(forms.DECISION_FORM), shape(forms.REFUSAL_FORM)
    assert sharing == refusing
    assert sum(places for _, places, _ in sharing) > 20


def test_the_annex_of_the_notice_says_what_the_notice_of_its_own_says() -> None:
    notice = pytest.importorskip("scripts.word_template.notice")
    annex, alone = (
        [" ".join(block.lines) for block in content.blocks(text) if block.mark in {'"', "@", "=", "#="}]
        for text in (notice.NOTICE_ANNEX, notice.NOTICE)
    )
    without = "What is shared identifies nobody, so no such reason is needed."
    assert annex[1:] == [line for line in alone[1:] if line != without]
    assert len(annex) > 12


def test_a_decision_has_its_own_sections_and_speaks_of_no_partners_form() -> None:
    found = made_up(
        kind="decision", shared={"take": ["territory"]},
        sections=[{"id": "cover", "number": 1, "title": "The request"},
                  {"id": "powers", "number": 2, "title": "The power"}],
        questions=[OWN],
    )  # fmt: skip
    titles = [line.partition(" ")[2] for line in lines_of(found) if line.startswith("#")]
    annexes = ["Words used", "Open points", "What did not arise", "Authorities"]
    assert titles == ["How to read this record", "The request", "The power", *annexes]
    assert lines_of(found, "The power")[-2:] == ["= Also answered", "? own: Is it so?"]
    said = "\n".join(line for line in lines_of(found) if not line.startswith("? "))
    assert not re.search(r"(?i)\bpartners?\b|\bprotocol\b|Also decided|a\.parties", said)


@pytest.mark.parametrize("name", ["caldicott-disclosure", "care-act-cooperation"])
def test_a_record_has_a_heading_of_its_own_for_every_question_and_no_question_as_one(name: str) -> None:
    found = Questionnaire.load(name)
    lines = lines_of(found)
    assert "= Also answered" not in lines
    assert [line for line in lines if line.startswith(("? ", "* ", "= ")) and line.endswith("?")] == []
    assert [line for line in lines if line.startswith("#") and line.endswith("?")] == []
    assert not re.search(r"(?i)\bpartners\b|\bprotocol\b", "\n".join(lines))
    assert [each.title for each in found.sections if f"# {each.title}" not in lines] == []


def test_the_document_of_a_made_up_set_prints_its_own_questions(tmp_path: Path) -> None:
    own = [OWN, {**OWN, "id": "reason", "type": "long_text", "text": "Why is it so?"},
           {**OWN, "id": "kinds", "type": "choices", "text": "Which kinds?", "options": OPTIONS}]  # fmt: skip
    answers = {**answers_of("cda-s115"), "own": True, "reason": "Because.", "kinds": ["a", "b"]}
    said = exported(made_up(questions=own), answers, tmp_path)
    for text in ("Also decided", "Is it so?", "Why is it so?", "Because.", "Which kinds?", "A made-up protocol"):
        assert text in said, text
    assert any(cell.startswith("Yes") for cell in said)


def test_the_document_of_a_set_without_a_question_says_nothing_of_it(tmp_path: Path) -> None:
    said = "\n".join(exported(made_up(shared={"leave_out": ["opt_out"]}), answers_of("cda-s115"), tmp_path))
    assert "The national data opt-out, in England" not in said
    assert "NOT YET ANSWERED: How do you deal with patients" not in said


def test_a_table_of_a_sets_own_is_printed() -> None:
    assert "visits" in "\n".join(lines_of(made_up(questions=[TABLE])))


def test_the_questions_of_an_agreements_own_section_are_printed() -> None:
    shared = composed({"questionnaire": "x", "version": 1, "title": "T", "use_for": "U"}, "x")["sections"]
    sections = [*shared, {"id": "more", "number": 24, "title": "More besides"}]
    assert "? own: Is it so?" in lines_of(made_up(sections=sections, questions=[{**OWN, "section": "more"}]))


def test_no_heading_of_the_shipped_sets_stands_over_nothing() -> None:
    for lines in (lines_of(Questionnaire.load("cda-s115")), lines_of(made_up())):
        over = [line for line, after in pairwise(lines) if line.startswith("= ") and after.startswith(("#", "= "))]
        assert over == []


@pytest.mark.parametrize("question_id", ["opt_out", "appropriate_policy_document"])
def test_no_heading_stands_over_nothing(question_id: str) -> None:
    lines = lines_of(made_up(shared={"leave_out": [question_id]}))
    assert [line for line, after in pairwise(lines) if line.startswith("= ") and after.startswith(("#", "= "))] == []


def test_a_set_without_signatories_has_no_place_to_sign() -> None:
    assert "! signatures" not in lines_of(made_up(shared={"leave_out": ["signatories"]}))


@pytest.mark.parametrize("name", [each for each in SETS if Questionnaire.load(each).kind == "agreement"])
def test_the_caldicott_record_of_every_agreement_has_all_eight_principles_in_order(name: str) -> None:
    lines = lines_of(Questionnaire.load(name), "Caldicott record")
    assert [line[2] for line in lines if re.match(r"\| \d\. ", line)] == list("12345678")
