"""A file of places: only the columns that are needed, read once, and again when it was changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from infoshare.errors import PolicyError
from infoshare.model.place_file import digest_of_places, read_places
from tests.conftest import Refused


def written(folder: Path, text: bytes) -> str:
    path = folder / "places.csv"
    path.write_bytes(text)
    return str(path)


def test_only_the_columns_that_are_needed_are_read_as_text(tmp_path: Path) -> None:
    file = written(tmp_path, b"\xef\xbb\xbfpcds,lsoa,n\nHM1 7NG,007,1\nHM1 7NH,,2\n")
    assert read_places(file, ("pcds", "lsoa")).to_pydict() == {"pcds": ["HM1 7NG", "HM1 7NH"], "lsoa": ["007", ""]}


def test_a_file_is_read_once_until_it_is_changed(tmp_path: Path) -> None:
    file = written(tmp_path, b"pcds,lsoa\nHM1 7NG,A\n")
    before, digest = read_places(file, ("pcds", "lsoa")), digest_of_places(file)
    assert read_places(file, ("pcds", "lsoa")) is before
    written(tmp_path, b"pcds,lsoa\nHM1 7NG,B\n")
    os.utime(file, ns=(1, 1))
    assert read_places(file, ("pcds", "lsoa"))["lsoa"].to_pylist() == ["B"]
    assert digest_of_places(file) == hashlib.sha256(Path(file).read_bytes()).hexdigest() != digest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"pcds,ward\nHM1 7NG,Secretville\n", "has no column 'lsoa'"),
        (b"pcds,lsoa\nHM1 7NG,A,Secretville\n", "no CSV file with a header, commas and UTF-8"),
        (b"pcds,lsoa\nHM1 7NG,\xff\xfe\n", "no CSV file with a header, commas and UTF-8"),
        (b"", "no CSV file with a header, commas and UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_not_quoted(
    tmp_path: Path, refused: Refused, text: bytes, said: str
) -> None:
    with refused(PolicyError, never=["Secretville", "HM1 7NG"]) as caught:
        read_places(written(tmp_path, text), ("pcds", "lsoa"))
    assert said in str(caught.value)
    assert "places.csv" in str(caught.value)


def test_a_file_that_is_not_there_is_named(refused: Refused) -> None:
    for read in (lambda: read_places("nowhere.csv", ("a",)), lambda: digest_of_places("nowhere.csv")):
        with refused(PolicyError) as caught:
            read()
        assert "'nowhere.csv'" in str(caught.value)
