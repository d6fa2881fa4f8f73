"""Measures the risk that people are known again in a table, over the columns that an intruder could know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from infoshare.anonymisation.population import class_sizes, population_uniques
from infoshare.anonymisation.risk import (
    DEFAULT_THRESHOLD,
    InPopulation,
    class_rows,
    expected_chance,
    fewest_values,
    furthest_class,
    journalist,
    marketer,
    prosecutor,
    sensitive_values,
    within,
)
from infoshare.anonymisation.special_uniques import DEFAULT_SIZE, refuse_too_many, special_uniques
from infoshare.errors import DataFileError, UserError
from infoshare.model.policy import header_key
from infoshare.model.risk import Attack, Basis, RiskReport
from infoshare.model.table import Table
from infoshare.safe_repr import listed
from infoshare.workflows.attack import as_written, attacked
from infoshare.workflows.columns import Cells, columns_of, refuse_unknown
from infoshare.workflows.sources import opened


def risk(
    data: Any,
    quasi: Sequence[str],
    sensitive: Sequence[str] = (),
    *,
    population: Any = None,
    sampling_fraction: float | None = None,
    attacker: Any = None,
    threshold: float = DEFAULT_THRESHOLD,
    max_size: int = DEFAULT_SIZE,
) -> RiskReport:
    """The re-identification risk of a table; counts, shares and estimates, and never a value.

    Args:
        data: a path, or a pandas, Polars or pyarrow frame. An empty cell is a value of its own.
        quasi: the columns that an intruder could know.
        sensitive: the columns that nobody should learn.
        population: a path or frame with the same quasi-identifiers for everybody whom the data could be about.
        sampling_fraction: instead of a population, the share of it that is in the data (above 0, at most 1).
        attacker: a path or frame with people and some of the quasi-identifiers: how many rows could be each one's.
        threshold: a row is at risk above this chance (0 to 1).
        max_size: the most columns taken together when special uniques are sought.

    Raises:
        UserError: naming everything given that cannot be used.
    """
    quasi, sensitive = _names(quasi), _names(sensitive)
    _refuse_unusable(quasi, sensitive, population, sampling_fraction, threshold, max_size)
    with opened(data) as table:
        cells = columns_of(table, [*quasi, *sensitive])
    columns = [cells[name] for name in quasi]
    keys, classes = list(zip(*columns, strict=True)), class_rows(columns)
    sizes = class_sizes(classes)
    secrets = {name: sensitive_values(keys, cells[name]) for name in sensitive}
    in_population, basis, short = _in_population(columns, quasi, population, sampling_fraction)
    return RiskReport(
        rows=len(keys),
        quasi=tuple(quasi),
        threshold=threshold,
        classes=len(classes),
        k=min(sizes),
        l={name: fewest_values(found) for name, found in secrets.items()},
        t={name: furthest_class(found) for name, found in secrets.items()},
        sample_unique=sizes.get(1, 0),
        class_sizes=sizes,
        prosecutor=prosecutor(list(classes.values()), threshold),
        journalist=journalist(in_population, threshold, basis, short),
        marketer=marketer(in_population),
        special_uniques=special_uniques(quasi, columns, max_size),
        population=population_uniques(sizes, sampling_fraction) if sampling_fraction else None,
        attack=None if attacker is None else _attack(attacker, quasi, sensitive, cells),
    )


def _names(given: Sequence[str]) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _refuse_unusable(
    quasi: Sequence[str],
    sensitive: Sequence[str],
    population: Any,
    fraction: float | None,
    threshold: float,
    max_size: int,
) -> None:
    named = [*quasi, *sensitive]
    wrong = {
        "no quasi-identifier is named": not quasi,
        f"{listed(sorted({repr(each) for each in named if named.count(each) > 1}))} is named more than once": (
            len(set(named)) < len(named)
        ),
        "both a population and a sampling fraction are given": population is not None and fraction is not None,
        "the sampling fraction must be above 0 and at most 1": fraction is not None and not 0 < fraction <= 1,
        "the threshold must be above 0 and below 1": not 0 < threshold < 1,
        "the size of special uniques must be 1 or more": max_size < 1,
    }
    faults = [fault for fault, holds in wrong.items() if holds]
    if faults:
        raise UserError(*faults, mend="Name columns as their headers say, each once. See docs/risk.md.")
    refuse_too_many(len(quasi), max_size)


def _in_population(
    columns: Sequence[Cells], quasi: Sequence[str], population: Any, fraction: float | None
) -> tuple[list[InPopulation], Basis, int]:
    """The classes of the data and their sizes in the population: counted, expected, or the data's own."""
    classes = class_rows(columns)
    if population is not None:
        with opened(population) as table:
            counted = class_rows(list(columns_of(table, quasi, "the population").values()))
        if not classes.keys() & counted.keys():
            raise DataFileError(
                "the population holds none of the data's groups",
                mend="Write the quasi-identifiers in both files in the same way: the same bands, places and words.",
            )
        found, short = within(classes, counted)
        return found, "population_file", short
    if fraction is not None:
        chances = {rows: expected_chance(rows, fraction) for rows in set(classes.values())}
        return [InPopulation(rows, chances[rows]) for rows in classes.values()], "sampling_fraction", 0
    return [InPopulation(rows, 1 / rows) for rows in classes.values()], "data", 0


def _attack(attacker: Any, quasi: Sequence[str], sensitive: Sequence[str], cells: dict[str, Cells]) -> Attack:
    """A list of people linked to the data by the quasi-identifiers that both have; whose row is whose is not known."""
    with opened(attacker) as table:
        shared = dict(_shared(table, quasi))
        people = columns_of(table, list(shared.values()))
    compared = [as_written(name, people[theirs], cells[name]) for name, theirs in shared.items()]
    sizes = (len(compared[0].people), len(compared[0].rows))
    return attacked(compared, {name: cells[name] for name in sensitive}, None, sizes)


def _shared(table: Table, quasi: Sequence[str]) -> Iterator[tuple[str, str]]:
    theirs = {header_key(column): column for column in table.columns}
    found = [(name, theirs[header_key(name)]) for name in quasi if header_key(name) in theirs]
    if not found:
        refuse_unknown(table.columns, quasi, "the attacker's list")
    yield from found
