"""What a policy does to one column: its role, its action, and what the action needs to know."""

from __future__ import annotations

import itertools
from typing import Annotated, Literal, Self

from pydantic import Field, FiniteFloat, field_validator, model_validator

from infoshare.model.noun import Noun

Role = Literal["direct", "quasi", "sensitive", "text", "plain"]
Known = Literal["name", "date_of_birth", "nhs", "ni", "postcode", "phone", "email", "address", "reference"]
DatePart = Literal["day", "week", "month", "quarter", "year", "hour_of_week", "part_of_week"]
Strength = Literal["balanced", "strict"]
PlacePart = Literal["sector", "outward", "district", "area"]


class ColumnRule(Noun):
    """What holds for every column, whatever is done to it.

    `role` is the column's part in identifying people (ISO/IEC 20889): `direct`, `quasi`, `sensitive`,
    `text` or `plain`. `known` names what its values are, so that they are sought in every free-text
    cell. `aliases` are other headers that mean this column. `look_alike` lists kinds of identifier
    that its values resemble and are not, so that the gate does not stop at them.
    """

    role: Role
    action: str
    known: Known | None = None
    aliases: tuple[str, ...] = ()
    look_alike: tuple[Known, ...] = ()


class Keep(ColumnRule):
    """Leave the values as they are."""

    action: Literal["keep"]


class Drop(ColumnRule):
    """Leave the column out of the release."""

    action: Literal["drop"]


class Pseudonymise(ColumnRule):
    """Replace each value by a keyed token (HMAC-SHA-256): same value, same token, under one key."""

    action: Literal["pseudonymise"]


def rising(edges: tuple[float, ...]) -> tuple[float, ...]:
    """The edges of bands, if they rise; a ValueError otherwise."""
    if any(low >= high for low, high in itertools.pairwise(edges)):
        raise ValueError("the edges must rise from each to the next")
    return edges


class Band(ColumnRule):
    """Replace a number by its band; `edges` are the lower ends, rising, and the last band is open."""

    action: Literal["band"]
    edges: Annotated[tuple[FiniteFloat, ...], Field(min_length=1)]

    @field_validator("edges")
    @classmethod
    def _rising(cls, edges: tuple[float, ...]) -> tuple[float, ...]:
        return rising(edges)


class CoarsenDate(ColumnRule):
    """Replace a date or time by a coarser part of it."""

    action: Literal["coarsen_date"]
    to: DatePart


class CoarsenPlace(ColumnRule):
    """Replace a postcode by its sector, outward code (the district) or area."""

    action: Literal["coarsen_place"]
    to: PlacePart


class Redact(ColumnRule):
    """Take names and identifiers out of free text and leave a placeholder for each.

    `strength`: `balanced` takes out what looks like an identifier; `strict` lets a word or number leave only
    if it is known to be safe. `placeholders`: `[NAME]`, or `numbered`: `[NAME-1]` for one person of a row.
    `dates`: taken out, or moved by an interval of the person in the column `person`, so that order and gaps
    are kept. `linked` are columns such as a household or an incident: what is known of the rows that share
    one is sought in this row's text too. `recognisers` are others' presidio recognisers, by the names under
    which installed packages offer them.
    """

    action: Literal["redact"]
    strength: Strength = "balanced"
    placeholders: Literal["typed", "numbered"] = "typed"
    dates: Literal["redact", "shift"] = "redact"
    person: str | None = None
    linked: tuple[str, ...] = ()
    recognisers: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _shifted_for_somebody(self) -> Self:
        if (self.dates == "shift") != (self.person is not None):
            raise ValueError("'dates: shift' and 'person' go together: the column that says whose dates they are")
        return self


AnyRule = Annotated[
    Keep | Drop | Pseudonymise | Band | CoarsenDate | CoarsenPlace | Redact, Field(discriminator="action")
]
"""Any rule that an engine carries out; `action` says which."""
