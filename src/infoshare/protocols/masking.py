"""Writes a mark in place of every NHS number that somebody typed into a text."""

from __future__ import annotations

from infoshare.identifiers import by_kind
from infoshare.identifiers.folding import fold


def masked(text: str) -> str:
    """The text with `[NHS number]` in place of each, however it is written."""
    folded = fold(text)
    places = sorted((folded.original_span(*span) for span in by_kind("nhs").spans(folded.text)), reverse=True)
    for start, end in places:
        text = f"{text[:start]}[NHS number]{text[end:]}"
    return text
