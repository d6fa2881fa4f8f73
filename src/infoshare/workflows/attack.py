"""Makes the cells of a list and of a table alike, and links the one to the other both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infoshare.anonymisation.dates import as_moment
from infoshare.anonymisation.linkage import Comparison, Trial, exact
from infoshare.anonymisation.weighted_linkage import weighted
from infoshare.identifiers.identifier import alphanumerics
from infoshare.identifiers.postcode import is_valid
from infoshare.model.policy import header_key
from infoshare.model.risk import Attack
from infoshare.workflows.columns import Cells

_SEXES = {"m": "male", "f": "female"}
SEX = frozenset({"sex", "gender"})


def attacked(
    compared: Sequence[Comparison],
    sensitive: Mapping[str, Cells],
    own: Sequence[Sequence[int]] | None,
    sizes: tuple[int, int],
) -> Attack:
    """Link people to rows, exactly and by weight.

    Args:
        compared: for each column, the list's cells and the table's, made alike.
        sensitive: the columns that would be learnt.
        own: each person's own rows, counted from 0; None if they are not known.
        sizes: how many people and rows there are.
    """
    people, rows = sizes
    trial = Trial(people, rows, compared, sensitive, own)
    columns = tuple(each.column for each in compared)
    return Attack(rows=rows, columns=columns, exact=exact(trial), weighted=weighted(trial))


def as_written(name: str, listed: Cells, table: Cells) -> Comparison:
    """A column that stands in the list and in the table as it was written."""
    return Comparison(name, alike(name, listed), alike(name, table))


def alike(name: str, cells: Cells) -> Cells:
    """A column's cells without what differs only in writing: case, spaces, forms of dates and postcodes, M or Male."""
    written = {cell: _plain(cell, is_sex=header_key(name) in SEX) for cell in set(cells) if cell is not None}
    return [None if cell is None else written[cell] for cell in cells]


def _plain(cell: str, *, is_sex: bool) -> str | None:
    text = " ".join(cell.casefold().split())
    if is_sex:
        return _SEXES.get(text, text) or None
    if is_valid(alphanumerics(cell)):
        return alphanumerics(cell)
    moment = as_moment(cell)
    return (moment[0].isoformat() if moment and moment[1] is None else text) or None
