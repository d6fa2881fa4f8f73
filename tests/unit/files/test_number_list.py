"""A list of numbers is read as MESH, Excel and people write it, and the line of each is known."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from infoshare.errors import DataFileError
from infoshare.files.number_list import read_numbers
from tests.conftest import Refused

WRITTEN = {
    "one on each line": b"9990000018\n9990000026\n",
    "with a comma after each, as MESH has it": b"9990000018,\n9990000026,\n",
    "under a header": b"NHS number\r\n9990000018\r\n9990000026\r\n",
    "in quotes, with empty lines": b'\n"9990000018"\n\n  "9990000026" \n',
    "with a byte-order mark": b"\xef\xbb\xbf9990000018\n9990000026",
    "in UTF-16": "\ufeffNHS number\n9990000018\n9990000026\n".encode("utf-16-le"),
    "with old line ends": b"9990000018\r9990000026\r",
}


@pytest.mark.parametrize("how", WRITTEN)
def test_numbers_are_read(how: str, tmp_path: Path) -> None:
    path = tmp_path / "list.dat"
    path.write_bytes(WRITTEN[how])
    found = read_numbers(path)
    assert found.entries == ("9990000018", "9990000026")
    assert found.sha256 == hashlib.sha256(WRITTEN[how]).hexdigest()


def test_the_line_of_each_entry_is_known(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("number\n\n9990000018\nnot one\n")
    assert (read_numbers(path).lines, read_numbers(path).entries) == ((3, 4), ("9990000018", "not one"))


def test_a_first_line_with_a_digit_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("nhs 1\n9990000018\n")
    assert read_numbers(path).lines == (1, 2)


@pytest.mark.parametrize("name", ["list.xlsx", "list.parquet", "absent.csv", "."])
def test_what_is_no_text_file_is_refused(name: str, tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / name
    if path.suffix in {".xlsx", ".parquet"}:
        path.write_bytes(b"PK\x03\x04")
    with refused(DataFileError):
        read_numbers(path)
