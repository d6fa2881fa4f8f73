"""Writes `docs/identifiers.md`: every kind of identifier with its example, check, words and source."""

from __future__ import annotations

import re
from pathlib import Path

from infoshare.identifiers import IDENTIFIERS, Identifier

PAGE = Path(__file__).parent.parent / "docs" / "identifiers.md"
HEAD = """# What is recognised as an identifier

<!-- Written by scripts/make_identifier_page.py; do not edit by hand. -->

Every kind that redaction seeks in text, in the order in which an overlap is decided. *Words* says whether
some must stand nearby, because the form alone is too common. All examples are synthetic.
Kinds in **bold** give themselves away by their form: the gate refuses a release in which one stands.

| Kind | Becomes | Example | How a value is checked | Words | Source |
| --- | --- | --- | --- | --- | --- |
"""
MOST_WORDS = 6


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"{_row(each)}\n" for each in IDENTIFIERS)


def _row(each: Identifier) -> str:
    title = f"**{each.title}**" if each.distinctive else each.title
    cells = (title, f"`[{each.placeholder}]`", f"`{each.example}`", each.check, _words(each), each.source)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _words(each: Identifier) -> str:
    if each.needs is None:
        return "in the form itself" if "value" in each.pattern.groupindex else "none"
    listed = each.needs.pattern.partition("(?:")[2].rpartition(")(?!")[0].split("|")
    plain = [word for word in listed if re.fullmatch(r"[\w &-]+", word)]
    return ", ".join(plain[:MOST_WORDS]) + (" and the like" if len(listed) > MOST_WORDS else "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
