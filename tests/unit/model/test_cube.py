from infoshare.model.cube import Cube, Dimension

AREAS = Dimension("ward", ("Total", "North", "N1", "N2", "South"), (None, 0, 1, 1, 0))


def test_totals_and_subtotals_know_their_parts():
    assert AREAS.parts == {0: (1, 4), 1: (2, 3)}
    assert AREAS.leaves == (2, 3, 4)
    assert AREAS.paths == ((), ("North",), ("North", "N1"), ("North", "N2"), ("South",))


def test_a_flat_dimension_has_one_total_above_its_codes():
    flat = Dimension.flat("sex", ("F", "M"))
    assert flat.codes == ("Total", "F", "M")
    assert flat.parts == {0: (1, 2)}


def test_the_cells_of_a_cube_include_every_margin():
    assert Cube((AREAS, Dimension.flat("sex", ("F", "M")))).shape == (5, 3)
