"""Equivalence classes: who shares the same quasi-identifiers, and which classes miss the privacy target."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from infoshare.anonymisation.targets import Targets

if TYPE_CHECKING:
    from infoshare.anonymisation.privacy_models import Histogram

ClassKey = tuple[str | None, ...]
Places = Callable[[str, Sequence[str | None]], list[int]]
"""From a sensitive column and its values to the place of each value in the column's order."""


@dataclass(slots=True)
class EquivalenceClass:
    """How many rows share one key, and how many of them have each value of each sensitive column."""

    rows: int = 0
    values: dict[str, Counter[str | None]] = field(default_factory=lambda: defaultdict(Counter))

    def meets(self, targets: Targets) -> bool:
        """k-anonymity (Samarati and Sweeney 1998) and distinct l-diversity (Machanavajjhala et al. 2007)."""
        different = (len(self.values[column]) >= least for column, least in targets.l_diversity.items())
        return self.rows >= targets.k and all(different)


class Classes:
    """The equivalence classes of a data set, counted batch by batch."""

    def __init__(self) -> None:
        self._classes: defaultdict[ClassKey, EquivalenceClass] = defaultdict(EquivalenceClass)

    def add(self, key: ClassKey, rows: int, values: Mapping[str, Iterable[str | None]]) -> None:
        """Count rows that share a key, with the sensitive values of each of them."""
        counted = self._classes[key]
        counted.rows += rows
        for column, seen in values.items():
            counted.values[column].update(seen)

    def failing(
        self, targets: Targets, places: Places | None = None, population: Mapping[ClassKey, int] | None = None
    ) -> dict[ClassKey, int]:
        """The keys of the classes that miss the target, each with its number of rows.

        `places` is needed for the ordered distance, `population` (people of each class) for the models about it.
        """
        if targets.simple:
            return {key: found.rows for key, found in self._classes.items() if not found.meets(targets)}
        return self._failing_by_figures(targets, places, population or {})

    def _failing_by_figures(
        self, targets: Targets, places: Places | None, population: Mapping[ClassKey, int]
    ) -> dict[ClassKey, int]:
        import numpy as np

        from infoshare.anonymisation.privacy_models import failing

        rows = np.array([found.rows for found in self._classes.values()], np.int64)
        people = np.array([population.get(key, 0) for key in self._classes], np.int64)
        histograms = {column: self._histogram(column, targets, places) for column in targets.sensitive}
        counted = people if targets.k_map > 1 or targets.delta else None
        failed = failing(rows, histograms, targets, counted)
        return {key: found.rows for (key, found), fails in zip(self._classes.items(), failed, strict=True) if fails}

    def _histogram(self, column: str, targets: Targets, places: Places | None) -> Histogram:
        """A column's values in each class; values are numbered in the order of their text, blank first."""
        import numpy as np

        from infoshare.anonymisation.privacy_models import histogram

        counters = [found.values[column] for found in self._classes.values()]
        values = sorted({value for counter in counters for value in counter}, key=lambda value: value or "")
        number = {value: place for place, value in enumerate(values)}
        entries = [(cls, number[v], rows) for cls, counter in enumerate(counters) for v, rows in counter.items()]
        owner, value, rows = np.array(entries, np.int64).reshape(-1, 3).T
        order = places(column, values) if places and column in targets.t_ordered else None
        return histogram(owner, value, rows, len(counters), order)

    def without(self, place: int) -> Classes:
        """The classes as they would be if one of the quasi-identifiers, by its place in the key, were left out."""
        merged = Classes()
        for key, found in self._classes.items():
            values = {column: counter.elements() for column, counter in found.values.items()}
            merged.add((*key[:place], *key[place + 1 :]), found.rows, values)
        return merged

    @property
    def by_key(self) -> dict[ClassKey, int]:
        """The rows of each class."""
        return {key: found.rows for key, found in self._classes.items()}

    @property
    def rows(self) -> int:
        """All rows counted."""
        return sum(found.rows for found in self._classes.values())
