"""The data schedule of a protocol: every sharing, and every item with how exactly it leaves, or that it never does."""

from __future__ import annotations

from functools import cached_property

from infoshare.digests import sha256_of_data
from infoshare.model.noun import Noun
from infoshare.model.precision import Precision, Precisions

NOT_SHARED = "not_shared"
FIGURES = "aggregate"
"""The forms of an item that never leaves, and of a sharing of figures alone."""


class ScheduleItem(Noun):
    """One item: what it is called, its column in the data, in which form it is shared, and how exactly.

    `precision` is the id of a `Precision`, `note` what must be said of it in words. `sharings` are the sharings that it
    belongs to; an item that is never shared has a `holder` in their place.
    """

    item: str
    column: str | None = None
    form: str
    precision: str | None = None
    note: str = ""
    sharings: tuple[str, ...] = ()
    holder: str | None = None
    retention: str | None = None

    @property
    def exactly(self) -> Precision | None:
        """How exactly it leaves; None if the schedule does not say."""
        return Precisions.load().find(self.precision)

    @property
    def is_shared(self) -> bool:
        """Whether it leaves at all."""
        return self.form != NOT_SHARED


class Sharing(Noun):
    """One sharing: who gives what kind of data to whom, for what, under which power, how often, and for how long."""

    name: str
    giver: str
    recipients: tuple[str, ...]
    purpose: str
    gateway: str
    form: str
    frequency: str
    retention: str


class Schedule(Noun):
    """Everything that the partners agree may leave, and what never does.

    It prints as the data annex and compiles to policies. `smallest_group` is the number of people that a group of
    records, or a figure, stands for at least.
    """

    sharings: tuple[Sharing, ...]
    items: tuple[ScheduleItem, ...]
    smallest_group: int | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that it says: the annex prints it, and each policy that is compiled from it carries it."""
        return sha256_of_data(self.model_dump(mode="json"))

    def items_of(self, sharing: Sharing) -> tuple[ScheduleItem, ...]:
        """The items that a sharing releases."""
        return tuple(each for each in self.items if each.is_shared and sharing.name in each.sharings)

    def kept_back(self, sharing: Sharing) -> tuple[ScheduleItem, ...]:
        """The items of the same giver that this sharing does not release: never shared, or only in another sharing."""
        given = {each.name for each in self.sharings if each.giver == sharing.giver} - {sharing.name}
        return tuple(
            each for each in self.items
            if sharing.name not in each.sharings and (each.holder == sharing.giver or given.intersection(each.sharings))
        )  # fmt: skip
