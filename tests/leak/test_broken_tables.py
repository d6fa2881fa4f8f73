"""Each step that makes a table safe is broken on purpose, and the gate refuses the table: nothing is written."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pytest

import infoshare
from infoshare.engines import cells
from infoshare.errors import LeakFound
from infoshare.files import table_rows
from infoshare.model.cube import Cube
from infoshare.model.policy import Policy
from infoshare.tabulation import safe
from tests.conftest import MakePolicy

KEEP = {"role": "plain", "action": "keep"}
COUNTS = {("N", "x"): 2, ("N", "y"): 9, ("S", "x"): 11, ("S", "y"): 14, ("W", "x"): 8, ("W", "y"): 7}
SOURCE = pa.table(
    {
        "ward": [ward for (ward, _), number in COUNTS.items() for _ in range(number)],
        "kind": [kind for (_, kind), number in COUNTS.items() for _ in range(number)],
    }
)


@pytest.fixture
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy({"ward": KEEP, "kind": KEEP}, tables={"suppress_below": 5, "round_to": 1})


@pytest.fixture
def refused(policy: Policy, tmp_path: Path) -> Any:
    def attempt(check: str) -> None:
        with pytest.raises(LeakFound) as caught:
            infoshare.tabulate(SOURCE, policy, by=["ward", "kind"], out=tmp_path / "table.csv")
        assert check in str(caught.value)
        assert list(tmp_path.iterdir()) == []

    return attempt


def test_with_no_step_broken_the_table_leaves(policy: Policy, tmp_path: Path) -> None:
    release = infoshare.tabulate(SOURCE, policy, by=["ward", "kind"], out=tmp_path / "table.csv")
    assert release.certificate.cells.primary == 1
    assert release.certificate.cells.secondary >= 3


def test_small_counts_are_shown(refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_shown(cube: Cube, counts: Any, rule: object) -> safe.Published:
        nowhere = np.zeros(cube.shape, bool)
        return safe.Published(cube, counts, counts, nowhere, nowhere)

    monkeypatch.setattr(safe, "safe_counts", all_shown)
    refused("table_recounted")


def test_no_further_cell_is_suppressed(refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe, "secondary", lambda cube, *_, **__: np.zeros(cube.shape, bool))
    refused("suppression_holds")


def test_one_further_cell_is_forgotten(refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = safe.secondary

    def forgetful(*given: Any, **more: Any) -> Any:
        found = made(*given, **more)
        found.flat[np.flatnonzero(found)[0]] = False
        return found

    monkeypatch.setattr(safe, "secondary", forgetful)
    refused("suppression_holds")


def test_a_number_is_changed_on_its_way(refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = table_rows.table_rows

    def wrong(cube: Any, nested: Any, measure: str, shown: Any, further: Any) -> pa.Table:
        return made(cube, nested, measure, shown + 1, further)

    monkeypatch.setattr(table_rows, "table_rows", wrong)
    refused("table_recounted")


@pytest.mark.parametrize("how", ["a cell is missing", "a cell stands twice", "a column is added", "a total is missing"])
def test_the_table_is_laid_out_wrongly(refused: Any, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    made = table_rows.table_rows
    change = {
        "a cell is missing": lambda table: table.slice(0, table.num_rows - 1),
        "a cell stands twice": lambda table: pa.concat_tables([table, table.slice(3, 1)]),
        "a column is added": lambda table: table.append_column("note", pa.nulls(table.num_rows, pa.string())),
        "a total is missing": lambda table: table.filter(pa.compute.not_equal(table["ward"], "Total")),
    }[how]
    monkeypatch.setattr(table_rows, "table_rows", lambda *given: change(made(*given)))
    refused("table_as_agreed")


def test_rows_are_lost_while_they_are_counted(refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = cells.Cells.add
    monkeypatch.setattr(cells.Cells, "add", lambda self, batch, keys=None: made(self, batch.slice(1), keys))
    refused("table_recounted")
