"""The whole of a Word document is read: what a reader sees once changes are accepted, and what is hidden."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from infoshare.documents.word_reader import read_word
from infoshare.errors import DataFileError
from tests.old_protocols.building import NAMES, append, build, paragraph, run

BY = 'w:id="1" w:author="X" w:date="2009-01-01T00:00:00Z"'


def texts(path: Path) -> list[tuple[str, str]]:
    """Part and text of everything that is read; a row's cells joined."""
    return [
        (block.place, block.line.text if block.line else " | ".join(cell.text for cell in block.cells))
        for block in read_word(path)
    ]


def read_xml(folder: Path, *paragraphs: str) -> list[str]:
    document = docx.Document()
    for xml in paragraphs:
        append(document, xml)
    document.save(str(folder / "x.docx"))
    return [text for _, text in texts(folder / "x.docx")]


def repacked(path: Path, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> Path:
    """The document with its parts changed; a part changed into None is left out."""
    target = path.with_name("changed.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                package.writestr(name, data)
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return target


def test_every_part_is_read_in_its_place(tmp_path: Path) -> None:
    parts: list[dict[str, Any]] = [
        {"header": "In the header"},
        {"footer": "In the footer"},
        {"h1": "A heading"},
        {"box": "In a box"},
        {"old_box": "In an old box"},
        {"footnote": ["With a note", "In the footnote"]},
        {"endnote": ["With another", "In the endnote"]},
        {"control": "In a control"},
        {"inline_control": ["Before ", "inside", " after"]},
        {"link": ["See ", "the linked words"]},
        {"field": [" SECRETCODE ", "In a field"]},
        {"hidden": "Hidden words"},
        {"split": ["Spl", "it wo", "rds"]},
        {"table": [["one", "two"]]},
    ]
    assert texts(build(parts, tmp_path / "old.docx")) == [
        ("body", "A heading"),
        ("text box", "In a box"),
        ("text box", "In an old box"),
        ("body", "With a note"),
        ("footnote", "In the footnote"),
        ("body", "With another"),
        ("endnote", "In the endnote"),
        ("body", "In a control"),
        ("body", "Before inside after"),
        ("body", "See the linked words"),
        ("body", "In a field"),
        ("body", "Hidden words"),
        ("body", "Split words"),
        ("body", "one | two"),
        ("header", "In the header"),
        ("footer", "In the footer"),
    ]


def test_inserted_text_counts_and_deleted_or_moved_text_does_not(tmp_path: Path) -> None:
    pieces = [{"kept": "We "}, {"deleted": "never "}, {"inserted": "always "}, {"kept": "share"}, {"moved_away": " it"}]
    assert texts(build([{"changed": pieces}], tmp_path / "old.docx")) == [("body", "We always share")]


def test_a_paragraph_whose_mark_was_deleted_runs_on(tmp_path: Path) -> None:
    first = f"<w:p {NAMES}><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('One ')}</w:p>"
    assert read_xml(tmp_path, first, f"<w:p {NAMES}>{run('sentence.')}</w:p>") == ["One sentence."]
    assert read_xml(tmp_path, first) == ["One"]


def test_a_row_that_was_deleted_is_gone(tmp_path: Path) -> None:
    def row(text: str, properties: str = "") -> str:
        return f"<w:tr>{properties}<w:tc>{paragraph(text)}</w:tc></w:tr>"

    table = f"<w:tbl {NAMES}>{row('stays')}{row('goes', f'<w:trPr><w:del {BY}/></w:trPr>')}</w:tbl>"
    assert read_xml(tmp_path, table) == ["stays"]


def test_a_cell_merged_downwards_is_marked_and_a_wide_one_moves_the_next(tmp_path: Path) -> None:
    def cell(text: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    begins, wide, goes_on = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>', "<w:vMerge/>"
    top = f"<w:tr>{cell('a', begins)}{cell('b', wide)}{cell('c', '')}</w:tr>"
    document = docx.Document()
    append(document, f"<w:tbl {NAMES}>{top}<w:tr>{cell('', goes_on)}{cell('d', '')}</w:tr></w:tbl>")
    document.save(str(tmp_path / "x.docx"))
    first, second = read_word(tmp_path / "x.docx")
    assert [cell.column for cell in first.cells] == [0, 1, 3]
    assert [cell.continued for cell in second.cells] == [True, False]


def test_what_nobody_filled_in_is_not_read(tmp_path: Path) -> None:
    parts: list[dict[str, Any]] = [{"placeholder": ["Owner: ", "Click here to enter text."]}]
    assert texts(build(parts, tmp_path / "old.docx")) == [("body", "Owner:")]


def test_a_list_to_choose_from_gives_what_was_chosen_and_a_box_whether_it_is_ticked(tmp_path: Path) -> None:
    choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="RED"/><w:listEntry w:val="AMBER"/></w:ddList>'
    ticked = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    for inside, said in ((choices, "Level AMBER"), (ticked, "Level ☒")):
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'
        assert read_xml(tmp_path, f"<w:p {NAMES}>{run('Level ')}{begin}</w:p>") == [said]


def test_tabs_breaks_and_pictures_keep_their_places(tmp_path: Path) -> None:
    inside = f"{run('a')}<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r><w:r><w:drawing><a:blip/></w:drawing></w:r>"
    assert read_xml(tmp_path, f"<w:p {NAMES}>{inside}</w:p>") == ["a\t\n-[picture]"]


def test_a_header_that_stands_on_every_kind_of_page_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = section.first_page_header.paragraphs[0].text = "OFFICIAL"
    document.save(str(tmp_path / "x.docx"))
    assert texts(tmp_path / "x.docx") == [("header", "OFFICIAL")]


def test_strict_documents_are_read_like_others(tmp_path: Path) -> None:
    """Word can save in another namespace, with the same names."""
    path = build([{"h1": "Law"}, {"p": "The PCT shares."}, {"header": "Top"}], tmp_path / "old.docx")

    usual, other = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    spaces = {b"wordprocessingml/2006/main": b"wordprocessingml/main", b"officeDocument/2006/": b"officeDocument/"}

    def strict(name: str, data: bytes) -> bytes:
        for old, new in spaces.items():
            data = data.replace(usual + old, other + new)
        return data

    assert texts(repacked(path, strict)) == texts(path)
    assert read_word(repacked(path, strict))[0].line == read_word(path)[0].line


def test_words_in_a_diagram_are_read(tmp_path: Path) -> None:
    path = build([{"p": "See the diagram."}], tmp_path / "old.docx")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    relation = f'<Relationship Id="rIdD" Type="{kind}" Target="diagrams/data1.xml"/></Relationships>'.encode()

    def related(name: str, data: bytes) -> bytes:
        return data.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else data

    drawing = b'<d xmlns:a="urn:a"><a:p><a:r><a:t>Sent to the </a:t></a:r><a:r><a:t>PCT</a:t></a:r></a:p></d>'
    changed = repacked(path, related, {"word/diagrams/data1.xml": drawing})
    assert texts(changed) == [("body", "See the diagram."), ("diagram", "Sent to the PCT")]


MAIN = "word/document.xml"
BROKEN: dict[str, tuple[Callable[[str, bytes], bytes | None], str]] = {
    "XML that ends too early": (lambda name, data: data[:-40] if name == MAIN else data, "is damaged"),
    "no body": (lambda name, data: b"<document/>" if name == MAIN else data, "it has no body"),
    "no main part": (lambda name, data: None if name == MAIN else data, "no Word document inside"),
    "entities of its own": (
        lambda name, data: b'<!DOCTYPE d [<!ENTITY a "x">]><d><body>&a;</body></d>' if name == MAIN else data,
        "entities",
    ),
    "a part in another format": (
        lambda name, data: data.replace(b"<w:body>", b"<w:body><w:altChunk/>") if name == MAIN else data,
        "another format",
    ),
    "a kind with macros": (
        lambda name, data: data.replace(b"document.main", b"document.macroEnabled.main") if "Content" in name else data,
        "carries macros",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_or_hides_something_is_refused(name: str, tmp_path: Path) -> None:
    change, said = BROKEN[name]
    path = build([{"p": "Words"}], tmp_path / "old.docx")
    with pytest.raises(DataFileError, match=said):
        read_word(repacked(path, change))


def test_what_would_be_fetched_does_no_harm_since_nothing_fetches_it(tmp_path: Path) -> None:
    """Old documents often name a template that lies on somebody's disk."""
    path = build([{"p": "Words"}], tmp_path / "old.docx")
    template = b'Type="x/attachedTemplate" Target="file:///C:/normal.dot" TargetMode="External"'
    target = b'<Relationship Id="rIdT" ' + template + b"/></Relationships>"

    def external(name: str, data: bytes) -> bytes:
        return data.replace(b"</Relationships>", target) if name == "word/_rels/document.xml.rels" else data

    assert texts(repacked(path, external)) == [("body", "Words")]
