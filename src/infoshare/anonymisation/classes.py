"""Equivalence classes: who shares the same quasi-identifiers, and which classes are too small or too alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ClassKey = tuple[str | None, ...]


@dataclass(slots=True)
class EquivalenceClass:
    """How many rows share one key, and the different values of each sensitive column among them."""

    rows: int = 0
    values: dict[str, set[str | None]] = field(default_factory=lambda: defaultdict(set))

    def meets(self, k: int, diverse: Mapping[str, int]) -> bool:
        """k-anonymity (Samarati and Sweeney 1998) and distinct l-diversity (Machanavajjhala et al. 2007)."""
        return self.rows >= k and all(len(self.values[column]) >= least for column, least in diverse.items())


class Classes:
    """The equivalence classes of a data set, counted batch by batch."""

    def __init__(self) -> None:
        self._classes: defaultdict[ClassKey, EquivalenceClass] = defaultdict(EquivalenceClass)

    def add(self, key: ClassKey, rows: int, values: Mapping[str, Iterable[str | None]]) -> None:
        """Count rows that share a key, with the sensitive values that stand in them."""
        counted = self._classes[key]
        counted.rows += rows
        for column, seen in values.items():
            counted.values[column].update(seen)

    def failing(self, k: int, diverse: Mapping[str, int]) -> dict[ClassKey, int]:
        """The keys of the classes that miss the target, each with its number of rows."""
        return {key: found.rows for key, found in self._classes.items() if not found.meets(k, diverse)}

    @property
    def rows(self) -> int:
        """All rows counted."""
        return sum(found.rows for found in self._classes.values())
