"""Prints what differs between two versions of a protocol as one self-contained HTML page, legal effect first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from infoshare.model.comparison import Change, Comparison
from infoshare.model.law import Law
from infoshare.protocols.versions.summary import signers_of, signing_of, summary_of, version_of, where_of
from infoshare.protocols.versions.word_changes import spans, tokens

Part = tuple[str, bool]
"""Some words of a text, and whether they changed."""
PAGE = Path(__file__).with_name("comparison_page.html")


def comparison_page(comparison: Comparison) -> str:
    """The page, complete in itself: no script, no picture and no address is loaded from elsewhere."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(PAGE.read_text(encoding="utf-8"))
    groups = {effect: _by_question(comparison.having(effect), comparison) for effect in ("legal", "wording")}
    return page.render(
        c=comparison, summary=summary_of(comparison), signing=signing_of(comparison), version=version_of, **groups
    )


def _by_question(changes: Iterable[Change], comparison: Comparison) -> list[dict[str, Any]]:
    """The changes of each question, with its words and its law."""
    law = Law.load()
    return [
        {"text": text, "law": law.cited(citations), "changes": [_entry(change, comparison) for change in several]}
        for (text, citations), several in groupby(changes, key=lambda change: (change.text, change.citations))
    ]


def _entry(change: Change, comparison: Comparison) -> dict[str, Any]:
    before, after = _marked(change.before, change.after)
    return {
        "where": where_of(change) or "The answer",
        "before": before,
        "after": after,
        "signers": signers_of(change, comparison),
    }


def _marked(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """Both texts in parts; one that stands alone is all new or gone, and not marked word by word."""
    if not (before and after):
        return [(before, False)][: len(before)], [(after, False)][: len(after)]
    one, other = tokens(before), tokens(after)
    found = spans(one, other)
    gone = [("".join(one[span.a : span.b]), not span.same) for span in found]
    came = [("".join(other[span.c : span.d]), not span.same) for span in found]
    return [part for part in gone if part[0]], [part for part in came if part[0]]
