"""Says what was found in a release: the column, the kind, the count and the rows of each fault, and no value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from infoshare.safe_repr import count_of, listed, rows_named
from infoshare.testing.cells import Cells
from infoshare.testing.sought_people import Search, Trace


def faults_in(cells: Cells, search: Search) -> list[str]:
    """Every fault, first those of the column names."""
    headers = [search.traces(column) for column in cells.columns]
    found: defaultdict[tuple[int, Trace], dict[int, None]] = defaultdict(dict)
    for column, row, text in cells.each:
        for trace in search.traces(text):
            found[column, trace][row] = None
    said = [_of_cells(cells.columns, headers, *place, list(rows)) for place, rows in sorted(found.items())]
    return [*_of_headers(headers), *said]


def _of_headers(headers: Sequence[frozenset[Trace]]) -> Iterator[str]:
    for place, traces in enumerate(headers, start=1):
        yield from (f"the name of column {place}: {_said(trace)}" for trace in sorted(traces))


def _of_cells(
    columns: Sequence[str], headers: Sequence[frozenset[Trace]], column: int, trace: Trace, rows: list[int]
) -> str:
    if not columns:
        texts = count_of(len(rows), "text")
        return f"{_said(trace)} in {texts}: {'text' if len(rows) == 1 else 'texts'} {listed(rows)}"
    named = f"column {column + 1}" if headers[column] else repr(columns[column])
    return f"{named}: {_said(trace)} in {count_of(len(rows), 'cell')}, {rows_named(rows)}"


def _said(trace: Trace) -> str:
    return f"known {trace.kind}" if trace.known else f"valid form of {trace.kind}"
