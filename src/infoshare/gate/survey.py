"""What the checks need to know of a source, found out in one pass: its rows, and values of columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from infoshare.gate.meaning import meaning_of
from infoshare.gate.plain_form import plain
from infoshare.gate.sought import known_kind
from infoshare.identifiers.everyday_names import EVERYDAY_NAMES
from infoshare.model.column_rule import Pseudonymise
from infoshare.model.policy import Policy
from infoshare.model.table import Table, texts

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, repr=False)
class Survey:
    """A source's rows, its values that are sought by their kinds, and those behind pseudonyms."""

    rows: int
    known: dict[str, Set[str]]
    pseudonymised: Set[str]


def survey(policy: Policy, source: Table) -> Survey:
    """Read a source once."""
    from infoshare.gate.cells import Different, whole_batches

    meaning = meaning_of(policy, source.columns)
    kinds = {column: kind for column, name in meaning.items() if (kind := known_kind(policy.columns[name]))}
    hidden = {column for column, name in meaning.items() if isinstance(policy.columns[name], Pseudonymise)}
    held = {column: Different() for column in kinds.keys() | hidden}
    rows, full_names = 0, _FullNames([column for column, kind in kinds.items() if kind == "name"])
    for batch in whole_batches(source.batches()):
        rows += batch.num_rows
        full_names.add(batch)
        for column, gathered in held.items():
            gathered.add(batch, column)
    different = {column: gathered.texts() for column, gathered in held.items()}
    known: defaultdict[str, set[str]] = defaultdict(set)
    for column, kind in kinds.items():
        known[kind].update(different[column])
    if full_names.found:
        known["name"].update(full_names.found)
    return Survey(rows, dict(known), {text for column in hidden for text in different[column]})


NAMES_PAIRED = 4
"""So many columns of names are sought two by two, beside each other."""


class _FullNames:
    """Each two names of a row that are everyday words, in both orders: `hope young` is somebody, each word is not."""

    def __init__(self, columns: list[str]) -> None:
        self._columns = columns[:NAMES_PAIRED]
        self.found: set[str] = set()

    def add(self, batch: pa.RecordBatch) -> None:
        """Add those of a batch."""
        everyday = [[_everyday(cell) for cell in texts(batch, column)] for column in self._columns]
        for names in set(zip(*everyday, strict=True)):
            self.found.update(" ".join(two) for two in permutations(filter(None, names), 2))


def _everyday(name: str | None) -> str | None:
    return name if name and plain(name) in EVERYDAY_NAMES else None
