"""Cells laid out as a table: margins, subtotals, largest contributions, and what is refused."""

from dataclasses import dataclass

import numpy as np
import pytest

from infoshare.errors import DataFileError, TableError
from infoshare.tabulation import measured as module
from infoshare.tabulation.measured import measured


@dataclass(frozen=True)
class Leaf:
    codes: tuple[str, ...]
    rows: float = 1
    total: float = 0
    largest: tuple[float, ...] = ()
    key: int = 0


LEAVES = [
    Leaf(("A", "A1", "x"), 2, 10, (7, 3), key=5),
    Leaf(("A", "A2", "x"), 1, 9, (9,)),
    Leaf(("B", "B1", "y"), 4, 8, (4, 4)),
]


def test_margins_and_subtotals_are_the_sums_of_their_parts() -> None:
    table = measured([("area", "ward"), ("kind",)], LEAVES, 2)
    areas, kinds = table.cube.dimensions
    assert areas.paths == ((), ("A",), ("A", "A1"), ("A", "A2"), ("B",), ("B", "B1"))
    assert table.rows[:, 0].tolist() == [7, 3, 2, 1, 4, 4]
    assert table.sums[:, kinds.codes.index("x")].tolist() == [19, 19, 10, 9, 0, 0]
    assert table.largest[0, 0].tolist() == [9, 7]
    assert table.largest[4, 0].tolist() == [4, 4]
    assert table.keys[0, 0] == 5


def test_a_code_in_two_coarser_ones_is_refused_by_count() -> None:
    with pytest.raises(DataFileError, match="1 code of 'ward' lie"):
        measured([("area", "ward")], [Leaf(("A", "W")), Leaf(("B", "W"))])


def test_a_code_that_is_called_as_totals_are_is_refused() -> None:
    with pytest.raises(DataFileError, match="called as totals are"):
        measured([("area",)], [Leaf(("Total",))])


def test_no_rows_are_no_table() -> None:
    with pytest.raises(DataFileError, match="no row"):
        measured([("area",)], [])


def test_a_table_that_nobody_could_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CELLS", 3)
    with pytest.raises(TableError, match="would have 4 cells"):
        measured([("a",), ("b",)], [Leaf(("x", "y"))])


def test_arrays_are_of_the_cubes_shape() -> None:
    table = measured([("area", "ward"), ("kind",)], LEAVES)
    assert table.rows.shape == table.sums.shape == table.keys.shape == table.cube.shape
    assert np.isfinite(table.rows).all()
