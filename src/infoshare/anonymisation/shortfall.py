"""Says how far a data set is from its privacy target, and which columns keep it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from infoshare.anonymisation.classes import Classes, Places
from infoshare.anonymisation.targets import Targets
from infoshare.safe_repr import count_of, listed


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How far it got: rows that would have to be left out, of how many; what may be; and what each column costs.

    `small` are the rows in classes of fewer than k. `reached` is the largest k that could be had within
    `max_suppressed`, by leaving out smaller classes alone. `without` has, for each quasi-identifier, the rows that
    would still have to be left out if it were not released.
    """

    rows: int
    failing: int
    small: int
    max_suppressed: float
    reached: int
    without: dict[str, int]


def shortfall(
    classes: Classes, quasi: Sequence[str], targets: Targets, max_suppressed: float, failing: int, places: Places | None
) -> Shortfall:
    """Work out how far a data set is from its target, from the classes it has."""
    sizes, rows = sorted(classes.by_key.values()), classes.rows
    alone = {
        name: sum(classes.without(place).failing(_countable(targets), places).values())
        for place, name in enumerate(quasi)
        if len(quasi) > 1
    }
    small = sum(size for size in sizes if size < targets.k)
    return Shortfall(rows, failing, small, max_suppressed, _largest_k(sizes, max_suppressed * rows), alone)


def _countable(targets: Targets) -> Targets:
    """The targets without those about a population, whose classes are not known without a column."""
    return targets if targets.k_map == 1 and targets.delta is None else Targets(k=targets.k)


def _largest_k(sizes: Sequence[int], allowed: float) -> int:
    """The size of the smallest class that stays when as many small classes as allowed are left out."""
    left_out = 0
    for size in sizes:
        left_out += size
        if left_out > allowed:
            return size
    return sizes[-1] if sizes else 0


def in_words(found: Shortfall, targets: Targets, quasi: Sequence[str], coarsest: bool = False) -> Iterator[str]:
    """How far it got, sentence by sentence, for the person who has to decide what to change."""
    even = "even with every open column at its coarsest level, " if coarsest else ""
    yield (
        f"{even}{found.failing:,} of {count_of(found.rows, 'row')} ({found.failing / found.rows:.1%}) are in groups "
        f"of fewer than {targets.k} over {listed(quasi)}, or in groups too alike; the policy lets "
        f"{found.max_suppressed:.1%} be left out"
    )
    if targets.k_map > 1 or targets.delta:
        yield "groups also fail for the number of their people in the population file"
    if found.small < found.failing:
        yield f"{count_of(found.small, 'row')} of them are in groups that are too small, the rest in groups too alike"
    if targets.k > 1:
        yield f"within that limit the smallest group that could be had is one of {count_of(found.reached, 'row')}"
    ranked = sorted(found.without.items(), key=lambda each: (each[1], each[0]))
    if ranked:
        named = (f"{rows:,} without '{name}'" for name, rows in ranked)
        yield f"rows still to be left out if a column were not released: {listed(named)}"


def what_would_help(found: Shortfall) -> str:
    """What to change, the column that costs most first."""
    worst = min(found.without.items(), key=lambda each: (each[1], each[0]), default=None)
    if worst is None or worst[1] >= found.failing:
        first = ""
    elif worst[1] <= found.rows * found.max_suppressed:
        first = f"'{worst[0]}' costs most: without it the target would be met. "
    else:
        first = f"'{worst[0]}' costs most. "
    return (
        f"{first}Make such columns coarser (wider bands, larger places, longer periods, a higher level of their "
        "hierarchy), release fewer of them, or agree a larger 'max_suppressed'. Nothing was written."
    )
