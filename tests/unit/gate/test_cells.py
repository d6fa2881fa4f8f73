"""Cells by the million: large batches, categories and shared work hold the same cells as the rows that were given."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from infoshare.gate import cells
from infoshare.gate.cells import Different, cells_of, sifted, whole_batches
from infoshare.model.table import texts


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["a", None, "", "b", "a"]),
        pa.array(["a", None, "", "b", "a"], pa.large_string()),
        pa.array(["a", None, "", "b", "a"]).dictionary_encode(),
        pa.array([1.0, 1.5, None, float("nan"), 1.0]),
        pa.array([0.0, -0.0, None, 1e300, 2.0]),
        pa.array([date(2024, 3, 1), None, date(2024, 3, 2), None, date(2024, 3, 1)]),
        pa.array([True, None, False, True, True]),
        pa.nulls(5),
    ],
)
def test_cells_are_the_texts_of_the_column_and_their_rows(column: pa.Array) -> None:
    batch = pa.RecordBatch.from_arrays([column], names=["a"])
    (whole,) = whole_batches([batch[:2], batch[2:]]) if not pa.types.is_dictionary(column.type) else (batch,)
    wanted = [text for text in texts(batch, "a") if text is not None]
    for each in (batch, whole):
        found = cells_of(each, "a")
        assert found.filled == len(wanted)
        assert sorted(text for text, rows in found.at(None) for _ in range(rows)) == sorted(wanted)
    assert texts(whole, "a") == texts(batch, "a")


def test_batches_are_put_together_until_they_are_large_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "ENOUGH", 100)
    batches = pa.table({"a": [f"value {number}" for number in range(50)]}).to_batches(max_chunksize=3)
    whole = list(whole_batches(batches))
    assert 1 < len(whole) < len(batches)
    assert [text for batch in whole for text in texts(batch, "a")] == [f"value {number}" for number in range(50)]


def test_a_release_without_rows_still_shows_its_columns() -> None:
    (batch,) = whole_batches(
        pa.table({"a": pa.array([], pa.string())}).to_batches() or [pa.RecordBatch.from_pydict({"a": []})]
    )
    assert (batch.num_rows, batch.schema.names) == (0, ["a"])


@pytest.mark.parametrize("cores", [1, 2, 3, 7])
def test_shared_work_finds_the_same_places(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    monkeypatch.setattr(cells, "WORTH_SHARING", 1)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    held = pa.array([str(number % 5) for number in range(23)])
    found = sifted(lambda part: np.flatnonzero([text == "3" for text in part.to_pylist()]), held)
    assert found.tolist() == [3, 8, 13, 18]


def test_a_fault_in_shared_work_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "WORTH_SHARING", 1)

    def stop(part: pa.Array) -> np.ndarray:
        raise ValueError

    with pytest.raises(ValueError):
        sifted(stop, pa.array(["a"] * 10))


def test_different_texts_are_gathered_once_over_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MANY", 2)
    held = Different()
    for start in range(0, 40, 4):
        held.add(
            pa.RecordBatch.from_pydict({"a": [f"{number % 7}" for number in range(start, start + 4)] + ["", None]}), "a"
        )
    assert sorted(held.texts()) == [str(number) for number in range(7)]
    assert Different().texts() == []
