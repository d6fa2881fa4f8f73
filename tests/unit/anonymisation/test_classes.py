"""Equivalence classes: counted batch by batch, and failing if too small or too alike."""

from __future__ import annotations

from infoshare.anonymisation.classes import Classes
from infoshare.anonymisation.targets import Targets


def counted(*rows: tuple[str | None, str | None]) -> Classes:
    classes = Classes()
    for key, weapon in rows:
        classes.add((key,), 1, {"weapon": [weapon]})
    return classes


def test_a_class_of_k_rows_is_large_enough_and_one_row_less_is_not() -> None:
    classes = counted(*[("HM1", "knife")] * 5, *[("HM2", "knife")] * 4)
    assert classes.failing(Targets(k=5)) == {("HM2",): 4}


def test_rows_of_one_class_add_up_over_batches() -> None:
    classes = Classes()
    classes.add(("HM1",), 3, {})
    classes.add(("HM1",), 2, {})
    assert classes.failing(Targets(k=5)) == {}
    assert classes.rows == 5


def test_a_class_with_too_few_different_values_is_too_alike() -> None:
    classes = counted(*[("HM1", "knife")] * 5, *[("HM2", "knife")] * 4, ("HM2", "fist"))
    assert classes.failing(Targets(k=5, l_diversity={"weapon": 2})) == {("HM1",): 5}


def test_different_values_add_up_over_batches() -> None:
    classes = counted(*[("HM1", "knife")] * 4)
    classes.add(("HM1",), 1, {"weapon": ["fist"]})
    assert classes.failing(Targets(k=5, l_diversity={"weapon": 2})) == {}


def test_an_empty_cell_is_a_value_of_its_own() -> None:
    classes = counted(("HM1", "knife"), ("HM1", None), (None, "knife"), (None, "knife"))
    assert classes.failing(Targets(k=2, l_diversity={"weapon": 2})) == {(None,): 2}


def test_every_diverse_column_must_differ() -> None:
    classes = Classes()
    classes.add(("HM1",), 2, {"weapon": ["knife", "fist"], "drug": ["none", "none"]})
    assert classes.failing(Targets(k=1, l_diversity={"weapon": 2, "drug": 2})) == {("HM1",): 2}
