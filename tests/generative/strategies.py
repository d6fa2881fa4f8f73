"""Hypothesis builds tables of invented cells and policies that fit them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from infoshare.errors import PolicyError
from infoshare.model.policy import Policy

DATES = st.dates().map(str) | st.datetimes().map(lambda moment: moment.strftime("%d/%m/%y %H:%M"))
NUMBERS = st.integers(-20, 120).map(str) | st.floats(0, 120, width=32).map(lambda number: f"{number:.2f}")
SCENES = st.builds("{}, {}".format, st.integers(0, 700_000), st.integers(0, 1_300_000)) | st.just("TL 7719 8342")
DIGITS = st.integers(1, 9)
POSTCODES = st.builds("{}{} {}AB".format, st.sampled_from(["HM", "M", "EC"]), DIGITS, DIGITS)
WORDS = st.sampled_from(
    ["North", "South", "knife", "fist", "Siân", "a, b", 'say "x"', "=1+1", "-5", " x ", "line\nbreak"]
)
NAMES = st.sampled_from(["Varnholt", "Okonjo", "O'Sullivan", "Young", "Lincoln", "unknown"])
ODD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
PROSE = WORDS | NAMES | st.sampled_from(["Xxander", "seen", "12/03/1990", "hgh100003"])
NOTES = st.lists(PROSE, max_size=5).map(" ".join)

QUASI_ACTIONS: list[tuple[st.SearchStrategy[str], dict[str, Any]]] = [
    (NUMBERS | ODD, {"action": "band", "edges": [0, 18, 65]}),
    (NUMBERS | ODD, {"action": "band", "edges": [-5, 0.5]}),
    *[
        (DATES | ODD, {"action": "coarsen_date", "to": part})
        for part in ("day", "week", "month", "quarter", "year", "hour_of_week", "part_of_week")
    ],
    *[(POSTCODES | ODD, {"action": "coarsen_place", "to": part}) for part in ("sector", "outward", "district", "area")],
    (NUMBERS | ODD, {"action": "top_bottom_code", "bottom": 0, "top": 90}),
    (NUMBERS | ODD, {"action": "round", "to": 0.5}),
    (DATES | ODD, {"action": "age_at", "event": "day"}),
    (DATES | ODD, {"action": "age_at", "event": "day", "edges": [0, 18]}),
    (DATES | ODD, {"action": "shift_date", "person": "who"}),
    *[(SCENES | ODD, {"action": "coarsen_place", "to": part}) for part in ("grid_100m", "grid_1km", "grid_10km")],
    (WORDS, {"action": "mask", "keep_first": 1}),
    (WORDS, {"action": "recode_rare", "below": 2}),
    (NUMBERS | ODD, {"action": "add_noise", "scale": 3}),
    (NUMBERS | DATES | WORDS, {"action": "swap", "within": 0.5}),
    (WORDS, {"action": "keep"}),
    (WORDS, {"action": "drop"}),
]
DIRECT_ACTIONS = [
    {"action": "drop"},
    {"action": "pseudonymise"},
    {"action": "pseudonymise", "form": "reversible"},
    {"action": "pseudonymise", "form": "open_pseudonymiser"},
    {"action": "drop", "known": "name"},
]


def cells(values: st.SearchStrategy[str], rows: int) -> st.SearchStrategy[list[str | None]]:
    """A column of those values, with some cells missing or empty."""
    return st.lists(st.none() | st.just("") | values | values | values, min_size=rows, max_size=rows)


@st.composite
def jobs(draw: st.DrawFn) -> tuple[pa.Table, Policy]:
    """A table in batches of any size, and a policy for it."""
    rows = draw(st.integers(1, 12))
    columns: dict[str, list[str | None]] = {}
    rules: dict[str, dict[str, Any]] = {}
    for place, (values, action) in enumerate(draw(st.lists(st.sampled_from(QUASI_ACTIONS), min_size=1, max_size=3))):
        name = draw(st.sampled_from(["Quasi {}", "quasi-{}", "q {} (%)"])).format(place)
        columns[name], rules[name] = draw(cells(values, rows)), {"role": "quasi", **action}
    columns["who"], rules["who"] = draw(cells(NAMES, rows)), {"role": "direct", **draw(st.sampled_from(DIRECT_ACTIONS))}
    columns["day"], rules["day"] = draw(cells(DATES, rows)), {"role": "plain", "action": "drop"}
    columns["weapon"], rules["weapon"] = draw(cells(WORDS, rows)), {"role": "sensitive", "action": "keep"}
    columns["note"], rules["note"] = draw(cells(NOTES, rows)), {"role": "text", "action": "redact"}
    return _in_batches(draw, columns, rows), _policy(draw, rules)


def _in_batches(draw: st.DrawFn, columns: dict[str, list[str | None]], rows: int) -> pa.Table:
    table = pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})
    cut = draw(st.integers(0, rows))
    return pa.concat_tables([table.slice(0, cut), table.slice(cut)])


def _policy(draw: st.DrawFn, rules: dict[str, dict[str, Any]]) -> Policy:
    privacy = {
        "k": draw(st.integers(1, 3)),
        "l": draw(st.sampled_from([{}, {"weapon": 1}, {"weapon": 2}])),
        "max_suppressed": draw(st.sampled_from([0.0, 0.5, 0.9, 1.0])),
        "sample": draw(st.sampled_from([None, None, 0.7])),
    }
    written = {"policy": "built", "version": 1, "title": "Built by Hypothesis", "columns": rules, "privacy": privacy}
    return Policy.parsed(written, PolicyError, "built")


HEADERS = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L"]), min_size=2, max_size=6), min_size=1, max_size=4,
    unique_by=str.casefold,
)  # fmt: skip


@st.composite
def text_tables(draw: st.DrawFn) -> pa.Table:
    """A table of any text that a file can hold, under plain headers."""
    rows = draw(st.integers(1, 6))
    return pa.table({name: pa.array(draw(cells(ODD | WORDS, rows)), pa.string()) for name in draw(HEADERS)})
