"""CSV that Arrow splits has the very cells that Python's strict reader finds; whatever is doubtful Python reads."""

from __future__ import annotations

import io
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoshare.errors import DataFileError
from infoshare.files import csv_file, plain_csv
from infoshare.files.csv_file import CsvReader, TsvReader

PARTS = ["a", "b", "7", ",", ",", "\t", ";", '"', '""', '"', "\n", "\n", "\r\n", "\r", " ", "é", "\ufeff", "\u2028",
         "\x0b", "\x1a", "\x85", "'", "\\", "NULL", 'a,b\n', '"x"', ',"', '",', '"\n']  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)
CELLS = st.lists(st.sampled_from(["", "a", "1.50", "é", ",", '"', "\n", "\r\n", " ", "\ufeff"]), max_size=3).map(
    "".join
)


@st.composite
def sound_files(draw: st.DrawFn) -> str:
    """Rows of one width as programs write them: cells in quotation marks if they need them, and some others."""
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(st.tuples(CELLS, st.booleans()), min_size=width, max_size=width), max_size=8))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = [["n1", "n2", "n3"][:width], *([_quoted(*cell) for cell in row] for row in rows)]
    return end.join(map(",".join, lines)) + draw(st.sampled_from(["", end, end * 2]))


def _quoted(cell: str, always: bool) -> str:
    needed = always or any(sign in cell for sign in ',"\r\n')
    return '"' + cell.replace('"', '""') + '"' if needed else cell


def never_plain(*given: object) -> None:
    raise plain_csv.NotPlainError


def outcome(data: bytes, kind: type[CsvReader]) -> tuple[object, ...]:
    """Everything that a reader says of some bytes."""
    try:
        reader = kind(io.BytesIO(data), "x")
    except DataFileError as error:
        return (str(error), error.mend)
    batches = list(reader.batches())
    sizes = [batch.num_rows for batch in batches]
    assert all(batch.schema == pa.schema([(name, pa.string()) for name in reader.columns]) for batch in batches)
    again = [batch.to_pylist() for batch in reader.batches()]
    assert again == [batch.to_pylist() for batch in batches]
    return (reader.columns, reader.rows, sizes, again, reader.encoding, reader.delimiter)


def both_ways(data: bytes, kind: type[CsvReader], block: int) -> None:
    with patch.object(plain_csv, "BLOCK", block):
        found = outcome(data, kind)
    with patch.object(csv_file, "split_plain", never_plain):
        assert found == outcome(data, kind)


BLOCKS = st.sampled_from([6, 17, 64, 1 << 22])


@pytest.mark.parametrize("kind", [CsvReader, TsvReader])
@example('n1,n2\n"a""b","\n"\n', "utf-8", 1 << 22)
@example('n1\n""\n', "utf-8", 1 << 22)
@example('n1,n2\n""a,b\n', "utf-8", 1 << 22)
@example('n1,n2\na"b,"c"\n', "utf-8", 1 << 22)
@example('n1,n2\n"a"b,"c"\n', "utf-8", 1 << 22)
@example("n1,n2\n\ufeffa,b\n\ufeffc,d\n", "utf-8", 12)
@example("\ufeff\n\n\ufeffn1,n2\na,b\n", "utf-8-sig", 12)
@example("n1,n2\na,b\nc\n", "utf-8", 10)
@example("n1\na\n\n\nb\n", "utf-8", 6)
@given(text=HOSTILE | sound_files(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]), block=BLOCKS)
def test_whatever_the_bytes_both_readers_say_the_same(
    kind: type[CsvReader], text: str, encoding: str, block: int
) -> None:
    both_ways(text.encode(encoding, "ignore"), kind, block)


@given(start=st.sampled_from([b"", b"a,b\n", b"a,b\n1,2\n"]), rest=st.binary(max_size=40), block=BLOCKS)
def test_bytes_of_any_kind_are_read_the_same(start: bytes, rest: bytes, block: int) -> None:
    both_ways(start + rest, CsvReader, block)


@given(sound_files())
def test_what_programs_write_needs_no_second_reader(text: str) -> None:
    row_by_row = patch.object(CsvReader, "_check_row_by_row", side_effect=AssertionError)
    with row_by_row, patch.object(plain_csv, "BLOCK", 64):
        outcome(text.encode(), CsvReader)
