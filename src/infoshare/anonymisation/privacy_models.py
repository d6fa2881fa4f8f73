"""The privacy models: what each says of every equivalence class, counted from the rows and values in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from infoshare.anonymisation.targets import NEAR, Targets

Counts = NDArray[np.int64]
Figures = NDArray[np.float64]
Failing = NDArray[np.bool_]
_CELLS_AT_ONCE = 1 << 22


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often each value of one sensitive column stands in each class, without the noughts.

    `owner`, `value` and `rows` are of one length: class, value and how many rows of the class have it, sorted by
    class and then by value. Every class has at least one entry. Values are numbered from 0, `places` says where
    each stands in the column's order, if it has one.
    """

    owner: Counts
    value: Counts
    rows: Counts
    classes: int
    values: int
    places: Counts | None = None

    @property
    def starts(self) -> Counts:
        """The place of each class's first entry."""
        return np.searchsorted(self.owner, np.arange(self.classes))

    @property
    def totals(self) -> Counts:
        """The rows of each class."""
        return np.add.reduceat(self.rows, self.starts)

    @property
    def shares(self) -> Figures:
        """Each entry's share of its class."""
        return np.asarray(self.rows / self.totals[self.owner], np.float64)

    def overall(self, kept: Failing) -> Figures:
        """Each value's share of the rows of the classes that are kept; noughts if none is."""
        there = kept[self.owner]
        rows = np.bincount(self.value[there], weights=self.rows[there], minlength=self.values)
        return np.asarray(rows / max(rows.sum(), 1.0), np.float64)


def distinct_values(histogram: Histogram) -> Counts:
    """The different values in each class: distinct l-diversity (Machanavajjhala et al. 2007)."""
    return np.diff(np.append(histogram.starts, len(histogram.owner)))


def entropy_values(histogram: Histogram) -> Figures:
    """The l that each class reaches by entropy l-diversity: e to the entropy (Machanavajjhala et al. 2007)."""
    shares = histogram.shares
    entropy = -np.add.reduceat(shares * np.log(shares), histogram.starts)
    return np.asarray(np.exp(entropy), np.float64)


def recursive_ratio(histogram: Histogram, least: int) -> Figures:
    """The commonest value's rows, divided by those of the l-th commonest value and all rarer; infinite if none.

    Recursive (c, l)-diversity asks that it be below c (Machanavajjhala et al. 2007).
    """
    order = np.lexsort((-histogram.rows, histogram.owner))
    rows, starts = histogram.rows[order], histogram.starts
    rank = np.arange(len(rows)) - starts[histogram.owner]
    rest = np.add.reduceat(np.where(rank >= least - 1, rows, 0), starts)
    ratio = np.divide(rows[starts], rest, out=np.full(len(starts), np.inf), where=rest > 0)
    return np.asarray(ratio, np.float64)


def largest_share(histogram: Histogram) -> Figures:
    """The share of the commonest value: (alpha, k)-anonymity asks that it be at most alpha (Wong et al. 2006)."""
    return np.asarray(np.maximum.reduceat(histogram.shares, histogram.starts), np.float64)


def equal_distance(histogram: Histogram, overall: Figures) -> Figures:
    """How far each class's shares are from the overall ones, any two values being as far apart: half their sum.

    t-closeness with the equal distance (Li, Li and Venkatasubramanian 2007).
    """
    there = overall[histogram.value]
    apart = np.add.reduceat(np.abs(histogram.shares - there) - there, histogram.starts)
    return np.asarray((apart + overall.sum()) / 2, np.float64)


def ordered_distance(histogram: Histogram, overall: Figures) -> Figures:
    """How far each class's shares are from the overall ones, values being as far apart as their places in the order.

    t-closeness with the ordered distance (Li, Li and Venkatasubramanian 2007): the sum of the absolute running
    differences, divided by the number of values less one. Only values that some kept class has count as values.
    """
    known = np.flatnonzero(overall)
    places = histogram.places if histogram.places is not None else np.arange(histogram.values)
    column = np.full(histogram.values, -1)
    column[known[np.argsort(places[known], kind="stable")]] = np.arange(len(known))
    expected = overall[known[np.argsort(places[known], kind="stable")]]
    if len(known) < 2:
        return np.zeros(histogram.classes)
    at_once = max(1, _CELLS_AT_ONCE // len(known))
    blocks = range(0, histogram.classes, at_once)
    return np.concatenate([_walked(histogram, column, expected, first, at_once) for first in blocks])


def _walked(histogram: Histogram, column: Counts, expected: Figures, first: int, at_once: int) -> Figures:
    last = min(first + at_once, histogram.classes)
    within = (histogram.owner >= first) & (histogram.owner < last) & (column[histogram.value] >= 0)
    shares = np.zeros((last - first, len(expected)))
    shares[histogram.owner[within] - first, column[histogram.value[within]]] = histogram.shares[within]
    return np.asarray(np.abs(np.cumsum(shares - expected, axis=1)).sum(axis=1) / (len(expected) - 1), np.float64)


def relative_gain(histogram: Histogram, overall: Figures) -> Figures:
    """The largest gain of a value's share in each class over its overall share, relative to that.

    Basic beta-likeness asks that it be at most beta (Cao and Karras 2012).
    """
    there = overall[histogram.value]
    gain = np.divide(histogram.shares - there, there, out=np.zeros(len(there)), where=there > 0)
    return np.asarray(np.maximum.reduceat(gain, histogram.starts), np.float64)


def presence(rows: Counts, population: Counts) -> Figures:
    """The share of each class's people of the population who are in the release; infinite if it has none of them.

    Delta-presence asks that it lie between two shares (Nergiz, Atzori and Clifton 2007).
    """
    share = np.divide(rows, population, out=np.full(len(rows), np.inf), where=population > 0)
    return np.asarray(share, np.float64)


def too_small(rows: Counts, targets: Targets, population: Counts | None = None) -> Failing:
    """The classes of fewer than k rows (Samarati and Sweeney 1998) or k people of the population (Sweeney 2002)."""
    small = rows < targets.k
    return small if population is None else small | (population < targets.k_map)


def too_alike(histograms: Mapping[str, Histogram], targets: Targets, classes: int) -> Failing:
    """The classes with too few different values of a sensitive column."""
    failing = np.zeros(classes, np.bool_)
    for column, least in targets.l_diversity.items():
        failing |= distinct_values(histograms[column]) < least
    return failing


def failing(
    rows: Counts, histograms: Mapping[str, Histogram], targets: Targets, population: Counts | None = None
) -> Failing:
    """The classes that must be left out so that the rest meet every model.

    t-closeness and beta-likeness compare with the rows that leave: whenever classes are left out, the rest are
    looked at again, until none fails. `population` are the people of each class, where a model counts them.
    """
    failed = too_small(rows, targets, population) | too_alike(histograms, targets, len(rows))
    failed |= failing_alone(rows, histograms, targets, population)
    while targets.compare:
        overall = {column: histogram.overall(~failed) for column, histogram in histograms.items()}
        more = failed | too_different(histograms, targets, overall, len(rows))
        if (more == failed).all():
            break
        failed = more
    return failed


def failing_alone(
    rows: Counts, histograms: Mapping[str, Histogram], targets: Targets, population: Counts | None = None
) -> Failing:
    """The classes that miss a model which looks at each class by itself, but for numbers of rows and values."""
    failed = np.zeros(len(rows), np.bool_)
    for column, least in targets.entropy_l.items():
        failed |= entropy_values(histograms[column]) < least - NEAR
    for column, asked in targets.recursive_l.items():
        failed |= recursive_ratio(histograms[column], asked.least) >= asked.c - NEAR
    for column, most in targets.alpha.items():
        failed |= largest_share(histograms[column]) > most + NEAR
    if targets.delta is not None and population is not None:
        share = presence(rows, population)
        failed |= (share < targets.delta[0] - NEAR) | (share > targets.delta[1] + NEAR)
    return failed


def too_different(
    histograms: Mapping[str, Histogram], targets: Targets, overall: Mapping[str, Figures], classes: int
) -> Failing:
    """The classes whose sensitive values are spread too differently from the overall shares."""
    failed = np.zeros(classes, np.bool_)
    for column, most in targets.t_closeness.items():
        failed |= equal_distance(histograms[column], overall[column]) > most + NEAR
    for column, most in targets.t_ordered.items():
        failed |= ordered_distance(histograms[column], overall[column]) > most + NEAR
    for column, most in targets.beta.items():
        failed |= relative_gain(histograms[column], overall[column]) > most + NEAR
    return failed


def histogram(
    owner: Counts,
    value: Counts,
    rows: Counts,
    classes: int,
    places: Sequence[int] | None = None,
    values: int | None = None,
) -> Histogram:
    """Count a column's values in each class, from rows that say their class, their value and how often they stand.

    `places` has the place of every value in the column's order, if it has one; `values` is how many values there
    are, if these rows may not have them all.
    """
    number = values or int(value.max(initial=0)) + 1
    pairs, inverse = np.unique(owner * number + value, return_inverse=True)
    counts = np.bincount(inverse, weights=rows, minlength=len(pairs)).astype(np.int64)
    order = None if places is None else np.asarray(places, np.int64)
    return Histogram(pairs // number, pairs % number, counts, classes, number, order)
