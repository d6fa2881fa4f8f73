"""Every document of every question set: whole, the same twice, accessible, and opened by LibreOffice."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from infoshare import resources
from infoshare.documents.word_text import text_of
from infoshare.errors import DataFileError, UserError
from infoshare.workflows.documents import documents_of, made
from infoshare.workflows.protocol import Protocol
from tests.spec.set_cases import answers_of, protocol_of
from tests.unit.documents.accessible import barriers

SETS = sorted(resources.shipped_questionnaires())
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice opens the documents, and is not here")


@cache
def example_of(name: str) -> Protocol:
    return protocol_of(name, answers_of(name))


EVERY = [(name, document) for name in SETS for document in documents_of(example_of(name))]


@pytest.mark.parametrize(("name", "document"), EVERY)
def test_a_document_is_whole_the_same_twice_and_accessible(name: str, document: str) -> None:
    first, second = (made(protocol_of(name, answers_of(name)), document, ".docx") for _ in range(2))
    assert first == second
    text = text_of(first)
    assert not re.search(r"\[NOT YET|\{\{|\{%|\[TO COME BACK", text)
    assert not re.search(r": \.|: $|\(\)", text, flags=re.MULTILINE), "an answer is a silent blank"
    assert barriers(first) == []


@pytest.mark.parametrize(("name", "document"), EVERY)
def test_a_document_of_an_empty_draft_says_what_is_missing(name: str, document: str) -> None:
    text = text_of(made(protocol_of(name, {}), document, ".docx"))
    assert "[NOT YET ANSWERED" in text or "{{" not in text
    assert barriers(made(protocol_of(name, {}), document, ".docx")) == []


@pytest.mark.parametrize(("name", "document"), EVERY)
def test_a_document_as_a_page_needs_nothing_from_elsewhere(name: str, document: str) -> None:
    page = made(example_of(name), document, ".html").decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert not re.search(r"(?:src|href)=\"(?!#|mailto:)|<script|@import|url\(", page)
    assert page.count("<h1") == 1
    assert "<th scope=" in page or "<table" not in page


def test_the_protocol_as_json_has_its_answers_findings_and_digest() -> None:
    found = json.loads(made(example_of("cda-s115"), "protocol", ".json"))
    assert found["digest"] == example_of("cda-s115").digest
    assert found["answers"]["partnership_name"] == "Harrowmere Community Safety Partnership"
    assert {"findings", "not_applicable", "status", "title", "version"} <= set(found)


def test_a_document_or_format_that_is_not_offered_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no document 'minutes' here\nDocuments: protocol"):
        example_of("cda-s115").export(tmp_path / "a.docx", document="minutes")
    with pytest.raises(DataFileError, match=r"a protocol is not written as '\.odt'"):
        example_of("cda-s115").export(tmp_path / "a.odt")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("name", SETS)
def test_the_public_summary_says_its_reading_age(name: str) -> None:
    if "public-summary" in documents_of(example_of(name)):
        text = text_of(made(example_of(name), "public-summary", ".docx"))
        age = re.search(r"Automated Readability Index: about (\d+) years", text)
        assert age
        assert 8 < int(age[1]) < 25


@needs_office
def test_every_document_opens_in_libreoffice_the_guide_is_one_page_and_a_letter_two_at_most(tmp_path: Path) -> None:
    for name, document in EVERY:
        if document in {"protocol", "staff-guide"} or document.endswith("letter") or name == "cda-s115":
            example_of(name).export(tmp_path / f"{name}.{document}.docx", document=document)
    words = sorted(tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, words)]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    made_of = {path.stem: path for path in tmp_path.glob("*.pdf")}
    assert set(made_of) == {path.stem for path in words}
    pages = {stem: len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) for stem, path in made_of.items()}
    assert {stem: count for stem, count in pages.items() if stem.endswith("staff-guide") and count != 1} == {}
    assert min(pages.values()) > 0
    assert {stem: count for stem, count in pages.items() if stem.endswith("letter") and count > 2} == {}


@needs_office
def test_a_document_as_pdf_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example_of("cda-s115").export("guide.pdf", document="staff-guide")
    assert (tmp_path / "guide.pdf").read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["guide.pdf"]


@needs_office
def test_libreoffice_works_where_the_document_goes_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    monkeypatch.chdir(here)
    used: list[Path] = []
    run = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda command, **rest: used.append(Path(command[-1])) or run(command, **rest)
    )
    example_of("cda-s115").export(there / "guide.pdf", document="staff-guide")
    assert [there in path.parents for path in used] == [True]
    assert [path.name for path in there.iterdir()] == ["guide.pdf"]
