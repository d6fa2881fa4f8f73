"""`infoshare protocol template check`: what keeps a partnership's own Word template from being used, and where."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from infoshare import resources
from infoshare.workflows.protocol import example

from .conftest import Ran

Run = Callable[..., Ran]
Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(*paragraphs: str, heading: str = "Our protocol") -> Path:
        document = Document()
        document.add_heading(heading, 1)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        document.save(str(tmp_path / "ours.docx"))
        return tmp_path / "ours.docx"

    return write


FAULTS = {
    "a field that is misspelt": ("{{ a.ownr }}", "unknown", "did you mean 'owner'?"),
    "a column that is misspelt": (
        "{% for row in a.parties %}{{ row.nme }}{% endfor %}", "unknown", "did you mean 'name'?",
    ),
    "curly quotation marks": ("{{ a.owner or \u201cnobody\u201d }}", "broken", "type straight ones"),
    "a tag that does not end": ("{{ a.owner", "broken", "does not end in its paragraph"),
    "a tag that did not begin": ("a.owner }}", "broken", "did not begin in its paragraph"),
    "a hidden name": ("{{ a.__class__ }}", "unsafe", "a hidden name"),
    "a call": ("{{ range(9) }}", "unsafe", "a call"),
    "a multiplication": ("{{ version * 9 }}", "unsafe", "a multiplication"),
    "a filter that lets mark-up in": ("{{ a.owner|safe }}", "unsafe", "a filter that is switched off"),
    "another file": ("{% include 'other' %}", "unsafe", "a command"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "says"), FAULTS.values(), ids=FAULTS)
def test_what_keeps_a_template_from_being_used_is_named_with_its_place(
    text: str, kind: str, says: str, written: Written, infoshare: Run
) -> None:
    ran = infoshare("protocol", "template", "check", written("Fine: {{ version }}.", text), "--format", "json")
    found: list[dict[str, Any]] = json.loads(ran.out)
    assert ran.status == 1
    assert any(
        fault["kind"] == kind and says in fault["message"] and fault["where"] == "under 'Our protocol', paragraph 3"
        for fault in found
    ), found


def test_what_a_template_leaves_out_is_a_remark(written: Written, infoshare: Run) -> None:
    ran = infoshare("protocol", "template", "check", written("{{ partnership }}"))
    assert ran.status == 0
    assert "nothing shows the answers to" in ran.out
    assert "'is_draft' is nowhere" in ran.out
    assert "0 faults" in ran.out


def test_a_template_mended_by_its_messages_is_used(written: Written, infoshare: Run, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(example("cda-s115"), encoding="utf-8")
    broken = written("Looked after by {{ a.ownr }}, {{ a.review_date or \u201cno date\u201d }}")
    assert infoshare("protocol", "export", answers, "-o", tmp_path / "p.docx", "--template", broken).status == 2
    mended = written("Looked after by {{ a.owner }}, {{ a.review_date or 'no date' }}")
    assert infoshare("protocol", "template", "check", mended).status == 0
    assert infoshare("protocol", "export", answers, "-o", tmp_path / "p.docx", "--template", mended).status == 0
    text = [paragraph.text for paragraph in Document(str(tmp_path / "p.docx")).paragraphs]
    assert any(line.startswith("Looked after by Community Safety Manager") for line in text)


@pytest.mark.parametrize("name", sorted(resources.shipped_questionnaires()))
def test_every_shipped_template_passes_without_a_fault(name: str, infoshare: Run) -> None:
    shipped = resources.shipped_questionnaires()[name] / "protocol.docx"
    ran = infoshare("protocol", "template", "check", shipped, "--type", name)
    assert (ran.status, "0 faults" in ran.out) == (0, True), ran.out


LETTERS = [path for name in ("caldicott-disclosure", "care-act-cooperation")
           for path in sorted(resources.shipped_questionnaires()[name].glob("*-letter.docx"))]  # fmt: skip


@pytest.mark.parametrize("letter", LETTERS, ids=[f"{each.parent.name}: {each.stem}" for each in LETTERS])
def test_every_shipped_letter_passes_without_a_fault(letter: Path, infoshare: Run) -> None:
    ran = infoshare("protocol", "template", "check", letter, "--type", letter.parent.name)
    assert (ran.status, "0 faults" in ran.out) == (0, True), ran.out


@pytest.mark.parametrize("name", sorted(path.stem for path in resources.leaflet_folder().glob("*.docx")))
def test_every_shipped_leaflet_passes_without_a_fault(name: str, infoshare: Run) -> None:
    ran = infoshare("protocol", "template", "check", resources.leaflet_folder() / f"{name}.docx")
    assert (ran.status, "0 faults" in ran.out) == (0, True), ran.out


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path, infoshare: Run) -> None:
    (tmp_path / "ours.docx").write_text("no document", encoding="utf-8")
    ran = infoshare("protocol", "template", "check", tmp_path / "ours.docx")
    assert (ran.status, "is not a Word document" in ran.err) == (2, True)
