"""A hierarchy file is read as ARX has it, and every fault is named by its rows and never by what stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infoshare import resources
from infoshare.errors import PolicyError
from infoshare.model.hierarchy_file import COMPUTED, digest_of_hierarchy, read_hierarchy
from tests.conftest import Refused


def written(folder: Path, text: str, encoding: str = "utf-8") -> str:
    (folder / "towns.csv").write_bytes(text.encode(encoding))
    return str(folder / "towns.csv")


@pytest.mark.parametrize("text", ["Lincoln;East;*\nLeeds;North;*\n", "Lincoln,East,*\r\nLeeds,North,*\r\n"])
def test_rows_are_values_and_columns_are_levels_with_either_delimiter(tmp_path: Path, text: str) -> None:
    assert read_hierarchy(written(tmp_path, text)) == (("Lincoln", "East", "*"), ("Leeds", "North", "*"))


def test_a_comma_inside_a_value_is_no_delimiter_where_semicolons_make_rows_of_one_width(tmp_path: Path) -> None:
    assert read_hierarchy(written(tmp_path, "a, b;x\nc;x\n")) == (("a, b", "x"), ("c", "x"))
    assert read_hierarchy(written(tmp_path, 'a,"x, y"\nb,"x, y"\n')) == (("a", "x, y"), ("b", "x, y"))


def test_a_byte_order_mark_and_spaces_round_a_value_do_not_matter(tmp_path: Path) -> None:
    assert read_hierarchy(written(tmp_path, "\ufeffLeeds ; North\n")) == (("Leeds", "North"),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it has no row"),
        ("Leeds\nLincoln\n", "its first row has one level only"),
        ("Leeds;North;*\nLincoln;East\n", "row 2 has more or fewer levels than row 1, which has 3"),
        ("Leeds;;*\nLincoln;East;*\n", "row 1 has an empty cell"),
        ("Leeds;North\nLincoln;East\nLeeds;North\n", "rows 1 and 3 are for the same value"),
        ("Leeds;North;*\nYork;North;all\n", "row 2 has the same value at level 1 as row 1, but another at level 2"),
    ],
)
def test_a_fault_is_named_by_its_rows(tmp_path: Path, text: str, fault: str, refused: Refused) -> None:
    with refused(PolicyError, never=["Leeds", "Lincoln", "York", "North"]) as caught:
        read_hierarchy(written(tmp_path, text))
    assert fault in str(caught.value)


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        read_hierarchy(written(tmp_path, "a;x;*\na;;*\nb;y;*\nc;y;all\n"))
    assert len(caught.value.faults) == 3


def test_a_file_of_another_encoding_is_refused(tmp_path: Path, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        read_hierarchy(written(tmp_path, "Siân;x\n", "cp1252"))
    assert "no CSV file in UTF-8" in str(caught.value)


def test_a_file_that_changed_is_read_anew(tmp_path: Path) -> None:
    assert read_hierarchy(written(tmp_path, "a;x\n")) == (("a", "x"),)
    assert read_hierarchy(written(tmp_path, "a;x\nb;x\n")) == (("a", "x"), ("b", "x"))


def test_a_name_that_is_neither_shipped_nor_a_file_is_refused_with_the_shipped_names(refused: Refused) -> None:
    with refused(PolicyError) as caught:
        read_hierarchy("ethnicity")
    assert all(name in str(caught.value) for name in (*COMPUTED, "ethnicity_18"))


@pytest.mark.parametrize("name", sorted(resources.shipped_hierarchies()))
def test_a_shipped_file_is_sound(name: str) -> None:
    assert read_hierarchy(name)
    assert re.fullmatch(r"[0-9a-f]{64}", digest_of_hierarchy(name))


def test_the_census_has_nineteen_ethnicities_in_five_groups() -> None:
    rows = read_hierarchy("ethnicity_18")
    assert (len(rows), len({row[1] for row in rows}), {row[2] for row in rows}) == (19, 5, {"*"})
