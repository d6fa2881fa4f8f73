"""One row as its texts are redacted: what is known of its people, and what its texts have shown so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True, repr=False)
class Record:
    """What redaction is told of one row, the same for all its texts.

    `known` are (kind, value) pairs that are sought in them. `person` says whose dates they are, where dates
    are shifted. `numbered` is filled by redaction: for each placeholder, the words of each one numbered so far.
    """

    known: Sequence[tuple[str, str]] = ()
    person: str | None = None
    numbered: dict[str, list[set[str]]] = field(default_factory=dict)
