"""The Python calls, on every kind of frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import infoshare
from infoshare.errors import DataFileError, MissingSecretError, PolicyError, UnplannedColumn

from .conftest import COLUMNS, KEY, PEOPLE

DATA = {name: [row[place] for row in PEOPLE * 4] for place, name in enumerate(COLUMNS)}
KINDS: dict[str, Callable[[dict[str, list[str]]], Any]] = {
    "pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_kind_of_frame_comes_back(kind: str, policy: Path) -> None:
    frame = KINDS[kind](DATA)
    release = infoshare.anonymise(frame, policy, key=KEY)
    assert type(release.data) is type(frame)
    assert release.certificate.release.rows == 12
    assert infoshare.verify(release.data, source=frame, policy=policy).verdict == "pass"
    assert [column.name for column in infoshare.inspect(frame).columns] == list(COLUMNS)


def test_every_kind_of_frame_gives_the_same_cells(policy: Path) -> None:
    made = [pl.DataFrame(pl.from_arrow(pa.table(infoshare.anonymise(make(DATA), policy, key=KEY).data)))
            for make in KINDS.values()]  # fmt: skip
    assert made[0].equals(made[1])
    assert made[1].equals(made[2])


def test_a_frame_that_was_given_is_left_as_it_was(policy: Path) -> None:
    frame = pd.DataFrame(DATA)
    before = frame.copy(deep=True)
    infoshare.anonymise(frame, policy, key=KEY)
    pd.testing.assert_frame_equal(frame, before)


def test_a_path_without_a_place_to_write_gives_a_polars_frame(attendances: Path, policy: Path) -> None:
    release = infoshare.anonymise(attendances, policy, key=KEY)
    assert isinstance(release.data, pl.DataFrame)
    assert "12 of 12 rows." in release.report


def test_typed_columns_are_read_and_kept_columns_keep_their_type(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        "policy: p\nversion: 1\ntitle: T\ncolumns:\n  age: {role: quasi, action: band, edges: [0, 40]}\n"
        "  day: {role: quasi, action: coarsen_date, to: year}\n  dose: {role: plain, action: keep}\n"
    )
    frame = pl.DataFrame({"age": [34, None], "day": pl.Series(["2025-03-07", None]).str.to_date(), "dose": [1.5, 2.0]})
    data = infoshare.anonymise(frame, path).data
    assert data.to_dict(as_series=False) == {"age": [None, "0-39"], "day": [None, "2025"], "dose": [2.0, 1.5]}


def test_errors_are_the_classes_of_the_tree(policy: Path) -> None:
    with pytest.raises(UnplannedColumn):
        infoshare.anonymise(pl.DataFrame({**DATA, "extra": ["x"] * 12}), policy, key=KEY)
    with pytest.raises(MissingSecretError):
        infoshare.anonymise(pl.DataFrame(DATA), policy)
    with pytest.raises(PolicyError, match="no shipped policy 'no-such'"):
        infoshare.Policy.load("no-such")
    with pytest.raises(DataFileError, match="which cannot be read"):
        infoshare.inspect([1, 2, 3])
    with pytest.raises(infoshare.UserError, match="unknown kind: nickname"):
        infoshare.redact("text", known={"nickname": ["Bri"]})


def test_a_release_says_no_value_of_itself(policy: Path) -> None:
    release = infoshare.anonymise(pl.DataFrame(DATA), policy, key=KEY)
    assert repr(release) == "<Release of 12 rows and 6 columns>"


def test_known_values_are_taken_out_of_one_text() -> None:
    redacted = infoshare.redact("asha and mr begum's bike", known={"name": ["Asha Begum"]})
    assert redacted == "[NAME] and mr [NAME]'s bike"


def test_the_public_names_are_all_there_and_no_more() -> None:
    assert sorted(dir(infoshare)) == sorted(infoshare.__all__)
    for name in infoshare.__all__:
        assert getattr(infoshare, name) is not None
    assert len(infoshare.__all__) <= 25
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        infoshare.nothing  # noqa: B018
