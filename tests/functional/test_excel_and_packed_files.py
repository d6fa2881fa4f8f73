"""Excel workbooks and packed files from end to end: read, released, looked at again, and refused when they are bad."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from infoshare.files.xlsx_writer import XlsxWriter
from tests.unit.files.test_xlsx_file import HOSTILE
from tests.unit.files.workbooks import stored, workbook

from .conftest import COLUMNS, PEOPLE, Ran, others_in, write_csv

Run = Callable[..., Ran]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Twelve attendances in one sheet of a workbook, with a hidden row, and another sheet with a list."""
    made = workbook({"Attendances": [COLUMNS, *PEOPLE * 4], "Lists": [["weapon"], ["Knife"]]})
    made["Attendances"].row_dimensions[2].hidden = True
    path = tmp_path / "attendances.xlsx"
    path.write_bytes(stored(made).getvalue())
    return path


def test_a_workbook_becomes_a_workbook_that_passes_the_gate(infoshare: Run, book: Path, policy: Path) -> None:
    out = book.with_name("release.xlsx")
    ran = infoshare("anonymise", book, "--sheet", "Attendances", "--policy", policy, "--out", out)
    assert ran.status == 0, ran.err
    assert "Note on the source: 1 hidden row" in ran.out
    sheet = openpyxl.load_workbook(out)["Release"]
    assert sheet.max_row == 13
    assert "surname" not in [cell.value for cell in sheet[1]]
    certificate = json.loads(out.with_suffix(".certificate.json").read_text())
    assert "no_formulas" in [check["check"] for check in certificate["gate"]]
    assert len(certificate["source"]["notes"]) == 2
    looked = infoshare("verify", out, "--source", book, "--sheet", "Attendances", "--policy", policy)
    assert looked.status == 0, looked.out + looked.err
    assert "no formulas" in looked.out


def test_the_same_workbook_gives_the_same_bytes(infoshare: Run, book: Path, policy: Path) -> None:
    for name in ("one.xlsx", "two.xlsx", "one.csv.gz", "two.csv.gz"):
        words = ("--sheet", "Attendances", "--policy", policy, "--issued", "2025-04-01", "--out", book.with_name(name))
        assert infoshare("anonymise", book, *words).status == 0
    for kind in ("xlsx", "csv.gz"):
        assert book.with_name(f"one.{kind}").read_bytes() == book.with_name(f"two.{kind}").read_bytes()


def test_a_workbook_and_a_csv_with_the_same_rows_give_the_same_release(
    infoshare: Run, book: Path, attendances: Path, policy: Path
) -> None:
    for source, out, sheet in ((book, "a.csv", ("--sheet", "Attendances")), (attendances, "b.csv", ())):
        assert infoshare("anonymise", source, *sheet, "--policy", policy, "--out", book.with_name(out)).status == 0
    assert book.with_name("a.csv").read_text() == book.with_name("b.csv").read_text()


def test_a_sheet_must_be_chosen_and_is_inspected(infoshare: Run, book: Path) -> None:
    asked = infoshare("inspect", book)
    assert (asked.status, "'Attendances' and 'Lists'" in asked.err) == (2, True)
    seen = infoshare("inspect", book, "--sheet", "Attendances")
    assert seen.status == 0
    assert "Note: 1 hidden row read like the others" in seen.out


def test_a_packed_file_becomes_a_packed_file(infoshare: Run, tmp_path: Path, policy: Path) -> None:
    source = write_csv(tmp_path / "plain.csv")
    packed = tmp_path / "attendances.csv.gz"
    packed.write_bytes(gzip.compress(source.read_bytes()))
    out = tmp_path / "release.jsonl.gz"
    ran = infoshare("anonymise", packed, "--policy", policy, "--out", out)
    assert ran.status == 0, ran.err
    assert len(gzip.decompress(out.read_bytes()).splitlines()) == 12


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_status_2_and_nothing_is_written(
    case: str, infoshare: Run, tmp_path: Path, policy: Path
) -> None:
    make, sentence = HOSTILE[case]
    source = tmp_path / "in.xlsx"
    source.write_bytes(make().getvalue())
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "out.xlsx")
    assert (ran.status, sentence in ran.err) == (2, True), ran.err
    assert "Traceback" not in ran.err
    assert "Okonjo" not in ran.err
    assert others_in(tmp_path, source, policy) == []


@pytest.mark.parametrize("name", ["in.csv.gz", "in.tsv.gz", "in.jsonl.gz"])
@pytest.mark.parametrize(
    "data",
    [b"surname\nOkonjo\n", gzip.compress(b"surname\nOkonjo\n", mtime=0)[:-5], gzip.compress(b"", mtime=0)],
    ids=["not packed", "cut short", "nothing in it"],
)
def test_a_bad_packed_file_is_status_2_and_nothing_is_written(
    data: bytes, name: str, infoshare: Run, tmp_path: Path, policy: Path
) -> None:
    source = tmp_path / name
    source.write_bytes(data)
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "out.csv.gz")
    assert ran.status == 2, ran.err
    assert "Okonjo" not in ran.err
    assert others_in(tmp_path, source, policy) == []


@pytest.mark.parametrize("suffix", ["xls", "xlsm", "xlsb", "ods"])
def test_other_kinds_of_workbook_are_answered_with_what_to_do(suffix: str, infoshare: Run, tmp_path: Path) -> None:
    path = tmp_path / f"in.{suffix}"
    path.write_bytes(b"x")
    ran = infoshare("inspect", path)
    assert (ran.status, "save it as an Excel workbook" in ran.err) == (2, True)


@pytest.mark.parametrize("kind", ["xlsx", "csv.gz"])
def test_a_run_that_fails_half_way_leaves_nothing(
    kind: str, infoshare: Run, attendances: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(XlsxWriter if kind == "xlsx" else gzip.GzipFile, "write", full)
    ran = infoshare("anonymise", attendances, "--policy", policy, "--out", attendances.with_name(f"out.{kind}"))
    assert (ran.status, "No space left on device" in ran.err) == (2, True), ran.err
    assert others_in(attendances.parent, attendances, policy) == []
