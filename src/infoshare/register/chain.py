"""Checks that the entries of a register are bound to one another as they were made: none edited, gone or moved."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from infoshare.digests import canonical_json
from infoshare.model.register_entry import NONE_BEFORE, SUBJECTS, hash_of, subject_of


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it stands in the database: `body` is text, `subject` is None before version 0002."""

    number: int
    at: str
    kind: str
    subject: str | None
    body: str = field(repr=False)
    previous: str
    hash: str

    @property
    def data(self) -> dict[str, Any] | None:
        """The body as plain data, or None if it is none, or is not written as it would be."""
        try:
            found = json.loads(self.body)
            return found if isinstance(found, dict) and canonical_json(found) == self.body else None
        except ValueError:
            return None


def head_of(rows: Sequence[Row]) -> str:
    """The hash of the last entry; of none, 64 zeros."""
    return rows[-1].hash if rows else NONE_BEFORE


def faults_of(rows: Sequence[Row], head: str | None = None) -> list[str]:
    """What is wrong with a chain, each fault with the number of its entry; `head` is a hash that was noted before.

    Rows come in order of number. A hash that was noted must be that of an entry: later ones may have been added.
    """
    faults = [*_places(rows)] + [f"entry {row.number} was edited" for row in rows if not _is_as_made(row)]
    if head is not None and head != NONE_BEFORE and head not in {row.hash for row in rows}:
        faults.append(
            f"the entry with the hash that was noted is not there: after entry {len(rows)} the register was cut off, "
            "or it was written anew"
        )
    return faults


def _places(rows: Sequence[Row]) -> Iterator[str]:
    """Where a number is missing, and where an entry does not name the one that stands before it."""
    expected, previous = 1, NONE_BEFORE
    for row in rows:
        if row.number != expected:
            last = row.number - 1
            yield f"entry {expected} was deleted" if last == expected else f"entries {expected} to {last} were deleted"
        elif row.previous != previous:
            yield f"entry {row.number} is out of order, or another one stood before it"
        expected, previous = row.number + 1, row.hash


def _is_as_made(row: Row) -> bool:
    data = row.data
    if data is None or data.get("kind") != row.kind or row.kind not in SUBJECTS:
        return False
    if hash_of(row.number, row.at, row.previous, data) != row.hash:
        return False
    return row.subject is None or row.subject == subject_of(data)


def backward_clocks(rows: Sequence[Row]) -> list[int]:
    """The numbers of the entries that are dated before the entry in front of them."""
    return [after.number for before, after in pairwise(rows) if after.at < before.at]
