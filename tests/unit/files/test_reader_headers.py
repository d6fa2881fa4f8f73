"""Headers: a first row that is data, or that names columns badly, is refused; trade words for people are headers."""

from __future__ import annotations

import pytest

from infoshare.errors import DataFileError
from infoshare.files.reader import refuse_bad_headers
from tests.conftest import Refused


@pytest.mark.parametrize(
    "value",
    ["9990000018", "999 000 0018", "SK1 1AA", "07700 900123", "asha@example.org", "12/03/1990", "QQ123456C", "34",
     "１２"],
)  # fmt: skip
def test_a_first_row_that_is_data_is_refused_and_not_said(value: str, refused: Refused) -> None:
    with refused(DataFileError, never=[value, "Varnholt"]) as caught:
        refuse_bad_headers(["ward", value, "Varnholt"], "data.csv")
    assert "data.csv: the first row looks like data, not like column names" in str(caught.value)
    assert "Add a row of column names" in str(caught.value)


@pytest.mark.parametrize(
    "header", ["Officer Name", "Nurse Comments", "PC Number", "Inspector Ref", "Constable", "Dr Name", "Master Index"]
)
def test_a_header_about_officers_or_nurses_is_a_header(header: str) -> None:
    refuse_bad_headers(["ward", header], "data.csv")


@pytest.mark.parametrize("header", ["May", "week 1", "2024/25", "1st contact", "Sister", "postcode", "GP", "#", "%"])
def test_a_header_that_only_resembles_a_value_is_a_header(header: str) -> None:
    refuse_bad_headers(["ward", header], "data.csv")


def test_columns_without_a_name_are_counted_from_one(refused: Refused) -> None:
    with refused(DataFileError) as caught:
        refuse_bad_headers(["ward", "", "note", "  "], "data.csv")
    assert "data.csv: no name for column 2 and 4" in str(caught.value)


def test_two_columns_of_one_name_are_refused(refused: Refused) -> None:
    with refused(DataFileError) as caught:
        refuse_bad_headers(["ward", "note", "ward"], "data.csv")
    assert "more than one column is called 'ward'" in str(caught.value)
