"""What a policy does to one column: its role, its action, and what the action needs to know."""

from __future__ import annotations

import itertools
from typing import Annotated, Literal, Self

from pydantic import Field, FiniteFloat, field_validator, model_validator

from infoshare.model.noun import Noun

Role = Literal["direct", "quasi", "sensitive", "text", "plain"]
Known = Literal["name", "date_of_birth", "nhs", "ni", "postcode", "phone", "email", "address", "reference"]
DatePart = Literal["day", "week", "month", "quarter", "year", "hour_of_week", "part_of_week"]
DateOrder = Literal["day_first", "month_first"]
Strength = Literal["balanced", "strict"]
PlacePart = Literal["sector", "outward", "district", "area", "grid_100m", "grid_1km", "grid_10km"]
PseudonymForm = Literal["token", "reversible", "open_pseudonymiser"]
WHOLE_COLUMN = frozenset({"recode_rare", "add_noise", "swap"})
"""The actions for which a cell alone does not say what leaves: they need the row's number or the whole column."""


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

    @property
    def leans_on(self) -> tuple[str, ...]:
        """The other columns of a row that this column's treatment reads, by their names in the policy."""
        return ()


class Keep(ColumnRule):
    """Leave the values as they are."""

    action: Literal["keep"]


class Drop(ColumnRule):
    """Leave the column out of the release."""

    action: Literal["drop"]


class Pseudonymise(ColumnRule):
    """Replace each value by a keyed pseudonym: same value, same pseudonym, under one key.

    `form`: `token` (HMAC-SHA-256), `reversible` (AES-SIV, RFC 5297: whoever has the key can undo it), or
    `open_pseudonymiser` (SHA-256 of the value and a secret salt, as the OpenPseudonymiser makes it).
    """

    action: Literal["pseudonymise"]
    form: PseudonymForm = "token"


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
    """Replace a postcode by its sector, outward code (the district) or area, or a grid reference by its square."""

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

    @property
    def leans_on(self) -> tuple[str, ...]:
        """The person whose dates are moved, and the columns that link rows."""
        return tuple(filter(None, (self.person, *self.linked)))


class Mask(ColumnRule):
    """Replace all but the first and last letters and digits of a value by `*`; what stands between them stays.

    A value of no more letters and digits than are kept is masked whole.
    """

    action: Literal["mask"]
    keep_first: Annotated[int, Field(ge=0)] = 0
    keep_last: Annotated[int, Field(ge=0)] = 0


class TopBottomCode(ColumnRule):
    """Leave a number as it is, but for those at or beyond a limit: `90 and over`, `under 18` (top and bottom coding).

    From `top` on, and below `bottom`.
    """

    action: Literal["top_bottom_code"]
    bottom: FiniteFloat | None = None
    top: FiniteFloat | None = None

    @model_validator(mode="after")
    def _a_limit(self) -> Self:
        if self.bottom is None and self.top is None:
            raise ValueError("give 'top', 'bottom' or both")
        if self.bottom is not None and self.top is not None and self.bottom >= self.top:
            raise ValueError("'bottom' must be below 'top'")
        return self


class Round(ColumnRule):
    """Round a number to the nearest multiple of `to`; halves go to the even multiple."""

    action: Literal["round"]
    to: Annotated[FiniteFloat, Field(gt=0)]


class AgeAt(ColumnRule):
    """Replace a date of birth by the age in whole years at the date in the column `event`, in bands if asked."""

    action: Literal["age_at"]
    event: str
    edges: tuple[FiniteFloat, ...] = ()

    @field_validator("edges")
    @classmethod
    def _rising(cls, edges: tuple[float, ...]) -> tuple[float, ...]:
        return rising(edges)

    @property
    def leans_on(self) -> tuple[str, ...]:
        """The event."""
        return (self.event,)


class ShiftDate(ColumnRule):
    """Move a date by an interval of the person in the column `person`; order, gaps and time of day are kept."""

    action: Literal["shift_date"]
    person: str

    @property
    def leans_on(self) -> tuple[str, ...]:
        """The person."""
        return (self.person,)


class LookUpPlace(ColumnRule):
    """Replace a postcode by a larger place, read from a file that the user supplies, such as ONSPD.

    `file` is a CSV file whose column `postcode` holds postcodes and whose column `to` holds the larger place.
    """

    action: Literal["look_up_place"]
    file: str
    postcode: str = "pcds"
    to: str


class SnapPlace(ColumnRule):
    """Replace a grid reference, or a pair of easting and northing, by the nearest of the user's map points.

    Points that fewer than 8 addresses share are not used (the rule of police.uk), and none further off than
    `within` metres: such cells leave blank. `file` is a CSV file with the columns easting, northing, addresses.
    """

    action: Literal["snap_place"]
    file: str
    within: Annotated[FiniteFloat, Field(gt=0)] = 1000.0


class RecodeRare(ColumnRule):
    """Replace values that fewer than `below` rows of the source have by one word for all of them."""

    action: Literal["recode_rare"]
    below: Annotated[int, Field(ge=2)]
    into: Annotated[str, Field(min_length=1)] = "other"


class AddNoise(ColumnRule):
    """Add random noise to a number: Laplace, with this scale in the column's own unit, rounded to `decimals`."""

    action: Literal["add_noise"]
    scale: Annotated[FiniteFloat, Field(gt=0, le=1e12)]
    decimals: Annotated[int, Field(ge=0, le=6)] = 0


class Swap(ColumnRule):
    """Exchange values between rows whose ranks differ by at most the share `within` of all ranks (rank swapping)."""

    action: Literal["swap"]
    within: Annotated[FiniteFloat, Field(gt=0, le=1)] = 0.05


class Generalise(ColumnRule):
    """Replace a value by a coarser one from a hierarchy: a shipped one by its name, or a CSV file as ARX has it.

    `level` 0 is the value itself. Without a level the privacy method (`generalise` or `mondrian`) chooses;
    `weight` is how much information lost in this column counts there.
    """

    action: Literal["generalise"]
    hierarchy: str
    level: Annotated[int, Field(ge=0)] | None = None
    weight: Annotated[FiniteFloat, Field(gt=0)] = 1.0


AnyRule = Annotated[
    Keep
    | Drop
    | Pseudonymise
    | Band
    | CoarsenDate
    | CoarsenPlace
    | Redact
    | Mask
    | TopBottomCode
    | Round
    | AgeAt
    | ShiftDate
    | LookUpPlace
    | SnapPlace
    | Generalise
    | RecodeRare
    | AddNoise
    | Swap,
    Field(discriminator="action"),
]
"""Any rule that an engine carries out; `action` says which."""
