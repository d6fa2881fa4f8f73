"""`infoshare anonymise` over real files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from infoshare import Policy
from infoshare.detectors.redactor import Redactor

from .conftest import PEOPLE, Ran, others_in, write_csv

Run = Callable[..., Ran]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values_in(text: str) -> list[str]:
    """The values of direct identifiers that stand in a text."""
    return [value for row in PEOPLE for value in (*row[:3], row[4], row[5]) if value in text]


def test_a_release_has_the_agreed_columns_and_nobody_in_it(infoshare: Run, attendances: Path, policy: Path) -> None:
    out = attendances.with_name("release.csv")
    ran = infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    assert (ran.status, ran.err) == (0, "")
    released = rows_of(out)
    assert list(released[0]) == ["attendance_id", "age", "postcode", "arrival", "weapon", "triage_note"]
    assert {row["age"] for row in released} == {"18-64"}
    assert {row["arrival"] for row in released} == {"2025-Q1"}
    text = out.read_text(encoding="utf-8").casefold()
    for attendance_id, nhs, surname, _, postcode, *_ in PEOPLE:
        for value in (attendance_id, nhs, nhs.replace(" ", ""), surname, postcode):
            assert value.casefold() not in text


def test_the_certificate_stands_beside_the_release_and_holds_no_value(
    infoshare: Run, attendances: Path, policy: Path
) -> None:
    out = attendances.with_name("release.csv")
    infoshare("anonymise", attendances, "--policy", policy, "--out", out, "--recipient", "Harrowmere CSP")
    text = out.with_name("release.certificate.json").read_text(encoding="utf-8")
    certificate = json.loads(text)
    assert certificate["policy"] == {
        "name": "small", "version": 1, "sha256": Policy.load(policy).digest, "title": "A small release",
        "release": "anonymised",
    }  # fmt: skip
    assert certificate["recipient"] == "Harrowmere CSP"
    assert (certificate["source"]["rows"], certificate["release"]["rows"]) == (12, 12)
    assert certificate["privacy"]["k_reached"] == 12
    assert {check["verdict"] for check in certificate["gate"]} == {"pass"}
    assert certificate["language_model"]["sha256"]
    assert not values_in(text)


def test_report_and_certificate_go_into_a_folder_if_one_is_named(
    infoshare: Run, attendances: Path, policy: Path
) -> None:
    out, papers = attendances.with_name("release.csv"), attendances.with_name("papers")
    infoshare("anonymise", attendances, "--policy", policy, "--out", out, "--report", papers)
    assert others_in(papers) == ["certificate.json", "report.docx", "report.html"]
    page = (papers / "report.html").read_text(encoding="utf-8")
    assert "12 of 12 rows." in page
    assert not values_in(page)


def test_the_same_input_gives_the_same_bytes(infoshare: Run, attendances: Path, policy: Path) -> None:
    made = []
    for name in ("one", "two"):
        out = attendances.with_name(f"{name}.csv")
        infoshare(
            "anonymise", attendances, "--policy", policy, "--out", out, "--issued", "2026-11-22T09:00:00+00:00"
        )  # fmt: skip
        made.append((out.read_bytes(), out.with_name(f"{name}.certificate.json").read_bytes()))
    assert made[0] == made[1]


def test_recipients_get_different_pseudonyms(infoshare: Run, attendances: Path, policy: Path) -> None:
    tokens = []
    for recipient in ("police", "council"):
        out = attendances.with_name(f"{recipient}.csv")
        infoshare("anonymise", attendances, "--policy", policy, "--out", out, "--recipient", recipient)
        tokens.append({row["attendance_id"] for row in rows_of(out)})
    assert len(tokens[0]) == len(tokens[1]) == 3
    assert not tokens[0] & tokens[1]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "parquet", "arrow"])
def test_the_suffix_picks_the_format(infoshare: Run, attendances: Path, policy: Path, suffix: str) -> None:
    out = attendances.with_name(f"release.{suffix}")
    assert infoshare("anonymise", attendances, "--policy", policy, "--out", out).status == 0
    assert infoshare("verify", out, "--source", attendances, "--policy", policy).status == 0
    if suffix == "parquet":
        assert pq.read_schema(out).metadata is None


def test_an_unplanned_column_is_refused_and_nothing_is_written(infoshare: Run, tmp_path: Path, policy: Path) -> None:
    rows = [(*row, "secret-value") for row in PEOPLE]
    columns = ("attendance_id", "nhs_number", "surname", "age", "postcode", "arrival", "weapon", "triage_note", "extra")
    source = write_csv(tmp_path / "attendances.csv", rows, columns)
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "release.csv")
    assert ran.status == 1
    assert "'extra'" in ran.err
    assert "secret-value" not in ran.err
    assert others_in(tmp_path, source, policy) == []


def test_an_unreachable_target_is_refused_and_says_how_far_it_got(
    infoshare: Run, attendances: Path, policy: Path
) -> None:
    policy.write_text(policy.read_text().replace("k: 5", "k: 13"))
    out = attendances.with_name("release.csv")
    ran = infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    assert ran.status == 1
    assert "12 of 12 rows (100.0%) are in groups of fewer than 13" in ran.err
    assert others_in(attendances.parent, attendances, policy) == []


def test_a_broken_redactor_is_caught_by_the_gate_and_nothing_is_written(
    infoshare: Run, attendances: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Redactor, "redact", lambda self, texts, records: list(texts))
    out = attendances.with_name("release.csv")
    ran = infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    assert ran.status == 1
    assert "source_values_absent: direct identifiers of the source in 'triage_note' (8 cells)" in ran.err
    assert not any(row[2].casefold() in ran.err.casefold() for row in PEOPLE)
    assert others_in(attendances.parent, attendances, policy) == []


def test_broken_redaction_is_caught_even_where_no_column_says_who_people_are(
    infoshare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Redactor, "redact", lambda self, texts, records: list(texts))
    notes = tmp_path / "notes.jsonl"
    notes.write_text('{"id": "n1", "text": "Seen with a cut hand."}\n')
    ran = infoshare("anonymise", notes, "--policy", "free-text", "--out", tmp_path / "out.jsonl")
    assert ran.status == 1
    assert "redaction_works: redaction is broken" in ran.err
    assert others_in(tmp_path, notes) == []


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(infoshare: Run, tmp_path: Path) -> None:
    policy = tmp_path / "p.yaml"
    policy.write_text("policy: p\nversion: 1\ntitle: T\ncolumns: {note: {role: plain, action: keep}}\n")
    source = write_csv(tmp_path / "in.csv", [["=1+1"], ["+1-2"], ["@SUM(A1)"], ["-2+3"], ["-5.5"], ["a"]], ["note"])
    out = tmp_path / "out.csv"
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out)
    assert "Made harmless to spreadsheets: 4 cells" in ran.out
    assert [row["note"] for row in rows_of(out)] == ["'+1-2", "'-2+3", "'=1+1", "'@SUM(A1)", "-5.5", "a"]


def test_standard_input_and_output_can_be_used(
    infoshare: Run, attendances: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with attendances.open("rb") as given:
        monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": given})())
        ran = infoshare("anonymise", "-", "--policy", policy, "--out", "-")
    assert ran.status == 0
    assert ran.out.startswith("attendance_id,age,postcode,arrival,weapon,triage_note\n")
    assert "Released: 12 of 12 rows" in ran.err
