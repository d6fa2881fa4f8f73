"""Reads the plain text of a Word document that we made, or of a template without its tags."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path


def text_of(document: bytes) -> str:
    """The text of the body, paragraphs and table cells in order, one to a line."""
    from docx import Document
    from docx.oxml.ns import qn

    body = Document(io.BytesIO(document)).element.body
    paragraphs = ("".join(run.text or "" for run in each.iter(qn("w:t"))) for each in body.iter(qn("w:p")))
    return "\n".join(text for text in paragraphs if text.strip())


_LINE_ENDS, _MARKUP = re.compile(r"</w:p>|<w:tab/>|<w:br/>"), re.compile(r"<[^>]*>")
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def fixed_text_of(template: Path) -> str:
    """The words of a template's body that stand in it whatever is filled in; none of a file that cannot be read."""
    return _TAGS.sub("\n", _body_of(template))


def _body_of(template: Path) -> str:
    try:
        with zipfile.ZipFile(template) as package:
            body = package.read("word/document.xml").decode("utf-8", "replace")
    except Exception:  # whatever a stranger's file does to the libraries; what opens it to fill it in will say more
        return ""
    return unescape(_MARKUP.sub("", _LINE_ENDS.sub("\n", body)))
