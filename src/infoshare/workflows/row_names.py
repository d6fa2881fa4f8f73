"""Names the rows of a source so that each is known again in every release: keyed digests of what tells rows apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from infoshare.anonymisation.plan import Plan
from infoshare.errors import DataFileError
from infoshare.model.policy import header_key
from infoshare.model.table import texts
from infoshare.safe_repr import listed
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from infoshare.files.release_register import ReleaseRegister

ROW_NAME = "\x00 row name"
"""Where a source gives the name of each row; no file has such a header."""


def usual_row_key(plan: Plan) -> tuple[str, ...]:
    """The columns by which rows are known again if nobody says: pseudonymised ones, else all direct, else all."""
    direct = [step for step in plan.steps if step.rule.role == "direct"]
    kept = [step.column for step in direct if step.action == "pseudonymise"]
    return tuple(kept or [step.column for step in direct] or [step.column for step in plan.steps])


def columns_there(row_key: Sequence[str], source: Source) -> tuple[str, ...]:
    """The source's own headers for the columns of a row key.

    Raises:
        DataFileError: naming every column that the source does not have.
    """
    headers = {header_key(column): column for column in source.columns}
    missing = [repr(column) for column in row_key if header_key(column) not in headers]
    if missing:
        raise DataFileError(
            f"the data has no column {listed(missing)}, by which the register of releases knows rows again",
            mend="Give the data with that column; the policy may drop it from the release.",
        )
    return tuple(headers[header_key(column)] for column in row_key)


def row_names(source: Source, row_key: Sequence[str], register: ReleaseRegister) -> NDArray[np.uint64]:
    """The name of each row, in order.

    A row without any value in the key is known by all its cells. Rows that agree are told apart by their order.

    Raises:
        DataFileError: if the source has no such column.
    """
    import numpy as np

    key, everything = columns_there(row_key, source), sorted(source.columns, key=header_key)
    digest = register.digester()
    names = [digest(words) for batch in source.batches() for words in _words(batch, key, everything)]
    return _told_apart(np.array(names, dtype=np.uint64), register)


def _words(batch: pa.RecordBatch, key: Sequence[str], everything: Sequence[str]) -> list[tuple[str, ...]]:
    """What tells each row of a batch apart."""
    words = _cells(batch, key)
    if all(map(any, words)):
        return words
    whole = _cells(batch, everything)
    return [cells if any(cells) else ("\x00", *whole[row]) for row, cells in enumerate(words)]


def _cells(batch: pa.RecordBatch, columns: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*([cell or "" for cell in texts(batch, column)] for column in columns), strict=True))


def _told_apart(names: NDArray[np.uint64], register: ReleaseRegister) -> NDArray[np.uint64]:
    import numpy as np

    values, first, counts = np.unique(names, return_index=True, return_counts=True)
    if len(values) == len(names):
        return names
    digest = register.digester()
    again, told = dict.fromkeys(values[counts > 1].tolist(), 0), names.copy()
    repeated = np.isin(names, values[counts > 1])
    repeated[first] = False
    for row in np.flatnonzero(repeated):
        name = int(names[row])
        again[name] += 1
        told[row] = digest(("\x00 again", str(name), str(again[name])))
    return told


class Named:
    """A source whose batches have the name of each row as one more column, which its `columns` do not tell of."""

    def __init__(self, source: Source, names: NDArray[np.uint64]) -> None:
        self._source, self._names = source, names
        self.columns, self.rows = source.columns, source.rows
        self.sha256, self.notes = source.sha256, source.notes

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The source's batches with the names."""
        import pyarrow as pa

        first = 0
        for batch in self._source.batches():
            names = pa.array(self._names[first : first + batch.num_rows])
            yield pa.RecordBatch.from_arrays([*batch.columns, names], names=[*batch.schema.names, ROW_NAME])
            first += batch.num_rows
