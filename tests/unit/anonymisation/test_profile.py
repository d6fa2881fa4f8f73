"""What is counted of a column's cells: types, and shapes between rounded figures that name no value."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from infoshare.anonymisation.profile import column_type, is_code, repeats_of, round_edges, shape_of, years_between
from infoshare.model.inspection import ColumnType


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([], "empty"), (["Y", "n", "Yes "], "yes_no"), (["1", "2.5", "-3", "1e5"], "number"),
        (["01/02/2025", "2025-02-03 12:30"], "date"), (["Knife", "Fist"] * 5, "category"),
        ([f"word{n} other" for n in range(60)], "text"), (["nan", "inf"] * 5, "category"),
        ([f"{n} a longer text about what was seen that day" for n in range(9)], "free_text"),
        ([*(str(n) for n in range(39)), "not known"], "number"), ([*(str(n) for n in range(9)), "not known"], "text"),
    ],
)  # fmt: skip
def test_a_type_is_what_nearly_all_cells_are(cells: list[str], kind: str) -> None:
    assert column_type(Counter(cells)) == kind


@pytest.mark.parametrize(
    ("cell", "code"),
    [("RX448812", True), ("36/8812/24", True), ("100871", True), ("4512", False), ("Knife", False), ("12.50", False),
     ("2025-01-03", False), ("two words1", False), ("a1" * 30, False)],
)  # fmt: skip
def test_a_reference_is_letters_and_digits_or_a_long_number(cell: str, code: bool) -> None:
    assert is_code(cell) is code


def test_a_hostile_cell_takes_no_time() -> None:
    assert not is_code("a1" * 19 + "!")


@pytest.mark.parametrize("high", [12, 97, 1234])
def test_ranges_end_at_rounded_figures_and_no_end_is_a_small_cell(high: int) -> None:
    counted = Counter({float(value): 3 for value in range(high)}) + Counter({1e9: 1})
    edges = round_edges(counted)
    steps = {round(later - earlier, 6) for earlier, later in pairwise(edges)}
    assert len(steps) <= 1
    assert max(edges) <= high
    assert sum(rows for value, rows in counted.items() if value >= edges[-1]) >= 5
    assert sum(rows for value, rows in counted.items() if value < edges[0]) >= 5


def test_an_outlier_does_not_show_in_the_ranges() -> None:
    shape = shape_of(Counter({str(age): 4 for age in range(18, 60)} | {"117": 1}), "number")
    assert shape
    assert not any("11" in label or "100" in label for label in shape.labels)
    assert sum(shape.bars) == 42 * 4 + 1


@pytest.mark.parametrize("kind", ["number", "date", "text"])
def test_a_few_rows_have_no_ranges_at_all(kind: ColumnType) -> None:
    assert shape_of(Counter({"12": 3, "2025-01-01": 3, "words": 3}), kind) is None


def test_a_whole_number_is_never_named_by_its_range() -> None:
    shape = shape_of(Counter({str(decile): 10 for decile in range(1, 11)}), "number")
    assert shape
    assert not {str(decile) for decile in range(1, 11)} & set(shape.labels)


def test_categories_are_bars_without_labels_from_the_commonest_down() -> None:
    shape = shape_of(Counter({"Knife": 3, "Fist": 9, "Glass": 5}), "category")
    assert shape
    assert (shape.bars, shape.labels, shape.beyond) == ((9, 5, 3), (), 0)


def test_early_and_late_dates_of_a_few_rows_are_said_together() -> None:
    days = {f"2025-{month:02d}-01": 20 for month in range(1, 7)} | {"1900-01-01": 1, "2025-07-01": 2}
    shape = shape_of(Counter(days), "date")
    assert shape
    assert shape.labels[0] == "Jan 2025 and before"
    assert shape.labels[-1] == "Jun 2025 and after"
    assert sum(shape.bars) == 123


def test_rows_are_counted_by_how_many_share_their_value() -> None:
    assert repeats_of(Counter(a=1, b=2, c=4, d=9, e=10)) == {"1": 1, "2": 2, "3-4": 4, "5-9": 9, "10+": 10}


def test_the_spread_of_dates_leaves_the_odd_ones_out() -> None:
    assert years_between(Counter({"01/01/1900": 1, "01/01/2025": 20, "01/03/2025": 20})) < 1
    assert years_between(Counter({f"01/01/{year}": 1 for year in range(1940, 2010)})) > 50
