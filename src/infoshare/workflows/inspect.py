"""Looks at a data set column by column, and drafts a policy for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from infoshare.anonymisation.dates import as_moment
from infoshare.anonymisation.roles import FREE_TEXT_LENGTH, Seen, guess_role
from infoshare.identifiers import IDENTIFIERS
from infoshare.identifiers.folding import fold
from infoshare.model.inspection import ColumnType, ColumnView, Inspection
from infoshare.model.policy import header_key
from infoshare.model.table import Table, texts
from infoshare.workflows.sources import opened

MOST_CATEGORIES = 50
_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false"})


def inspect(data: Any) -> Inspection:
    """Each column's type, likely role and why, identifiers inside, and how unique its values are.

    Args:
        data: a path, or a pandas, Polars or pyarrow frame.

    Raises:
        DataFileError: if the data cannot be read.
    """
    with opened(data) as source:
        return Inspection(rows=source.rows, columns=tuple(_views(source)))


def _views(source: Table) -> Iterator[ColumnView]:
    for column in source.columns:
        cells = Counter(cell for batch in source.batches() for cell in texts(batch, column))
        yield _view(column, cells)


def _view(column: str, cells: Counter[str | None]) -> ColumnView:
    empty = cells.pop(None, 0)
    filled = Counter({cell: rows for cell, rows in cells.items() if cell is not None})
    unique = sum(rows == 1 for rows in filled.values())
    seen = Seen(filled.total() + empty, filled.total(), len(filled), unique, _identifiers(filled), column_type(filled))
    guess = guess_role(column, seen)
    return ColumnView(
        name=column, type=seen.type, role=guess.role, why=guess.why, known=guess.known,
        identifiers=seen.identifiers, distinct=seen.distinct, unique_rows=unique, empty=empty,
    )  # fmt: skip


def _identifiers(cells: Counter[str]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for cell, rows in cells.items():
        text = fold(cell).text
        for identifier in IDENTIFIERS:
            if next(identifier.spans(text), None) is not None:
                found[identifier.kind] += rows
    return dict(found.most_common())


def column_type(cells: Counter[str]) -> ColumnType:
    """The type that all of a column's cells share."""
    if not cells:
        return "empty"
    if all(cell.casefold() in _YES_NO for cell in cells):
        return "yes_no"
    if all(_is_number(cell) for cell in cells):
        return "number"
    if all(as_moment(cell) for cell in cells):
        return "date"
    return _text_type(cells)


def _text_type(cells: Counter[str]) -> ColumnType:
    wordy = sum(rows for cell, rows in cells.items() if len(cell) >= FREE_TEXT_LENGTH and " " in cell.strip())
    if wordy > cells.total() / 4 and len(cells) > cells.total() / 4:
        return "free_text"
    return "category" if len(cells) <= min(MOST_CATEGORIES, max(cells.total() // 2, 1)) else "text"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


_RULES = {
    "direct": "{{role: direct, action: drop{known}}}",
    "text": "{role: text, action: redact}",
    "sensitive": "{role: sensitive, action: keep}",
    "plain": "{role: plain, action: keep}",
}


def draft_policy(inspection: Inspection, name: str) -> str:
    """A policy for the data as YAML text, with the reason for each rule as a comment."""
    lines = [
        f"policy: {name}", "version: 1", "title: Draft, made by looking at the data. A person must agree every line.",
        "release: anonymised", "unlisted_columns: refuse", "columns:",
    ]  # fmt: skip
    for view in inspection.columns:
        lines += [f"  # {view.why}", f"  {_quoted(view.name)}: {_rule(view)}"]
    lines.append("privacy: {k: 5, method: suppress, max_suppressed: 0.05}")
    return "\n".join(lines) + "\n"


def _quoted(name: str) -> str:
    return name if name.isidentifier() and header_key(name) not in _YES_NO else "'" + name.replace("'", "''") + "'"


def _rule(view: ColumnView) -> str:
    if view.role != "quasi":
        known = f", known: {view.known}" if view.known else ""
        return _RULES[view.role].format(known=known) if view.role == "direct" else _RULES[view.role]
    if view.known == "postcode":
        return "{role: quasi, action: coarsen_place, to: outward}"
    if view.type == "date":
        return "{role: quasi, action: coarsen_date, to: month}"
    if view.type == "number":
        return "{role: quasi, action: band, edges: [0, 18, 25, 35, 50, 65]}"
    return "{role: quasi, action: keep}"
