"""The gate's own figures for the privacy models: what each says of one class beside the whole release."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from infoshare.model.privacy import Privacy, Recursive

Values = Counter[str | None]
ROUNDING = 1e-9
"""How far sums of shares may miss a limit by rounding alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One model of a sensitive column: its figure for a class, given the whole, and how far that may go.

    `least` says that the figure must not be below the limit; otherwise it must not be above it.
    """

    model: str
    column: str
    limit: float
    figure: Callable[[Values, Values], float]
    least: bool = False

    def fails(self, figure: float) -> bool:
        """Whether a figure goes too far."""
        if self.model == "recursive_l":
            return figure >= self.limit - ROUNDING
        return figure < self.limit - ROUNDING if self.least else figure > self.limit + ROUNDING

    def worst(self, figures: list[float]) -> float:
        """The worst of some figures."""
        return min(figures) if self.least else max(figures)


def asked_of(privacy: Privacy) -> Iterator[Asked]:
    """Every model of a sensitive column that a policy asks for."""
    for column, least in privacy.l_diversity.items():
        yield Asked("l", column, least, lambda own, _: len(own), least=True)
    for column, few in privacy.entropy_l.items():
        yield Asked("entropy_l", column, few, lambda own, _: _perplexity(own), least=True)
    for column, asked in privacy.recursive_l.items():
        yield Asked("recursive_l", column, asked.c, _recursive(asked))
    for column, most in privacy.t_closeness.items():
        yield Asked("t", column, most, _equal_distance)
    for column, most in privacy.t_ordered.items():
        yield Asked("t_ordered", column, most, _ordered(privacy.orders.get(column)))
    for column, most in privacy.alpha.items():
        yield Asked("alpha", column, most, lambda own, _: max(own.values()) / own.total())
    for column, most in privacy.beta.items():
        yield Asked("beta", column, most, _largest_gain)


def _perplexity(own: Values) -> float:
    """The number of equally common values that would be as uncertain (Machanavajjhala et al. 2007)."""
    total = own.total()
    return math.exp(sum(rows / total * math.log(total / rows) for rows in own.values()))


def _recursive(asked: Recursive) -> Callable[[Values, Values], float]:
    def ratio(own: Values, _: Values) -> float:
        common_first = [rows for _, rows in own.most_common()]
        rest = sum(common_first[asked.least - 1 :])
        return common_first[0] / rest if rest else math.inf

    return ratio


def _equal_distance(own: Values, whole: Values) -> float:
    """What would have to move, as a share, to make the class like the whole (Li et al. 2007)."""
    return sum(max(0.0, rows / own.total() - whole[value] / whole.total()) for value, rows in own.items())


def _ordered(order: tuple[str, ...] | None) -> Callable[[Values, Values], float]:
    """The same, moving a share by one place of the order costing one of all steps (Li et al. 2007)."""
    places = {value: float(place) for place, value in enumerate(order or ())}

    def place(value: str | None) -> float:
        if value is None:
            return -math.inf
        return places[value] if order else float(value)

    def distance(own: Values, whole: Values) -> float:
        by_place: dict[float, float] = {}
        for value, rows in whole.items():
            moved = own[value] / own.total() - rows / whole.total()
            by_place[place(value)] = by_place.get(place(value), 0.0) + moved
        carried = walked = 0.0
        for _, moved in sorted(by_place.items()):
            carried += moved
            walked += abs(carried)
        return walked / (len(whole) - 1) if len(whole) > 1 else 0.0

    return distance


def _largest_gain(own: Values, whole: Values) -> float:
    """The largest gain of a value's share over its share of the whole, relative to it (Cao and Karras 2012)."""
    return max((rows / own.total()) / (whole[value] / whole.total()) - 1 for value, rows in own.items())


def presence_fails(share: float, delta: tuple[float, float]) -> bool:
    """Whether a class's share of its people in the population lies outside the limits (Nergiz et al. 2007)."""
    return not delta[0] - ROUNDING <= share <= delta[1] + ROUNDING


def reached(figures: Mapping[Asked, list[float]]) -> dict[str, float]:
    """The worst figure of each model that was asked for, by `model:column`."""
    return {f"{asked.model}:{asked.column}": round(asked.worst(found), 6) for asked, found in figures.items() if found}
