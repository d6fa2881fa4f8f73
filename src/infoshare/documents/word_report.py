"""Prints a report as a Word document, by the template that a house may restyle, with a place to sign on page one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from infoshare import resources
from infoshare.documents.report import Compared, Report
from infoshare.documents.word_protocol import word_document
from infoshare.protocols.plain_text import cleaned

WIDEST = 84
"""How many blanks make the widest bar: shaded, they are a bar that needs no picture and is no noise to a listener."""
BLANK = "\u00a0"
DIGITS = 16


def word_report(report: Report) -> bytes:
    """The document: the same report gives the same bytes.

    Raises:
        TemplateError: if the shipped template was changed and is unsound.
    """
    title = f"{report.title}: {report.subject}"
    return word_document(resources.report_template(), _context(report), title, datetime.fromisoformat(report.issued))


def _context(report: Report) -> dict[str, Any]:
    """Everything that the template may name, as plain data."""
    found: dict[str, Any] = cleaned(_plain(asdict(report)))
    found["short_digest"] = report.digest[:DIGITS]
    for section, made in zip(found["sections"], report.sections, strict=True):
        section["blocks"] = [
            block | {"bars": _bars(each)} if isinstance(each, Compared) else block
            for block, each in zip(section["blocks"], made.blocks, strict=True)
        ]
    return found


def _plain(value: Any) -> Any:
    """Tuples as lists, which is what a template's text is made safe in."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value


def _bars(block: Compared) -> list[dict[str, str]]:
    return [
        {
            "label": pair.label,
            "before": _bar(pair.before, block.all_before), "before_rows": f"{pair.before:,}",
            "after": _bar(pair.after, block.all_after), "after_rows": f"{pair.after:,}",
        }
        for pair in block.pairs
    ]  # fmt: skip


def _bar(rows: int, whole: int) -> str:
    return BLANK * (max(1, round(WIDEST * rows / whole)) if rows else 0)
