"""JSON Lines: one flat object a line, every fault with its line, and never a value."""

from __future__ import annotations

import io
import json

import pyarrow as pa
import pytest

from infoshare.errors import DataFileError
from infoshare.files.jsonl_file import JsonlReader
from tests.conftest import Refused


def read(*lines: str) -> JsonlReader:
    return JsonlReader(io.BytesIO("\n".join(lines).encode()), "data.jsonl")


def rows_of(*lines: str) -> list[dict[str, object]]:
    return [row for batch in read(*lines).batches() for row in batch.to_pylist()]


def test_numbers_and_truth_values_are_kept_as_such() -> None:
    reader = read('{"a": "x", "b": 1, "c": 1.5, "d": true}')
    assert [str(field.type) for field in reader.schema] == ["string", "int64", "double", "bool"]


def test_a_key_that_a_line_lacks_is_an_empty_cell() -> None:
    assert rows_of('{"a": 1}', '{"b": "x"}') == [{"a": 1, "b": None}, {"a": None, "b": "x"}]


def test_columns_stand_in_the_order_in_which_they_first_appear() -> None:
    assert read('{"b": 1, "a": 2}', '{"c": 3, "a": 4}').columns == ("b", "a", "c")


def test_a_column_of_mixed_kinds_is_text() -> None:
    assert rows_of('{"a": 1}', '{"a": "x"}', '{"a": true}', '{"a": null}') == [
        {"a": "1"}, {"a": "x"}, {"a": "true"}, {"a": None},
    ]  # fmt: skip


def test_whole_and_broken_numbers_together_are_broken_numbers() -> None:
    assert read('{"a": 1}', '{"a": 1.5}').schema.field("a").type == pa.float64()


@pytest.mark.parametrize("large", [2**63, -(2**63), 10**40])
def test_a_number_too_large_for_the_machine_is_text(large: int) -> None:
    assert rows_of(json.dumps({"a": large})) == [{"a": str(large)}]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_large_whole_number_beside_a_broken_one_loses_no_digit(sign: int) -> None:
    number = sign * 9_990_000_018_123_457
    cells = [row["a"] for row in rows_of(json.dumps({"a": number}), '{"a": 0.5}')]
    assert str(cells[0]) in {str(number), f"{number}.0"}


def test_blank_lines_are_not_rows() -> None:
    assert len(rows_of("", '{"a": 1}', "   ", '{"a": 2}', "")) == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Varnholt", "not JSON"),
        ('{"a": "Varnholt"', "not JSON"),
        ('["Varnholt"]', "not an object with named values"),
        ('"Varnholt"', "not an object with named values"),
        ('{"a": ["Varnholt"]}', "a list or an object in a"),
        ('{"a": {"b": "Varnholt"}}', "a list or an object in a"),
        ('{"a": "Varnholt", "a": 1}', "a key stands twice"),
        ('{"a": NaN, "b": "Varnholt"}', "NaN and Infinity are not JSON"),
        ('{"a": "Varnholt\\u0000"}', "a NUL character"),
        ('{"a": ' + "[" * 200_000 + '"Varnholt"', "nested too deeply"),
        ('{"a": "Varnholt\\ud800"}', ""),
        ('{"a": 1e999, "b": "Varnholt"}', ""),
    ],
    ids=["words", "cut", "list", "text", "list inside", "object inside", "key twice", "NaN", "NUL", "deep", "surrogate",
         "too large"],
)  # fmt: skip
def test_a_line_that_is_no_flat_object_is_named_by_number(line: str, says: str, refused: Refused) -> None:
    with refused(DataFileError, never=["Varnholt", "ud800"]) as caught:
        rows_of('{"a": "x"}', line)
    assert f"data.jsonl, line 2: {says}" in str(caught.value)


def test_every_faulty_line_is_named_up_to_twenty(refused: Refused) -> None:
    with refused(DataFileError, never=["Varnholt"]) as caught:
        read(*["Varnholt"] * 30)
    assert len(caught.value.faults) == 21
    assert caught.value.faults[-1] == "and 10 more lines"


def test_a_file_without_rows_is_refused(refused: Refused) -> None:
    with refused(DataFileError):
        read("", " ")


def test_a_key_without_a_name_is_refused(refused: Refused) -> None:
    with refused(DataFileError) as caught:
        read('{"": 1}')
    assert "no name for column 1" in str(caught.value)


def test_utf16_is_read() -> None:
    reader = JsonlReader(io.BytesIO('{"a": "Siân"}\n'.encode("utf-16")), "data.jsonl")
    assert next(reader.batches()).to_pylist() == [{"a": "Siân"}]
