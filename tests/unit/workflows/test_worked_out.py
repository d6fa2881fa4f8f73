"""What the intruder makes of each action: rules that are no secret are applied, keyed ones are not undone."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from infoshare.model.risk import Attack
from infoshare.workflows.rehearse import rehearse
from tests.conftest import MakePolicy

PEOPLE = 24
SOURCE = pl.DataFrame(
    {
        "surname": [f"Varnholt{chr(97 + n)}" for n in range(PEOPLE)],
        "born": [f"{2004 - n}-06-01" for n in range(PEOPLE)],
        "seen": ["2025-01-01"] * PEOPLE,
        "age": [str(20 + n) for n in range(PEOPLE)],
        "postcode": [f"HM{1 + n // 12} {n % 9 + 1}AB" for n in range(PEOPLE)],
    }
)
COLUMNS: dict[str, object] = {
    "surname": {"role": "direct", "action": "drop", "known": "name"},
    "born": {"role": "quasi", "action": "drop", "known": "date_of_birth"},
    "seen": {"role": "quasi", "action": "coarsen_date", "to": "year"},
    "age": {"role": "quasi", "action": "drop"},
    "postcode": {"role": "quasi", "action": "coarsen_place", "to": "outward"},
}


@pytest.fixture
def after(make_policy: MakePolicy) -> object:
    def attacked(**rules: dict[str, object]) -> Attack:
        changed = {name: {"role": "quasi", **rule} for name, rule in rules.items()}
        return rehearse(SOURCE, make_policy({**COLUMNS, **changed})).after

    return attacked


@pytest.mark.parametrize(
    ("rule", "smallest_group"),
    [
        ({"action": "round", "to": 10}, "2 to 4"),
        ({"action": "top_bottom_code", "bottom": 25, "top": 35}, "1"),
        ({"action": "band", "edges": [20, 30]}, "2 to 4"),
        ({"action": "recode_rare", "below": 2}, "10 or more"),
    ],
)
def test_a_rule_without_a_key_is_worked_out(after: object, rule: dict[str, object], smallest_group: str) -> None:
    found: Attack = after(age=rule)  # type: ignore[operator]
    assert found.columns == ("age", "postcode")
    assert next(words for words in ("1", "2 to 4", "5 to 9", "10 or more") if found.exact.candidates[words]) == (
        smallest_group
    )
    assert found.exact.candidates["none"] == 0


def test_an_age_at_an_event_is_reckoned_from_the_date_of_birth(after: object) -> None:
    found: Attack = after(born={"action": "age_at", "event": "seen"})  # type: ignore[operator]
    assert found.columns == ("born", "postcode")
    assert found.exact.rightly == PEOPLE


def test_a_level_of_a_hierarchy_is_worked_out(after: object, tmp_path: Path) -> None:
    path = tmp_path / "ages.csv"
    path.write_text("".join(f"{n},{n // 10 * 10}-{n // 10 * 10 + 9},*\n" for n in range(20, 44)))
    found: Attack = after(age={"action": "generalise", "hierarchy": str(path), "level": 1})  # type: ignore[operator]
    assert found.columns == ("age", "postcode")
    assert found.exact.candidates["2 to 4"] == 6


def test_noise_is_not_matched_exactly_and_is_forgiven_by_weight(after: object) -> None:
    found: Attack = after(age={"action": "add_noise", "scale": 1})  # type: ignore[operator]
    assert found.exact.candidates["10 or more"] == PEOPLE
    assert found.weighted.rightly is not None
    assert 0 < found.weighted.rightly <= found.weighted.singled_out


def test_swapped_values_lead_to_the_wrong_rows(after: object) -> None:
    found: Attack = after(age={"action": "swap", "within": 0.2})  # type: ignore[operator]
    assert found.weighted.singled_out > 12
    assert found.weighted.rightly is not None
    assert found.weighted.rightly < found.weighted.singled_out / 4


def test_a_pseudonym_is_not_undone(after: object) -> None:
    assert after(age={"action": "pseudonymise"}).columns == ("postcode",)  # type: ignore[operator]
