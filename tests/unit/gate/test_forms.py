"""The forms that actions promise: whatever the rules make is accepted, and what they did not make is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.bands import band_labels
from infoshare.anonymisation.dates import coarsen_date
from infoshare.anonymisation.places import coarsen_place
from infoshare.anonymisation.pseudonyms import pseudonymise
from infoshare.gate.forms import promised_form
from infoshare.model.column_rule import (
    Band,
    CoarsenDate,
    CoarsenPlace,
    DatePart,
    Drop,
    Keep,
    PlacePart,
    Pseudonymise,
    Redact,
)

PARTS = ["day", "week", "month", "quarter", "year", "hour_of_week", "part_of_week"]
PLACES = ["sector", "outward", "district", "area"]
EDGES = st.lists(st.integers(-50, 150) | st.sampled_from([0.5, 2.25]), min_size=1, max_size=6, unique=True).map(sorted)


def keeps_form(rule: Band | CoarsenDate | CoarsenPlace | Pseudonymise, cell: str) -> bool:
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
