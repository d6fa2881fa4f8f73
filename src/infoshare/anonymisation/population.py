"""Estimates from a sample how many people are unique in the population it was drawn from.

Every estimate supposes that the data is a simple random sample of the population. A hospital's attendances, or one
year's offences, are not; where a population file can be had, count it instead.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping

from infoshare.model.risk import PopulationUniques

PITMAN_UP_TO = 0.1
"""Dankar, El Emam, Neisa and Roffey, Estimating the re-identification risk of clinical data sets, BMC Medical
Informatics and Decision Making 12:66 (2012): Pitman's estimator up to a tenth of the population. Above it they choose
between Zayatz's and the slide negative binomial, which is not offered here; Zayatz's is taken."""

Sizes = Mapping[int, int]
"""How many classes of the sample have so many rows."""


def population_uniques(sizes: Sizes, fraction: float) -> PopulationUniques:
    """How many people are unique in the population, by two estimators, and how far a unique match may be trusted.

    Args:
        sizes: the number of classes by their rows in the sample.
        fraction: the share of the population that is in the sample, above 0 and at most 1.
    """
    population = max(round(_rows(sizes) / fraction), _rows(sizes))
    zayatz_uniques = min(zayatz(sizes, population), population)
    pitman_uniques = min(pitman(sizes, population), population)
    chosen = "pitman" if fraction <= PITMAN_UP_TO else "zayatz"
    return PopulationUniques(
        sampling_fraction=fraction,
        population=population,
        zayatz=zayatz_uniques,
        pitman=pitman_uniques,
        chosen="pitman" if chosen == "pitman" else "zayatz",
        share=(pitman_uniques if chosen == "pitman" else zayatz_uniques) / population,
        right_if_unique=right_if_unique(sizes, fraction),
    )


def _rows(sizes: Sizes) -> int:
    return sum(rows * classes for rows, classes in sizes.items())


def zayatz(sizes: Sizes, population: int) -> float:
    """Zayatz, Estimation of the percent of unique population elements on a microdata file (Bureau of the Census, 1991).

    By Bayes, the chance that a class with one row in the sample has one in the population, taking the sample's class
    sizes for the population's; times the sample's uniques, over the sampling fraction. Too high for small samples:
    there the sample's classes are far smaller than the population's.
    """
    sample = _rows(sizes)
    singles = sizes.get(1, 0)
    drawn_once = sum(classes * _one_drawn(rows, sample, population) for rows, classes in sizes.items())
    return singles * (singles * sample / population / drawn_once) * population / sample if singles else 0.0


def _one_drawn(rows: int, sample: int, population: int) -> float:
    """The hypergeometric chance that just one of a class's rows is in a sample of so many of the population."""
    if population - rows < sample - 1:
        return 0.0
    ways = math.log(rows) + _log_choose(population - rows, sample - 1) - _log_choose(population, sample)
    return math.exp(ways)


def _log_choose(things: int, chosen: int) -> float:
    return math.lgamma(things + 1) - math.lgamma(chosen + 1) - math.lgamma(things - chosen + 1)


def pitman(sizes: Sizes, population: int) -> float:
    """Hoshino, Applying Pitman's sampling formula to microdata disclosure risk assessment, JOS 17 (2001) 499-520.

    Pitman's two parameters are fitted to the sample's class sizes by maximum likelihood, and give the expected uniques
    of the population. Unreliable where there are few classes, or where columns were coarsened so that few are small.
    """
    alpha, theta = fitted(sizes)
    return math.exp(
        math.log(population)
        + math.lgamma(theta + alpha + population - 1) - math.lgamma(theta + alpha)
        + math.lgamma(theta + 1) - math.lgamma(theta + population)
    )  # fmt: skip


def fitted(sizes: Sizes) -> tuple[float, float]:
    """Pitman's alpha (between 0 and 1) and theta (above -alpha) under which the sizes are likeliest."""

    def best_theta(alpha: float) -> tuple[float, float]:
        return _highest(lambda log_sum: _log_likelihood(sizes, alpha, math.exp(log_sum) - alpha), *_LOG_SUMS)

    alpha, _ = _highest(lambda each: best_theta(each)[1], *_ALPHAS)
    return alpha, math.exp(best_theta(alpha)[0]) - alpha


_ALPHAS = (0.001, 0.999)
_LOG_SUMS = (-7.0, math.log(1e9))
"""Where alpha, and the logarithm of theta + alpha, are looked for."""


def _log_likelihood(sizes: Sizes, alpha: float, theta: float) -> float:
    """Pitman's sampling formula without the terms that hold neither parameter."""
    classes, rows = sum(sizes.values()), _rows(sizes)
    made = (classes - 1) * math.log(alpha) + math.lgamma(theta / alpha + classes) - math.lgamma(theta / alpha + 1)
    grown = sum(
        number * (math.lgamma(size - alpha) - math.lgamma(1 - alpha)) for size, number in sizes.items() if size > 1
    )
    return made + grown - math.lgamma(theta + rows) + math.lgamma(theta + 1)


def _highest(height: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    """Where a function with one peak is highest, by golden section, and how high it is there."""
    golden = (math.sqrt(5) - 1) / 2
    left, right = high - golden * (high - low), low + golden * (high - low)
    at_left, at_right = height(left), height(right)
    while high - low > 1e-6:
        if at_left < at_right:
            low, left, at_left = left, right, at_right
            right = low + golden * (high - low)
            at_right = height(right)
        else:
            high, right, at_right = right, left, at_left
            left = high - golden * (high - low)
            at_left = height(left)
    return (left, at_left) if at_left > at_right else (right, at_right)


def right_if_unique(sizes: Sizes, fraction: float) -> float | None:
    """The chance that a match is right where one row and one person match; None if no row is unique.

    Data intrusion simulation, from the sample's uniques and pairs, without a model of the population: Skinner and
    Elliot, A measure of disclosure risk for microdata, JRSS B 64 (2002) 855-867.
    """
    singles, pairs = sizes.get(1, 0), sizes.get(2, 0)
    return fraction * singles / (fraction * singles + 2 * (1 - fraction) * pairs) if singles else None


def class_sizes(classes: Counter[tuple[str | None, ...]]) -> dict[int, int]:
    """The number of classes by their rows, small before large."""
    return dict(sorted(Counter(classes.values()).items()))
