"""Weighted linking forgives an age off by one and a missing cell, and prefers agreement that is rare by chance."""

from __future__ import annotations

import random

import pytest

from infoshare.anonymisation.linkage import Comparison, Trial, exact
from infoshare.anonymisation.weighted_linkage import (
    AGREE,
    APART,
    MISSING,
    NEAR,
    estimated,
    sides_of,
    weighted,
    weights_of,
)

Cells = list[str | None]
DRAW = random.Random(5)
AGES = [str(DRAW.randrange(18, 90)) for _ in range(300)]
PLACES = [f"HM{DRAW.randrange(1, 9)} {DRAW.randrange(1, 9)}AB" for _ in range(300)]
SEXES = [DRAW.choice(["male", "female"]) for _ in range(300)]
ROWS: list[Cells] = [list(AGES), list(PLACES), list(SEXES)]


def trial(people: list[Cells]) -> Trial:
    names = ("age", "postcode", "sex")
    columns = [Comparison(name, mine, rows) for name, mine, rows in zip(names, people, ROWS, strict=True)]
    return Trial(len(people[0]), 300, columns, own=[[n] for n in range(len(people[0]))])


def test_where_all_agrees_it_finds_what_exact_linking_finds() -> None:
    assert weighted(trial(ROWS)).rightly == exact(trial(ROWS)).rightly


def test_an_age_off_by_one_is_forgiven() -> None:
    older: Cells = [str(int(age) + 1) for age in AGES]
    found = weighted(trial([older, *ROWS[1:]]))
    assert exact(trial([older, *ROWS[1:]])).rightly == 0
    assert found.rightly is not None
    assert found.rightly > 150


def test_a_person_who_agrees_in_nothing_has_no_candidate() -> None:
    strangers: list[Cells] = [["4"] * 5, ["ZE1 1AA"] * 5, ["unknown"] * 5]
    assert weighted(trial(strangers)).candidates["none"] == 5


def test_a_person_of_whom_nothing_is_known_has_no_candidate() -> None:
    nothing: list[Cells] = [[None], [None], [None]]
    assert weighted(trial(nothing)).candidates["none"] == 1


def test_agreement_that_is_rare_by_chance_weighs_more_and_a_missing_cell_nothing() -> None:
    age, postcode, sex = weights_of(sides_of(trial(ROWS)), 300)
    assert age[AGREE] > sex[AGREE] > 0
    assert age[AGREE] >= age[NEAR] > age[APART]
    assert sex[APART] < 0
    assert {column[MISSING] for column in (age, postcode, sex)} == {0.0}


def test_the_estimate_learns_how_often_a_column_is_wrong() -> None:
    """Ten thousand pairs, a hundred true ones, half of which disagree in the second of three columns."""
    chance = [{AGREE: 0.01, NEAR: 0.01, APART: 0.98} for _ in range(3)]
    patterns = {(AGREE, AGREE, AGREE): 50, (AGREE, APART, AGREE): 50, (APART, APART, APART): 9_500,
                (AGREE, APART, APART): 200, (APART, AGREE, APART): 200}  # fmt: skip
    m = estimated(patterns, chance, share=0.01, held_by=1)
    assert m[1][AGREE] == pytest.approx(0.5, abs=0.05)
    assert m[0][AGREE] > 0.95
    assert all(sum(column.values()) == pytest.approx(1) for column in m)


def test_values_that_may_stand_in_several_places_count_once() -> None:
    ages = Comparison("age", ["34"], ["30-39", "34-36", "60-79"], stands_for={"34": ["30-39", "34-36"]})
    found = weighted(Trial(1, 3, [ages], own=[[1]]))
    assert found.candidates["2 to 4"] == 1


def test_a_long_list_is_sampled_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infoshare.anonymisation.weighted_linkage.MOST_PAIRS", 30_000)
    found = weighted(trial(ROWS))
    assert found.people == 100
    assert found.rightly is not None
    assert found.rightly > 60


def test_pairs_taken_in_parts_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = weighted(trial(ROWS))
    monkeypatch.setattr("infoshare.anonymisation.weighted_linkage.PAIRS_AT_ONCE", 1_000)
    assert weighted(trial(ROWS)) == whole
