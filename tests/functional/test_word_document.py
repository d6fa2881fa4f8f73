"""The Word document as its readers and their programs meet it: python-docx, a screen reader's eyes, LibreOffice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from docx import Document
from lxml import etree

from infoshare import Protocol
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.plain_text import cleaned
from infoshare.protocols.validation import LONGEST
from infoshare.workflows.protocol import example
from tests.unit.documents.word import W, Word, example_answers, made, printed, style

# What breaks documents: mark-up, template tags, control characters, and writing from right to left.
TRICKS = (
    "Smith & Sons <LLP> <w:p></w:t></w:r></w:p> {{ 7191*13 }} {% raw %} {%p if x %} {%tr endfor %} {# gone #} "
    "]]> &amp; <!-- x --> \\1 %} }} emoji 👩‍👩‍👧 😀 right-to-left עברית العربية “x” ‘y’ a\tb "
)
UNSEEN = "\x00\x07\x0b\x1f\u202e\u2066\u200b\ufeff\ufffe"


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Word:
    """The shipped example."""
    return made(tmp_path_factory.mktemp("complete"), example_answers())


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Word:
    """A draft with two answers and half a row."""
    row = {"party": "Harrowmere Council", "name": "  "}
    given = {"partnership_name": "Harrowmere", "data_form": "pseudonymised", "signatories": [row]}
    return made(tmp_path_factory.mktemp("begun"), given)


def full(question_id: str, kind: str) -> str:
    """The longest answer that is taken, made of tricks."""
    room = 150 if question_id == "partnership_name" else LONGEST[kind]
    text = f"{question_id}: {TRICKS}" * (room // 50)
    return f"{text[: room - 1].rstrip()}.".ljust(room, ".")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Word:
    """Every text question answered with as many tricks as it takes, and characters that nobody sees among them."""
    answers = example_answers()
    for question in Questionnaire.load("cda-s115").questions:
        if question.type in LONGEST and question.id in answers:
            answers[question.id] = f"{UNSEEN}{full(question.id, question.type)}{UNSEEN}"
    for row in answers["data_items"]:
        row["why"] = TRICKS.strip()
    return made(tmp_path_factory.mktemp("hostile"), answers)


@pytest.fixture(params=["complete", "begun", "hostile"])
def word(request: pytest.FixtureRequest) -> Word:
    """Each of the three documents in turn."""
    found: Word = request.getfixturevalue(request.param)
    return found


# Whole and sound


def test_the_document_opens_in_python_docx(word: Word) -> None:
    document = Document(str(word.path))
    assert len(document.tables) > 20
    assert len(document.sections) == 5


def test_every_part_is_sound_xml_that_the_package_knows(word: Word) -> None:
    for name, content in word.parts.items():
        etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        assert name.endswith((".xml", ".rels"))
    types = etree.fromstring(word.parts["[Content_Types].xml"])
    known = {each.get("PartName") for each in types if each.get("PartName")}
    assert known == {f"/{name}" for name in word.parts if name.endswith(".xml") and not name.startswith("[")}


def test_every_relationship_leads_to_a_part(word: Word) -> None:
    for name in (name for name in word.parts if name.endswith(".rels")):
        folder = PurePosixPath(name).parent.parent
        for relation in etree.fromstring(word.parts[name]):
            assert relation.get("TargetMode") is None
            assert str(folder / relation.get("Target")).removeprefix("/") in word.parts


def test_no_tag_of_the_template_is_left(complete: Word, begun: Word) -> None:
    for word in (complete, begun):
        assert not any(re.search(rb"\{[{%#]|[}%#]\}", content) for content in word.parts.values())


def test_two_exports_are_the_same_bytes_also_in_another_process_elsewhere(complete: Word, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(example("cda-s115"), encoding="utf-8")
    assert Protocol.load(answers).export(tmp_path / "again.docx").read_bytes() == complete.path.read_bytes()
    script = "import sys, infoshare; infoshare.Protocol.load(sys.argv[1]).export(sys.argv[2])"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    there = tmp_path / "there.docx"
    subprocess.run([sys.executable, "-c", script, answers, there], cwd=tmp_path, env=environment, check=True)
    assert there.read_bytes() == complete.path.read_bytes()


def test_the_package_holds_no_time_of_its_own(complete: Word) -> None:
    assert {entry.date_time for entry in complete.entries} == {(1980, 1, 1, 0, 0, 0)}
    first, *others = [entry.filename for entry in complete.entries]
    assert first == "[Content_Types].xml"
    assert others == sorted(others)


# Answers as they stand


def test_every_text_answer_comes_out_as_it_stands_at_its_longest(hostile: Word) -> None:
    text = hostile.text()
    draft = hostile.protocol.draft
    texts = [question for question in draft.asked if question.type in LONGEST and question.id in draft.answers]
    assert len(texts) > 35
    for question in texts:
        answer = cleaned(full(question.id, question.type))
        assert draft.answers[question.id] == answer, question.id
        assert answer in text, question.id


def test_the_cells_of_a_table_come_out_as_they_stand(hostile: Word) -> None:
    cells = [cell for cell in hostile.paragraphs() if cell == TRICKS.strip()]
    assert len(cells) == len(hostile.protocol.draft.rows("data_items"))


def test_answers_come_out_as_they_stand_in_the_footer_and_the_properties(hostile: Word) -> None:
    name, version = (hostile.protocol.draft.get(each) for each in ("partnership_name", "protocol_version"))
    for footer in hostile.named("footer"):
        first, second = hostile.paragraphs(footer)
        assert first == f"{name}: Crime and disorder information-sharing protocol"
        assert re.fullmatch(
            rf"{re.escape(version)}, For signature\. Digest \w{{12}}\tPage .*", second[len("Version ") :]
        )
    assert Document(str(hostile.path)).core_properties.title.endswith(f": {name}")


def test_nothing_in_an_answer_is_run(hostile: Word) -> None:
    assert not any(b"93483" in content for content in hostile.parts.values())
    assert hostile.text().count("{{ 7191*13 }}") > 1000
    assert hostile.text().count("{# gone #}") > 1000


def test_a_character_that_cannot_be_seen_is_not_in_the_document(hostile: Word) -> None:
    everything = "".join(content.decode() for content in hostile.parts.values())
    assert not set(UNSEEN) & set(everything)


def test_the_tricks_leave_the_shape_of_the_document_as_it_was(hostile: Word, complete: Word) -> None:
    for tag in ("tbl", "tr", "tc", "p"):
        assert len(list(hostile.tree().iter(f"{W}{tag}"))) == len(list(complete.tree().iter(f"{W}{tag}"))), tag


def test_the_longest_name_of_a_partnership_that_is_taken_isprinted(tmp_path: Path) -> None:
    name = "Harrowmere and Villages " * 20
    word = made(tmp_path, {"partnership_name": name.strip()})
    assert name.strip() in word.text()
    assert len(Document(str(word.path)).core_properties.title) <= 255


def test_the_lines_of_an_answer_are_paragraphs_of_its_ownstyle(tmp_path: Path) -> None:
    word = made(tmp_path, {"benefits": "First & foremost.\n\nSecond <b>.\n  Third."})
    assert {"First & foremost.", "Second <b>.", "Third."} <= set(word.styled("Answer"))


# What is missing can be seen


def test_every_missing_answer_is_named_where_it_belongs(begun: Word) -> None:
    text, draft = begun.text(), begun.protocol.draft
    missing = [question for question in draft.asked if question.required and question.id not in draft.answers]
    assert len(missing) > 30
    for question in missing:
        assert f"[NOT YET ANSWERED: {question.text}]" in text, question.id


def test_a_missing_answer_is_named_in_the_footer_too(begun: Word) -> None:
    for footer in begun.named("footer"):
        assert "Version [NOT YET ANSWERED: Which version of the protocol is this?], DRAFT" in begun.text(footer)


def test_a_missing_cell_is_named(begun: Word) -> None:
    assert "[NOT YET ANSWERED: Job title]" in begun.paragraphs()
    assert "[NOT YET ANSWERED: Name]" in begun.paragraphs()


def table_with(word: Word, *headings: str) -> list[list[str]]:
    """The rows of the table with these headings."""
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(word.path)).tables]
    (found,) = (rows for first, *rows in tables if first == [*headings])
    return found


def test_every_sharing_is_printed_with_its_power_and_the_item_with_its_sharing(complete: Word) -> None:
    flows, items = complete.protocol.draft.rows("flows"), complete.protocol.draft.rows("data_items")
    powers = table_with(complete, "Sharing", "From", "To", "Power or duty")
    assert [row[:3] for row in powers] == [[row["name"], row["giver"], "; ".join(row["recipients"])] for row in flows]
    assert {row[3] for row in powers} == {"Section 115 of the Crime and Disorder Act 1998"}
    matrix = table_with(
        complete, "Sharing", "Purpose", "Power or duty", "What it includes", "What sets confidence aside"
    )
    assert [row[0] for row in matrix] == [row["name"] for row in flows]
    assert (matrix[4][3], matrix[6][3]) == (
        "Crimes, suspected crimes, court cases or sentences linked to a person",
        "–",
    )
    printed_items = table_with(complete, "Item", "Column in the data", "Form", "How exactly", "Part of", "Held by",
                               "More on that", "Why",
                               "Why not coarser", "Kept for, if not as above")  # fmt: skip
    assert [(row[0], row[4]) for row in printed_items] == [
        (row["item"], "; ".join(row.get("flows", ())) or "–") for row in items
    ]


def test_what_does_not_arise_is_printed_with_its_reason(complete: Word) -> None:
    said = f"Not applicable: {complete.protocol.not_applicable()['dpia_not_needed']}."
    assert said in complete.styled("Answer")


def test_what_somebody_must_come_back_to_is_printed_where_it_belongs_and_listed(tmp_path: Path) -> None:
    later = {"benefits": {"not_sure": "the board <b> & {{ 7*7 }}"}, "ending": {"not_sure": None}}
    word = made(tmp_path, {**example_answers(), **later})
    ending = "What happens when a partner leaves or the protocol ends?"
    assert {"[TO COME BACK TO: the board <b> & {{ 7*7 }}]", f"[TO COME BACK TO: {ending}]"} <= set(
        word.styled("Answer")
    )
    assert "Status\tDRAFT" in word.paragraphs()
    listed = table_with(word, "No.", "What is missing", "Law")
    assert "Come back to this: " + ending in [row[1][:1].upper() + row[1][1:] for row in listed]


TO_WRITE_IN = {"To be completed", "Answer", "What it covers"}
TO_WRITE_BESIDE = {"Signature", "Date", "Signature and date"}


def cells_to_read(word: Word) -> Iterator[tuple[list[str], list[str]]]:
    """Each table's headings, and each of its rows as texts, but for forms that are filled in by hand."""
    for table in Document(str(word.path)).tables:
        headings, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        if not TO_WRITE_IN & set(headings):
            yield from ((headings, row) for row in rows if row[0] not in TO_WRITE_BESIDE)


def test_no_place_for_an_answer_is_ever_blank(word: Word) -> None:
    rows = list(cells_to_read(word))
    assert len(rows) > 80
    assert [(headings, row) for headings, row in rows if not all(cell.strip() for cell in row)] == []
    assert all(text.strip() for text in word.styled("Answer", "AnswerBullet", "CoverLine", "Law", "TableLaw"))


def test_a_complete_protocol_says_nowhere_that_it_is_a_draft(complete: Word) -> None:
    assert not complete.protocol.is_draft
    for part in ("word/document.xml", *complete.named("header"), *complete.named("footer")):
        assert "DRAFT" not in complete.text(part)
        assert "[NOT YET ANSWERED" not in complete.text(part)
    assert "Status\tFor signature" in complete.paragraphs()
    assert "No point is open." in complete.paragraphs()


def test_a_protocol_with_one_gap_of_law_says_on_every_page_that_it_is_a_draft(tmp_path: Path) -> None:
    word = made(tmp_path, {**example_answers(), "guardian_decision": "not_agreed"})
    assert [gap.rule for gap in word.protocol.having("gap")] == ["guardian_agreed"]
    assert "Status\tDRAFT" in word.paragraphs()
    assert "DRAFT: not ready to sign" in word.paragraphs()
    assert "Open points: 1. Matters for a person's judgement: 12." in word.paragraphs()
    assert all(word.text(header) == "OFFICIAL\tDRAFT" for header in word.named("header"))
    assert all(", DRAFT. " in word.text(footer) for footer in word.named("footer"))
    assert "The Caldicott Guardian has not agreed" in word.paragraphs()


def test_every_gap_and_every_judgement_is_listed_with_its_law(word: Word) -> None:
    tables = {tuple(cell.text for cell in table.rows[0].cells): table for table in Document(str(word.path)).tables}
    gaps, judgements = word.protocol.having("gap"), word.protocol.having("judgement")
    for headings, findings in ((("No.", "What is missing", "Law"), gaps), (("Matter", "Law", "Recorded"), judgements)):
        rows = [[cell.text for cell in row.cells] for row in tables[headings].rows[1:]] if headings in tables else []
        place = headings.index("Law")
        law = word.protocol.draft.law
        assert [row[place] for row in rows] == [law.cited(finding.citations) for finding in findings]
        assert [row[place - 1].casefold() for row in rows] == [finding.message.casefold() for finding in findings]


def test_every_law_that_is_named_is_explained_at_the_end(word: Word) -> None:
    table = next(table for table in Document(str(word.path)).tables if table.rows[0].cells[0].text == "Short name")
    explained = {row.cells[0].text for row in table.rows[1:]}
    law = word.protocol.draft.law
    cited = {citation for finding in word.protocol.check() for citation in finding.citations}
    words = next(table for table in Document(str(word.path)).tables if table.rows[0].cells[0].text == "Word")
    of_words = {row.cells[2].text for row in words.rows[1:]} - {"\u2013"}
    assert explained == {law.provision(citation).short for citation in cited} | of_words


def test_the_digest_is_on_the_cover_and_its_beginning_on_every_page(word: Word) -> None:
    digest = word.protocol.digest
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    assert word.styled("Digest") == [digest]
    for footer in word.named("footer"):
        assert f". Digest {digest[:12]}\tPage " in word.text(footer)


def test_the_document_never_says_compliant(word: Word) -> None:
    assert "compliant" not in word.text().casefold()


# For every reader


def test_there_is_one_title_and_headings_go_down_one_step_at_a_time(word: Word) -> None:
    assert len(word.styled("Title")) == 1
    levels = [int(style(each)[-1]) for each in word.tree().iter(f"{W}p") if style(each).startswith("Heading")]
    assert len(levels) > 80
    assert set(levels) == {1, 2}
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert all(text.strip() for text in word.styled("Heading1", "Heading2"))


def test_the_contents_list_leads_to_every_heading_of_the_first_level(word: Word) -> None:
    links = [each.get(f"{W}anchor") for each in word.tree().iter(f"{W}hyperlink")]
    marks = [each.get(f"{W}name") for each in word.tree().iter(f"{W}bookmarkStart")]
    numbers = [each.get(f"{W}id") for each in word.tree().iter(f"{W}bookmarkStart")]
    assert links == marks
    assert len(set(numbers)) == len(numbers) == len(word.styled("Heading1"))
    shown = [entry.split("\t")[-2] for entry in word.styled("TOC1")]
    assert shown == word.styled("Heading1")


def test_every_table_has_one_marked_header_row_a_name_and_no_merged_cell(word: Word) -> None:
    for table in word.tree().iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert len(rows) > 1
        assert {len(row.findall(f"{W}tc")) for row in rows} == {len(table.findall(f"{W}tblGrid/{W}gridCol"))}
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        assert all("".join(printed(each) for each in cell.iter()).strip() for cell in rows[0].iter(f"{W}tc"))
    assert not list(word.tree().iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"))


def test_the_language_is_british_english(word: Word) -> None:
    languages = {each.get(f"{W}val") for each in word.tree("word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}
    assert Document(str(word.path)).core_properties.language == "en-GB"


def test_the_properties_name_the_document_and_nobody_else(complete: Word) -> None:
    properties = Document(str(complete.path)).core_properties
    assert (
        properties.title == "Crime and disorder information-sharing protocol: Harrowmere Community Safety Partnership"
    )
    assert (properties.author, properties.last_modified_by, properties.revision) == ("infoshare", "infoshare", 1)
    assert (properties.comments, properties.subject, properties.identifier) == ("", "", "")
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None) == datetime(2026, 12, 1)


def test_nothing_says_which_program_made_it_but_infoshare(word: Word) -> None:
    for content in word.parts.values():
        assert not re.search(rb"python-docx|docxtpl|Microsoft Office Word", content)


def test_the_text_is_no_smaller_than_nine_points(word: Word) -> None:
    for name in ("word/document.xml", "word/styles.xml"):
        styles = [each for each in word.tree(name).iter(f"{W}style") if each.get(f"{W}styleId") != "Gap"]
        sizes = [int(size.get(f"{W}val")) for style in styles for size in style.iter(f"{W}sz")]
        assert all(size >= 18 for size in sizes)


# LibreOffice

missing = [program for program in ("soffice", "pdftotext") if not shutil.which(program)]
in_libreoffice = pytest.mark.skipif(bool(missing), reason=f"not installed here: {', '.join(missing)}")


@pytest.fixture(scope="module")
def pages(complete: Word, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of two documents as LibreOffice prints them: the example, and one with answers longer than a page."""
    folder = tmp_path_factory.mktemp("printed")
    long = "Every word of it counts. " * 400
    names = ("guardian_conditions", "caldicott_informing", "necessity")
    made(folder, {**example_answers(), **{name: f"{long}End of {name}." for name in names}})
    shutil.copy(complete.path, folder / "complete.docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", folder, folder / "complete.docx", folder / "protocol.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return {name: _pages(folder / f"{name}.pdf") for name in ("complete", "protocol")}


def _pages(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


@in_libreoffice
def test_libreoffice_prints_contents_with_the_right_page_numbers(complete: Word, pages: dict[str, list[str]]) -> None:
    document = pages["complete"]
    contents = next(page for page in document if re.search(r"^\s*Contents$", page, re.MULTILINE))
    for title in complete.styled("Heading1"):
        (entry,) = re.findall(rf"{re.escape(title)}\.*\s*(\d+)$", contents, re.MULTILINE)
        heading = rf"^\s*(?:\d+\s+|Annex [A-K]: )?{re.escape(title)}$"
        assert re.search(heading, document[int(entry) - 1], re.MULTILINE), title


@in_libreoffice
def test_libreoffice_numbers_every_page(pages: dict[str, list[str]]) -> None:
    for document in pages.values():
        assert len(document) > 20
        for number, page in enumerate(document, start=1):
            assert f"Page {number} of {len(document)}" in page


@in_libreoffice
def test_libreoffice_prints_a_place_to_sign_for_every_party(complete: Word, pages: dict[str, list[str]]) -> None:
    where = next(n for n, page in enumerate(pages["complete"]) if re.search(r"^\s*23\.4\s+Signatures", page, re.M))
    signing = "\n".join(pages["complete"][where : where + 2])
    for row in complete.protocol.draft.rows("signatories"):
        assert re.search(rf"Party\s+{re.escape(row['party'])}\s+Name\s+{re.escape(row['name'])}", signing)
    assert len(re.findall(r"^\s*Signature$", signing, re.MULTILINE)) == len(complete.protocol.draft.parties)


@in_libreoffice
def test_libreoffice_prints_an_answer_that_is_longer_than_a_page_to_its_end(pages: dict[str, list[str]]) -> None:
    text = " ".join(" ".join(pages["protocol"]).split())
    assert text.count("End of necessity.") == 1
    assert text.count("End of caldicott_informing.") == 1
    assert text.count("End of guardian_conditions.") == 2
