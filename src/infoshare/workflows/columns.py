"""Reads named columns of a table as text, and refuses names that are not there, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from infoshare.errors import DataFileError
from infoshare.model.table import Table, texts
from infoshare.safe_repr import listed

Cells = list[str | None]


def columns_of(table: Table, names: Sequence[str], what: str = "the data") -> dict[str, Cells]:
    """The cells of each column named, as text, in the order of the names; an empty cell is None.

    Raises:
        DataFileError: naming every column that is not there.
    """
    refuse_unknown(table.columns, names, what)
    cells: dict[str, Cells] = {name: [] for name in names}
    for batch in table.batches():
        for name, column in cells.items():
            column += texts(batch, name)
    return cells


def refuse_unknown(columns: Sequence[str], names: Sequence[str], what: str) -> None:
    """Refuse names of columns that are not there.

    Raises:
        DataFileError: naming every one of them, with a likely spelling.
    """
    unknown = [name for name in names if name not in columns]
    if unknown:
        raise DataFileError(
            *(f"{what} has no column '{name}'{_did_you_mean(name, columns)}" for name in unknown),
            mend=f"Its columns are {listed(columns)}.",
        )


def _did_you_mean(name: str, columns: Sequence[str]) -> str:
    close = get_close_matches(name, columns, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
