"""How far rows stand out, against a plain count; the figures never understate the risk, and point to nobody."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.standing import SharedRows, standing
from infoshare.model.inspection import group_size

CELLS = st.lists(st.tuples(st.sampled_from(["a", "b", "", None]), st.integers(0, 3)), min_size=1, max_size=40)


def sizes_of(rows: list[tuple[str | None, int]], parts: int = 1) -> Counter[int]:
    shared = SharedRows(["x", "y"])
    step = -(-len(rows) // parts)
    for start in range(0, len(rows), step):
        texts, numbers = zip(*rows[start : start + step], strict=True)
        arrays = [pa.array(texts, pa.string()), pa.array(numbers, pa.int64()), pa.array(range(len(texts)))]
        shared.add(pa.RecordBatch.from_arrays(arrays, names=["x", "y", "z"]))
    return shared.sizes()


@given(CELLS, st.integers(1, 4))
def test_groups_are_those_of_a_plain_count_however_the_rows_are_parted(
    rows: list[tuple[str | None, int]], parts: int
) -> None:
    plain = Counter((text or None, number) for text, number in rows)
    assert sizes_of(rows, parts) == Counter(plain.values())


@given(st.dictionaries(st.integers(1, 30), st.integers(1, 30), min_size=1))
def test_counts_are_rounded_up_to_fives_and_never_beyond_all_rows(sizes: dict[int, int]) -> None:
    found = standing(sizes, rounded=True)
    exact: Counter[str] = Counter()
    for size, groups in sizes.items():
        exact[group_size(size)] += size * groups
    assert (found.rows, found.smallest) == (sum(exact.values()), min(sizes))
    assert found.rows_by_size.keys() == exact.keys()
    said = [(found.groups, sum(sizes.values())), *((rows, exact[name]) for name, rows in found.rows_by_size.items())]
    for rounded, true in said:
        assert true <= rounded < true + 5
        assert rounded % 5 == 0 or rounded == found.rows
    plain = standing(sizes, rounded=False)
    assert (plain.groups, plain.rows_by_size) == (sum(sizes.values()), exact)
