import numpy as np
import pytest
from hypothesis import given

from infoshare.errors import TableError
from infoshare.tabulation.additivity import refuse_unless_additive, sums_of, with_margins
from tests.unit.tabulation.tables import flat_cube, tables


def test_every_line_of_every_dimension_has_its_sum():
    found = {total: parts.tolist() for total, parts in sums_of(flat_cube(2, 1)) if len(parts) == 2}
    assert found == {0: [2, 4], 1: [3, 5]}


@given(tables())
def test_totals_are_worked_out_from_the_innermost_cells(table):
    cube, values = table
    inner = np.zeros(cube.shape)
    leaves = np.ix_(*(dimension.leaves for dimension in cube.dimensions))
    inner[leaves] = values[leaves]
    assert (with_margins(cube, inner) == values).all()
    assert all(values.flat[total] == values.flat[parts].sum() for total, parts in sums_of(cube))


@pytest.mark.parametrize(
    ("table", "what"),
    [
        (np.array([[3.0, 1.0], [3.0, 1.0]]), "shape"),
        (np.array([[4.0, 1.0], [3.0, 1.0], [1.0, 0.0]]), "do not add up"),
        (np.array([[4.0, np.nan], [3.0, 1.0], [1.0, 0.0]]), "no number"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(table, what):
    with pytest.raises(TableError, match=what):
        refuse_unless_additive(flat_cube(2, 1), table)
