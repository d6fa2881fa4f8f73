"""Actions on columns are broken on purpose, one by one: the gate sees each, and nothing leaves."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import infoshare
from infoshare.anonymisation import date_shift, rules
from infoshare.anonymisation.whole_columns import Noise, Sample
from infoshare.engines import engine
from infoshare.errors import LeakFound
from infoshare.workflows import whole_columns
from tests.conftest import MakePolicy

KEY = b"k" * 32
ROWS = 40
SOURCE: dict[str, list[str]] = {
    "attendance": [f"HGH-{100_000 + row}" for row in range(ROWS)],
    "arrival": [f"2025-01-{1 + row % 28:02d} 23:41" for row in range(ROWS)],
    "value": [str(row) for row in range(ROWS)],
    "ward": [f"ward {row}" for row in range(ROWS)],
}
COLUMNS: dict[str, dict[str, Any]] = {
    "attendance": {"role": "direct", "action": "drop", "known": "reference"},
    "arrival": {"role": "plain", "action": "drop"},
    "ward": {"role": "plain", "action": "keep"},
}


@pytest.fixture
def nothing_leaves(make_policy: MakePolicy, tmp_path: Path) -> Callable[..., str]:
    """See that a release by this rule is refused when a step is broken, and is made when none is."""

    def attempt(
        monkeypatch: pytest.MonkeyPatch, broken: list[tuple[Any, str, Any]], rule: dict[str, Any], cells: list[str],
        **privacy: Any,
    ) -> str:  # fmt: skip
        policy = make_policy({**COLUMNS, "value": {"role": "sensitive", **rule}}, privacy=privacy)
        source = pa.table({**SOURCE, "value": cells})
        infoshare.anonymise(source, policy, key=KEY)
        for step in broken:
            monkeypatch.setattr(*step)
        with pytest.raises(LeakFound) as caught:
            infoshare.anonymise(source, policy, key=KEY, out=tmp_path / "out.csv")
        assert list(tmp_path.iterdir()) == []
        return str(caught.value)

    return attempt


NUMBERS = [str(101 + row) for row in range(ROWS)]
DAYS = [f"{1 + row % 28:02d}/03/1990" for row in range(ROWS)]
RETURNS_ITS_INPUT = [(engine, "cell_rule", lambda rule, keys: str)]
RETURNS_ITS_FIRST = [(engine, "pair_rule", lambda rule, keys: lambda cell, other: cell)]


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        ({"action": "mask", "keep_last": 1}, NUMBERS),
        ({"action": "round", "to": 50}, NUMBERS),
        ({"action": "top_bottom_code", "top": 110}, NUMBERS),
        ({"action": "coarsen_place", "to": "grid_1km"}, ["TL 7719 8342"] * ROWS),
        ({"action": "look_up_place", "file": "tests/spec/files/postcodes.csv", "to": "laua"}, ["HM1 7NG"] * ROWS),
        ({"action": "snap_place", "file": "tests/spec/files/map_points.csv"}, ["577190 283420"] * ROWS),
    ],
    ids=lambda each: each["action"] if isinstance(each, dict) else "",
)
def test_an_action_that_returns_its_input(
    rule: dict[str, Any], cells: list[str], nothing_leaves: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert "forms_kept" in nothing_leaves(monkeypatch, RETURNS_ITS_INPUT, rule, cells)


@pytest.mark.parametrize(
    "rule",
    [
        {"action": "age_at", "event": "arrival"},
        {"action": "age_at", "event": "arrival", "edges": [0, 18]},
        {"action": "shift_date", "person": "attendance"},
    ],
)
def test_an_action_that_returns_its_own_date(
    rule: dict[str, Any], nothing_leaves: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "forms_kept" in nothing_leaves(monkeypatch, RETURNS_ITS_FIRST, rule, DAYS)


def test_dates_that_are_moved_by_nothing(nothing_leaves: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    still = [(date_shift, "shift_of", lambda key: lambda person: date_shift.timedelta(0))]
    rule = {"action": "shift_date", "person": "attendance"}
    assert "values_moved" in nothing_leaves(monkeypatch, still, rule, DAYS)


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ({"action": "add_noise", "scale": 10}, (Noise, "noisy", lambda self, row, cell: cell)),
        ({"action": "swap"}, (whole_columns, "swapped", lambda key, name, cells, within: list(cells))),
    ],
    ids=["noise", "swap"],
)
def test_a_column_that_is_left_as_it_was(
    rule: dict[str, Any], broken: tuple[Any, str, Any], nothing_leaves: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert "values_moved" in nothing_leaves(monkeypatch, [broken], rule, NUMBERS)


def test_a_swap_that_makes_values_up(nothing_leaves: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (whole_columns, "swapped", lambda key, name, cells, within: [cells[0]] * len(cells))
    assert "values_moved" in nothing_leaves(monkeypatch, [twice], {"action": "swap"}, NUMBERS)


def test_rare_values_that_stay(nothing_leaves: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    none = (whole_columns, "rare_values", lambda columns, below: frozenset())
    cells = ["knife"] * (ROWS - 1) + ["crossbow"]
    assert "rare_recoded" in nothing_leaves(monkeypatch, [none], {"action": "recode_rare", "below": 5}, cells)


def test_a_sample_that_leaves_nobody_out(nothing_leaves: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = (Sample, "has", lambda self, row: True)
    said = nothing_leaves(monkeypatch, [everybody], {"action": "keep"}, ["x"] * ROWS, sample=0.5)
    assert "rows_accounted: 40 of 40 rows released" in said


def only_spelt(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()


@pytest.mark.parametrize(
    ("form", "broken"),
    [
        ("reversible", ("reversible", lambda key, known: lambda text: only_spelt(text.encode()))),
        ("reversible", ("reversible", lambda key, known: lambda text: only_spelt(b"\x00" * 16 + padded(text)))),
        ("open_pseudonymiser", ("salt_of", lambda key: b"")),
        ("open_pseudonymiser", ("open_pseudonymise", lambda salt, known: unsalted)),
        ("open_pseudonymiser", ("open_pseudonymise", lambda salt, known: str)),
    ],
)
def test_pseudonyms_that_anybody_can_undo(
    form: str, broken: tuple[str, Any], make_policy: MakePolicy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    policy = make_policy({"attendance": {"role": "direct", "action": "pseudonymise", "form": form}})
    source = pa.table({"attendance": SOURCE["attendance"]})
    infoshare.anonymise(source, policy, key=KEY)
    monkeypatch.setattr(rules, *broken)
    with pytest.raises(infoshare.InfoshareError):
        infoshare.anonymise(source, policy, key=KEY, out=tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


def padded(text: str) -> bytes:
    return text.encode() + b"\x80" + b"\x00" * (-(len(text.encode()) + 1) % 16)


def unsalted(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()
