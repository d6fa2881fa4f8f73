"""Puts joined rows in an order that every file's own order agrees with, whichever file stands first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

T = TypeVar("T")


def in_order(orders: Sequence[Sequence[T]], rank: Callable[[T], Any]) -> list[T]:
    """All things of several lists: after one another as in each list; where no list says, the lower rank first.

    Where two lists say the opposite of each other, the rank decides.
    """
    after: dict[T, set[T]] = {thing: set() for order in orders for thing in order}
    for order in orders:
        for before, thing in pairwise(order):
            after[thing].add(before)
    found: list[T] = []
    left = sorted(after, key=rank)
    while left:
        done = {*found}
        chosen = next((thing for thing in left if after[thing] <= done), left[0])
        found.append(chosen)
        left.remove(chosen)
    return found
