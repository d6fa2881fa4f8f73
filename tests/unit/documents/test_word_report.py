"""The report as a Word document: it opens, can be signed on page one, and says all that the page says."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

from infoshare import resources
from infoshare.documents.report_of import report_of
from infoshare.documents.report_page import report_page
from infoshare.documents.word_report import BLANK, WIDEST, word_report
from infoshare.model.certificate import Attested

from .reports import ALL, DATASET, FULL, HOSTILE
from .word import W

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "scripts" / "word_template"


@pytest.fixture(params=ALL)
def certificate(request: pytest.FixtureRequest) -> Attested:
    return ALL[request.param]  # type: ignore[no-any-return]


def opened(certificate: Attested) -> Any:
    return Document(io.BytesIO(word_report(report_of(certificate))))


def parts_of(certificate: Attested) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word_report(report_of(certificate)))) as package:
        return {name: package.read(name) for name in package.namelist()}


def words(document: Any) -> list[str]:
    """Every paragraph's words, those in tables included, in order."""
    return ["".join(each.text or "" for each in found.iter(f"{W}t")) for found in document.element.body.iter(f"{W}p")]


@pytest.mark.skipif(not SCRIPT.is_dir(), reason="the script is not part of what is installed")
def test_the_template_is_byte_for_byte_what_the_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "report.docx"
    subprocess.run([sys.executable, "-m", "scripts.word_template", "report", made], cwd=ROOT, check=True)
    assert made.read_bytes() == resources.report_template().read_bytes()


def test_the_same_report_gives_the_same_bytes(certificate: Attested) -> None:
    assert word_report(report_of(certificate)) == word_report(report_of(certificate))


def test_every_part_is_sound_and_no_tag_is_left(certificate: Attested) -> None:
    for name, content in parts_of(certificate).items():
        etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        text = re.sub("<[^>]*>", "", content.decode()).replace(html.escape(HOSTILE, quote=False), "")
        assert not re.search(r"\{[{%]|[%}]\}", text.replace("{{ 7*7 }} {% raw %}", "")), name


def test_a_header_of_the_data_is_never_mark_up() -> None:
    assert HOSTILE in words(opened(FULL))


def test_headings_have_their_styles_and_every_section_one(certificate: Attested) -> None:
    report, document = report_of(certificate), opened(certificate)
    headings = [each.text for each in document.paragraphs if each.style.name.casefold() == "heading 1"]
    assert headings == [section.title for section in report.sections]
    assert document.paragraphs[0].style.name == "Title"
    second = [each.text for each in document.paragraphs if each.style.name.casefold() == "heading 2"]
    assert second[:2] == ["What you must still weigh", "The decision of the Caldicott Guardian"]


def test_page_one_has_a_place_to_sign(certificate: Attested) -> None:
    signing = [[cell.text for cell in row.cells] for row in opened(certificate).tables[1].rows]
    assert [label for label, _ in signing[1:]] == [
        "Decision", "Conditions or reasons", "Name and post", "Signature and date",
    ]  # fmt: skip
    assert signing[1][1].count("☐") == 3


def test_it_says_all_that_the_page_says(certificate: Attested) -> None:
    report = report_of(certificate)
    said = set(words(opened(certificate)))
    page = report_page(report)
    for section in report.sections:
        for block in section.blocks:
            if block.kind == "table":
                assert {cell for row in block.rows for cell in row} <= said
            if block.kind == "words":
                assert block.text in said
    assert all(html.escape(answer, quote=False).replace('"', "&#34;").replace("'", "&#39;") in page
               for _, answer in report.front.facts)  # fmt: skip
    assert {answer for _, answer in report.front.facts} <= said


def test_every_table_has_a_caption_and_a_heading_row(certificate: Attested) -> None:
    for table in opened(certificate).tables:
        properties = table._tbl.tblPr
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None


def test_bars_are_drawn_to_scale_from_blanks() -> None:
    found = [each for each in words(opened(FULL)) if each and not each.strip(BLANK)]
    assert [len(each) for each in found] == [
        round(WIDEST * rows / whole) or 1 for rows, whole in ((1490, 1500), (10, 1500), (150, 1400), (1250, 1400))
    ]
    assert {"before: 1,490", "after: 1,250"} <= set(words(opened(FULL)))


def test_every_page_says_which_release_it_is_about() -> None:
    document = opened(DATASET)
    section = document.sections[0]
    assert "OFFICIAL" in section.header.paragraphs[0].text
    footer = "\n".join(each.text for each in section.footer.paragraphs)
    assert "Policy ae, version 2" in footer
    assert f"Release {'c' * 16}" in footer
    assert "26 November 2026" in footer


def test_properties_name_no_author_and_the_language_is_english(certificate: Attested) -> None:
    properties = opened(certificate).core_properties
    assert (properties.author, properties.last_modified_by, properties.language) == ("infoshare", "infoshare", "en-GB")
    assert properties.title.startswith("Release report: ")
    assert properties.created.isoformat().startswith("2026-11-26")
    assert b'w:lang w:val="en-GB"' in parts_of(certificate)["word/styles.xml"]


missing = [program for program in ("soffice", "pdftotext") if not shutil.which(program)]


@pytest.mark.skipif(bool(missing), reason=f"not installed here: {', '.join(missing)}")
def test_libreoffice_prints_page_one_on_one_page(tmp_path: Path) -> None:
    for name, certificate in ALL.items():
        (tmp_path / f"{name}.docx").write_bytes(word_report(report_of(certificate)))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", tmp_path, *(tmp_path / f"{name}.docx" for name in ALL)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name in ALL:
        command = ["pdftotext", "-layout", tmp_path / f"{name}.pdf", "-"]
        first, second = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:2]
        assert "Signature and date" in first
        assert re.search(r"^\s*1\s+.*What was done to each column", second, re.M)
        assert "Page 1 of" in first
