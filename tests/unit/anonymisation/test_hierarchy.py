"""The shipped hierarchies: where a value stands at each level, what is not in them, and that their levels nest."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.hierarchy import generalise, hierarchy_of
from infoshare.errors import PolicyError
from infoshare.gate.hierarchies import forms_of, place_of
from infoshare.model.column_rule import Generalise

PATHS = [
    ("age", "34", ("34", "30-34", "30-39", "20-39", "*")),
    ("age", "0", ("0", "0-4", "0-9", "0-19", "*")),
    ("age", " 107.0 ", ("107", "105-109", "100-109", "100-119", "*")),
    ("date", "31/12/2024", ("2024-12-31", "2024-12", "2024-Q4", "2024", "*")),
    ("date", "2025-04-01T09:30", ("2025-04-01", "2025-04", "2025-Q2", "2025", "*")),
    ("uk_postcode", "hm1 7ng", ("HM1 7NG", "HM1 7", "HM1", "HM", "*")),
    ("uk_postcode", "M11AE", ("M1 1AE", "M1 1", "M1", "M", "*")),
    ("uk_postcode", "EC1A 1BB", ("EC1A 1BB", "EC1A 1", "EC1A", "EC", "*")),
    ("icd10", "j45.0", ("J45.0", "J45", "J40-J47", "J00-J99", "*")),
    ("icd10", "I10X", ("I10", "I10", "I10-I15", "I00-I99", "*")),
    ("icd10", "W019", ("W01.9", "W01", "W00-X59", "V01-Y98", "*")),
    ("icd10", "X60", ("X60", "X60", "X60-X84", "V01-Y98", "*")),
    ("ethnicity_18", "Irish", ("Irish", "White", "*")),
    ("ethnicity_18", " IRISH ", ("Irish", "White", "*")),
]


@pytest.mark.parametrize(("name", "value", "path"), PATHS)
def test_a_value_has_its_place_at_every_level(name: str, value: str, path: tuple[str, ...]) -> None:
    assert hierarchy_of(name).path(value) == path
    assert len(hierarchy_of(name).levels) == len(path)


@pytest.mark.parametrize(("name", "value", "path"), PATHS)
def test_the_gate_puts_it_there_too_by_code_of_its_own(name: str, value: str, path: tuple[str, ...]) -> None:
    assert place_of(name)(value) == path
    assert all(form(cell) for form, cell in zip(forms_of(name), path, strict=True))


STRANGE = [
    ("age", "130"), ("age", "34.5"), ("age", "-1"), ("age", "forty"),
    ("date", "31/02/2024"), ("date", "March"), ("uk_postcode", "HM1"), ("uk_postcode", "nowhere"),
    ("icd10", "A"), ("icd10", "D49.0"), ("icd10", "J40-J47"), ("ethnicity_18", "White"), ("ethnicity_18", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), STRANGE)
def test_what_is_not_in_a_hierarchy_has_no_place(name: str, value: str) -> None:
    assert hierarchy_of(name).path(value) is None


@given(st.integers(0, 129), st.integers(0, 129))
def test_bands_of_age_nest(one: int, other: int) -> None:
    ours, theirs = hierarchy_of("age").path(str(one)), hierarchy_of("age").path(str(other))
    assert ours is not None
    assert theirs is not None
    alike = [mine == yours for mine, yours in zip(ours, theirs, strict=True)]
    assert alike == sorted(alike)


def test_every_block_of_icd_10_is_in_one_chapter_and_no_code_in_two_blocks() -> None:
    path = hierarchy_of("icd10").path
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    found = [path(f"{letter}{number:02d}") for letter in letters for number in range(100)]
    places = [each for each in found if each]
    assert len({place[3] for place in places}) == 22
    assert len({place[2] for place in places}) == len({place[2:4] for place in places})
    for place in places:
        first, last = place[2].split("-")
        assert first <= place[1] <= last


@given(st.from_regex(r"[A-Z][0-9]{2}(\.[0-9])?", fullmatch=True) | st.dates().map(str) | st.integers(0, 200).map(str))
def test_the_gate_and_the_engine_agree_on_any_value(value: str) -> None:
    for name in ("icd10", "date", "age", "uk_postcode"):
        assert hierarchy_of(name).path(value) == place_of(name)(value)


def test_a_file_of_the_users_own_is_a_hierarchy(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("Leeds;North\nleeds;East\nYork;North\n", encoding="utf-8")
    hierarchy = hierarchy_of(str(tmp_path / "towns.csv"))
    assert hierarchy.path("york") == ("York", "North")
    assert (hierarchy.path("Leeds"), hierarchy.path("leeds")) == (("Leeds", "North"), ("leeds", "East"))
    assert hierarchy.path("LEEDS") is None


def test_a_full_postcode_is_never_chosen() -> None:
    assert hierarchy_of("uk_postcode").lowest == 1


def rule(**given: object) -> Generalise:
    return Generalise.model_validate({"role": "quasi", "action": "generalise", **given}, strict=False)


def test_a_rule_gives_the_value_of_its_level() -> None:
    assert generalise(rule(hierarchy="age", level=2))("34") == "30-39"
    assert generalise(rule(hierarchy="age", level=2))("x") is None


def test_a_level_that_a_hierarchy_lacks_is_refused() -> None:
    with pytest.raises(PolicyError, match="no level 5"):
        generalise(rule(hierarchy="age", level=5))
