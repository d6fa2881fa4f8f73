"""Reads a population file as the people of every cell of a table, margins included."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from infoshare.engines.cells import Cells
from infoshare.errors import DataFileError
from infoshare.model.tables import TableRule
from infoshare.safe_repr import count_of, listed
from infoshare.tabulation.measured import Measured, measured
from infoshare.workflows.sources import opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEOPLE = "people"


def people_of_cells(rule: TableRule, table: Measured) -> NDArray[np.float64]:
    """The people of each cell: the file has a column for every column of the table, as it is published, and `people`.

    Raises:
        DataFileError: if the file lacks a column or some of the table's cells, or has numbers that are none.
    """
    wanted = (*rule.columns, PEOPLE)
    with opened(Path(rule.population or "")) as population:
        missing = [repr(name) for name in wanted if name not in population.columns]
        if missing:
            raise DataFileError(
                f"the population file has no column {listed(missing)}",
                mend=f"Give a file with the columns {listed(wanted)}.",
            )
        cells = Cells(rule.columns, of=PEOPLE)
        for batch in population.batches():
            cells.add(batch)
    return _laid_over(rule, table, measured(rule.nested, cells))


def _laid_over(rule: TableRule, table: Measured, people: Measured) -> NDArray[np.float64]:
    """The people in the places of the table's cells. Codes that the table lacks count in the totals too."""
    import numpy as np

    places = []
    for ours, theirs in zip(table.cube.dimensions, people.cube.dimensions, strict=True):
        there = {path: place for place, path in enumerate(theirs.paths)}
        unknown = sum(path not in there for path in ours.paths)
        if unknown:
            raise DataFileError(
                f"the population file has no people for {count_of(unknown, 'code')} of '{ours.column}'",
                mend="Give a file with every code that the table has.",
            )
        places.append([there[path] for path in ours.paths])
    return people.sums[np.ix_(*places)]
