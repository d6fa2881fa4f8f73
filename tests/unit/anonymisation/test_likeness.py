"""How values are near each other when they are not the same."""

from __future__ import annotations

import pytest

from infoshare.anonymisation.likeness import NOWHERE, Likeness, likeness_of, of_plain_value
from infoshare.model.column_rule import Band, CoarsenDate, CoarsenPlace, DatePart, Keep, PlacePart


def place(value: str, part: PlacePart) -> Likeness:
    return likeness_of(CoarsenPlace(role="quasi", action="coarsen_place", to=part))(value)


def test_bands_are_near_their_neighbours() -> None:
    of = likeness_of(Band(role="quasi", action="band", edges=(18, 25, 35)))
    assert [of(label).place for label in ("under 18", "18-24", "25-34", "35 and over")] == [0, 1, 2, 3]
    assert of("no band") == NOWHERE


@pytest.mark.parametrize(
    ("part", "earlier", "later"),
    [("month", "2024-12", "2025-01"), ("quarter", "2024-Q4", "2025-Q1"), ("year", "2024", "2025"),
     ("day", "2024-12-31", "2025-01-01"), ("week", "2025-W05", "2025-W06")],
)  # fmt: skip
def test_a_period_is_near_the_next(part: DatePart, earlier: str, later: str) -> None:
    of = likeness_of(CoarsenDate(role="quasi", action="coarsen_date", to=part))
    first, second = of(earlier).place, of(later).place
    assert first is not None
    assert second == first + 1


def test_a_part_of_the_week_is_near_no_other() -> None:
    assert likeness_of(CoarsenDate(role="quasi", action="coarsen_date", to="part_of_week"))("weekend night") == NOWHERE


def test_places_are_near_within_the_next_larger_place() -> None:
    assert place("HM1 7", "sector").wider == "HM1"
    assert place("HM1", "outward").wider == place("HM12", "outward").wider == "HM"
    assert place("HM", "area") == NOWHERE


def test_plain_values_are_near_by_what_they_are() -> None:
    assert of_plain_value("34").place == 34
    assert of_plain_value("HM1 7NG").wider == "HM1"
    assert of_plain_value("1986-05-29").wider == "1986-05"
    assert of_plain_value("female") == NOWHERE
    assert likeness_of(Keep(role="quasi", action="keep")) is of_plain_value
