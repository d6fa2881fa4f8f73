"""A source whose columns are treated as a whole: where batches end makes no difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pytest

from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.plan import compile_plan
from infoshare.engines.engine import whole_column
from infoshare.files.frames import FrameTable
from infoshare.workflows.whole_columns import rows_of
from tests.conftest import MakePolicy

KEYS = Keys(b"k" * 32, "test")
ROWS = 50
COLUMNS = {
    "cost": {"role": "sensitive", "action": "add_noise", "scale": 9},
    "income": {"role": "sensitive", "action": "swap", "within": 0.2},
    "arm": {"role": "sensitive", "action": "recode_rare", "below": 10},
}
TABLE = pa.table(
    {
        "cost": [str(row) for row in range(ROWS)],
        "income": [str(7 * row % ROWS) for row in range(ROWS)],
        "arm": ["knife", "fist", "knife", "bottle", "knife"] * (ROWS // 5),
    }
)


class InBatches:
    """A table cut into batches of so many rows."""

    notes: tuple[str, ...] = ()
    columns = tuple(TABLE.column_names)
    rows = ROWS
    sha256 = "none"

    def __init__(self, size: int) -> None:
        self._size = size

    def batches(self) -> Iterator[pa.RecordBatch]:
        yield from TABLE.to_batches(max_chunksize=self._size)


def treated(make_policy: MakePolicy, size: int, **privacy: object) -> pa.Table:
    policy = make_policy(COLUMNS, privacy=privacy)
    rows = rows_of(compile_plan(policy, TABLE.column_names), InBatches(size), KEYS)
    table = pa.Table.from_batches(list(rows.batches()))
    assert table.num_rows == rows.rows
    return table


@pytest.mark.parametrize("privacy", [{}, {"sample": 0.5}])
@pytest.mark.parametrize("size", [1, 7, 49])
def test_where_batches_end_makes_no_difference(size: int, privacy: dict[str, object], make_policy: MakePolicy) -> None:
    assert treated(make_policy, size, **privacy).equals(treated(make_policy, ROWS, **privacy))


def test_the_source_s_own_columns_stand_beside_their_treated_forms(make_policy: MakePolicy) -> None:
    table = treated(make_policy, 7)
    assert table.select(TABLE.column_names).equals(TABLE)
    assert set(table[whole_column("arm")].to_pylist()) == {"knife", "fist", "bottle"}
    assert Counter(table[whole_column("income")].to_pylist()) == Counter(TABLE["income"].to_pylist())
    assert all(table[whole_column(name)] != TABLE[name] for name in ("cost", "income"))


def test_a_source_without_such_columns_is_left_alone(make_policy: MakePolicy) -> None:
    source = FrameTable(TABLE)
    plan = compile_plan(make_policy({name: {"role": "plain", "action": "keep"} for name in COLUMNS}), source.columns)
    assert rows_of(plan, source, Keys(None)) is source
