"""Packs the parts into a .docx file: one order, one date, no timestamps."""

from __future__ import annotations

import zipfile
from pathlib import Path

from .elements import NAMESPACES, OFFICE, PACKAGE, XML
from .pages import document, footer, header
from .styles import numbering, styles

# docxtpl fills the title and stores it as text, so it must not be escaped a first time.
CORE = (
    f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dc:title>{{ (partnership ~ ": " ~ title)[:250]|safe }}</dc:title><dc:creator>infoshare</dc:creator>'
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
WORD_PARTS = ("styles", "numbering", "settings", "header_tall", "header_wide", "footer_tall", "footer_wide")


def relationships(links: dict[str, tuple[str, str]]) -> str:
    """The part that ties others to this one, as `id: (type, target)`."""
    inside = (f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, (kind, to) in links.items())
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{"".join(inside)}</Relationships>'


def content_types() -> str:
    """The part that says what each part is."""
    media, word = "application/vnd.openxmlformats", "officedocument.wordprocessingml"
    kinds = {f"word/{name}": f"{word}.{name.partition('_')[0]}" for name in WORD_PARTS}
    kinds |= {"word/document": f"{word}.document.main", "docProps/core": "package.core-properties"}
    each = '<Override PartName="/{}.xml" ContentType="{}-{}+xml"/>'
    inside = "".join(each.format(name, media, kind) for name, kind in kinds.items())
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{media}-package.relationships+xml"/>{inside}</Types>'
    )


def parts() -> dict[str, str]:
    """Every part of the file by its name."""
    top = {
        "main": (f"{OFFICE}/officeDocument", "word/document.xml"),
        "core": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    }
    links = {name: (f"{OFFICE}/{name.partition('_')[0]}", f"{name}.xml") for name in WORD_PARTS}
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(top),
        "docProps/core.xml": CORE,
        "word/_rels/document.xml.rels": relationships(links),
        "word/document.xml": document(),
        "word/footer_tall.xml": footer(wide=False),
        "word/footer_wide.xml": footer(wide=True),
        "word/header_tall.xml": header(wide=False),
        "word/header_wide.xml": header(wide=True),
        "word/numbering.xml": numbering(),
        "word/settings.xml": SETTINGS,
        "word/styles.xml": styles(),
    }


def write(target: Path) -> None:
    """Write the template with its parts in order and all dated alike."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in sorted(parts().items()):
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
