"""Tables that share a key, released together: they still fit, nobody is named in another's text, and all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import infoshare
from infoshare.errors import DataFileError, LeakFound, PolicyError, PrivacyTargetMissed
from infoshare.files.target import Target
from infoshare.workflows import beside
from tests.conftest import Refused

from .conftest import KEY, Ran, others_in, write_csv

Run = Callable[..., Ran]
ATTENDANCES = [
    ("A-100001", "Okonjo", "34", "Seen at once"),
    ("A-100002", "Young", "36", "Seen with Okonjo"),
    ("A-100003", "Llewellyn", "38", "Sent home"),
    ("A-100004", "Szczepanska", "39", "Sent home"),
    ("A-100005", "Varnholt", "71", "Sent home"),
]
DIAGNOSES = [
    ("A-100001", "cut", "Okonjo has a cut"),
    ("A-100002", "bruise", "small young adult, bruised"),
    ("A-100002", "sprain", "and a sprain"),
    ("A-100003", "cut", "a young adult, cut"),
    ("A-100004", "cut", "with LLEWELLYN when it happened"),
    ("A-100005", "fall", "fell"),
]
ATTENDANCES_POLICY = """
policy: attendances
version: 1
title: Attendances
columns:
  attendance_id: {role: direct, action: pseudonymise}
  surname: {role: direct, action: drop, known: name}
  age: {role: quasi, action: band, edges: [0, 18, 65]}
  note: {role: text, action: redact}
privacy: {k: 4, max_suppressed: 0.2}
"""
DIAGNOSES_POLICY = """
policy: diagnoses
version: 1
title: Diagnoses
columns:
  attendance_id: {role: direct, action: pseudonymise, aliases: [att_id]}
  diagnosis: {role: sensitive, action: keep}
  remark: {role: text, action: redact}
privacy: {max_suppressed: 0.2}
"""
DATASET = """
dataset: ae
version: 1
title: Attendances and their diagnoses
key: attendance_id
main: attendances
tables: {attendances: attendances.yaml, diagnoses: diagnoses.yaml}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five attendances, one of which is in a group too small; six diagnoses; and the policies."""
    (tmp_path / "attendances.yaml").write_text(ATTENDANCES_POLICY)
    (tmp_path / "diagnoses.yaml").write_text(DIAGNOSES_POLICY)
    (tmp_path / "dataset.yaml").write_text(DATASET)
    write_csv(tmp_path / "attendances.csv", ATTENDANCES, ["attendance_id", "surname", "age", "note"])
    write_csv(tmp_path / "diagnoses.csv", DIAGNOSES, ["att_id", "diagnosis", "remark"])
    return tmp_path


def released(folder: Path, **rest: object) -> dict[str, pl.DataFrame]:
    return infoshare.anonymise_dataset(folder, folder / "dataset.yaml", key=KEY, **rest).tables  # type: ignore[arg-type]


def test_tables_are_written_with_one_certificate_that_lists_each(infoshare: Run, folder: Path) -> None:
    out = folder / "out"
    ran = infoshare("anonymise", folder, "--policy", folder / "dataset.yaml", "--out", out)
    assert ran.status == 0, ran.err
    assert sorted(path.name for path in out.iterdir()) == ["attendances.csv", "certificate.json", "diagnoses.csv"]
    assert "Table attendances:\n  Released: 4 of 5 rows" in ran.out
    assert "Table diagnoses:\n  Released: 5 of 6 rows" in ran.out
    certificate = json.loads((out / "certificate.json").read_text())
    assert set(certificate["tables"]) == {"attendances", "diagnoses"}
    assert (certificate["key"], certificate["main"], certificate["dataset"]["name"]) == (
        "attendance_id", "attendances", "ae",
    )  # fmt: skip
    gates = {name: [check["check"] for check in table["gate"]] for name, table in certificate["tables"].items()}
    assert "keys_agree" in gates["diagnoses"]
    assert "keys_agree" not in gates["attendances"]
    assert certificate["tables"]["diagnoses"]["privacy"]["suppressed_rows"] == 1


def test_rows_that_shared_a_key_share_it_afterwards_and_nobody_is_left_over(folder: Path) -> None:
    tables = released(folder)
    main, other = tables["attendances"], tables["diagnoses"]
    assert set(other["attendance_id"]) == set(main["attendance_id"])
    assert other["attendance_id"].value_counts().sort("count")["count"].to_list() == [1, 1, 1, 2]
    assert not any(key.startswith("A-") for key in main["attendance_id"])


def test_a_row_left_out_of_the_main_table_takes_its_rows_with_it(folder: Path) -> None:
    tables = released(folder)
    assert tables["attendances"].height == 4
    assert "fall" not in tables["diagnoses"]["diagnosis"].to_list()


def test_keys_differ_between_recipients_and_data_sets(folder: Path) -> None:
    keys = {tuple(released(folder, recipient=to)["attendances"]["attendance_id"]) for to in (None, "police", "council")}
    (folder / "dataset.yaml").write_text(DATASET.replace("dataset: ae", "dataset: other"))
    keys.add(tuple(released(folder)["attendances"]["attendance_id"]))
    assert len(keys) == 4


def test_a_person_of_one_table_is_taken_out_of_the_texts_of_another(folder: Path) -> None:
    remarks = released(folder)["diagnoses"]["remark"].to_list()
    assert "[NAME] has a cut" in remarks
    assert "with [NAME] when it happened" in remarks


def test_a_name_that_is_a_word_is_taken_out_of_the_texts_of_its_own_rows_in_every_table(folder: Path) -> None:
    remarks = released(folder)["diagnoses"]["remark"].to_list()
    assert "small [NAME] adult, bruised" in remarks
    assert "a young adult, cut" in remarks


def test_the_gate_seeks_the_people_of_every_table_in_every_table(
    folder: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    from infoshare.detectors.redactor import Redactor

    monkeypatch.setattr(Redactor, "redact", lambda _, texts, records: list(texts))
    monkeypatch.setattr(Redactor, "trial", lambda *_: None)
    attendances = folder / "attendances.yaml"
    attendances.write_text(
        ATTENDANCES_POLICY.replace("note: {role: text, action: redact}", "note: {role: text, action: drop}")
    )
    with refused(LeakFound, never=["Okonjo", "LLEWELLYN"]) as caught:
        released(folder, out=folder / "out")
    assert "source_values_absent" in str(caught.value)
    assert "'remark'" in str(caught.value)
    assert not (folder / "out").exists()


def test_the_gate_notices_rows_whose_main_row_was_left_out(
    folder: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside.Beside, "thinned", lambda _, rows, *__: rows)
    with refused(LeakFound) as caught:
        released(folder, out=folder / "out")
    assert "keys_agree: 1 row whose 'attendance_id' is not in the main table" in str(caught.value)
    assert not (folder / "out").exists()


def test_too_many_rows_without_a_main_row_are_refused(folder: Path, refused: Refused) -> None:
    write_csv(folder / "diagnoses.csv", [*DIAGNOSES, *[("A-999999", "x", "y")] * 3], ["att_id", "diagnosis", "remark"])
    with refused(PrivacyTargetMissed, never=["A-999999"]) as caught:
        released(folder, out=folder / "out")
    assert "4 of 9 rows under the policy 'diagnoses' have no row in the released main table" in str(caught.value)
    assert not (folder / "out").exists()


def test_a_table_that_is_refused_takes_the_others_with_it(infoshare: Run, folder: Path) -> None:
    write_csv(folder / "diagnoses.csv", DIAGNOSES, ["att_id", "diagnosis", "surprise"])
    before = others_in(folder)
    ran = infoshare("anonymise", folder, "--policy", folder / "dataset.yaml", "--out", folder / "out")
    assert (ran.status, "does not name 1 column: 'surprise'" in ran.err) == (1, True), ran.err
    assert others_in(folder) == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_stops_the_last_step_takes_everything_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    put, before = Target.publish, others_in(folder)

    def full_for_the_second(target: Target) -> None:
        if target.path.name == "diagnoses.csv":
            raise error
        put(target)

    monkeypatch.setattr(Target, "publish", full_for_the_second)
    with pytest.raises(DataFileError if isinstance(error, OSError) else KeyboardInterrupt):
        released(folder, out=folder / "out", report=folder / "out")
    assert others_in(folder) == before


def test_the_same_data_set_gives_the_same_bytes(folder: Path) -> None:
    for name in ("one", "two"):
        released(folder, out=folder / name, issued="2025-04-01")
    for path in (folder / "one").iterdir():
        assert path.read_bytes() == (folder / "two" / path.name).read_bytes()


def test_frames_and_paths_may_be_given_by_name(folder: Path) -> None:
    given = {"attendances": pl.read_csv(folder / "attendances.csv"), "diagnoses": folder / "diagnoses.csv"}
    release = infoshare.anonymise_dataset(given, folder / "dataset.yaml", key=KEY)
    from_files = released(folder)
    for name, frame in release.tables.items():
        assert frame.equals(from_files[name]), name
    assert repr(release) == "<DatasetRelease of 2 tables>"


def test_each_table_keeps_the_format_of_its_source(folder: Path) -> None:
    pl.read_csv(folder / "diagnoses.csv").write_parquet(folder / "diagnoses.parquet")
    (folder / "diagnoses.csv").unlink()
    tables = released(folder, out=folder / "out", report=folder / "papers")
    assert [path.name for path in tables.values()] == ["attendances.csv", "diagnoses.parquet"]  # type: ignore[attr-defined]
    assert sorted(path.name for path in (folder / "papers").iterdir()) == [
        "certificate.json", "report.docx", "report.html",
    ]  # fmt: skip
    assert pl.read_parquet(folder / "out" / "diagnoses.parquet").height == 5


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a table without a file": (lambda f: (f / "diagnoses.csv").unlink(), "no file for the table 'diagnoses'"),
    "two files for a table": (lambda f: (f / "diagnoses.tsv").write_text("x"), "2 files for the table 'diagnoses'"),
    "a table without the key": (
        lambda f: write_csv(f / "diagnoses.csv", [("cut", "x")], ["diagnosis", "remark"]),
        "the table 'diagnoses' has no column 'attendance_id'"),
    "a file there already": (
        lambda f: ((f / "out").mkdir(), (f / "out" / "diagnoses.csv").write_text("old")), "has diagnoses.csv already"),
    "a bad table": (lambda f: (f / "diagnoses.csv").write_text("att_id,diagnosis,remark\n"), "a header and no rows"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_wrong_with_the_data_is_said_and_nothing_is_written(case: str, infoshare: Run, folder: Path) -> None:
    spoil, sentence = FAULTS[case]
    spoil(folder)
    before = others_in(folder)
    ran = infoshare("anonymise", folder, "--policy", folder / "dataset.yaml", "--out", folder / "out")
    assert (ran.status, sentence in ran.err) == (2, True), ran.err
    assert others_in(folder) == before


BAD: dict[str, tuple[str, str, str, str]] = {
    "the main table is none": ("dataset", "main: attendances", "main: wards", "which is not one of the tables"),
    "one table alone": ("dataset", ", diagnoses: diagnoses.yaml", "", "tables"),
    "a name that leaves the folder": ("dataset", "{attendances:", "{../x: a, attendances:", "letters, digits"),
    "an unknown key": ("dataset", "title:", "titel:", "did you mean 'title'?"),
    "a policy that is not there": ("dataset", "diagnoses.yaml", "none.yaml", "none.yaml is not there"),
    "a policy without the key": ("diagnoses", "attendance_id:", "other_id:", "does not name the key"),
    "a key that is dropped": ("diagnoses", "action: pseudonymise", "action: drop", "must pseudonymise the key"),
    "a key treated otherwise": (
        "diagnoses", "action: pseudonymise,", "action: pseudonymise, known: nhs,", "in different ways"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_with_a_data_set_file_is_said(case: str, folder: Path, refused: Refused) -> None:
    name, old, new, sentence = BAD[case]
    path = folder / f"{name}.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with refused(PolicyError) as caught:
        released(folder)
    assert sentence in str(caught.value)


def test_tables_by_name_must_be_those_of_the_data_set(folder: Path, refused: Refused) -> None:
    with refused(DataFileError) as caught:
        infoshare.anonymise_dataset({"attendances": folder / "attendances.csv", "x": None}, folder / "dataset.yaml")
    assert caught.value.faults == ("'diagnoses' was not given", "'x' is not one of the tables")


def test_a_data_set_of_one_file_and_a_sheet_of_a_data_set_are_refused(infoshare: Run, folder: Path) -> None:
    for data, *rest in ((folder / "attendances.csv",), (folder, "--sheet", "x"), ("-",)):
        ran = infoshare("anonymise", data, *rest, "--policy", folder / "dataset.yaml", "--out", folder / "out")
        assert ran.status == 2, ran.err
        assert not (folder / "out").exists()
