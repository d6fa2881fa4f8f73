"""`infoshare inspect`, `redact`, `verify` and `policy` over real files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from infoshare import Policy

from .conftest import PEOPLE, Ran, write_csv

Run = Callable[..., Ran]


def test_inspect_names_each_column_with_its_role_and_reason(infoshare: Run, attendances: Path) -> None:
    found = json.loads(infoshare("inspect", attendances, "--format", "json").out)
    assert found["rows"] == 12
    assert set(found["columns"][0]) >= {
        "name", "type", "role", "why", "known", "identifiers", "distinct", "unique_rows", "empty",
    }  # fmt: skip
    roles = {column["name"]: column["role"] for column in found["columns"]}
    assert roles == {
        "attendance_id": "direct", "nhs_number": "direct", "surname": "direct", "age": "quasi", "postcode": "quasi",
        "arrival": "quasi", "weapon": "sensitive", "triage_note": "text",
    }  # fmt: skip


def test_identifiers_are_found_whatever_the_header_says(infoshare: Run, tmp_path: Path) -> None:
    rows = [["999 000 0018", "ring 07700 900123"], ["9990000026", "x"], ["999-000-0034", "y"], ["", "z"]]
    source = write_csv(tmp_path / "in.csv", rows, ["ward", "bay"])
    ward, bay = json.loads(infoshare("inspect", source, "--format", "json").out)["columns"]
    assert (ward["role"], ward["identifiers"], ward["empty"]) == ("direct", {"nhs": 3}, 1)
    assert (bay["role"], bay["identifiers"]) == ("text", {"phone": 1})


def test_a_drafted_policy_is_sound_and_can_be_used(infoshare: Run, tmp_path: Path) -> None:
    attendances, draft = write_csv(tmp_path / "in.csv", PEOPLE * 5), tmp_path / "draft.yaml"
    assert infoshare("inspect", attendances, "--policy-out", draft).status == 0
    assert "# the header says NHS number" in draft.read_text()
    assert Policy.load(draft).columns["surname"].action == "drop"
    ran = infoshare("anonymise", attendances, "--policy", draft, "--out", attendances.with_name("out.csv"))
    assert ran.status == 0, ran.err


def test_inspect_says_no_value(infoshare: Run, attendances: Path) -> None:
    page, draft = attendances.with_name("page.html"), attendances.with_name("draft.yaml")
    ran = infoshare("inspect", attendances, "--page", page, "--policy-out", draft)
    as_json = infoshare("inspect", attendances, "--format", "json")
    values = {cell for row in PEOPLE for cell in row} | {"HM1", "Okonjo", "Fist", "2025-03-07", "07/03/2025"}
    for shown in (ran.out, as_json.out, page.read_text(), draft.read_text()):
        assert [value for value in values if not value.isdigit() and value in shown] == []


def test_inspect_says_how_far_rows_stand_out_together(infoshare: Run, attendances: Path) -> None:
    found = json.loads(infoshare("inspect", attendances, "--format", "json").out)
    assert found["groups"]["columns"] == ["age", "postcode", "arrival"]
    assert found["groups"]["rows"] == {"3-4": 12}
    ran = infoshare("inspect", attendances)
    assert "0 of 12 rows are unique on them" in ran.out


def test_inspect_says_how_many_values_it_looked_at(infoshare: Run, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", [[f"R{number:06d}"] for number in range(10_001)], ["case ref"])
    assert "'case ref': looked at 3,334 of 10,001 different values" in infoshare("inspect", source).out


def test_the_page_of_pictures_is_complete_in_itself(infoshare: Run, attendances: Path) -> None:
    page = attendances.with_name("page.html")
    assert infoshare("inspect", attendances, "--page", page).status == 0
    text = page.read_text()
    assert "default-src 'none'" in text
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://", text)
    pictures = re.findall(r"<svg[^>]*>", text)
    assert len(pictures) > 8
    assert all('role="img"' in picture and 'aria-label="' in picture for picture in pictures)


def test_redact_takes_a_file_or_standard_input(infoshare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Mrs Okonjo, NHS 999 000 0018, ring 07700 900123\n", encoding="utf-16")
    expected = "Mrs [NAME], NHS [NHS NUMBER], ring [PHONE]\n"
    assert infoshare("redact", note).out == expected
    with note.open("rb") as given:
        monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": given})())
        assert infoshare("redact").out == expected


def test_verify_passes_a_sound_release_and_fails_a_changed_one(infoshare: Run, attendances: Path, policy: Path) -> None:
    out = attendances.with_name("release.csv")
    infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    words = ("verify", out, "--source", attendances, "--policy", policy, "--format", "json")
    ran = infoshare(*words)
    assert (ran.status, json.loads(ran.out)["verdict"]) == (0, "pass")
    out.write_text(out.read_text().replace("Knife", "Llewellyn", 1))
    ran = infoshare(*words)
    checks = {check["check"]: check["verdict"] for check in json.loads(ran.out)["checks"]}
    assert (ran.status, checks["source_values_absent"], checks["columns_agreed"]) == (1, "fail", "pass")
    assert "Llewellyn" not in ran.out


def test_shipped_policies_are_listed_shown_and_sound(infoshare: Run) -> None:
    listed = json.loads(infoshare("policy", "list", "--format", "json").out)
    assert len(listed) == 14
    for each in listed:
        assert infoshare("policy", "check", each["policy"]).status == 0
        assert infoshare("policy", "show", each["policy"]).out.startswith("# ")
    assert "columns" in json.loads(infoshare("policy", "schema").out)["properties"]


def test_free_text_keeps_id_redacts_text_and_refuses_the_rest(infoshare: Run, tmp_path: Path) -> None:
    notes = tmp_path / "notes.jsonl"
    notes.write_text('{"id": "n1", "text": "Mrs Okonjo rang from 07700 900123"}\n{"id": "n2", "text": "nothing"}\n')
    out = tmp_path / "out.jsonl"
    assert infoshare("anonymise", notes, "--policy", "free-text", "--out", out).status == 0
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert lines == [{"id": "n1", "text": "Mrs [NAME] rang from [PHONE]"}, {"id": "n2", "text": "nothing"}]
    notes.write_text('{"id": "n1", "text": "a", "ward": "b"}\n')
    assert infoshare("anonymise", notes, "--policy", "free-text", "--out", out).status == 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_without_the_source_a_release_passes_only_if_that_was_asked_for(
    infoshare: Run, attendances: Path, policy: Path, suffix: str
) -> None:
    out = attendances.with_name(f"release.{suffix}")
    infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    ran = infoshare("verify", out, "--policy", policy)
    assert ran.status == 1
    assert "source values absent  not-run  not run, for it needs the source" in ran.out
    assert "Verdict: fail\nGive --source, or --without-source" in ran.out
    ran = infoshare("verify", out, "--policy", policy, "--without-source")
    assert ran.status == 0
    assert "not-run" in ran.out
    assert "Verdict: pass, without the source: only what the release itself shows" in ran.out
    ran = infoshare("verify", out, "--policy", policy, "--without-source", "--format", "json")
    shown = json.loads(ran.out)
    assert shown["verdict"] == "pass"
    assert {c["check"] for c in shown["checks"] if c["verdict"] == "not-run"} == {
        "source_values_absent", "pseudonyms_keyed", "rows_accounted",
    }  # fmt: skip
    ran = infoshare("verify", out, "--policy", policy, "--without-source", "--source", attendances)
    assert ran.status == 2


def test_a_fault_is_seen_without_the_source(infoshare: Run, attendances: Path, policy: Path) -> None:
    """k, l and suppression are counted anew from the release and the policy alone."""
    out = attendances.with_name("release.csv")
    infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    header, *rows = out.read_text().splitlines()
    out.write_text("\n".join([header, *rows[:4]]) + "\n")
    ran = infoshare("verify", out, "--policy", policy, "--without-source")
    assert ran.status == 1
    assert "groups large enough   fail" in ran.out


def test_a_release_that_was_opened_and_saved_again_fails_with_counts(
    infoshare: Run, attendances: Path, policy: Path
) -> None:
    out = attendances.with_name("release.xlsx")
    infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    made = openpyxl.load_workbook(out)
    made.properties.creator = "Okonjo"
    made.worksheets[0].row_dimensions[3].hidden = True
    made.create_sheet("Okonjo").append(["Okonjo"])
    made.save(out)
    ran = infoshare("verify", out, "--policy", policy, "--source", attendances)
    assert ran.status == 1
    assert "beside the rows: 1 author, 1 hidden row, 1 other sheet and 2 times" in ran.out.replace("\n", " ")
    assert "Okonjo" not in ran.out + ran.err


def test_a_release_whose_rows_were_put_back_in_order_fails(infoshare: Run, attendances: Path, policy: Path) -> None:
    out = attendances.with_name("release.csv")
    infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    header, *rows = out.read_text().splitlines()
    out.write_text("\n".join([header, *reversed(rows)]) + "\n")
    ran = infoshare("verify", out, "--policy", policy, "--source", attendances)
    assert ran.status == 1
    assert "order says nothing    fail    2 rows out of the order of what stands in them" in ran.out
