"""What keeps somebody from reading a Word document with a screen reader, or in poor light."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of ordinary size on a white ground."""


def barriers(document: bytes) -> list[str]:
    """Everything that is in the way, in words."""
    opened = Document(io.BytesIO(document))
    return [*_properties(opened), *_headings(opened), *_tables(opened), *_pictures(opened), *_contrast(document)]


def _properties(opened: Any) -> Iterator[str]:
    if not opened.core_properties.title:
        yield "it has no title"
    if opened.core_properties.language != "en-GB":
        yield "its language is not British English"
    titles = [each for each in opened.paragraphs if each.style.name == "Title" and each.text.strip()]
    if len(titles) != 1:
        yield f"it has {len(titles)} titles"


def _headings(opened: Any) -> Iterator[str]:
    before = 0
    for paragraph in opened.paragraphs:
        name = paragraph.style.name.casefold()
        if name.startswith("heading "):
            level = int(name.removeprefix("heading "))
            if level > before + 1:
                yield f"a heading of level {level} follows one of level {before}: {paragraph.text}"
            if not paragraph.text.strip():
                yield "a heading is empty"
            before = level


def _tables(opened: Any) -> Iterator[str]:
    for table in opened.element.body.iter(qn("w:tbl")):
        first = next(table.iter(qn("w:tr")))
        if first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield "a table has no row of headings"
        for what in ("w:tblCaption", "w:tblDescription"):
            found = table.find(f"{qn('w:tblPr')}/{qn(what)}")
            if found is None or not found.get(qn("w:val")):
                yield f"a table has no {what.removeprefix('w:tbl').casefold()}"
        if next(table.iter(qn("w:gridSpan")), None) is not None or next(table.iter(qn("w:vMerge")), None) is not None:
            yield "a table has merged cells"


def _pictures(opened: Any) -> Iterator[str]:
    for picture in opened.element.body.iter(qn("wp:docPr")):
        if not picture.get("descr"):
            yield "a picture says nothing to those who cannot see it"


def _contrast(document: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        styles = package.read("word/styles.xml").decode()
    colours = {part.partition('"')[0] for part in styles.split('<w:color w:val="')[1:]} - {"auto"}
    yield from (f"the colour {each} is too pale" for each in sorted(colours) if _against_white(each) < LEAST_CONTRAST)


def _against_white(colour: str) -> float:
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
