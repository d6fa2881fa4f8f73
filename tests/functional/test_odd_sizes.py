"""Data of odd sizes and shapes: huge cells, hundreds of columns, one row, nothing left, kinds that are mixed, bombs."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from infoshare.identifiers import PLACEHOLDER

from .conftest import COLUMNS, PEOPLE, Ran, others_in, write_csv

Run = Callable[..., Ran]
HUGE = "a" * 10_000_000
KEPT = "policy: kept\nversion: 1\ntitle: T\ncolumns:\n"


def rows_of(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_a_huge_cell(folder: Path, column: str) -> Path:
    """Twelve attendances, in one of which a cell of ten megabytes stands."""
    huge = [HUGE if name == column else cell for name, cell in zip(COLUMNS, PEOPLE[0], strict=True)]
    return write_csv(folder / "in.csv", [huge, *(PEOPLE * 4)[1:]])


@pytest.mark.parametrize("column", ["surname", "age", "arrival", "weapon", "triage_note"])
def test_a_cell_of_ten_megabytes_is_treated_like_any_other(
    column: str, infoshare: Run, tmp_path: Path, policy: Path
) -> None:
    """What cannot be read leaves blank, and its row with it; what may stand stays; nothing of it is ever said."""
    policy.write_text(policy.read_text().replace("max_suppressed: 0.05", "max_suppressed: 0.5"))
    source, out = with_a_huge_cell(tmp_path, column), tmp_path / "out.csv"
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out)
    assert ran.status == 0, ran.err
    assert max(map(len, (ran.out, ran.err))) < 2_000
    longest = max(len(cell) for row in rows_of(out) for cell in row.values())
    assert longest == 10_000_000 if column == "weapon" else longest < 200
    assert infoshare("verify", out, "--source", source, "--policy", policy).status == 0


def test_a_cell_of_ten_megabytes_is_inspected_and_its_values_are_not_said(infoshare: Run, tmp_path: Path) -> None:
    ran = infoshare("inspect", with_a_huge_cell(tmp_path, "triage_note"))
    assert ran.status == 0, ran.err
    assert "aaaa" not in ran.out


def test_a_cell_too_large_for_excel_is_refused_and_nothing_is_written(
    infoshare: Run, tmp_path: Path, policy: Path
) -> None:
    source = with_a_huge_cell(tmp_path, "weapon")
    policy.write_text(policy.read_text().replace("max_suppressed: 0.05", "max_suppressed: 0.5"))
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "out.xlsx")
    assert ran.status == 2
    assert "Excel cannot hold the release: a text longer than 32,767 characters in 'weapon'" in ran.err
    assert others_in(tmp_path, source, policy) == []


WIDE = [f"item {number}" for number in range(500)]


def wide(folder: Path) -> tuple[Path, Path]:
    """A table of 500 columns, and a policy that keeps each."""
    source, policy = write_csv(folder / "wide.csv", [["x"] * 500, ["y"] * 500], WIDE), folder / "wide.yaml"
    policy.write_text(KEPT + "".join(f"  {name}: {{role: plain, action: keep}}\n" for name in WIDE))
    return source, policy


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_five_hundred_columns_are_released_and_verified(infoshare: Run, tmp_path: Path, suffix: str) -> None:
    (source, policy), out = wide(tmp_path), tmp_path / f"out.{suffix}"
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out)
    assert ran.status == 0, ran.err
    assert "500 of 500 columns" in ran.out
    assert infoshare("verify", out, "--source", source, "--policy", policy).status == 0


def test_five_hundred_columns_that_nobody_agreed_are_refused_in_a_few_words(
    infoshare: Run, tmp_path: Path, policy: Path
) -> None:
    source = write_csv(tmp_path / "in.csv", [[*PEOPLE[0], *["x"] * 500]] * 5, [*COLUMNS, *WIDE])
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "out.csv")
    assert ran.status == 1
    assert "does not name 500 columns: 'item 0', 'item 1', 'item 2', 'item 3', 'item 4' and 495 more" in ran.err
    assert others_in(tmp_path, source, policy) == []


def test_five_hundred_columns_are_inspected_and_drafted(infoshare: Run, tmp_path: Path) -> None:
    source, drafted = wide(tmp_path)[0], tmp_path / "drafted.yaml"
    ran = infoshare("inspect", source, "--policy-out", drafted)
    assert ran.status == 0, ran.err
    assert infoshare("policy", "check", drafted).status == 0


def test_one_row_is_released_if_no_group_is_asked_for_and_refused_otherwise(
    infoshare: Run, tmp_path: Path, policy: Path
) -> None:
    source, out = write_csv(tmp_path / "in.csv", PEOPLE[:1]), tmp_path / "out.csv"
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out)
    assert ran.status == 1
    assert "1 row" in ran.err
    assert others_in(tmp_path, source, policy) == []
    policy.write_text(policy.read_text().replace("privacy: {k: 5, l: {weapon: 2}, max_suppressed: 0.05}", ""))
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out)
    assert ran.status == 0, ran.err
    assert len(rows_of(out)) == 1


@pytest.mark.parametrize("most", [0.05, 1])
@pytest.mark.parametrize("command", ["anonymise", "verify"])
def test_a_release_of_which_every_row_would_be_left_out_is_refused(
    infoshare: Run, tmp_path: Path, policy: Path, most: float, command: str
) -> None:
    ages = [[*person[:3], str(20 * place), *person[4:]] for place, person in enumerate(PEOPLE)]
    source = write_csv(tmp_path / "in.csv", ages)
    policy.write_text(policy.read_text().replace("max_suppressed: 0.05", f"max_suppressed: {most}"))
    out = tmp_path / "out.csv"
    if command == "verify":
        out.write_text("attendance_id,age,postcode,arrival,weapon,triage_note\n")
        ran = infoshare("verify", out, "--source", source, "--policy", policy)
        assert ran.status == 2
        assert "a header and no rows" in ran.err
        return
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out)
    assert ran.status == 1, ran.out
    assert "3 of 3 rows" in ran.err or "all" in ran.err
    assert others_in(tmp_path, source, policy) == []


MIXED = [34, "35", 36.5, True, None, "forty", 2**70, -1]


@pytest.mark.parametrize("action", ["keep", "band, edges: [0, 18, 65]", "round, to: 5", "pseudonymise", "redact"])
@pytest.mark.parametrize("suffix", ["jsonl", "xlsx"])
def test_a_column_of_mixed_kinds_is_treated_as_the_text_that_stands_there(
    action: str, suffix: str, infoshare: Run, tmp_path: Path
) -> None:
    source, policy, out = tmp_path / f"in.{suffix}", tmp_path / "p.yaml", tmp_path / "out.csv"
    role = {"pseudonymise": "direct", "redact": "text"}.get(action, "sensitive")
    policy.write_text(f"{KEPT}  age: {{role: {role}, action: {action}}}\n  row: {{role: plain, action: keep}}\n")
    rows = [{"row": f"r{place}", "age": cell} for place, cell in enumerate(MIXED)]
    if suffix == "jsonl":
        source.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    else:
        made = openpyxl.Workbook()
        made.active.append(["row", "age"])
        for row in rows:
            made.active.append([row["row"], str(row["age"]) if row["age"] == 2**70 else row["age"]])
        made.save(source)
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out)
    assert ran.status == 0, ran.err
    assert "forty" not in ran.out
    left = {row["row"]: row["age"] for row in rows_of(out)}
    assert left["r4"] == ""
    if action == "keep":
        kept = [left[f"r{place}"].casefold() for place in (0, 1, 2, 3, 5, 7)]
        assert kept == ["34", "35", "36.5", "true", "forty", "-1"]
    if action.startswith(("band", "round")):
        assert left["r5"] == left["r3"] == ""
        assert "Could not be read, so left blank: cells in 'age'" in ran.out
    if action == "redact":
        assert all(not value or PLACEHOLDER.search(value) or len(value) < 30 for value in left.values())


def test_a_packed_bomb_is_refused_and_nothing_is_written(infoshare: Run, tmp_path: Path, policy: Path) -> None:
    source = tmp_path / "in.csv.gz"
    with gzip.open(source, "wb", compresslevel=9) as file:
        file.write(",".join(COLUMNS).encode() + b"\n")
        for _ in range(80):
            file.write(b"0" * (1 << 20))
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "out.csv")
    assert ran.status == 2
    assert "far more than a packed table does" in ran.err
    assert others_in(tmp_path, source, policy) == []


LEVELS = {
    "two values over one": "HM1 2AB;HM1;H\nHM1 2AD;HM1;X\nHM1 3AB;HM1;H\n",
    "a hole": "HM1 2AB;HM1;H\nHM1 2AD;;H\nHM1 3AB;HM1;H\n",
    "a ragged row": "HM1 2AB;HM1;H\nHM1 2AD;HM1\nHM1 3AB;HM1;H\n",
    "a value twice": "HM1 2AB;HM1;H\nHM1 2AB;HM2;H\n",
}


@pytest.mark.parametrize("case", LEVELS)
def test_a_hierarchy_that_does_not_nest_is_refused_and_nothing_is_written(
    case: str, infoshare: Run, tmp_path: Path, attendances: Path, policy: Path
) -> None:
    hierarchy = tmp_path / "places.csv"
    hierarchy.write_text(LEVELS[case])
    rule = f"{{role: quasi, action: generalise, hierarchy: {hierarchy}, level: 1}}"
    policy.write_text(policy.read_text().replace("{role: quasi, action: coarsen_place, to: outward}", rule))
    ran = infoshare("anonymise", attendances, "--policy", policy, "--out", tmp_path / "out.csv")
    assert ran.status == 2, ran.out
    assert "places.csv" in ran.err
    assert "Traceback" not in ran.err
    assert others_in(tmp_path, attendances, policy, hierarchy) == []
