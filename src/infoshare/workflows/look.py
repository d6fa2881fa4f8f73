"""Looks into the cells of each column: what they hold, and which people and identifiers stand in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from infoshare.anonymisation.header_roles import Guess
from infoshare.anonymisation.profile import (
    SMALL_CELL,
    Cells,
    column_type,
    is_code,
    is_integer,
    share_of,
    years_between,
)
from infoshare.anonymisation.roles import Seen, guess_role
from infoshare.detectors.person_cells import NameForm, name_form
from infoshare.identifiers import IDENTIFIERS
from infoshare.identifiers.folding import fold
from infoshare.model.table import Table, texts

MOST_LOOKED_AT = 5_000
"""Identifiers and names are sought in at most so many different values of a column, evenly spread over it."""
LONGEST_LOOKED_AT = 2_000
"""Of a longer text only so many characters are looked at."""


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """A column's different cells with their rows, its empty cells, what was seen in them, and its likely role."""

    name: str
    cells: Cells
    empty: int
    looked_at: int
    seen: Seen
    guess: Guess


def columns_seen(source: Table) -> Iterator[Column]:
    """Each column of a table, counted in one pass and then looked into."""
    counted: dict[str, Counter[str | None]] = {column: Counter() for column in source.columns}
    for batch in source.batches():
        for column, cells in counted.items():
            cells.update(texts(batch, column))
    for column in source.columns:
        yield _column(column, counted.pop(column))


def _column(name: str, counted: Counter[str | None]) -> Column:
    empty = counted.pop(None, 0)
    cells: Cells = Counter({cell: rows for cell, rows in counted.items() if cell is not None})
    sample = _sample(cells)
    seen = _seen(cells, empty, sample)
    return Column(name, cells, empty, len(sample), seen, guess_role(name, seen))


def _sample(cells: Cells) -> Cells:
    """Different values evenly spread in order of their first rows, so that the same data give the same sample."""
    step = -(-len(cells) // MOST_LOOKED_AT)
    return Counter(dict(islice(cells.items(), 0, None, max(step, 1))))


def _seen(cells: Cells, empty: int, sample: Cells) -> Seen:
    inside, whole = _identifiers(sample)
    forms = _names(sample)
    kind = column_type(sample)
    looked = max(sample.total(), 1)
    return Seen(
        rows=cells.total() + empty,
        filled=cells.total(),
        distinct=len(cells),
        unique_rows=sum(rows == 1 for rows in cells.values()),
        identifiers=inside,
        type=kind,
        whole={each: rows / looked for each, rows in whole.items()},
        names=forms.total() / looked,
        full_names=forms["full"] / looked,
        codes=share_of(sample, is_code),
        integers=share_of(sample, is_integer),
        years=years_between(sample) if kind == "date" else 0.0,
        small=sum(rows < SMALL_CELL for rows in cells.values()),
    )


def _names(cells: Cells) -> Counter[NameForm]:
    found: Counter[NameForm] = Counter()
    for cell, rows in cells.items():
        form = name_form(fold(cell).text)
        if form:
            found[form] += rows
    return found


def _identifiers(cells: Cells) -> tuple[dict[str, int], Counter[str]]:
    """For each kind, the rows in whose cells one stands, and those whose cells hold one and nothing else."""
    inside: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for cell, rows in cells.items():
        text = fold(cell[:LONGEST_LOOKED_AT]).text
        length = len(text.strip())
        for identifier in IDENTIFIERS:
            span = next(identifier.spans(text), None)
            if span is not None:
                inside[identifier.kind] += rows
                if span[1] - span[0] >= length:
                    whole[identifier.kind] += rows
    return dict(inside.most_common()), whole
