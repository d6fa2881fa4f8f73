"""Reads the plain text of a Word document that we made."""

from __future__ import annotations

import io


def text_of(document: bytes) -> str:
    """The text of the body, paragraphs and table cells in order, one to a line."""
    from docx import Document
    from docx.oxml.ns import qn

    body = Document(io.BytesIO(document)).element.body
    paragraphs = ("".join(run.text or "" for run in each.iter(qn("w:t"))) for each in body.iter(qn("w:p")))
    return "\n".join(text for text in paragraphs if text.strip())
