"""Tables for the tests: with and without hierarchies, of two and three dimensions, drawn or at random."""

import math
from itertools import product

import numpy as np
from hypothesis import strategies as st

from infoshare.model.cube import Cube, Dimension


def flat_cube(*sizes):
    return Cube(tuple(Dimension.flat(f"d{n}", tuple(f"c{code}" for code in range(s))) for n, s in enumerate(sizes)))


def hierarchical(column, groups):
    """A dimension with a subtotal for each group of so many codes; a group of one is a code by itself."""
    codes, parents = ["Total"], [None]
    for group, size in enumerate(groups):
        above = 0
        if size > 1:
            codes.append(f"{column}{group}")
            parents.append(0)
            above = len(codes) - 1
        for part in range(size):
            codes.append(f"{column}{group}.{part}")
            parents.append(above)
    return Dimension(column, tuple(codes), tuple(parents))


def filled(cube, inner):
    """The table of a cube whose innermost cells are given in order; each total is added up from them, one by one."""
    leaves = [dimension.leaves for dimension in cube.dimensions]
    table = np.zeros(cube.shape)
    for number, place in zip(inner, product(*leaves), strict=True):
        for above in product(*(_with_parents(d, code) for d, code in zip(cube.dimensions, place, strict=True))):
            table[above] += number
    return table


def _with_parents(dimension, code):
    found = [code]
    while dimension.parents[found[-1]] is not None:
        found.append(dimension.parents[found[-1]])
    return found


def innermost(cube):
    return math.prod(len(dimension.leaves) for dimension in cube.dimensions)


def random_table(cube, mean, generator):
    return filled(cube, generator.gamma(0.5, mean * 2, size=innermost(cube)).astype(int).tolist())


GROUPS = st.one_of(
    st.lists(st.lists(st.integers(1, 3), min_size=2, max_size=3), min_size=2, max_size=2),
    st.lists(st.lists(st.integers(1, 2), min_size=2, max_size=2), min_size=3, max_size=3),
)
COUNTS = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 40))


@st.composite
def tables(draw):
    """A cube of two or three dimensions, any of which may have subtotals, and its counts."""
    cube = Cube(tuple(hierarchical("abc"[axis], sizes) for axis, sizes in enumerate(draw(GROUPS))))
    return cube, filled(cube, draw(st.lists(COUNTS, min_size=innermost(cube), max_size=innermost(cube))))
