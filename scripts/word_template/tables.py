"""Builds the tables of the protocol from their lines: answers, lists, forms and the signature page."""

from __future__ import annotations

import re

from .content import halves
from .elements import KEPT_TOGETHER, LONG_TEXT, WRITING_LINE, answer, law, paragraph, row, table, tag, text_row

# What each signatory fills in or is shown, and how tall its row is.
SIGNATURE = (
    ("Name", '{{ row.name or "\u2013" }}', 0),
    ("Post", '{{ row.role or "\u2013" }}', 0),
    ("Signature", "", 850),
    ("Date", "", 510),
)


def facts(lines: list[str]) -> str:
    """A table of short answers, each with its law."""
    widths, rows = [6.2, 10.8], list[str]()
    kept = lines[:-1] if len(lines) <= KEPT_TOGETHER else []
    for line in lines:
        (name, label), style = halves(line), "TableKept" if line in kept else "TableText"
        decided = answer(name, style, style) + law(name, "TableLaw")
        rows.append(row([paragraph(label, style), decided], widths))
    return table("What the partners have decided", ["Point", "What the partners have decided"], widths, rows)


def decided(lines: list[str]) -> str:
    """The same in a decision's record: of what arises alone, and nothing at all if none does."""
    widths, rows = [6.2, 10.8], list[str]()
    kept = lines[:-1] if len(lines) <= KEPT_TOGETHER else []
    names = [halves(line)[0] for line in lines]
    for line, name in zip(lines, names, strict=True):
        style = "TableKept" if line in kept else "TableText"
        cells = answer(name, style, style) + law(name, "TableLaw")
        place = row([paragraph(halves(line)[1], style), cells], widths)
        rows += [row_tag(f"if arises.{name.removesuffix('[]')}", widths), place, row_tag("endif", widths)]
    whole = table("Answers", ["Point", "Answer"], widths, rows)
    return when_any_arises(names, whole)


def when_any_arises(names: list[str], part: str) -> str:
    """A part of a record that is there if one of these questions arises."""
    asked = " or ".join(f"arises.{name.removesuffix('[]')}" for name in names)
    return tag(f"if {asked}") + part + tag("endif")


def repeating(lines: list[str]) -> str:
    """A table with a row for each thing in a list. A row with a long text in it may run over the page."""
    source, caption, sizes, columns = lines[0].split(" / ")
    widths = [float(size) for size in sizes.split()]
    names, titles = zip(*map(halves, columns.split(";")), strict=True)
    texts = [cell_of(name) for name in names]
    tags = [
        row_tag(words, widths)
        for words in (
            f"for row in {source}",
            f'if row.values()|map("string")|map("length")|max > {LONG_TEXT}',
            "else",
            "endif",
            "endfor",
        )
    ]
    rows = [text_row(texts, widths, "TableList", whole=whole) for whole in (False, True)]
    return table(caption, list(titles), widths, [*tags[:2], rows[0], tags[2], rows[1], *tags[3:]])


def row_tag(words: str, widths: list[float]) -> str:
    """A row that docxtpl takes out, leaving its condition or loop."""
    return text_row([f"{{%tr {words} %}}", *[""] * (len(widths) - 1)], widths, "TableList")


def cell_of(name: str) -> str:
    """The tag of a cell; a name with a capital stands for text that is to begin with one."""
    value = f"row.{name.lower()}"
    return f"{{{{ {value}[:1]|upper ~ {value}[1:] }}}}" if name[0].isupper() else f'{{{{ {value} or "\u2013" }}}}'


def fixed(lines: list[str]) -> str:
    """A table whose rows stand in the content."""
    caption, sizes, titles = lines[0].split(" / ")
    widths = [float(size) for size in sizes.split()]
    kept = lines[1:-1] if len(lines) <= KEPT_TOGETHER else []
    rows = [fixed_row(line, widths, "TableKept" if line in kept else "TableText") for line in lines[1:]]
    return table(caption, titles.split("; "), widths, rows)


def fixed_row(line: str, widths: list[float], style: str) -> str:
    """A row of a fixed table: tall enough to write in, or with an answer, which may run over the page."""
    texts = line.split(" | ")
    height = max(text.count("~") for text in texts) * WRITING_LINE
    asked = re.search(r"~ law of (\w+)$", texts[-1])
    if not asked:
        return text_row([text.strip(" ~") for text in texts], widths, style, height, whole="{{" not in line)
    *others, last = texts
    cells = [*(paragraph(text, style) for text in others)]
    cells.append(paragraph(last[: asked.start()].strip(), style) + law(asked[1], "TableLaw"))
    return row(cells, widths, whole=False)


def signatures() -> str:
    """A block to sign in for each signatory, with the fingerprint of its key where it has named one."""
    widths = [4.0, 13.0]
    rows = [text_row([label, value], widths, "TableKept", height) for label, value, height in SIGNATURE]
    key = [text_row(["Key", "{{ row.key }}"], widths, "TableKept")]
    rows[2:2] = [row_tag("if row.key", widths), *key, row_tag("endif", widths)]
    block = table("Signature block", ["Party", "{{ row.party }}"], widths, rows)
    return tag("for row in a.signatories") + block + paragraph("", "Gap") + tag("endfor")
