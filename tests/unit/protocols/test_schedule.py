"""The data schedule: what is as coarse as what was signed, when data is destroyed, and how soon a sharing repeats."""

from __future__ import annotations

import itertools
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from infoshare.anonymisation.rules import cell_rule
from infoshare.errors import PolicyError
from infoshare.model.column_rule import (
    AnyRule,
    Band,
    CoarsenDate,
    CoarsenPlace,
    Drop,
    Keep,
    Pseudonymise,
    RecodeRare,
    Redact,
    Round,
)
from infoshare.model.policy import Policy
from infoshare.model.precision import Precisions
from infoshare.protocols.schedule.fineness import beyond, is_as_coarse
from infoshare.protocols.schedule.timing import destroy_by, next_from
from tests.spec.set_cases import answers_of, protocol_of

DATES = [
    f"{day.isoformat()} {hour:02}:15" for n in range(0, 800, 5) for day in [date(2026, 1, 1) + timedelta(days=n)]
    for hour in (0, 7, 13, 22)
]  # fmt: skip
PLACES = [
    f"{area}{n}{tail}"
    for area in ("AB", "ZE", "W", "SE")
    for n in (1, 2, 11, "1A")
    for tail in (" 1AA", " 1AB", " 2AD")
]
NUMBERS = [str(n) for n in range(120)]
PARTS = ("day", "week", "month", "quarter", "year", "hour_of_week", "part_of_week")
SQUARES = ("sector", "outward", "district", "area")
EDGES = [(0,), (0, 18), (0, 18, 65), (0, 10, 20), (0, 20), (0, 5, 10, 15, 20)]
FAMILIES: list[tuple[list[AnyRule], list[str]]] = [
    ([CoarsenDate(role="quasi", action="coarsen_date", to=part) for part in PARTS], DATES),
    ([CoarsenPlace(role="quasi", action="coarsen_place", to=part) for part in SQUARES], PLACES),
    ([Band(role="quasi", action="band", edges=edges) for edges in EDGES], NUMBERS),
]
PAIRS = [
    (signed, own, cells) for rules, cells in FAMILIES for signed, own in itertools.product(rules, repeat=2)
]  # fmt: skip


@pytest.mark.parametrize(("signed", "own", "cells"), PAIRS, ids=lambda each: str(getattr(each, "action", ""))[:12])
def test_what_counts_as_coarse_says_no_more_of_any_cell(signed: AnyRule, own: AnyRule, cells: list[str]) -> None:
    """Whatever `own` tells apart, `signed` tells apart too: then the signed one lets out at least as much."""
    by_signed, by_own = cell_rule(signed), cell_rule(own)
    told: dict[str | None, set[str | None]] = {}
    for cell in cells:
        told.setdefault(by_signed(cell), set()).add(by_own(cell))
    says_no_more = all(len(each) == 1 for each in told.values())
    if is_as_coarse(own, signed):
        assert says_no_more
    else:
        assert not says_no_more


@pytest.mark.parametrize(
    ("signed", "own", "passes"),
    [
        (Keep(role="quasi", action="keep"), CoarsenDate(role="quasi", action="coarsen_date", to="day"), True),
        (Keep(role="plain", action="keep"), Keep(role="sensitive", action="keep"), True),
        (CoarsenDate(role="quasi", action="coarsen_date", to="day"), Keep(role="quasi", action="keep"), False),
        (Round(role="sensitive", action="round", to=5), Round(role="sensitive", action="round", to=10), True),
        (Round(role="sensitive", action="round", to=10), Round(role="sensitive", action="round", to=15), False),
        (RecodeRare(role="quasi", action="recode_rare", below=10),
         RecodeRare(role="quasi", action="recode_rare", below=9),
         False),
        (Redact(role="text", action="redact"), Redact(role="text", action="redact", strength="strict"), True),
        (Redact(role="text", action="redact", strength="strict"), Redact(role="text", action="redact"), False),
        (Redact(role="text", action="redact"), Keep(role="text", action="keep"), False),
        (Pseudonymise(role="direct", action="pseudonymise"),
         Pseudonymise(role="direct", action="pseudonymise", form="reversible"), False),
        (Drop(role="direct", action="drop"), Pseudonymise(role="direct", action="pseudonymise"), False),
    ],
)  # fmt: skip
def test_other_rules(signed: AnyRule, own: AnyRule, passes: bool) -> None:
    assert is_as_coarse(own, signed) is passes


def test_each_precision_fits_its_own_form_and_every_less_careful_one() -> None:
    by_id = {each.id: each for each in Precisions.load().precisions}
    assert [by_id["day"].fits(form) for form in ("identifiable", "pseudonymised", "anonymised")] == [True, True, False]
    assert by_id["name"].left_out.known == "name"
    assert by_id["name"].left_out.action == "drop"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("24 months from receipt", date(2028, 11, 30)),
        ("3 months", date(2027, 2, 28)),
        ("12 quarters from receipt", date(2029, 11, 30)),
        ("Five years", date(2031, 11, 30)),
        ("10 days", date(2026, 12, 10)),
        ("two weeks after receipt", date(2026, 12, 14)),
        ("Until the plan is closed, at most six months", date(2027, 5, 30)),
        ("6 months, or 5 working days after a no", None),
        ("12 months after the help ends", None),
        ("Until the tenancy ends", None),
        ("With the child's file", None),
        ("36 monthly files", None),
    ],
)
def test_when_it_must_be_destroyed(words: str, day: date | None) -> None:
    assert destroy_by(words, date(2026, 11, 30)) == day


@pytest.mark.parametrize(
    ("frequency", "day"),
    [("daily", date(2027, 2, 2)), ("monthly", date(2027, 3, 1)), ("quarterly", date(2027, 5, 1)), ("one_off", None),
     ("annual", date(2028, 2, 1)), ("continuous", None)],
)  # fmt: skip
def test_how_soon_a_sharing_repeats(frequency: str, day: date | None) -> None:
    assert next_from(frequency, date(2027, 2, 1)) == day


AGREED = Policy.parsed(
    {"policy": "agreed", "version": 1, "title": "Agreed", "columns": {
        "surname": {"role": "direct", "action": "drop", "known": "name"},
        "age": {"role": "quasi", "action": "band", "edges": [0, 18, 65]},
        "weapon": {"role": "sensitive", "action": "keep"},
        "note": {"role": "text", "action": "redact"},
    }, "privacy": {"k": 5}}, PolicyError, "agreed.yaml",
)  # fmt: skip


@pytest.mark.parametrize(
    ("column", "change", "said"),
    [
        ("weapon", {"aliases": ("surname",)}, "would be read under another header too"),
        ("age", {"role": "plain"}, "is taken for plain, and was agreed as quasi"),
        ("surname", {"known": None}, "is not known for what it was agreed to be"),
        ("note", {"look_alike": ("nhs",)}, "is not known for what it was agreed to be"),
        ("weapon", {"role": "quasi"}, ""),
        ("age", {"edges": (0.0, 18.0)}, ""),
        ("note", {"strength": "strict"}, ""),
    ],
)  # fmt: skip
def test_a_policy_of_ones_own_cannot_make_the_gate_look_less_closely(
    column: str, change: dict[str, Any], said: str
) -> None:
    own = AGREED.model_copy(
        update={"columns": {**AGREED.columns, column: AGREED.columns[column].model_copy(update=change)}}
    )
    found = [*beyond(own, AGREED)]
    assert [each for each in found if said and said in each] == found
    assert bool(found) is bool(said)


def test_a_column_that_the_schedule_does_not_list_may_be_dropped() -> None:
    more = {**AGREED.columns, "ward": Drop(role="plain", action="drop")}
    assert [*beyond(AGREED.model_copy(update={"columns": more}), AGREED)] == []


def figures(giver: str) -> Policy:
    """The policy of a sharing of figures by postcode area and quarter, from a giver."""
    answers = deepcopy(answers_of("cda-s115"))
    flow = next(row for row in answers["flows"] if row["name"] == "Admissions")
    flow["giver"] = giver
    counted = {"form": "aggregate", "flows": ["Admissions"], "why": "To plan"}
    answers["data_items"] += [
        {"item": "Area", "column": "postcode", "precision": "postcode_area", **counted},
        {"item": "Quarter", "column": "admitted", "precision": "quarter", **counted},
    ]
    return protocol_of("cda-s115", answers).policy("Eastmarch Police", sharing="Admissions")


@pytest.mark.parametrize(
    ("giver", "tables"),
    [("NHS Eastmarch Integrated Care Board", {"preset": "nhs_hes_ecds"}),
     ("Eastmarch Fire Authority", {"suppress_below": 5})],
)  # fmt: skip
def test_figures_may_be_counted_by_the_columns_of_their_sharing(giver: str, tables: dict[str, Any]) -> None:
    policy = figures(giver)
    assert policy.release == "aggregate"
    assert policy.tables
    assert policy.tables.model_dump(exclude_defaults=True) == tables
    assert {name for name, rule in policy.columns.items() if rule.action != "drop"} == {"postcode", "admitted"}
    assert policy.agreed
    assert policy.agreed.sharing == "Admissions"
