"""Prints a report as one self-contained HTML page: page one first, then a section for each part."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from infoshare.documents import pictures
from infoshare.documents.report import Compared, Report

PAGE = Path(__file__).with_name("report_page.html")


def report_page(report: Report) -> str:
    """The page, complete in itself: no script, no picture and no address is loaded from elsewhere."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(PAGE.read_text(encoding="utf-8"))
    return page.render(r=report, picture=_picture)


def _picture(block: Compared) -> Markup:
    pairs = [(pair.label, pair.before, pair.after) for pair in block.pairs]
    return pictures.compared(pairs, (block.all_before, block.all_after), block.told)
