"""Every table holds, on every engine, for a frame and for a file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import get_args

import pyarrow as pa
import pytest

import infoshare
from infoshare import errors
from infoshare.engines import ENGINES
from infoshare.model.certificate import Certificate
from infoshare.model.column_rule import AnyRule
from tests.spec.spec_tables import TABLES, Case, Row, all_cases

CASES = all_cases()
ACTIONS = {get_args(rule.model_fields["action"].annotation)[0] for rule in get_args(get_args(AnyRule)[0])}


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that a policy names are sought from the folder in which infoshare is run."""
    monkeypatch.chdir(TABLES.parents[2])


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def through_a_frame(case: Case, engine: str) -> tuple[list[Row], Certificate]:
    table = pa.Table.from_pylist([{name: cell or None for name, cell in row.items()} for row in case.given])
    release = infoshare.anonymise(table, case.policy, key=case.key, recipient=case.recipient, engine=engine)
    rows = [{name: cell or "" for name, cell in row.items()} for row in release.data.to_pylist()]
    return rows, release.certificate


def through_a_file(case: Case, engine: str, folder: Path) -> tuple[list[Row], Certificate]:
    source, out = folder / "source.csv", folder / "release.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(case.given[0]))
        writer.writeheader()
        writer.writerows(case.given)
    release = infoshare.anonymise(source, case.policy, key=case.key, recipient=case.recipient, engine=engine, out=out)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)), release.certificate


@pytest.mark.parametrize("route", ["frame", "file"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.heading.replace(" ", "_"))
def test_the_table_holds(case: Case, engine: str, route: str, tmp_path: Path) -> None:
    if case.refused:
        with pytest.raises(errors.InfoshareError) as caught:
            through_a_frame(case, engine) if route == "frame" else through_a_file(case, engine, tmp_path)
        assert type(caught.value).__name__ == case.refused
        return
    rows, certificate = through_a_frame(case, engine) if route == "frame" else through_a_file(case, engine, tmp_path)
    assert rows == case.then
    assert {facts.column: facts.unread for facts in certificate.columns if facts.unread} == case.unread
    if case.suppressed is not None:
        assert certificate.privacy.suppressed_rows == case.suppressed


def test_every_action_has_a_page() -> None:
    assert {path.stem for path in TABLES.glob("*.yaml")} >= ACTIONS


def test_every_case_says_what_leaves_or_what_refuses() -> None:
    assert all((case.then is None) != (case.refused is None) for case in CASES)
    assert len({case.heading for case in CASES}) >= len(CASES) - 1
