"""Re-identification risk by equivalence classes: how likely a row is to be known again, and by whom.

The measures are those of ARX and of El Emam, Guide to the De-Identification of Personal Health Information (2013),
chapter 16; the three intruders are from El Emam and Dankar, Protecting privacy using k-anonymity, JAMIA 15 (2008)
627-637, and Dankar and El Emam, A method for evaluating marketer re-identification risk, EDBT/ICDT Workshops (2010).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from infoshare.anonymisation.classes import ClassKey
from infoshare.anonymisation.privacy_models import Histogram, distinct_values, equal_distance, histogram
from infoshare.model.risk import Basis, JournalistRisk, MarketerRisk, RowRisk

DEFAULT_THRESHOLD = 0.2
"""A row is at risk above this chance: in a class of fewer than five, the smallest group that this house publishes."""


@dataclass(frozen=True, slots=True)
class InPopulation:
    """One class: its rows in the data, and one over its size in the population, as known or as expected."""

    rows: int
    chance: float


def class_rows(columns: Sequence[Sequence[str | None]]) -> Counter[ClassKey]:
    """How many rows stand in each equivalence class, given the quasi-identifiers column by column."""
    return Counter(zip(*columns, strict=True))


def prosecutor(sizes: Sequence[int], threshold: float) -> RowRisk:
    """The risk to rows from somebody who knows that the person is in the data: one over the size of the class."""
    at_risk = sum(rows for rows in sizes if 1 / rows > threshold)
    return RowRisk(
        highest=1 / min(sizes),
        average=len(sizes) / sum(sizes),
        share_above=at_risk / sum(sizes),
        rows_above=at_risk,
    )


def journalist(
    classes: Sequence[InPopulation], threshold: float, basis: Basis, short_classes: int = 0
) -> JournalistRisk:
    """The risk to rows from somebody who knows only that the person is in the population that the data comes from.

    The average is El Emam's: the larger of classes over population, and the mean of one over the population's class.
    """
    rows = sum(each.rows for each in classes)
    at_risk = sum(each.rows for each in classes if each.chance > threshold)
    over_population = len(classes) / sum(1 / each.chance for each in classes)
    return JournalistRisk(
        highest=max(each.chance for each in classes),
        average=max(over_population, marketer(classes).average),
        share_above=at_risk / rows,
        rows_above=at_risk,
        basis=basis,
        short_classes=short_classes,
    )


def marketer(classes: Sequence[InPopulation]) -> MarketerRisk:
    """How many rows somebody who links all of them can expect to link rightly."""
    expected = math.fsum(each.rows * each.chance for each in classes)
    return MarketerRisk(average=expected / sum(each.rows for each in classes), expected_rows=expected)


def within(data: Counter[ClassKey], population: Counter[ClassKey]) -> tuple[list[InPopulation], int]:
    """The data's classes in a population that was counted, and how many of them are larger in the data than in it."""
    short = sum(population[key] < rows for key, rows in data.items())
    return [InPopulation(rows, 1 / max(rows, population[key])) for key, rows in data.items()], short


def expected_chance(rows: int, fraction: float) -> float:
    """The expected one over a class's size in the population, for a class with so many rows in a random sample.

    The population's size given the sample's is negative binomial: Benedetti and Franconi, Statistical and
    technological solutions for controlled data dissemination (1998), as in mu-Argus and sdcMicro. Equal to
    fraction / rows * 2F1(1, 1; rows + 1; 1 - fraction), here by its integral for few rows and its series for many.

    Args:
        rows: the class's rows in the data, 1 or more.
        fraction: the share of the population that is in the data, above 0 and at most 1.
    """
    if fraction >= 1:
        return 1 / rows
    return _by_recursion(rows, fraction) if rows < _MANY and fraction < _LARGE else _by_series(rows, fraction)


_MANY, _LARGE = 30, 0.5


def _by_recursion(rows: int, fraction: float) -> float:
    odds = fraction / (1 - fraction)
    integral = -math.log(fraction)
    for size in range(1, rows):
        integral = 1 / size - odds * integral
    return odds * integral


def _by_series(rows: int, fraction: float) -> float:
    total = term = 1.0
    step = 0
    while term > 1e-15 * total:
        term *= (1 - fraction) * (step + 1) / (rows + step + 1)
        total += term
        step += 1
    return fraction / rows * total


def sensitive_values(keys: Sequence[ClassKey], values: Sequence[str | None]) -> Histogram:
    """How often each value of a sensitive column stands in each class, given every row's class and value."""
    classes = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    different = {value: place for place, value in enumerate(dict.fromkeys(values))}
    owner = np.array([classes[key] for key in keys], np.int64)
    value = np.array([different[each] for each in values], np.int64)
    return histogram(owner, value, np.ones(len(keys), np.int64), len(classes), None)


def fewest_values(found: Histogram) -> int:
    """The l of distinct l-diversity that a table reaches: the fewest different values in any class."""
    return int(distinct_values(found).min())


def furthest_class(found: Histogram) -> float:
    """The t of t-closeness (equal distance) that a table reaches: from 0, each class like the whole, to 1."""
    everything = np.ones(found.classes, np.bool_)
    return float(equal_distance(found, found.overall(everything)).max())
