"""Rows are paired by their first column and then by likeness, wherever they stand, and the same both ways."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infoshare.protocols.versions.row_alignment import Said, paired_rows, rows_likeness


def row(name: str, **cells: Any) -> dict[str, Any]:
    return {"name": Said.of(name), **cells}


def test_a_row_is_known_by_its_first_column_wherever_it_stands() -> None:
    before = [row("Police", art6="part_3"), row("Council", art6="6_1_e")]
    after = [row("council.", art6="6_1_c"), row("POLICE", art6="6_1_f")]
    assert paired_rows(before, after, "name") == {0: 1, 1: 0}


def test_of_several_rows_that_begin_alike_the_likest_are_paired() -> None:
    before = [row("Police", flow="a", art6="part_3"), row("Police", flow="b", art6="6_1_e")]
    after = [row("Police", flow="b", art6="6_1_c"), row("Police", flow="a", art6="part_3"), row("Police", flow="c")]
    assert paired_rows(before, after, "name") == {0: 1, 1: 0}


def test_a_row_with_another_name_is_known_by_the_rest_of_it() -> None:
    before = [row("Attendances", giver="h", gateway="cda_s115", form="x", kept=Said.of("24 months"))]
    after = [row("Assaults", giver="h", gateway="cda_s115", form="x", kept=Said.of("24 months"))]
    assert paired_rows(before, after, "name") == {0: 0}


def test_rows_that_have_only_their_form_in_common_are_two() -> None:
    before = [row("Forename", column=Said.of("forename"), form="not_shared", holder="h")]
    after = [row("Surname", column=Said.of("surname"), form="not_shared", holder="h")]
    assert paired_rows(before, after, "name") == {}


def test_rows_without_a_first_cell_are_paired_by_the_rest() -> None:
    assert paired_rows([{"form": "x", "why": "y"}], [{"form": "x", "why": "y"}], "name") == {0: 0}
    assert paired_rows([{"form": "x"}], [{"form": "z"}], "name") == {}
    assert paired_rows([{}], [{}], "name") == {0: 0}


def test_the_same_row_twice_is_paired_once_each() -> None:
    assert paired_rows([row("a"), row("a")], [row("a")], "name") == {0: 0}


def test_likeness_counts_the_columns_that_either_row_fills() -> None:
    assert rows_likeness({"a": 1, "b": frozenset("xy")}, {"a": 1, "b": frozenset("xz"), "c": 3}) == 500
    assert rows_likeness({"a": Said.of("x y")}, {"a": Said.of("x z")}) == 500
    assert rows_likeness({"a": Said.of("x")}, {"a": 1}) == 0


CELLS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from("abc").map(Said.of),
        "form": st.sampled_from("xyz"),
        "flows": st.frozensets(st.sampled_from("pqr")),
        "why": st.sampled_from(["u v", "u w", "w"]).map(Said.of),
    },
)


@given(st.lists(CELLS, max_size=6), st.lists(CELLS, max_size=6))
def test_the_pairs_are_the_same_the_other_way_round(before: list[Any], after: list[Any]) -> None:
    pairs = paired_rows(before, after, "name")
    assert {m: n for n, m in pairs.items()} == paired_rows(after, before, "name")
    assert len({*pairs.values()}) == len(pairs)


@given(st.lists(CELLS, max_size=6).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_rows_that_only_moved_are_each_paired_with_an_equal_one(both: tuple[list[Any], list[Any]]) -> None:
    before, after = both
    pairs = paired_rows(before, after, "name")
    assert [*pairs] == [*range(len(before))]
    assert all(before[n] == after[m] for n, m in pairs.items())
