"""Finds special uniques: rows that few columns suffice to single out, and the columns that do it.

Elliot, Manning and Ford, A computational algorithm for handling the special uniques problem, International Journal of
Uncertainty, Fuzziness and Knowledge-Based Systems 10 (2002) 493-509. Scores as in Elliot, Manning, Mayes, Gurd and
Bane, SUDA: a program for detecting special uniques (2005): a set of k of n columns counts (n - k) ... (n - M), where M
is the largest size looked for, so a row counts more, the fewer columns single it out and the more sets of them do.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from infoshare.errors import UserError
from infoshare.model.risk import ColumnPart, SpecialUniques
from infoshare.safe_repr import count_of

DEFAULT_SIZE = 3
"""The largest set of columns looked for, unless asked otherwise; what an intruder is likely to know together."""
MOST_SETS = 20_000

Columns = tuple[int, ...]


@dataclass(slots=True)
class _Tally:
    """What the unique sets add up to: scores by row, sets by size and column, and each row's smallest set."""

    scores: Counter[int] = field(default_factory=Counter)
    sets: Counter[int] = field(default_factory=Counter)
    smallest: dict[int, int] = field(default_factory=dict)
    column_scores: Counter[int] = field(default_factory=Counter)
    column_sets: Counter[int] = field(default_factory=Counter)

    def add(self, columns: Columns, rows: Sequence[int], score: int) -> None:
        """Count the rows that a set of columns singles out, and of which no smaller set of them does."""
        self.sets[len(columns)] += len(rows)
        for row in rows:
            self.scores[row] += score
            self.smallest.setdefault(row, len(columns))
        for column in columns:
            self.column_scores[column] += score * len(rows)
            self.column_sets[column] += len(rows)


def set_score(size: int, columns: int, max_size: int) -> int:
    """What one unique set of `size` columns adds to its row's score, out of so many columns."""
    return math.prod(columns - each for each in range(size, min(max_size, columns - 1) + 1))


def minimal_uniques(columns: Sequence[Sequence[str | None]], max_size: int) -> Iterator[tuple[Columns, list[int]]]:
    """Each set of columns, small before large, with the rows for which it is a minimal sample unique.

    A row that a smaller set singles out is left out before a larger one is looked at: it is unique there too, so the
    larger set is not minimal for it, and leaving it out changes nobody else's uniqueness.

    Args:
        columns: the quasi-identifiers, each with one value for each row; an empty cell is a value of its own.
        max_size: the largest set looked for.
    """
    frame = _as_codes(columns)
    singled: dict[Columns, pl.Series] = {(): pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)}
    for size in range(1, min(max_size, len(columns)) + 1):
        found: dict[Columns, pl.Series] = {}
        for chosen in itertools.combinations(range(len(columns)), size):
            already = _any(singled[part] for part in itertools.combinations(chosen, size - 1))
            alone = _alone(frame, chosen, already)
            found[chosen] = already | alone
            yield chosen, alone.arg_true().to_list()
        singled = found


def _as_codes(columns: Sequence[Sequence[str | None]]) -> pl.DataFrame:
    series = (pl.Series(str(place), cells, dtype=pl.String) for place, cells in enumerate(columns))
    return pl.DataFrame([each.rank("dense").fill_null(0).cast(pl.UInt32) for each in series])


def _any(flags: Iterator[pl.Series]) -> pl.Series:
    found = next(flags)
    for each in flags:
        found = found | each
    return found


def _alone(frame: pl.DataFrame, chosen: Columns, already: pl.Series) -> pl.Series:
    """Whether each row is the only one with its values, among the rows that were not singled out already."""
    rest = (~already).arg_true()
    alone = frame.select(str(place) for place in chosen)[rest].is_unique()
    return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True).scatter(rest.filter(alone), True)


def special_uniques(names: Sequence[str], columns: Sequence[Sequence[str | None]], max_size: int) -> SpecialUniques:
    """The special uniques of a table, counted; no value and no row number is kept.

    Raises:
        UserError: if there would be more than 20,000 sets of columns to look at.
    """
    refuse_too_many(len(columns), max_size)
    tally = _Tally()
    for chosen, rows in minimal_uniques(columns, max_size):
        tally.add(chosen, rows, set_score(len(chosen), len(columns), max_size))
    return _summed(names, tally, len(columns[0]), min(max_size, len(columns)))


def refuse_too_many(columns: int, max_size: int) -> None:
    """Refuse a search that would not end in good time.

    Raises:
        UserError: if there would be more than 20,000 sets of columns to look at.
    """
    sets = sum(math.comb(columns, size) for size in range(1, min(max_size, columns) + 1))
    if sets > MOST_SETS:
        raise UserError(
            f"{count_of(columns, 'quasi-identifier')} taken up to {max_size} together make {sets:,} sets of columns",
            mend=f"Ask for smaller sets or name fewer columns; at most {MOST_SETS:,} sets are looked at.",
        )


def _summed(names: Sequence[str], tally: _Tally, rows: int, max_size: int) -> SpecialUniques:
    total = tally.scores.total()
    parts = (
        ColumnPart(
            column=name,
            share=tally.column_scores[place] / total if total else 0.0,
            unique_sets=tally.column_sets[place],
        )
        for place, name in enumerate(names)
    )
    return SpecialUniques(
        max_size=max_size,
        rows=len(tally.scores),
        rows_by_smallest=dict(sorted(Counter(tally.smallest.values()).items())),
        unique_sets=dict(sorted((size, sets) for size, sets in tally.sets.items() if sets)),
        mean_score=sum(tally.scores.values()) / rows,
        highest_score=float(max(tally.scores.values(), default=0)),
        columns=tuple(sorted(parts, key=lambda part: -part.share)),
    )
