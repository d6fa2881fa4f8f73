"""`infoshare anonymise` where names leave by consent alone and people may opt out, over real files and frames."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pandas
import polars as pl
import pytest

import infoshare as library
from infoshare.errors import DataFileError, PolicyError, PrivacyTargetMissed
from infoshare.model.policy import Policy
from tests.conftest import Refused

from .conftest import KEY, Ran, others_in, write_csv

Run = Callable[..., Ran]
COLUMNS = ("nhs_number", "forename", "surname", "phone", "Consent to share?", "age", "weapon", "note")
PEOPLE = [
    ("999 000 0018", "Quillon", "Varnholt", "07700 900101", "Yes", "22", "Knife", "hit by Zenobia Okwuosa"),
    ("9990000026", "Zenobia", "Okwuosa", "07700 900102", "no", "24", "Fist", "Okwuosa fell"),
    ("999-000-0034", "Oisin", "Llewelyn", "07700 900103", "", "30", "Bottle", "no head injury"),
    ("9990000042", "Asha", "Begum", "07700 900104", "maybe", "31", "Knife", "calm"),
    ("9990000050", "Bogdan", "Szczepan", "+44 7700 900105", " y ", "50", "Knife", "calm"),
    ("", "Ines", "Quint", "07700 900106", "yes", "33", "Fist", "calm"),
    ("9990000069", "Mei", "Tan", "07700 900107", "yes", "33", "Fist", "rang 07700 900102"),
    ("9990000077", "Ana", "Ruiz", "07700 900108", "withdrawn", "70", "Fist", "calm"),
]
POLICY = """
policy: ae-consent
version: 1
title: Assault attendances, with names where the patient agreed
release: identifiable
columns:
  nhs_number:       {role: direct, action: drop, known: nhs}
  forename:         {role: direct, action: keep, known: name}
  surname:          {role: direct, action: keep, known: name}
  phone:            {role: direct, action: keep, known: phone}
  consent_to_share: {role: plain, action: drop}
  age:              {role: quasi, action: band, edges: [0, 18, 35, 65]}
  weapon:           {role: sensitive, action: keep}
  note:             {role: text, action: redact}
privacy: {k: 3, max_suppressed: 0.2}
consent:
  column: consent_to_share
  given: ["yes", "y"]
  needed_for: [forename, surname, phone]
opt_out:
  column: nhs_number
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "ae-consent.yaml"
    path.write_text(POLICY)
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "attendances.csv", PEOPLE, COLUMNS)


@pytest.fixture
def opted_out(tmp_path: Path) -> Path:
    path = tmp_path / "opted-out.dat"
    path.write_text("9990000077,\n9990000085,\n")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_names_leave_where_there_is_consent_and_nobody_else_stands_anywhere(
    infoshare: Run, source: Path, policy: Path, opted_out: Path
) -> None:
    out = source.with_name("release.csv")
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out, "--opt-out", opted_out)
    assert (ran.status, ran.err) == (0, "")
    rows = rows_of(out)
    assert sorted(row["surname"] for row in rows) == ["", "", "", "Szczepan", "Tan", "Varnholt"]
    assert rows[1] == {"forename": "", "surname": "", "phone": "", "age": "18-34", "weapon": "Fist",
                       "note": "[NAME] fell"}  # fmt: skip
    text = out.read_text(encoding="utf-8").casefold()
    for person in (PEOPLE[1], PEOPLE[2], PEOPLE[3], PEOPLE[5], PEOPLE[7]):
        assert not [value for value in person[1:4] if value.casefold() in text]
    assert not [row[0] for row in PEOPLE if row[0] and row[0] in text]
    assert "Consent in 'consent_to_share': 4 rows with, 2 refused, 1 empty, 1 with an answer" in ran.out
    assert "Opted out: 1 row; with no valid NHS number: 1; left out for that: 2" in ran.out


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "parquet", "arrow", "xlsx", "csv.gz"])
def test_every_format_passes_the_gate_again(
    infoshare: Run, source: Path, policy: Path, opted_out: Path, suffix: str
) -> None:
    out = source.with_name(f"release.{suffix}")
    assert infoshare("anonymise", source, "-p", policy, "-o", out, "--opt-out", opted_out).status == 0
    ran = infoshare("verify", out, "--source", source, "-p", policy, "--opt-out", opted_out)
    assert (ran.status, "rows permitted" in ran.out, "names in place" in ran.out) == (0, True, True)


def test_the_gate_notices_a_name_that_was_filled_in_afterwards(
    infoshare: Run, source: Path, policy: Path, opted_out: Path
) -> None:
    out = source.with_name("release.csv")
    infoshare("anonymise", source, "-p", policy, "-o", out, "--opt-out", opted_out)
    text = out.read_text(encoding="utf-8")
    out.write_text(text.replace(",,,18-34,Fist", ",Okwuosa,,18-34,Fist"), encoding="utf-8")
    ran = infoshare("verify", out, "--source", source, "-p", policy, "--opt-out", opted_out, "--format", "json")
    assert ran.status == 1
    checks = {check["check"]: check for check in json.loads(ran.out)["checks"]}
    assert checks["rows_permitted"]["verdict"] == "fail"
    assert checks["rows_permitted"]["counts"]["named"] == 4
    assert checks["names_in_place"]["verdict"] == "fail"
    assert "okwuosa" not in ran.out.casefold()


def test_certificate_and_report_say_how_many_and_nobody(
    infoshare: Run, source: Path, policy: Path, opted_out: Path
) -> None:
    papers = source.with_name("papers")
    out = source.with_name("release.csv")
    infoshare("anonymise", source, "-p", policy, "-o", out, "--opt-out", opted_out, "--report", papers)
    certificate = json.loads((papers / "certificate.json").read_text(encoding="utf-8"))
    assert certificate["consent"] == {
        "column": "consent_to_share", "needed_for": ["forename", "surname", "phone"], "otherwise": "anonymise",
        "given": 4, "refused": 2, "empty": 1, "unforeseen": 1, "named": 3, "left_out": 0,
    }  # fmt: skip
    opt_out = certificate["opt_out"]
    assert (opt_out["numbers"], opt_out["opted_out"], opt_out["unmatched"], opt_out["left_out"]) == (2, 1, 1, 2)
    assert len(opt_out["list_sha256"]) == 64
    assert (certificate["privacy"]["k_reached"], certificate["privacy"]["suppressed_rows"]) == (3, 0)
    assert certificate["privacy"]["not_sampled_rows"] == 0
    page = (papers / "report.html").read_text(encoding="utf-8")
    assert "Consent and opt-outs" in page
    assert "3 of 8 rows may leave with what says who the person is" in page
    assert not [value for row in PEOPLE for value in row[:4] if value and value in page]


FAULTY_LISTS = {
    "malformed": ("9990000077\n9990000078\n", "malformed NHS number: row 2"),
    "empty": ("NHS number\n", "is empty"),
    "not there": (None, "is not there"),
}


@pytest.mark.parametrize("fault", FAULTY_LISTS)
def test_a_faulty_list_is_status_2_and_nothing_is_written(
    infoshare: Run, source: Path, policy: Path, tmp_path: Path, fault: str
) -> None:
    text, said = FAULTY_LISTS[fault]
    path = tmp_path / "list.csv"
    if text is not None:
        path.write_text(text)
    ran = infoshare("anonymise", source, "-p", policy, "-o", tmp_path / "release.csv", "--opt-out", path)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "9990000078" not in ran.err
    assert others_in(tmp_path, source, policy, path) == []


def test_without_the_list_or_with_one_for_nothing_it_is_status_2(
    infoshare: Run, source: Path, policy: Path, opted_out: Path
) -> None:
    out = source.with_name("release.csv")
    ran = infoshare("anonymise", source, "-p", policy, "-o", out)
    assert (ran.status, "--opt-out FILE" in ran.err) == (2, True)
    ran = infoshare("anonymise", source, "-p", "ae-violence", "-o", out, "--opt-out", opted_out)
    assert (ran.status, "names no opt-out" in ran.err) == (2, True)
    assert not out.exists()


@pytest.mark.parametrize("missing", ["nhs_number", "Consent to share?"])
def test_data_without_the_column_is_refused(
    source: Path, policy: Path, opted_out: Path, missing: str, refused: Refused
) -> None:
    frame = pl.read_csv(source, infer_schema=False).drop(missing)
    with refused(DataFileError) as caught:
        library.anonymise(frame, policy, opt_out=opted_out)
    assert "for whose rows may leave" in str(caught.value)


@pytest.mark.parametrize("engine", ["polars", "reference"])
@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_frames_come_back_as_they_came(source: Path, policy: Path, opted_out: Path, kind: str, engine: str) -> None:
    frame = pl.read_csv(source, infer_schema=False)
    given = {"polars": frame, "pandas": frame.to_pandas(), "pyarrow": frame.to_arrow()}[kind]
    release = library.anonymise(given, policy, opt_out=opted_out, engine=engine)
    assert type(release.data) is type(given)
    rows = release.data if kind == "pandas" else pandas.DataFrame(pl.DataFrame(release.data).to_dicts())
    assert sorted(rows["surname"].fillna("")) == ["", "", "", "Szczepan", "Tan", "Varnholt"]
    verdict = library.verify(release.data, source=given, policy=policy, opt_out=opted_out)
    assert verdict.verdict == "pass"


def test_answers_that_are_true_or_false_and_telephones_that_are_numbers(make_policy: Callable[..., Policy]) -> None:
    policy = make_policy(
        {
            "phone": {"role": "direct", "action": "keep", "known": "phone"},
            "agreed": {"role": "plain", "action": "drop"},
        },
        release="identifiable",
        consent={"column": "agreed", "given": ["true"], "not_given": ["false"], "needed_for": ["phone"]},
    )
    frame = pl.DataFrame({"phone": [7700900101, 7700900102, 7700900103], "agreed": [True, False, None]})
    release = library.anonymise(frame, policy)
    assert sorted(release.data["phone"].to_list(), key=str) == [7700900101, None, None]
    facts = release.certificate.consent
    assert facts is not None
    assert (facts.given, facts.refused, facts.empty) == (1, 1, 1)


def test_a_household_that_shares_a_name_and_a_telephone_does_not_stop_the_release(
    make_policy: Callable[..., Policy],
) -> None:
    kept = {"role": "direct", "action": "keep"}
    policy = make_policy(
        {
            "name": {**kept, "known": "name"}, "phone": {**kept, "known": "phone"},
            "address": {**kept, "known": "address"}, "agreed": {"role": "plain", "action": "drop"},
        },
        release="identifiable",
        consent={"column": "agreed", "given": ["yes"], "needed_for": ["name", "phone", "address"]},
    )  # fmt: skip
    frame = pl.DataFrame(
        {
            "name": ["Bogdan Szczepan", "Ana Szczepan", "Mei Tan"],
            "phone": ["07700 900101", "+44 7700 900101", "07700 900102"],
            "address": ["Flat 1, 9 Quay Street", "Flat 1, 9 Quay Street", "Flat 2, 9 Quay Street"],
            "agreed": ["yes", "no", "no"],
        }
    )
    assert library.anonymise(frame, policy).data["name"].to_list() == [None, None, "Bogdan Szczepan"]


def test_if_everybody_consents_there_are_no_groups(source: Path, policy: Path, opted_out: Path) -> None:
    frame = pl.read_csv(source, infer_schema=False).with_columns(pl.lit("yes").alias("Consent to share?"))
    release = library.anonymise(frame, policy, opt_out=opted_out)
    assert release.data["surname"].null_count() == 0
    assert release.certificate.privacy.k_reached is None


def test_levels_are_chosen_for_the_rows_without_consent(
    source: Path, policy: Path, opted_out: Path, tmp_path: Path, refused: Refused
) -> None:
    chosen = tmp_path / "levels.yaml"
    band = "action: band, edges: [0, 18, 35, 65]"
    text = POLICY.replace(band, "action: generalise, hierarchy: age").replace("k: 3", "k: 3, method: generalise")
    chosen.write_text(text)
    release = library.anonymise(source, chosen, opt_out=opted_out)
    assert len(set(release.data.filter(pl.col("surname").is_null())["age"])) == 1
    everybody = pl.read_csv(source, infer_schema=False).with_columns(pl.lit("yes").alias("Consent to share?"))
    with refused(PrivacyTargetMissed) as caught:
        library.anonymise(everybody, chosen, opt_out=opted_out)
    assert "no groups by which levels could be chosen" in str(caught.value)


def test_a_sample_is_drawn_from_the_rows_that_may_leave(source: Path, policy: Path, opted_out: Path) -> None:
    sampled = Policy.load(policy).model_copy(
        update={"privacy": Policy.load(policy).privacy.model_copy(update={"sample": 0.7, "k": 1})}
    )
    release = library.anonymise(source, sampled, opt_out=opted_out, key=KEY)
    privacy = release.certificate.privacy
    assert (release.data.height, privacy.suppressed_rows, privacy.not_sampled_rows) == (4, 0, 2)


def test_a_rehearsal_says_that_it_knows_no_consent(source: Path, policy: Path, refused: Refused) -> None:
    with refused(PolicyError):
        library.rehearse(source, policy)


def test_policy_check_says_it_in_words(infoshare: Run, policy: Path) -> None:
    ran = infoshare("policy", "check", policy)
    assert ran.out.splitlines()[1:] == [
        "forename, surname and phone leave only where 'consent_to_share' says 'yes' or 'y'; other rows leave without "
        "them, in groups among themselves.",
        "Rows of people who are on the opt-out list, by the number in 'nhs_number', do not leave; rows without a valid "
        "number count among them.",
    ]


def test_inspect_suggests_it_in_a_comment(infoshare: Run, source: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    infoshare("inspect", source, "--policy-out", draft)
    assert '# consent: {column: "Consent to share?", given: ["yes"], needed_for: [' in draft.read_text()
    assert Policy.load(draft).consent is None


DATASET = """
dataset: ae
version: 1
title: Attendances and their diagnoses
key: attendance_id
main: attendances
tables: {attendances: attendances.yaml, diagnoses: diagnoses.yaml}
"""
DIAGNOSES = """
policy: diagnoses
version: 1
title: Diagnoses
columns:
  attendance_id: {role: direct, action: pseudonymise}
  diagnosis: {role: plain, action: keep}
  remark: {role: text, action: redact}
privacy: {max_suppressed: 1}
"""


def test_in_a_data_set_opted_out_rows_take_their_rows_in_other_tables_with_them(
    infoshare: Run, tmp_path: Path, opted_out: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    key = "  attendance_id: {role: direct, action: pseudonymise}\n  nhs_number:"
    (folder / "attendances.yaml").write_text(POLICY.replace("  nhs_number:", key, 1))
    (folder / "diagnoses.yaml").write_text(DIAGNOSES)
    (folder / "dataset.yaml").write_text(DATASET)
    ids = [f"A-{100_001 + row}" for row in range(len(PEOPLE))]
    attendances = [(name, *row) for name, row in zip(ids, PEOPLE, strict=True)]
    write_csv(folder / "attendances.csv", attendances, ["attendance_id", *COLUMNS])
    diagnoses = [(name, f"diagnosis {row}", "Okwuosa was there") for row, name in enumerate(ids)]
    write_csv(folder / "diagnoses.csv", diagnoses, ["attendance_id", "diagnosis", "remark"])
    out = tmp_path / "out"
    ran = infoshare("anonymise", folder, "-p", folder / "dataset.yaml", "-o", out, "--opt-out", opted_out)
    assert ran.status == 0, ran.err
    main, other = rows_of(out / "attendances.csv"), rows_of(out / "diagnoses.csv")
    assert sorted(row["surname"] for row in main) == ["", "", "", "Szczepan", "Tan", "Varnholt"]
    assert sorted(row["diagnosis"] for row in other) == [f"diagnosis {row}" for row in (0, 1, 2, 3, 4, 6)]
    assert {row["remark"] for row in other} == {"[NAME] was there"}
    assert {row["attendance_id"] for row in main} == {row["attendance_id"] for row in other}
