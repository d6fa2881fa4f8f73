"""YAML as plain data: what could mean two things, or more than data, is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoshare.errors import AnswersError, PolicyError
from infoshare.model.policy import Policy
from infoshare.model.strict_yaml import LARGEST, parse_yaml, read_yaml, write_yaml
from tests.conftest import Refused

COLUMN = "{role: plain, action: keep}"
POLICY = f"policy: p\nversion: 1\ntitle: t\ncolumns:\n  ward: {COLUMN}\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "policy.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_plain_data_is_read_as_it_stands() -> None:
    assert parse_yaml("a: [1, 2.5, true, null, text]", PolicyError, "x") == {"a": [1, 2.5, True, None, "text"]}


def test_a_date_stays_text() -> None:
    assert parse_yaml("reviewed: 2026-11-02", PolicyError, "x") == {"reviewed": "2026-11-02"}


def test_a_key_written_twice_is_refused_with_its_line(tmp_path: Path, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        Policy.load(written(tmp_path, POLICY + f"  site: {COLUMN}\n  ward: {COLUMN}\n"))
    assert "policy.yaml, line 5: written twice: ward" in str(caught.value)


def test_a_key_written_twice_deep_inside_is_refused(refused: Refused) -> None:
    with refused(AnswersError) as caught:
        parse_yaml("a:\n  - b: {c: 1, d: 2, c: 3}\n", AnswersError, "answers.yaml")
    assert "answers.yaml, line 2: written twice: c" in str(caught.value)


def test_an_alias_is_refused(refused: Refused) -> None:
    with refused(PolicyError) as caught:
        parse_yaml("a: &x {b: 1}\nc: *x\n", PolicyError, "policy.yaml")
    assert "aliases (*name) are not allowed" in str(caught.value)


def test_an_expanding_bomb_is_refused_before_it_expands(refused: Refused) -> None:
    lines = ["a0: &a0 [x, x, x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20))]
    with refused(PolicyError):
        parse_yaml("\n".join(lines), PolicyError, "policy.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system [true]",
        "a: !!python/name:os.system",
        "a: !mine x",
        "a: [1, 2",
        "a: b: c",
        "\ta: 1",
        "{[a]: b}",
        "a: 1\n---\nb: 2\n",
        "a: \x00",
    ],
)
def test_what_is_not_plain_yaml_is_refused(text: str, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        parse_yaml(text, PolicyError, "policy.yaml")
    assert "policy.yaml" in str(caught.value)


@pytest.mark.parametrize("tagged", ["!!binary aGVsbG8=", "!!int abc", "!!float abc", "!!set {a, b}", "1" * 5000])
def test_a_value_that_yaml_makes_into_something_else_is_refused_as_a_fault_of_the_file(
    tmp_path: Path, refused: Refused, tagged: str
) -> None:
    path = written(tmp_path, POLICY.replace("title: t", f"title: {tagged}"))
    with refused(PolicyError) as caught:
        Policy.load(path)
    assert "policy.yaml" in str(caught.value)


@pytest.mark.parametrize("header", ["No", "on", "Yes", "off"])
def test_a_column_called_no_is_called_no(tmp_path: Path, header: str) -> None:
    policy = Policy.load(written(tmp_path, POLICY + f"  {header}: {COLUMN}\n"))
    assert list(policy.columns) == ["ward", header]


def test_a_file_nested_without_end_is_refused(refused: Refused) -> None:
    with refused(PolicyError):
        parse_yaml("[" * 20_000, PolicyError, "policy.yaml")


@pytest.mark.parametrize(("text", "says"), [("", "whole file"), ("just words", "whole file"), ("- a", "whole file")])
def test_a_file_that_holds_no_mapping_is_refused(tmp_path: Path, refused: Refused, text: str, says: str) -> None:
    with refused(PolicyError) as caught:
        Policy.load(written(tmp_path, text))
    assert says in str(caught.value)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        read_yaml(written(tmp_path, "title: Siân".encode("cp1252")), PolicyError)
    assert "is not UTF-8 text\nSave it again as UTF-8." in str(caught.value)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert Policy.load(written(tmp_path, b"\xef\xbb\xbf" + POLICY.encode())).policy == "p"


def test_a_file_too_large_to_be_a_policy_is_not_read(tmp_path: Path, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        read_yaml(written(tmp_path, b"#" * (LARGEST + 1)), PolicyError)
    assert "is larger than 5,000,000 bytes" in str(caught.value)


def test_a_folder_is_not_a_file(tmp_path: Path, refused: Refused) -> None:
    with refused(PolicyError) as caught:
        read_yaml(tmp_path, PolicyError)
    assert "is a folder, not a file" in str(caught.value)


def test_what_is_written_can_be_read_again() -> None:
    shared = ["x", "2026-11-02", "no", "Siân"]
    data = {"b": shared, "a": shared, "n": None}
    assert parse_yaml(write_yaml(data), PolicyError, "x") == data
    assert list(parse_yaml(write_yaml(data), PolicyError, "x")) == ["b", "a", "n"]
