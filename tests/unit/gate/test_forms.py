"""The forms that actions promise: whatever the rules make is accepted, and what they did not make is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.bands import band_labels
from infoshare.anonymisation.date_shift import shift_date
from infoshare.anonymisation.dates import coarsen_date
from infoshare.anonymisation.masks import mask
from infoshare.anonymisation.numbers import round_to, top_bottom_code
from infoshare.anonymisation.places import coarsen_place
from infoshare.anonymisation.pseudonyms import open_pseudonymise, pseudonymise, reversible
from infoshare.gate.forms import promised_form
from infoshare.model.column_rule import (
    AddNoise,
    AgeAt,
    Band,
    CoarsenDate,
    CoarsenPlace,
    ColumnRule,
    DatePart,
    Drop,
    Keep,
    LookUpPlace,
    Mask,
    PlacePart,
    Pseudonymise,
    Redact,
    Round,
    ShiftDate,
    SnapPlace,
    TopBottomCode,
)

PARTS = ["day", "week", "month", "quarter", "year", "hour_of_week", "part_of_week"]
PLACES = ["sector", "outward", "district", "area"]
SQUARES: list[PlacePart] = ["grid_100m", "grid_1km", "grid_10km"]
EDGES = st.lists(st.integers(-50, 150) | st.sampled_from([0.5, 2.25]), min_size=1, max_size=6, unique=True).map(sorted)


def keeps_form(rule: ColumnRule, cell: str) -> bool:
    form = promised_form(rule)
    assert form is not None
    return form(cell)


@given(EDGES)
def test_every_label_of_a_band_has_the_promised_form(edges: list[float]) -> None:
    rule = Band(role="quasi", action="band", edges=tuple(map(float, edges)))
    assert all(keeps_form(rule, label) for label in band_labels(rule.edges))


@pytest.mark.parametrize(
    "cell", ["34", "16", "18", "17", "64", "65", "18 ", "0-64", "65-18", "", "under 65", "0 and over"]
)
def test_a_number_that_was_not_banded_or_another_band_has_not_the_promised_form(cell: str) -> None:
    assert not keeps_form(Band(role="quasi", action="band", edges=(0.0, 18.0, 65.0)), cell)


@pytest.mark.parametrize("part", PARTS)
def test_every_coarser_date_has_the_promised_form_of_its_part_and_of_no_other(part: DatePart) -> None:
    cell = coarsen_date(part)("2025-01-03 23:41")
    assert cell is not None
    fits = [other for other in PARTS if keeps_form(CoarsenDate(role="quasi", action="coarsen_date", to=other), cell)]
    assert fits == [part]


@pytest.mark.parametrize("part", PLACES)
@pytest.mark.parametrize("postcode", ["M1 1AE", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "GIR 0AA"])
def test_every_larger_place_has_the_promised_form_and_the_postcode_has_not(part: PlacePart, postcode: str) -> None:
    rule = CoarsenPlace(role="quasi", action="coarsen_place", to=part)
    place = coarsen_place(part)(postcode)
    assert place is not None
    assert keeps_form(rule, place)
    assert not keeps_form(rule, postcode)
    assert not keeps_form(rule, postcode.replace(" ", ""))


@given(st.text(min_size=1, max_size=40))
def test_every_token_has_the_promised_form(value: str) -> None:
    assert keeps_form(Pseudonymise(role="direct", action="pseudonymise"), pseudonymise(b"k" * 32)(value))


@pytest.mark.parametrize("cell", ["9990000018", "Varnhol", "a" * 25, "a" * 27, "A" * 26, "1" * 26, "a" * 26 + "\n", ""])
def test_what_is_no_token_has_not_the_promised_form(cell: str) -> None:
    assert not keeps_form(Pseudonymise(role="direct", action="pseudonymise"), cell)


@pytest.mark.parametrize(
    "rule",
    [Keep(role="plain", action="keep"), Drop(role="direct", action="drop"), Redact(role="text", action="redact")],
)
def test_other_actions_promise_no_form(rule: Keep | Drop | Redact) -> None:
    assert promised_form(rule) is None


@pytest.mark.parametrize("part", SQUARES)
def test_every_square_has_the_promised_form_of_its_size_and_of_no_other(part: PlacePart) -> None:
    square = coarsen_place(part)("TL 7719 8342")
    assert square is not None
    rules = [CoarsenPlace(role="quasi", action="coarsen_place", to=other) for other in SQUARES]
    assert [rule.to for rule in rules if keeps_form(rule, square)] == [part]
    assert not any(keeps_form(rule, "TL 7719 8342") for rule in rules)


PSEUDONYMS: dict[str, Callable[[str], str]] = {
    "token": pseudonymise(b"k" * 32),
    "reversible": reversible(b"k" * 64),
    "open_pseudonymiser": open_pseudonymise(b"salt"),
}


@pytest.mark.parametrize("form", PSEUDONYMS)
@given(value=st.text(min_size=1, max_size=40))
def test_every_form_of_pseudonym_is_told_from_the_others(form: str, value: str) -> None:
    rules = {
        each: Pseudonymise.model_validate({"role": "direct", "action": "pseudonymise", "form": each})
        for each in PSEUDONYMS
    }
    token = PSEUDONYMS[form](value)
    fits = [each for each in PSEUDONYMS if keeps_form(rules[each], token)]
    assert form in fits
    assert not keeps_form(rules["token"], token) or form == "token"
    assert not any(keeps_form(rule, value) for rule in rules.values() if len(value) < 26)


@given(st.text(max_size=20), st.integers(0, 4), st.integers(0, 4))
def test_every_mask_has_the_promised_form(value: str, first: int, last: int) -> None:
    rule = Mask(role="plain", action="mask", keep_first=first, keep_last=last)
    assert keeps_form(rule, mask(first, last)(value))


@pytest.mark.parametrize("cell", ["AB12", "A*12", "**1*", "A4", "*4", "AB**2"])
def test_what_shows_more_than_is_kept_has_not_the_form_of_a_mask(cell: str) -> None:
    assert not keeps_form(Mask(role="plain", action="mask", keep_first=1, keep_last=1), cell)


@given(st.decimals(-(10**9), 10**9, places=3).map(str), st.sampled_from([0.25, 1.0, 3.0, 10.0]))
def test_every_rounded_number_has_the_promised_form(number: str, to: float) -> None:
    cell = round_to(to)(number)
    assert cell is not None
    assert keeps_form(Round(role="quasi", action="round", to=to), cell)


@pytest.mark.parametrize("cell", ["14", "10.5", "ten", "", "1e1"])
def test_what_is_no_multiple_has_not_the_form_of_a_rounded_number(cell: str) -> None:
    assert not keeps_form(Round(role="quasi", action="round", to=10.0), cell)


@given(st.integers(-200, 200).map(str))
def test_every_coded_number_has_the_promised_form(number: str) -> None:
    rule = TopBottomCode(role="quasi", action="top_bottom_code", bottom=-18.0, top=90.0)
    cell = top_bottom_code(rule.bottom, rule.top)(number)
    assert cell is not None
    assert keeps_form(rule, cell)


@pytest.mark.parametrize("cell", ["90", "104", "17", "90 and over ", "under 17", "old"])
def test_a_number_beyond_a_limit_has_not_the_form_of_a_coded_one(cell: str) -> None:
    assert not keeps_form(TopBottomCode(role="quasi", action="top_bottom_code", bottom=18.0, top=90.0), cell)


@pytest.mark.parametrize(
    ("cell", "fits"), [("0", True), ("122", True), ("123", False), ("04/07/1990", False), ("1.5", False)]
)
def test_an_age_has_the_promised_form_and_a_date_of_birth_has_not(cell: str, fits: bool) -> None:
    assert keeps_form(AgeAt(role="quasi", action="age_at", event="arrival"), cell) == fits


def test_a_banded_age_has_the_form_of_its_band() -> None:
    rule = AgeAt(role="quasi", action="age_at", event="arrival", edges=(0.0, 18.0))
    assert [keeps_form(rule, cell) for cell in ("0-17", "18 and over", "17")] == [True, True, False]


@pytest.mark.parametrize("cell", ["03/01/2025", "2025-01-03 23:41", "3 January 2025 7:05", "2025-01-03T23:41:09.5Z"])
def test_every_shifted_date_has_the_promised_form(cell: str) -> None:
    rule = ShiftDate(role="quasi", action="shift_date", person="nhs_number")
    shifted = shift_date(b"k" * 32)(cell, "a")
    assert shifted is not None
    assert keeps_form(rule, shifted)
    assert not keeps_form(rule, "03/01/2025")


@pytest.mark.parametrize(
    ("cell", "fits"), [("10.5", True), ("-3", True), ("10.25", False), ("free", False), ("1e5", False)]
)
def test_a_number_with_noise_has_no_more_decimals_than_agreed(cell: str, fits: bool) -> None:
    assert keeps_form(AddNoise(role="sensitive", action="add_noise", scale=1.0, decimals=1), cell) == fits


def test_only_places_of_the_file_may_stand(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("pcds,lsoa\nHM1 7NG,E01\nHM1 7NH,\n")
    rule = LookUpPlace(role="quasi", action="look_up_place", file=str(file), to="lsoa")
    assert [keeps_form(rule, cell) for cell in ("E01", "E02", "", "HM1 7NG")] == [True, False, False, False]


def test_only_map_points_that_enough_addresses_share_may_stand(tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text("easting,northing,addresses\n577200,283400,8\n577190,283420,7\n")
    rule = SnapPlace(role="quasi", action="snap_place", file=str(file))
    assert [keeps_form(rule, cell) for cell in ("577200 283400", "577190 283420", "577200")] == [True, False, False]
