"""What a policy's `privacy:` says: the privacy models that the release must meet, and the way to get there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, FiniteFloat, field_validator, model_validator

from infoshare.model.noun import Noun

AtLeastOne = Annotated[int, Field(ge=1)]
Share = Annotated[FiniteFloat, Field(ge=0, le=1)]
PositiveShare = Annotated[FiniteFloat, Field(gt=0, le=1)]
Method = Literal["suppress", "generalise", "mondrian"]
SENSITIVE_MODELS = {
    "l_diversity": "l",
    "entropy_l": "entropy_l",
    "recursive_l": "recursive_l",
    "t_closeness": "t",
    "t_ordered": "t_ordered",
    "alpha": "alpha",
    "beta": "beta",
}
"""The models about a sensitive column, as the code calls them, with the key of the policy file."""


class Recursive(Noun):
    """Recursive (c, l)-diversity: the commonest value has fewer than `c` times the rows of the l-th and all rarer."""

    c: Annotated[FiniteFloat, Field(gt=0)]
    # `least` in Python, the handbooks' `l` in the file.
    least: Annotated[int, Field(ge=2)] = Field(alias="l")


class Privacy(Noun):
    """The privacy models, over the released quasi-identifiers; every one that is named must be met.

    `k`: rows in each class. `k_map`: people of the file `population` in each class. `delta`: between which shares
    of the population of each class are in the release (delta-presence). For each sensitive column: `l` different
    values; `entropy_l`; `recursive_l` {c, l}; `t` (equal distance) and `t_ordered` (ordered distance, the order
    being that of numbers or of `orders`); `alpha`, the largest share of one value; `beta`, the largest relative
    gain in one value's share.

    `method`: `suppress` leaves failing classes out; `generalise` first chooses the levels of all `generalise`
    columns that have none so that least information is lost; `mondrian` chooses them class by class. Rows of
    failing classes are left out, up to the share `max_suppressed` (0 to 1) of all rows. With `sample` only that
    share of the rows (0 to 1), drawn under the key, is treated at all, and the rest stay behind.
    """

    k: AtLeastOne = 1
    k_map: AtLeastOne = 1
    # `l_diversity` and `t_closeness` in Python, the handbooks' `l` and `t` in the file.
    l_diversity: dict[str, AtLeastOne] = Field(default_factory=dict, alias="l")
    entropy_l: dict[str, Annotated[FiniteFloat, Field(ge=1)]] = {}
    recursive_l: dict[str, Recursive] = {}
    t_closeness: dict[str, Share] = Field(default_factory=dict, alias="t")
    t_ordered: dict[str, Share] = {}
    orders: dict[str, Annotated[tuple[str, ...], Field(min_length=2)]] = {}
    alpha: dict[str, PositiveShare] = {}
    beta: dict[str, Annotated[FiniteFloat, Field(gt=0)]] = {}
    delta: tuple[Share, Share] | None = None
    population: str | None = None
    method: Method = "suppress"
    max_suppressed: Annotated[float, Field(ge=0, le=1)] = 0.05
    sample: Annotated[float, Field(gt=0, lt=1)] | None = None

    @property
    def sensitive(self) -> dict[str, tuple[str, ...]]:
        """The sensitive columns that some model is about, each with the keys of those models."""
        keys: dict[str, tuple[str, ...]] = {}
        for model, key in SENSITIVE_MODELS.items():
            for column in getattr(self, model):
                keys[column] = (*keys.get(column, ()), key)
        return keys

    @property
    def needs_population(self) -> bool:
        """Whether some model counts the people of a population file."""
        return self.k_map > 1 or self.delta is not None

    @property
    def chooses_levels(self) -> bool:
        """Whether the method chooses the levels of `generalise` columns that have none."""
        return self.method != "suppress"

    @field_validator("orders")
    @classmethod
    def _once_each(cls, orders: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        twice = [column for column, order in orders.items() if len(set(order)) < len(order)]
        if twice:
            raise ValueError(f"the order of '{twice[0]}' has a value twice")
        return orders

    @model_validator(mode="after")
    def _sound(self) -> Self:
        faults = list(self._faults())
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _faults(self) -> Iterable[str]:
        if self.needs_population != (self.population is not None):
            yield "'population' goes together with 'k_map' or 'delta': the file whose people are counted"
        if self.needs_population and self.method == "mondrian":
            yield "'k_map' and 'delta' go with the methods 'suppress' and 'generalise' only"
        if self.delta and self.delta[0] > self.delta[1]:
            yield "'delta' gives the smaller share first"
        yield from (
            f"'orders' names '{name}', which 't_ordered' does not"
            for name in sorted(self.orders.keys() - self.t_ordered)
        )


def value_order(column: str, privacy: Privacy) -> Mapping[str, int] | None:
    """The place of each value in the order that the policy gives for a column; None if it gives none."""
    order = privacy.orders.get(column)
    return {value: place for place, value in enumerate(order)} if order else None
