"""Links the people of a list to the rows of a table, exactly, and counts how many rows could be each person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import polars as pl

from infoshare.anonymisation.likeness import LikenessOf, of_plain_value
from infoshare.model.risk import Learnt, Linkage

Cells = Sequence[str | None]
CANDIDATES = {"none": (0, 0), "1": (1, 1), "2 to 4": (2, 4), "5 to 9": (5, 9), "10 or more": (10, None)}
"""The groups in which people are counted by their number of candidate rows, each from and to."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One column as the list and the table have it, made alike already; None is an empty cell.

    `stands_for`: where a value of the list may stand in the table under several others, those; otherwise it is itself.
    `exactly`: whether equal means anything; a number with noise is not sought by equality.
    """

    column: str
    people: Cells
    rows: Cells
    likeness: LikenessOf = of_plain_value
    stands_for: Mapping[str, Sequence[str]] = field(default_factory=dict)
    exactly: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """What is linked by what, what would be learnt, and each person's own rows if they are known (held aside)."""

    people: int
    rows: int
    comparisons: Sequence[Comparison]
    sensitive: Mapping[str, Cells] = field(default_factory=dict)
    own: Sequence[Sequence[int]] | None = None

    def list_frame(self) -> pl.DataFrame:
        """The list, each person once for each way in which the entry may stand in the table."""
        frame = _numbered([each.people for each in self.comparisons], self.people, PERSON)
        for place, each in enumerate(self.comparisons):
            if each.stands_for:
                ways = [None if cell is None else list(each.stands_for.get(cell, [cell])) for cell in each.people]
                told = pl.Series(column_at(place), ways, dtype=pl.List(pl.String)).gather(frame[PERSON])
                frame = frame.with_columns(told).explode(column_at(place))
        return frame

    def table_frame(self) -> pl.DataFrame:
        """The table's compared columns, each row numbered."""
        return _numbered([each.rows for each in self.comparisons], self.rows, ROW)

    def secrets(self) -> list[pl.Series]:
        """The sensitive columns under names by place."""
        columns = enumerate(self.sensitive.values())
        return [pl.Series(_sensitive_at(place), cells, dtype=pl.String) for place, cells in columns]

    def own_pairs(self) -> pl.DataFrame:
        """Each person with each row of their own, one pair a row."""
        pairs = [(person, row) for person, rows in enumerate(self.own or ()) for row in rows]
        return pl.DataFrame(pairs, schema={PERSON: pl.Int64, ROW: pl.Int64}, orient="row")

    @property
    def keys(self) -> list[str]:
        """The names of the compared columns in the frames, and of one that all rows share."""
        return [ALL, *(column_at(place) for place in range(len(self.comparisons)))]


PERSON, ROW, KIND, TIMES, COUNT, OWN, ALL = "person", "row", "kind", "times", "candidates", "own", "all"


def column_at(place: int) -> str:
    """The name of a compared column inside the frames: Polars takes some names for patterns."""
    return f"c{place}"


def _sensitive_at(place: int) -> str:
    return f"s{place}"


def _numbered(columns: Sequence[Cells], height: int, index: str) -> pl.DataFrame:
    series = [pl.Series(column_at(place), cells, dtype=pl.String) for place, cells in enumerate(columns)]
    shared = pl.repeat(0, height, dtype=pl.Int64, eager=True).alias(ALL)
    return pl.DataFrame([*series, shared]).with_row_index(index).cast({index: pl.Int64})


def different(frame: pl.DataFrame, keys: Sequence[str], index: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The kinds of rows of a frame, numbered and with how often each stands there; and the frame by those numbers."""
    kinds = frame.group_by(keys, maintain_order=True).agg(pl.len().cast(pl.Int64).alias(TIMES)).with_row_index(index)
    return kinds, frame.join(kinds.drop(TIMES), on=keys, nulls_equal=True, maintain_order="left").drop(keys)


def exact(trial: Trial) -> Linkage:
    """Link by equality in every column that the person's entry fills; an empty cell of the table equals nothing."""
    trial = replace(trial, comparisons=[each for each in trial.comparisons if each.exactly])
    people = trial.list_frame()
    kinds, rows = different(trial.table_frame(), trial.keys, KIND)
    patterns = product((True, False), repeat=len(trial.comparisons))
    links = pl.concat([_of_pattern(people, kinds, filled) for filled in patterns]).unique()
    return summary(trial, counted(trial, people.select(PERSON).unique(), links, kinds, rows))


def _of_pattern(people: pl.DataFrame, kinds: pl.DataFrame, filled: Sequence[bool]) -> pl.DataFrame:
    """The people whose entries fill these columns and no others, each with the kinds of rows that agree."""
    columns = [(column_at(place), there) for place, there in enumerate(filled)]
    asked = people.filter(pl.col(ALL) == 0, *(pl.col(name).is_not_null() == there for name, there in columns))
    return asked.join(kinds, on=[ALL, *(name for name, there in columns if there)]).select(PERSON, KIND)


def counted(
    trial: Trial, people: pl.DataFrame, links: pl.DataFrame, kinds: pl.DataFrame, rows: pl.DataFrame
) -> pl.DataFrame:
    """For each person: the candidate rows, how many of them are their own, and what all of them share.

    Args:
        trial: what was linked.
        people: each person tried.
        links: pairs of a person and a kind of row.
        kinds: the kinds of row, with how many rows are of each.
        rows: each row with its kind.
    """
    candidates = links.join(kinds, on=KIND).group_by(PERSON).agg(pl.col(TIMES).sum().alias(COUNT))
    own = trial.own_pairs().join(rows, on=ROW).join(links, on=[PERSON, KIND])
    own = own.group_by(PERSON).agg(pl.len().cast(pl.Int64).alias(OWN))
    found = people.join(candidates, on=PERSON, how="left").join(own, on=PERSON, how="left")
    in_order = rows.sort(ROW)
    for secret in trial.secrets():
        values = in_order.with_columns(secret).select(KIND, secret.name).unique()
        found = found.join(_shared(values, links, secret.name), on=PERSON, how="left")
    secrets = [pl.col(secret.name).fill_null(False) for secret in trial.secrets()]
    return found.select(PERSON, pl.col(COUNT, OWN).fill_null(0), *secrets)


def _shared(values: pl.DataFrame, links: pl.DataFrame, secret: str) -> pl.DataFrame:
    """Whether all candidates of a person share one value of a sensitive column; an empty cell is no value."""
    one = (pl.col(secret).n_unique() == 1) & pl.col(secret).first().is_not_null()
    return links.join(values, on=KIND).group_by(PERSON).agg(one.alias(secret))


def summary(trial: Trial, found: pl.DataFrame) -> Linkage:
    """Count people by their candidates, given each one's candidates, own rows, and what all candidates would share."""
    one, some = pl.col(COUNT) == 1, pl.col(COUNT) > 0
    theirs = pl.col(OWN) > 0
    known = trial.own is not None
    return Linkage(
        people=found.height,
        singled_out=_number(found, one),
        rightly=_number(found, one & theirs) if known else None,
        only_own=_number(found, some & (pl.col(OWN) == pl.col(COUNT))) if known else None,
        candidates={
            words: _number(found, pl.col(COUNT).is_between(low, high if high is not None else trial.rows))
            for words, (low, high) in CANDIDATES.items()
        },
        learnt={
            name: Learnt(
                people=_number(found, some & pl.col(_sensitive_at(place))),
                rightly=_number(found, theirs & pl.col(_sensitive_at(place))) if known else None,
            )
            for place, name in enumerate(trial.sensitive)
        },
    )


def _number(found: pl.DataFrame, wanted: pl.Expr) -> int:
    return found.filter(wanted).height
