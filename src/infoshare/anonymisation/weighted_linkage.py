"""Links the people of a list to the rows that agree with them best, where not every column need agree.

Fellegi and Sunter, A theory for record linkage, JASA 64 (1969) 1183-1210: a column's weight is log2(m / u), where m is
how often it agrees for a person's own row and u how often it does by chance. u is counted over all pairs; m is
estimated by expectation maximisation (Winkler 1988) with u and the share of true pairs held fixed. splink, of the
Ministry of Justice, does the same at scale; here a few columns are compared, and nothing is installed for it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from infoshare.anonymisation.linkage import (
    KIND,
    PERSON,
    TIMES,
    Comparison,
    Trial,
    column_at,
    counted,
    different,
    summary,
)
from infoshare.model.risk import Linkage

APART, NEAR, AGREE, MISSING = range(4)
"""How two cells compare."""
EXPECTED = {AGREE: 0.9, NEAR: 0.08, APART: 0.02}
"""m before anything was seen; the estimate is held towards it by as many imagined pairs as there are people."""
MOST_PAIRS = 40_000_000
PAIRS_AT_ONCE = 1_000_000
ROUNDS = 25
_LEAST = 1e-9
ENTRY, TIMES_ROW, SCORE = "entry", f"{TIMES}_row", "score"

Shares = dict[int, float]
"""For each way in which two cells compare, how often they do so, or the weight of it."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The different entries of the list and kinds of rows of the table, and which person and row is of which."""

    entries: pl.DataFrame
    kinds: pl.DataFrame
    people: pl.DataFrame
    rows: pl.DataFrame
    columns: int

    def pairs(self) -> Iterator[pl.DataFrame]:
        """Every entry with every kind of row, some at a time, and how each column compares."""
        step = max(PAIRS_AT_ONCE // self.kinds.height, 1)
        for start in range(0, self.entries.height, step):
            pairs = self.entries.slice(start, step).join(self.kinds, how="cross", suffix="_row")
            yield pairs.select(ENTRY, KIND, TIMES, TIMES_ROW, *(level_of(place) for place in range(self.columns)))


def weighted(trial: Trial) -> Linkage:
    """Link each person to the rows with the highest total weight, if that is above nought.

    Where there would be more than forty million pairs, every so many-th person is tried; `people` says how many were.
    """
    sides = sides_of(trial)
    weights = weights_of(sides, trial.rows)
    best = pl.concat([_best(pairs, weights) for pairs in sides.pairs()])
    links = _highest(sides.people.join(best, on=ENTRY), PERSON).select(PERSON, KIND).unique()
    return summary(trial, counted(trial, sides.people.select(PERSON).unique(), links, sides.kinds, sides.rows))


def sides_of(trial: Trial) -> Sides:
    """Both sides of a trial, each different entry and kind of row once, with where its values stand among others."""
    kinds, rows = different(trial.table_frame(), trial.keys, KIND)
    people = trial.list_frame()
    tried = people.filter(pl.col(PERSON) % max(math.ceil(people.height * kinds.height / MOST_PAIRS), 1) == 0)
    entries, people = different(tried, trial.keys, ENTRY)
    for place, comparison in enumerate(trial.comparisons):
        likeness = _likeness(place, comparison, [entries, kinds])
        entries, kinds = (
            side.join(likeness, on=column_at(place), how="left", maintain_order="left").drop(column_at(place))
            for side in (entries, kinds)
        )
    return Sides(entries, kinds, people, rows, len(trial.comparisons))


def _likeness(place: int, comparison: Comparison, sides: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Each different value of a column as a number, with its place among the others and what is wider than it."""
    values = pl.concat([side[column_at(place)] for side in sides]).drop_nulls().unique().sort()
    stands = [comparison.likeness(value) for value in values]
    wider = pl.Series([each.wider for each in stands], dtype=pl.String).rank("dense").cast(pl.Int64)
    places = pl.Series([each.place for each in stands], dtype=pl.Float64)
    return pl.DataFrame(
        {column_at(place): values, f"code{place}": range(len(values)), f"place{place}": places, f"wider{place}": wider},
        schema_overrides={f"code{place}": pl.Int64},
    )


def level_of(place: int) -> pl.Expr:
    """How two cells compare: missing, in agreement, near, or apart."""
    name, stands, wider = f"code{place}", f"place{place}", f"wider{place}"
    near = ((pl.col(stands) - pl.col(f"{stands}_row")).abs() <= 1) | (pl.col(wider) == pl.col(f"{wider}_row"))
    return (
        pl.when(pl.col(name).is_null() | pl.col(f"{name}_row").is_null()).then(MISSING)
        .when(pl.col(name) == pl.col(f"{name}_row")).then(AGREE)
        .when(near.fill_null(False)).then(NEAR)
        .otherwise(APART).cast(pl.Int8).alias(column_at(place))
    )  # fmt: skip


def weights_of(sides: Sides, rows: int) -> list[Shares]:
    """Each column's weights, in bits: above nought where a comparison speaks for a person's own row."""
    if not sides.columns:
        return []
    patterns = _patterns(sides)
    chance = [_by_chance(patterns, place) for place in range(sides.columns)]
    own = estimated(patterns, chance, share=1 / rows, held_by=sides.people.height)
    return [_weights(*column) for column in zip(own, chance, strict=True)]


def _patterns(sides: Sides) -> Counter[tuple[int, ...]]:
    """How many pairs of person and row compare in each way over all columns."""
    names = [column_at(place) for place in range(sides.columns)]
    pairs = pl.col(TIMES).cast(pl.Int64) * pl.col(TIMES_ROW)
    found: Counter[tuple[int, ...]] = Counter()
    for some in sides.pairs():
        for *pattern, number in some.group_by(names).agg(pairs.sum()).iter_rows():
            found[tuple(pattern)] += number
    return found


def _by_chance(patterns: Mapping[tuple[int, ...], int], place: int) -> Shares:
    seen: Counter[int] = Counter()
    for pattern, number in patterns.items():
        seen[pattern[place]] += number
    filled = seen.total() - seen[MISSING]
    return {level: max(seen[level] / filled if filled else 0.0, _LEAST) for level in EXPECTED}


def estimated(
    patterns: Mapping[tuple[int, ...], int], chance: Sequence[Shares], share: float, held_by: float
) -> list[Shares]:
    """m of each column by expectation maximisation.

    Args:
        patterns: how many pairs compare in each way.
        chance: u of each column.
        share: the share of pairs that are a person and their own row.
        held_by: how many imagined pairs hold the estimate towards `EXPECTED`.
    """
    own = [dict(EXPECTED) for _ in chance]
    for _ in range(ROUNDS):
        seen = [{level: held_by * expected for level, expected in EXPECTED.items()} for _ in chance]
        for pattern, number in patterns.items():
            believed = number * _belief(pattern, own, chance, share)
            for place, level in enumerate(pattern):
                if level != MISSING:
                    seen[place][level] += believed
        own = [{level: rows / sum(column.values()) for level, rows in column.items()} for column in seen]
    return own


def _belief(pattern: Sequence[int], own: Sequence[Shares], chance: Sequence[Shares], share: float) -> float:
    """The chance that a pair which compares so is a person and their own row."""
    filled = [(place, level) for place, level in enumerate(pattern) if level != MISSING]
    if_own = share * math.prod(own[place][level] for place, level in filled)
    if_not = (1 - share) * math.prod(chance[place][level] for place, level in filled)
    return if_own / (if_own + if_not)


def _weights(own: Shares, chance: Shares) -> Shares:
    """Being near never weighs more than agreeing, and a missing cell weighs nothing."""
    bits = {level: math.log2(max(own[level], _LEAST) / chance[level]) for level in EXPECTED}
    return {**bits, NEAR: min(bits[NEAR], bits[AGREE]), MISSING: 0.0}


def _best(pairs: pl.DataFrame, weights: Sequence[Shares]) -> pl.DataFrame:
    """The kinds of row with the highest weight for each entry, if it is above nought."""
    parts = [
        pl.col(column_at(place)).replace_strict(bits, return_dtype=pl.Float64) for place, bits in enumerate(weights)
    ]
    scored = pairs.select(ENTRY, KIND, (pl.sum_horizontal(parts) if parts else pl.lit(0.0)).alias(SCORE))
    return _highest(scored.filter(pl.col(SCORE) > 0), ENTRY)


def _highest(scored: pl.DataFrame, of: str) -> pl.DataFrame:
    return scored.filter(pl.col(SCORE) == pl.col(SCORE).max().over(of))
