"""What one release told about the rows of its source: which of them stood in which published group, and how exactly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from infoshare.model.certificate import PolicyFacts
from infoshare.model.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["extract", "table"]


class PublicationFacts(Noun):
    """One release as the register of releases knows it; no value of it.

    `groups_by` are the columns whose values together make the published groups: the quasi-identifiers of an extract,
    the dimensions of a table. `threshold` is how many rows such a group must have. `visible` are all released columns
    whose cells can be counted, each with the digest of how it was treated: cells of one column treated alike can be
    compared. `linking` are the columns by which two releases could be joined row by row: pseudonyms under one key, and
    texts. `sha256` is the digest of what left, `issued` an ISO 8601 time.
    """

    format: Literal[1] = 1
    kind: Kind
    issued: str
    policy: PolicyFacts
    recipient: str | None
    sha256: str
    rows: int
    threshold: Annotated[int, Field(ge=1)]
    groups_by: tuple[str, ...]
    visible: dict[str, str]
    linking: tuple[str, ...] = ()
    measure: str | None = None

    @property
    def promises_groups(self) -> bool:
        """Whether the release promised anything about the size of its groups."""
        return self.threshold > 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A published count of a table: the groups that it adds up, and between which limits a reader knows it to be.

    Equal limits are an exact count; a rounded one is known to half its base; of a suppressed one a reader knows only
    that it is not negative (`high` is None).
    """

    groups: tuple[int, ...]
    low: int
    high: int | None


@dataclass(frozen=True, slots=True, repr=False)
class Publication:
    """What one release told, row by row, under names of rows that are the same in every release of one source.

    `rows` names each row that was published (unsigned 64-bit numbers, each once). `cells` are the visible columns: for
    each of these rows a number that stands for its released cell, the same for the same cell. For a table, `groups`
    gives each row the number of its innermost cell, counted from 0, and `figures` are the published counts of these
    cells and all margins; without figures every group's count was published exactly. `number` is the release's place
    in the register, counted from 1, and 0 for one that is not entered.
    """

    facts: PublicationFacts
    rows: NDArray[np.uint64]
    cells: Mapping[str, NDArray[np.uint64]]
    groups: NDArray[np.int64] | None = None
    figures: tuple[Figure, ...] = field(default=())
    number: int = 0
