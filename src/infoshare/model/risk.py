"""What is found about the risk that people are known again: counts, shares and estimates, and no value of the data."""

from __future__ import annotations

from typing import Literal

from infoshare.model.noun import Noun

Basis = Literal["data", "population_file", "sampling_fraction"]
"""What the size of a group in the population is known from: the data alone, a population file, a sampling fraction."""


class RowRisk(Noun):
    """The risk that one row is known again: the highest and the average (0 to 1), and the rows above the threshold."""

    highest: float
    average: float
    share_above: float
    rows_above: int


class JournalistRisk(RowRisk):
    """The same for an intruder who does not know who is in the data, and what the population is known from.

    `short_classes` counts the classes of which the population file holds fewer people than the data: a sign that
    it is not the population of this data. They are reckoned at the data's own size.
    """

    basis: Basis
    short_classes: int = 0


class MarketerRisk(Noun):
    """The share of rows, and the number of them, that would be linked rightly if every row were linked."""

    average: float
    expected_rows: float


class ColumnPart(Noun):
    """A column's part in the special uniques: the unique sets it stands in, and their share of all scores (0 to 1)."""

    column: str
    share: float
    unique_sets: int


class SpecialUniques(Noun):
    """Minimal sample uniques: sets of columns that single a row out, and that no longer do with one column fewer.

    `rows` have at least one set of at most `max_size` columns; `rows_by_smallest` counts them by the size of their
    smallest set, `unique_sets` counts the sets by size. Scores are SUDA scores of rows.
    """

    max_size: int
    rows: int
    rows_by_smallest: dict[int, int]
    unique_sets: dict[int, int]
    mean_score: float
    highest_score: float
    columns: tuple[ColumnPart, ...]


class PopulationUniques(Noun):
    """How many people are unique in the population, estimated from a sample.

    `zayatz` and `pitman` are estimated numbers of people; `chosen` names the one to use at this sampling fraction
    and `share` is that number as a share of the population (0 to 1). `right_if_unique` is the chance that a match
    is right when a row is unique in the data and matches one person (0 to 1); None if no row is.
    """

    sampling_fraction: float
    population: int
    zayatz: float
    pitman: float
    chosen: Literal["zayatz", "pitman"]
    share: float
    right_if_unique: float | None


class Learnt(Noun):
    """What linking says of one sensitive column: people whose candidates all share one value, and of how many it is so.

    `rightly` counts those who have a row of their own among the candidates; None where who is who is not known.
    """

    people: int
    rightly: int | None


class Linkage(Noun):
    """People of a list linked to rows in one way: how many rows could be each person's.

    `candidates` counts people by their number of candidate rows. `singled_out` have exactly one, `rightly` are those
    whose row it is, and `only_own` those for whom every candidate is a row of their own. None: who is who is not known.
    """

    people: int
    singled_out: int
    rightly: int | None
    only_own: int | None
    candidates: dict[str, int]
    learnt: dict[str, Learnt]


class Attack(Noun):
    """One table under attack: its rows, the columns it is linked by, and what linking finds, exactly and by weight."""

    rows: int
    columns: tuple[str, ...]
    exact: Linkage
    weighted: Linkage


class RiskReport(Noun):
    """The re-identification risk of a table over its quasi-identifiers.

    `k` is the size of the smallest class, `l` the fewest different values of each sensitive column in a class, `t`
    how far a class is from the whole table (0 to 1, equal distance). `class_sizes` counts the classes by their rows.
    """

    rows: int
    quasi: tuple[str, ...]
    threshold: float
    classes: int
    k: int
    l: dict[str, int]  # noqa: E741 - the handbooks' name
    t: dict[str, float]
    sample_unique: int
    class_sizes: dict[int, int]
    prosecutor: RowRisk
    journalist: JournalistRisk
    marketer: MarketerRisk
    special_uniques: SpecialUniques
    population: PopulationUniques | None = None
    attack: Attack | None = None


class Rehearsal(Noun):
    """A motivated intruder's attempt, rehearsed: the table as it stands, and the release that a policy makes of it.

    `people` are on the intruder's list, `in_source` of them have a row in the source and `in_release` in the release.
    """

    policy: str
    policy_version: int
    list_from: Literal["source", "file"]
    knows: tuple[str, ...]
    people: int
    in_source: int
    in_release: int
    before: Attack
    after: Attack
