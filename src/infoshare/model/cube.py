"""The frame of a table of statistics: its dimensions, the codes of each, and which code is part of which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way that a table is divided. Code 0 is the total; every other code is part of the code `parents` names.

    `codes` and `parents` are of one length; `parents[0]` is None, and a parent stands before its parts.
    """

    column: str
    codes: tuple[str, ...]
    parents: tuple[int | None, ...]

    @classmethod
    def flat(cls, column: str, codes: tuple[str, ...], total: str = "Total") -> Self:
        """A dimension without subtotals: the total, and these codes."""
        return cls(column, (total, *codes), (None, *(0 for _ in codes)))

    @property
    def parts(self) -> dict[int, tuple[int, ...]]:
        """For each code that is a total or subtotal, the codes that add up to it."""
        found: dict[int, list[int]] = {}
        for code, parent in enumerate(self.parents):
            if parent is not None:
                found.setdefault(parent, []).append(code)
        return {code: tuple(parts) for code, parts in found.items()}

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """For each code the codes above it and itself, from the coarsest; the total's is empty."""
        found: list[tuple[str, ...]] = []
        for code, parent in zip(self.codes, self.parents, strict=True):
            found.append(() if parent is None else (*found[parent], code))
        return tuple(found)

    @property
    def leaves(self) -> tuple[int, ...]:
        """The codes that have no parts."""
        return tuple(code for code in range(len(self.codes)) if code not in self.parts)


@dataclass(frozen=True, slots=True)
class Cube:
    """A table's dimensions; its cells, with every margin, are an array of `shape`."""

    dimensions: tuple[Dimension, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many codes each dimension has, the total and subtotals included."""
        return tuple(len(dimension.codes) for dimension in self.dimensions)
