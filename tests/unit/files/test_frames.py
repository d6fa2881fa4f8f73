"""Frames: pandas, Polars and pyarrow in, the same kind out; what is no plain table is refused in words."""

from __future__ import annotations

import datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import infoshare
from infoshare.errors import DataFileError
from infoshare.files.frames import FrameTable
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy, Refused


@pytest.fixture(scope="module")
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy({"ward": {"role": "plain", "action": "keep"}})


@pytest.mark.parametrize(
    "frame",
    [pd.DataFrame({"ward": ["A", "B"]}), pl.DataFrame({"ward": ["A", "B"]}), pa.table({"ward": ["A", "B"]})],
    ids=["pandas", "polars", "pyarrow"],
)
def test_the_same_kind_of_frame_comes_back(frame: object, policy: Policy) -> None:
    released = infoshare.anonymise(frame, policy).data
    assert type(released) is type(frame)
    assert list(released["ward"]) == list(frame["ward"])


def test_the_frame_given_is_not_changed(make_policy: MakePolicy) -> None:
    frame = pd.DataFrame({"age": [5, 40]})
    infoshare.anonymise(frame, make_policy({"age": {"role": "quasi", "action": "band", "edges": [18]}}))
    assert frame.equals(pd.DataFrame({"age": [5, 40]}))


def test_the_index_of_a_pandas_frame_does_not_leave(policy: Policy) -> None:
    released = infoshare.anonymise(pd.DataFrame({"ward": ["A"]}, index=["Varnholt"]), policy).data
    assert list(released.index) == [0]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"ward": pd.Categorical(["A", "B"])}),
        pl.DataFrame({"ward": pl.Series(["A", "B"], dtype=pl.Categorical)}),
        pl.DataFrame({"ward": pl.Series(["A", "B"], dtype=pl.Enum(["A", "B"]))}),
        pa.table({"ward": pa.array(["A", "B"]).dictionary_encode()}),
    ],
    ids=["pandas", "polars categorical", "polars enum", "pyarrow"],
)
def test_categories_leave_as_their_values(frame: object, policy: Policy) -> None:
    assert list(infoshare.anonymise(frame, policy).data["ward"]) in (["A", "B"], [pa.scalar("A"), pa.scalar("B")])


@pytest.mark.parametrize(
    "cells", [pl.Series([1], dtype=pl.Int128), pl.Series([b"Varnholt"]), pl.Series([["Varnholt"]])],
    ids=["128 bits", "bytes", "lists"],
)  # fmt: skip
def test_kinds_of_cell_that_cannot_leave_are_refused_in_words(
    cells: pl.Series, policy: Policy, refused: Refused
) -> None:
    with refused(DataFileError, never=["Varnholt"]) as caught:
        infoshare.anonymise(pl.DataFrame({"ward": cells}), policy)
    assert "plain value" in str(caught.value)


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"ward": ["Varnholt", 1.5]}),
        pd.DataFrame({"ward": ["Varnholt", datetime.date(2025, 1, 3)]}),
        pd.DataFrame({1: ["Varnholt"]}),
        pd.DataFrame([["Varnholt", "x"]], columns=["ward", "ward"]),
        pd.DataFrame({"ward": ["\ud800Varnholt"]}, dtype=object),
        {"ward": ["Varnholt"]},
        [["Varnholt"]],
        pl.LazyFrame({"ward": ["Varnholt"]}),
    ],
    ids=["mixed", "mixed dates", "numbered", "one name twice", "half a character", "a dict", "a list", "lazy"],
)
def test_what_is_no_plain_table_is_refused(frame: object, policy: Policy, refused: Refused) -> None:
    with refused(DataFileError, never=["Varnholt", "ud800"]) as caught:
        infoshare.anonymise(frame, policy)
    assert caught.value.mend


@pytest.mark.parametrize("frame", [pd.DataFrame({"ward": []}), pl.DataFrame({"ward": []}), pa.table({"ward": []})])
def test_a_frame_without_rows_is_refused(frame: object, policy: Policy, refused: Refused) -> None:
    with refused(DataFileError) as caught:
        infoshare.anonymise(frame, policy)
    assert "the frame has no rows" in str(caught.value)


def test_a_frame_whose_column_names_are_data_is_refused(policy: Policy, refused: Refused) -> None:
    with refused(DataFileError, never=["9990000018"]):
        infoshare.anonymise(pa.table({"ward": ["A"], "9990000018": ["B"]}), policy)


def test_the_same_rows_have_the_same_digest_however_they_are_chunked() -> None:
    rows = [f"n{n}" for n in range(5_000)]
    whole = pa.table({"a": rows})
    parts = pa.concat_tables([whole.slice(0, 10), whole.slice(10)])
    assert FrameTable(whole).sha256 == FrameTable(parts).sha256
    assert FrameTable(whole).sha256 != FrameTable(whole.slice(1)).sha256
