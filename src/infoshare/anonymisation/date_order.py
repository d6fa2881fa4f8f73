"""Decides for a column of dates whether those in figures are written day first or month first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from infoshare.model.column_rule import DateOrder
from infoshare.safe_repr import count_of, rows_named

_FIGURES = re.compile(
    r"\s*(?P<one>[0-9]{1,2})\s?(?P<sign>[-/.\\_ ])\s?(?P<two>[0-9]{1,2})"
    r"(?P<rest>\s?[-/.\\_ ]\s?'?[0-9]{2,4}(?![0-9]).*)",
    re.ASCII | re.DOTALL,
)
MONTHS = 12
IN_WORDS: dict[DateOrder, str] = {"day_first": "day first", "month_first": "month first"}


@dataclass(slots=True)
class OrderOfDates:
    """What the dates in figures of one column show: how many read one way only, and how many either way.

    A date reads either way if its first two figures are both at most 12 and differ. `rows` holds the first row
    (counted from 1) where each reading is the only one.
    """

    either: int = 0
    only: dict[DateOrder, int] = field(default_factory=dict)
    rows: dict[DateOrder, int] = field(default_factory=dict)
    _seen: int = 0

    def add(self, cells: Iterable[str | None]) -> None:
        """Count the next cells of the column."""
        for cell in cells:
            self._seen += 1
            match cell and _reading(cell):
                case "either":
                    self.either += 1
                case "day_first" | "month_first" as order:
                    self.only[order] = self.only.get(order, 0) + 1
                    self.rows.setdefault(order, self._seen)

    def order(self, agreed: DateOrder | None) -> DateOrder:
        """Which comes first in a column without a fault: as agreed, or as the column shows."""
        return agreed or ("month_first" if "month_first" in self.only else "day_first")

    def fault(self, agreed: DateOrder | None) -> str | None:
        """Why the column cannot be read for certain, in counts and row numbers; None if it can."""
        wrong = next((order for order in self.only if agreed and order != agreed), None)
        if wrong and agreed:
            return f"{self._that_read(wrong)}, and the policy says {IN_WORDS[agreed]}"
        if len(self.only) > 1:
            return " and ".join(map(self._that_read, self.only))
        if self.either and not self.only and agreed is None:
            return (
                f"{count_of(self.either, 'date')} that can be read day first or month first, and none that shows which"
            )
        return None

    def _that_read(self, order: DateOrder) -> str:
        dates = count_of(self.only[order], "date")
        return f"{dates} that can only be read {IN_WORDS[order]} (the first in {rows_named([self.rows[order]])})"


@lru_cache(1 << 16)
def _reading(cell: str) -> DateOrder | Literal["either"] | None:
    """How a date in figures can be read; None for what is none, or is the same whichever way."""
    if not (figures := _FIGURES.match(cell)):
        return None
    one, two = int(figures["one"]), int(figures["two"])
    if 1 <= one <= MONTHS and 1 <= two <= MONTHS:
        return "either" if one != two else None
    if 1 <= two <= MONTHS:
        return "day_first"
    return "month_first" if 1 <= one <= MONTHS else None


def shown_by(columns: Iterable[OrderOfDates]) -> DateOrder | None:
    """Which comes first in all of the columns that show it; None if none does, or they differ."""
    shown = {order for column in columns for order in column.only}
    return shown.pop() if len(shown) == 1 else None


def day_first(cell: str) -> str:
    """A cell whose date in figures is written month first, written day first; any other cell as it is."""
    figures = _FIGURES.match(cell)
    if not figures:
        return cell
    return f"{figures['two']}{figures['sign']}{figures['one']}{figures['rest']}"
