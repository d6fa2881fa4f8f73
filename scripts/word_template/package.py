"""Packs the parts of a template into a .docx file: one order, one date, no timestamps."""

from __future__ import annotations

import zipfile
from pathlib import Path

from infoshare.model.questionnaire import Questionnaire

from .content import blocks, content_for
from .elements import INK, MARGIN, NAMESPACES, OFFICE, PACKAGE, XML
from .leaflets import LEAFLETS, leaflet
from .pages import NARROW, OF_A_LETTER, OF_A_RECORD, OF_LETTERS, document, footer, header, short_footer
from .styles import STYLES, Style, numbering, styles

# docxtpl fills the title and stores it as text, so it must not be escaped a first time.
TITLE = '{{ (partnership ~ ": " ~ title)[:250]|safe }}'
CORE = (
    f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>%s</dc:title><dc:creator>infoshare</dc:creator>"
    "<cp:lastModifiedBy>infoshare</cp:lastModifiedBy><dc:language>en-GB</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
SETTINGS = (
    f'{XML}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:val="15"'
    ' w:uri="http://schemas.microsoft.com/office/word"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>'
)
SHARED = ("styles", "numbering", "settings")


def relationships(links: dict[str, tuple[str, str]]) -> str:
    """The part that ties others to this one, as `id: (type, target)`."""
    inside = (f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, (kind, to) in links.items())
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{"".join(inside)}</Relationships>'


def content_types(names: list[str]) -> str:
    """The part that says what each part is."""
    media, word = "application/vnd.openxmlformats", "officedocument.wordprocessingml"
    kinds = {f"word/{name}": f"{word}.{name.partition('_')[0]}" for name in names}
    kinds |= {"word/document": f"{word}.document.main", "docProps/core": "package.core-properties"}
    each = '<Override PartName="/{}.xml" ContentType="{}-{}+xml"/>'
    inside = "".join(each.format(name, media, kind) for name, kind in kinds.items())
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{media}-package.relationships+xml"/>{inside}</Types>'
    )


def parts(document: str, margins: dict[str, str], title: str, look: dict[str, Style] = STYLES) -> dict[str, str]:
    """Every part of a file by its name; `margins` are its headers and footers, `look` its paragraph styles."""
    top = {
        "main": (f"{OFFICE}/officeDocument", "word/document.xml"),
        "core": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    }
    names = [*SHARED, *margins]
    links = {name: (f"{OFFICE}/{name.partition('_')[0]}", f"{name}.xml") for name in names}
    return {
        "[Content_Types].xml": content_types(names),
        "_rels/.rels": relationships(top),
        "docProps/core.xml": CORE % title,
        "word/_rels/document.xml.rels": relationships(links),
        "word/document.xml": document,
        "word/numbering.xml": numbering(),
        "word/settings.xml": SETTINGS,
        "word/styles.xml": styles(look),
        **{f"word/{name}.xml": text for name, text in margins.items()},
    }


def protocol(name: str) -> dict[str, str]:
    """The parts of the template of one question set."""
    questionnaire = Questionnaire.load(name)
    if questionnaire.kind == "decision":
        return record(questionnaire)
    margins = {
        "header_tall": header(wide=False), "header_wide": header(wide=True),
        "footer_tall": footer(wide=False), "footer_wide": footer(wide=True),
    }  # fmt: skip
    return parts(document(blocks(content_for(questionnaire))), margins, TITLE)


DECIDED = {"header_tall": header(wide=False), "footer_tall": short_footer("reference")}
"""What stands above and below every page of a decision's documents."""


def record(questionnaire: Questionnaire) -> dict[str, str]:
    """The parts of the template of a decision's record."""
    return parts(document(blocks(content_for(questionnaire)), OF_A_RECORD), DECIDED, TITLE)


def letter(words: str) -> dict[str, str]:
    """The parts of the template of a letter that goes with a decision."""
    return parts(document(blocks(words), OF_A_LETTER, margin=OF_LETTERS), DECIDED, TITLE, STYLES | LETTER_LOOK)


def small(name: str) -> dict[str, str]:
    """The parts of the template of a document that goes with any agreement."""
    title, _ = LEAFLETS[name]
    margins = {"header_tall": header(wide=False), "footer_tall": footer(wide=False)}
    look = STYLES | SMALL_LOOK | (ONE_PAGE if name == "staff-guide" else {})
    subject = TITLE.replace("title)", f'"{title}")')
    return parts(
        document(blocks(leaflet(name)), margin=NARROW if name == "staff-guide" else MARGIN), margins, subject, look
    )


SMALL_LOOK = {"Title": Style("Title", 24, 0, 60, colour=INK), "Subtitle": Style("Subtitle", 13, 0, 240, colour=INK)}
LETTER_LOOK = {
    "Title": Style("Title", 16, 200, 120, colour=INK, kind="keep"),
    "Letter": Style("Letter", 10.5, 0, 90),
    "CoverLine": Style("Cover line", 11, 0, 40, 2268, 2268),
    "Heading1": Style("heading 1", 12.5, 160, 50, colour=INK, kind="keep", level=0),
    "Decision": Style("Decision", 11.5, 0, 90, kind="keep bold"),
    "NoticeHead": Style("Notice head", 11, 0, 160, 170, right=170, kind="box bold keep"),
}
ONE_PAGE = {
    "Title": Style("Title", 20, 0, 0, colour=INK),
    "Subtitle": Style("Subtitle", 11, 0, 60, colour=INK),
    "TableHead": Style("Table head", 9, 20, 20, colour=INK, kind="keep bold tight"),
    "TableText": Style("Table text", 8.5, 20, 20, kind="tight"),
    "TableKept": Style("Table text kept", 8.5, 20, 20, kind="tight"),
    "TableList": Style("Table list", 8.5, 15, 15, kind="tight"),
    "Gap": Style("Gap", 3, 0, 20),
}
"""A look that fits one side of A4."""


def write(target: Path, contents: dict[str, str]) -> None:
    """Write a template with its parts in order and all dated alike."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in sorted(contents.items()):
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
