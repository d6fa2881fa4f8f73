"""Says things about data without saying the data: counts, row numbers, and lists cut to a readable length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

SHOWN_AT_MOST = 5


def count_of(number: int, singular: str, plural: str | None = None) -> str:
    """`1 row`, `12,000 rows`: a number with its noun."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def listed(things: Iterable[object]) -> str:
    """`a, b and c`; past five things, `a, b, c, d, e and 3 more`."""
    words = [str(thing) for thing in things]
    shown, rest = words[:SHOWN_AT_MOST], len(words) - SHOWN_AT_MOST
    if rest > 0:
        shown.append(f"{rest:,} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else "none"


def rows_named(rows: Sequence[int]) -> str:
    """`row 3`, `rows 3, 7 and 9`: rows counted from 1, the header not counted."""
    return f"{'row' if len(rows) == 1 else 'rows'} {listed(rows)}"
