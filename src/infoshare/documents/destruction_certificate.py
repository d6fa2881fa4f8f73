"""Writes the certificate of a destruction as a Word document with a place to sign: what, when, by whom and how."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from infoshare.documents.word_packing import packed, parts_of

TITLE = "Certificate of destruction"
CAPTION = "What was destroyed, when, by whom and how"


def destruction_certificate(facts: Sequence[tuple[str, str]], at: str) -> bytes:
    """The document: facts by what they are called; `at` is the time of the entry, so that it has the same bytes."""
    from docx import Document

    document = Document()
    _restyle(document)
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph("The information named below was destroyed, with every copy of it, as it says here.")
    _table(document, facts)
    document.add_heading("Signed", 1)
    for line in ("Signature: ", "Name and role: ", "Date: "):
        document.add_paragraph(line + "." * 60)
    _set_properties(document.core_properties, at)
    saved = io.BytesIO()
    document.save(saved)
    return packed(parts_of(saved.getvalue()))


KEPT_STYLES = {"Normal", "Title", "heading 1", "Table Grid", "Default Paragraph Font", "Normal Table", "No List"}
DARK = "1F3B4D"


def _restyle(document: Any) -> None:
    """One plain and dark look: the library's own template brings many styles, some of them too pale to read."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for style in list(document.styles.element.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in KEPT_STYLES:
            document.styles.element.remove(style)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(11)
    for name in ("Title", "Heading 1"):
        document.styles[name].font.name, document.styles[name].font.color.rgb = "Arial", RGBColor.from_string(DARK)


def _set_properties(properties: Any, at: str) -> None:
    properties.title, properties.author, properties.last_modified_by = TITLE, "infoshare", "infoshare"
    properties.created = properties.modified = datetime.fromisoformat(at).replace(tzinfo=None)
    properties.language, properties.comments, properties.revision = "en-GB", "", 1


def _table(document: Any, facts: Sequence[tuple[str, str]]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "What", "Which"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for name, value in facts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value
    for tag in ("w:tblCaption", "w:tblDescription"):
        told = OxmlElement(tag)
        told.set(qn("w:val"), CAPTION)
        table._tbl.tblPr.append(told)
