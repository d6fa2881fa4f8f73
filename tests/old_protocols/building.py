"""Builds Word documents from plain data, with what people's documents have in them: boxes, notes, controls, changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NAMES = nsdecls("w", "wp", "a") + (
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = nsdecls("r")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
Document = Any


def build(parts: list[dict[str, Any]], path: Path) -> Path:
    """A Word document at `path`: each part is one key, which says what it is, and its text."""
    document, notes = docx.Document(), Notes()
    for part in parts:
        for what, said in part.items():
            BUILDERS[what](document, said, notes)
    notes.attach(document)
    document.save(str(path))
    return path


class Notes:
    """Footnotes and endnotes, which python-docx does not make."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def add(self, kind: str, text: str) -> str:
        self.texts[kind].append(text)
        return str(len(self.texts[kind]))

    def attach(self, document: Document) -> None:
        for kind, texts in self.texts.items():
            notes = "".join(
                f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>' for number, text in enumerate(texts, start=1)
            )
            xml = f'<w:{kind}s {NAMES}><w:{kind} w:id="0" w:type="separator"><w:p/></w:{kind}>{notes}</w:{kind}s>'
            part = Part(PackURI(f"/word/{kind}s.xml"), f"{WORD}.{kind}s+xml", xml.encode(), document.part.package)
            if texts:
                document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inside: str) -> str:
    return f"<w:p>{inside if inside.startswith('<') else run(inside)}</w:p>"


def append(document: Document, xml: str) -> None:
    """Put XML at the end of the body, before the section's properties."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {NAMES}>", 1) if NAMES not in xml else xml))


def styled(style: str) -> Callable[[Document, Any, Notes], None]:
    return lambda document, text, _: document.add_paragraph(text, style=style)


def bold(document: Document, text: str, _: Notes) -> None:
    document.add_paragraph().add_run(text).bold = True


def split(document: Document, pieces: list[str], _: Notes) -> None:
    """One paragraph in many runs, as Word leaves them behind."""
    into = document.add_paragraph()
    for piece in pieces:
        into.add_run(piece)


def table(document: Document, rows: list[list[Any]] | dict[str, Any], _: Notes) -> None:
    heads = isinstance(rows, dict)
    cells: list[list[Any]] = rows["rows"] if isinstance(rows, dict) else rows
    made = document.add_table(len(cells), max(map(len, cells)))
    for row, texts in zip(made.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = str(text)
    if heads:
        for each in (each for cell in made.rows[0].cells for each in cell.paragraphs[0].runs):
            each.bold = True


def merged(document: Document, rows: list[list[str]], _: Notes) -> None:
    """A table whose first row is one cell across."""
    made = document.add_table(len(rows), max(map(len, rows)))
    made.rows[0].cells[0].merge(made.rows[0].cells[-1]).text = rows[0][0]
    for row, texts in zip(made.rows[1:], rows[1:], strict=False):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def header(document: Document, text: str, _: Notes) -> None:
    document.sections[0].header.paragraphs[0].text = text


def footer(document: Document, text: str, _: Notes) -> None:
    document.sections[0].footer.paragraphs[0].text = text


def box(document: Document, text: str, _: Notes) -> None:
    """A text box, which Word writes down twice: for itself, and for older programs."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    append(document, f"""<w:p {NAMES}><w:r><mc:AlternateContent><mc:Choice Requires="wps">
        <w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>
        </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>
        </mc:AlternateContent></w:r></w:p>""")  # fmt: skip


def old_box(document: Document, text: str, _: Notes) -> None:
    """A text box as Word made it before 2010."""
    append(document, f"""<w:p {NAMES}><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent>
        </v:textbox></v:shape></w:pict></w:r></w:p>""")  # fmt: skip


def note(kind: str) -> Callable[[Document, Any, Notes], None]:
    def add(document: Document, texts: list[str], notes: Notes) -> None:
        said, below = texts
        number = notes.add(kind, below)
        append(document, f'<w:p {NAMES}>{run(said)}<w:r><w:{kind}Reference w:id="{number}"/></w:r></w:p>')

    return add


def control(document: Document, text: str, _: Notes) -> None:
    """A content control around a paragraph."""
    append(document, f"<w:sdt {NAMES}><w:sdtPr/><w:sdtContent>{paragraph(text)}</w:sdtContent></w:sdt>")


def inline_control(document: Document, texts: list[str], _: Notes) -> None:
    """A content control inside a paragraph."""
    before, inside, after = texts
    controlled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(inside)}</w:sdtContent></w:sdt>"
    append(document, f"<w:p {NAMES}>{run(before)}{controlled}{run(after)}</w:p>")


def placeholder(document: Document, texts: list[str], _: Notes) -> None:
    """A content control that nobody filled in, after a label."""
    before, shown = texts
    controlled = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"
    append(document, f"<w:p {NAMES}>{run(before)}{controlled}</w:p>")


def changed(document: Document, pieces: list[dict[str, str]], _: Notes) -> None:
    """A paragraph with tracked changes: each piece is kept, inserted or deleted."""
    by = 'w:id="1" w:author="X" w:date="2009-01-01T00:00:00Z"'
    xml: dict[str, Callable[[str], str]] = {
        "kept": run,
        "inserted": lambda text: f"<w:ins {by}>{run(text)}</w:ins>",
        "deleted": lambda text: (
            f"<w:del {by}>{run(text).replace('w:t ', 'w:delText ').replace('w:t>', 'w:delText>')}</w:del>"
        ),
        "moved_away": lambda text: f"<w:moveFrom {by}>{run(text)}</w:moveFrom>",
    }
    inside = "".join(xml[how](text) for piece in pieces for how, text in piece.items())
    append(document, f"<w:p {NAMES}>{inside}</w:p>")


def link(document: Document, texts: list[str], _: Notes) -> None:
    before, linked = texts
    number = document.part.relate_to("https://partnership.example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    append(
        document,
        f'<w:p {NAMES} {RELATIONS}>{run(before)}<w:hyperlink r:id="{number}">{run(linked)}</w:hyperlink></w:p>',
    )


def result(document: Document, texts: list[str], _: Notes) -> None:
    """A field with its code and its result."""
    code, shown = texts
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    field = f"{mark('begin')}{code}{mark('separate')}{run(shown)}{mark('end')}"
    append(document, f"<w:p {NAMES}>{field}</w:p>")


def hidden(document: Document, text: str, _: Notes) -> None:
    append(document, f"<w:p {NAMES}>{run(text, '<w:vanish/>')}</w:p>")


BUILDERS: dict[str, Callable[[Document, Any, Notes], None]] = {
    "title": styled("Title"),
    "h1": styled("Heading 1"),
    "h2": styled("Heading 2"),
    "h3": styled("Heading 3"),
    "p": styled("Normal"),
    "li": styled("List Bullet"),
    "n": styled("List Number"),
    "bold": bold,
    "split": split,
    "table": table,
    "merged": merged,
    "header": header,
    "footer": footer,
    "box": box,
    "old_box": old_box,
    "footnote": note("footnote"),
    "endnote": note("endnote"),
    "control": control,
    "inline_control": inline_control,
    "placeholder": placeholder,
    "changed": changed,
    "link": link,
    "field": result,
    "hidden": hidden,
}
