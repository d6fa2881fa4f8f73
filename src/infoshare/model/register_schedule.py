"""What a protocol's entry in the register says of its flows, item by item, and of the law it relies on."""

from __future__ import annotations

from datetime import date

from infoshare.model.noun import Noun


class CitedProvision(Noun):
    """A provision that a protocol relies on, with the days between which it was in force as known at the entry."""

    id: str
    in_force_from: date | None = None
    in_force_to: date | None = None


class ScheduleRow(Noun):
    """One item of one flow: who gives it to whom, why, under which power, how often and for how long.

    `purpose` and `gateway` are ids, `purpose_words` what the question set calls the purpose, and `provision` that of
    the gateway. `retention` is that of the flow, and `item_retention` that of the item where it differs. A flow that
    has no item of its own has one row whose `item` and `form` are empty.
    """

    flow: str
    item: str = ""
    form: str = ""
    giver: str
    recipients: tuple[str, ...]
    purpose: str
    purpose_words: str = ""
    gateway: str
    provision: str = ""
    frequency: str = ""
    retention: str = ""
    item_retention: str = ""

    @property
    def kept(self) -> str:
        """How long the item is kept, in the protocol's words."""
        return self.item_retention or self.retention
