"""The guard against differencing over publications made by hand: what is refused, and what is no danger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from infoshare.gate import differencing
from infoshare.gate.differencing import no_differencing
from infoshare.model.certificate import PolicyFacts
from infoshare.model.publication import Figure, Kind, Publication, PublicationFacts

Cells = Mapping[str, Sequence[str]]
CODES: dict[tuple[str, str], int] = {}


def code(column: str, cell: str) -> int:
    return CODES.setdefault((column, cell), len(CODES) + 1)


def published(
    number: int, rows: Sequence[int], cells: Cells, by: Sequence[str], *, threshold: int = 5, kind: Kind = "extract",
    linking: Sequence[str] = (), groups: Sequence[int] | None = None, figures: Sequence[Figure] = (),
) -> Publication:  # fmt: skip
    facts = PublicationFacts(
        kind=kind, issued="2026-01-31T09:00:00+00:00", policy=PolicyFacts(name="areas", version=1, sha256="0" * 64),
        recipient=None, sha256=str(number), rows=len(rows), threshold=threshold, groups_by=tuple(by),
        visible=dict.fromkeys(cells, "kept"), linking=tuple(linking),
    )  # fmt: skip
    codes = {name: np.array([code(name, cell) for cell in column], dtype=np.uint64) for name, column in cells.items()}
    numbered = None if groups is None else np.array(groups, dtype=np.int64)
    return Publication(facts, np.array(rows, dtype=np.uint64), codes, numbered, tuple(figures), number)


def table(number: int, rows: int, low: int, high: int | None) -> Publication:
    """A table with one cell, of which a reader knows these limits."""
    cells = {"area": ["north"] * rows}
    figures = [Figure((0,), low, high)]
    return published(number, range(rows), cells, ["area"], kind="table", groups=[0] * rows, figures=figures)


def area(number: int, rows: Sequence[int], **more: object) -> Publication:
    return published(number, rows, {"area": ["north"] * len(rows)}, ["area"], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("fewer", "verdict"), [(1, "fail"), (4, "fail"), (5, "pass"), (0, "pass")])
def test_what_is_left_over_must_reach_the_threshold(fewer: int, verdict: str) -> None:
    check = no_differencing(area(0, range(40)), [area(1, range(40 - fewer))])
    assert check.verdict == verdict
    assert check.counts["rows"] == (fewer if verdict == "fail" else 0)


def test_the_greater_threshold_of_the_two_counts() -> None:
    assert no_differencing(area(0, range(40)), [area(1, range(34), threshold=7)]).verdict == "fail"


def test_a_release_that_promises_no_groups_is_not_compared() -> None:
    assert no_differencing(area(0, range(40)), [area(1, range(39), threshold=1)]).counts["earlier"] == 0
    assert no_differencing(area(0, range(40), threshold=1), [area(1, range(39))]).verdict == "pass"


def test_an_area_within_another_is_noticed_whatever_the_columns_are_called() -> None:
    ward = published(1, range(40), {"ward": ["w"] * 38 + ["v"] * 2}, ["ward"])
    assert no_differencing(area(0, range(38)), [ward]).verdict == "pass"
    whole = published(1, range(40), {"ward": ["w"] * 40}, ["ward"])
    assert no_differencing(area(0, range(38)), [whole]).verdict == "fail"


def bands(number: int, edges: Sequence[int], linking: Sequence[str]) -> Publication:
    """Ages 0 to 39, two people of each, in bands."""
    ages = sorted([*range(40)] * 2)
    band = [f"band {sum(age >= edge for edge in edges)}" for age in ages]
    return published(number, range(80), {"age": band}, ["age"], linking=linking)


def test_groups_that_cross_are_told_apart_only_if_rows_can_be_joined() -> None:
    tens, shifted = [10, 20, 30], [9, 19, 29]
    joined = no_differencing(bands(0, tens, ["id key"]), [bands(1, shifted, ["id key"])])
    assert (joined.verdict, joined.counts["sets"], joined.counts["rows"]) == ("fail", 3, 6)
    by_subtraction = no_differencing(bands(0, tens, ["id a"]), [bands(1, shifted, ["id b"])])
    assert (by_subtraction.verdict, by_subtraction.counts["rows"]) == ("fail", 6)


def test_a_series_that_shares_nobody_is_taken_together_and_named() -> None:
    earlier = [area(1, range(40)), area(2, range(40, 79))]
    check = no_differencing(area(0, range(80)), earlier)
    assert check.verdict == "fail"
    assert "release 1" in check.message
    assert "release 2" in check.message
    assert "together" in check.message


def test_a_suppressed_count_hides_what_is_left_over_and_an_exact_one_does_not() -> None:
    extract = area(0, range(38))
    assert no_differencing(extract, [table(1, 40, 40, 40)]).verdict == "fail"
    assert no_differencing(extract, [table(1, 40, 0, None)]).verdict == "pass"


def test_a_rounded_count_hides_only_as_much_as_it_was_rounded() -> None:
    assert no_differencing(area(0, range(38)), [table(1, 40, 38, 42)]).verdict == "pass"
    assert no_differencing(area(0, range(38)), [table(1, 40, 39, 41)]).verdict == "fail"


def test_without_the_search_for_what_can_move_people_who_cannot_be_told_apart_would_stop_a_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    came, went = area(0, range(2, 40)), area(1, range(38))
    assert no_differencing(came, [went]).verdict == "pass"
    monkeypatch.setattr(differencing, "most_of", lambda left, right, people, wanted, threshold: people[wanted])
    assert no_differencing(came, [went]).verdict == "fail"


def test_a_search_that_finds_too_much_room_would_let_somebody_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        differencing, "most_of", lambda left, right, people, wanted, threshold: np.full(len(wanted), threshold)
    )
    assert no_differencing(area(0, range(40)), [area(1, range(39))]).verdict == "pass"


def test_the_message_says_which_release_and_no_cell() -> None:
    message = no_differencing(area(0, range(40)), [area(3, range(39))]).message
    assert "release 3 of 2026-01-31 under 'areas' 1" in message
    assert "'area'" in message
    assert "north" not in message
