"""Exact linking: who stands alone, rightly or wrongly, and what would be learnt; held to a slow count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.linkage import Comparison, Trial, exact

Cells = list[str | None]


def trial(people: list[Cells], rows: list[Cells], **rest: object) -> Trial:
    columns = [Comparison(f"column {n}", [p[n] for p in people], [r[n] for r in rows]) for n in range(len(rows[0]))]
    return Trial(len(people), len(rows), columns, **rest)  # type: ignore[arg-type]


def test_a_person_with_one_candidate_is_singled_out_rightly_or_wrongly() -> None:
    rows: list[Cells] = [["30", "m"], ["30", "f"], ["40", "f"], ["40", "f"]]
    found = exact(trial([["30", "m"], ["30", "f"], ["40", "f"], ["50", "m"]], rows, own=[[0], [3], [2], []]))
    assert found.people == 4
    assert (found.singled_out, found.rightly) == (2, 1)
    assert found.candidates == {"none": 1, "1": 2, "2 to 4": 1, "5 to 9": 0, "10 or more": 0}


def test_two_rows_of_one_person_alone_are_no_crowd() -> None:
    found = exact(trial([["30"], ["40"]], [["30"], ["30"], ["40"], ["40"]], own=[[0, 1], [2]]))
    assert (found.singled_out, found.only_own) == (0, 1)


def test_what_a_person_did_not_say_rules_nothing_out() -> None:
    found = exact(trial([["30", None], [None, None]], [["30", "m"], ["30", "f"], ["40", "f"]]))
    assert found.candidates["2 to 4"] == 2


def test_an_empty_cell_of_the_table_is_nobodys() -> None:
    assert exact(trial([["30"]], [[None], ["40"]])).candidates["none"] == 1


def test_what_all_candidates_share_is_learnt_and_rightly_if_the_person_is_among_them() -> None:
    rows: list[Cells] = [["30"], ["30"], ["40"], ["40"]]
    weapon: Cells = ["knife", "knife", "knife", "fist"]
    found = exact(trial([["30"], ["30"], ["40"]], rows, sensitive={"weapon": weapon}, own=[[0], [], [2]]))
    assert (found.learnt["weapon"].people, found.learnt["weapon"].rightly) == (2, 1)


def test_nothing_is_learnt_from_empty_cells_or_from_no_candidate() -> None:
    found = exact(trial([["30"], ["50"]], [["30"], ["30"]], sensitive={"weapon": [None, None]}))
    assert found.learnt["weapon"].people == 0


def test_without_the_truth_nothing_is_said_of_it() -> None:
    found = exact(trial([["30"]], [["30"]], sensitive={"weapon": ["knife"]}))
    assert (found.rightly, found.only_own, found.learnt["weapon"].rightly) == (None, None, None)


def test_a_value_that_may_stand_in_several_places_is_sought_in_each() -> None:
    ways = {"34": ["30-39", "34-36"]}
    ages = Comparison("age", ["34", "70"], ["30-39", "34-36", "60-79"], stands_for=ways)
    found = exact(Trial(2, 3, [ages], own=[[1], [2]]))
    assert found.candidates == {"none": 1, "1": 0, "2 to 4": 1, "5 to 9": 0, "10 or more": 0}


def test_with_nothing_to_compare_everybody_could_be_anybody() -> None:
    assert exact(Trial(2, 3, [], own=[[0], [1]])).candidates["2 to 4"] == 2


cells = st.sampled_from(["a", "b", None])
lists = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8)


@given(lists, lists, st.data())
def test_the_counts_are_those_of_a_slow_comparison(
    people: list[tuple[str | None, ...]], rows: list[tuple[str | None, ...]], data: st.DataObject
) -> None:
    secret: Cells = data.draw(st.lists(st.sampled_from(["x", "y", None]), min_size=len(rows), max_size=len(rows)))
    own = data.draw(st.lists(st.lists(st.integers(0, len(rows) - 1), unique=True, max_size=2),
                             min_size=len(people), max_size=len(people)))  # fmt: skip
    found = exact(trial([list(p) for p in people], [list(r) for r in rows], sensitive={"s": secret}, own=own))
    slow = [
        [n for n, row in enumerate(rows) if all(p is None or p == r for p, r in zip(person, row, strict=True))]
        for person in people
    ]
    assert found.singled_out == sum(len(each) == 1 for each in slow)
    assert found.rightly == sum(len(each) == 1 and each[0] in mine for each, mine in zip(slow, own, strict=True))
    assert found.only_own == sum(bool(each) and set(each) <= set(mine) for each, mine in zip(slow, own, strict=True))
    shared = [{secret[n] for n in each} for each in slow]
    assert found.learnt["s"].people == sum(len(each) == 1 and None not in each for each in shared)
