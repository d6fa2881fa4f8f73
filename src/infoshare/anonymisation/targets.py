"""What the released classes must meet: a policy's privacy models for the columns that one data set releases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from infoshare.errors import DataFileError
from infoshare.model.privacy import Privacy, Recursive, value_order
from infoshare.safe_repr import count_of

Asked = TypeVar("Asked")
NEAR = 1e-9
"""How far a figure may miss its limit: rounding of sums must not decide over a release."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The models asked for; those of sensitive columns by column."""

    k: int = 1
    k_map: int = 1
    l_diversity: Mapping[str, int] = field(default_factory=dict)
    entropy_l: Mapping[str, float] = field(default_factory=dict)
    recursive_l: Mapping[str, Recursive] = field(default_factory=dict)
    t_closeness: Mapping[str, float] = field(default_factory=dict)
    t_ordered: Mapping[str, float] = field(default_factory=dict)
    alpha: Mapping[str, float] = field(default_factory=dict)
    beta: Mapping[str, float] = field(default_factory=dict)
    delta: tuple[float, float] | None = None

    @classmethod
    def of(cls, privacy: Privacy, released: Collection[str]) -> Targets:
        """The models of a policy that are about released columns."""

        def there(asked: Mapping[str, Asked]) -> dict[str, Asked]:
            return {column: limit for column, limit in asked.items() if column in released}

        return cls(
            privacy.k,
            privacy.k_map,
            there(privacy.l_diversity),
            there(privacy.entropy_l),
            there(privacy.recursive_l),
            there(privacy.t_closeness),
            there(privacy.t_ordered),
            there(privacy.alpha),
            there(privacy.beta),
            privacy.delta,
        )

    @property
    def sensitive(self) -> tuple[str, ...]:
        """The sensitive columns that are looked at, in the order of their names."""
        asked = (self.l_diversity, self.entropy_l, self.recursive_l, self.t_closeness, self.t_ordered, self.alpha)
        return tuple(sorted({column for columns in (*asked, self.beta) for column in columns}))

    @property
    def simple(self) -> bool:
        """Whether only rows and different values are counted."""
        return not (self.others or self.delta or self.k_map > 1)

    @property
    def others(self) -> bool:
        """Whether there are models of sensitive columns beyond different values."""
        return bool(self.entropy_l or self.recursive_l or self.alpha or self.compare)

    @property
    def compare(self) -> bool:
        """Whether some model compares a class with all that leaves."""
        return bool(self.t_closeness or self.t_ordered or self.beta)


def places_of(column: str, values: Sequence[str | None], privacy: Privacy) -> list[int]:
    """The place of every value in its column's order; a blank cell comes first.

    Raises:
        DataFileError: if the policy gives no order and some value is no number, or gives one that lacks a value.
    """
    given = value_order(column, privacy)
    known = [_place(value, given) for value in values]
    strange = sum(place is None for place in known)
    if strange:
        raise DataFileError(
            f"'{column}' has {count_of(strange, 'value')} whose place in its order is not known",
            mend=f"Give all its values, from the least to the greatest, under privacy > orders > {column}.",
        )
    ranks = {place: rank for rank, place in enumerate(sorted(_distinct(known)))}
    return [ranks[place] for place in known if place is not None]


def _distinct(places: Iterable[float | None]) -> set[float]:
    return {place for place in places if place is not None}


def _place(value: str | None, given: Mapping[str, int] | None) -> float | None:
    if value is None:
        return float("-inf")
    if given is not None:
        return given.get(value)
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None
