"""Generalising, partitioning and population files over real files: what leaves, what is said, and what is refused."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner

import infoshare
from infoshare.cli.main import app
from infoshare.errors import DataFileError, PolicyError, PrivacyTargetMissed
from infoshare.workflows import privacy_facts
from tests.conftest import MakePolicy, Refused

AGES = [str(age) for age in range(20, 60)]
SOURCE = pa.table({"age": AGES, "town": ["Hale", "Cobley"] * 20, "weapon": ["knife", "fist", "glass", "none"] * 10})
AGE = {"role": "quasi", "action": "generalise", "hierarchy": "age"}
TOWN = {"role": "quasi", "action": "keep"}
COLUMNS = {"age": AGE, "town": TOWN, "weapon": {"role": "sensitive", "action": "keep"}}


def test_the_level_chosen_is_in_the_certificate_and_the_report(make_policy: MakePolicy) -> None:
    release = infoshare.anonymise(SOURCE, make_policy(COLUMNS, privacy={"k": 5, "method": "generalise"}))
    age = release.certificate.columns[0]
    assert (age.action, age.detail) == ("generalise", "to level 2 of 0 to 4 of 'age' (10-year bands)")
    facts = release.certificate.privacy
    assert (facts.method, facts.k_reached, facts.suppressed_rows) == ("generalise", 5, 0)
    assert facts.loss == pytest.approx(9 / 39, abs=1e-6)
    assert "to level 2 of 0 to 4 of &#39;age&#39; (10-year bands)" in release.report
    assert "23.1% was given up" in release.report
    assert "What the release is still good for" in release.report
    assert "Every column has one level" in release.report


def test_the_method_mondrian_names_what_others_can_do_with_it(make_policy: MakePolicy) -> None:
    release = infoshare.anonymise(SOURCE, make_policy(COLUMNS, privacy={"k": 5, "method": "mondrian"}))
    assert release.certificate.privacy.note == privacy_facts.MONDRIAN_NOTE
    assert "2509.03350" in release.report
    assert release.certificate.columns[0].detail == "as coarse as each class needs, by 'age'"
    assert set(release.data["age"].to_pylist()) == {
        "20-28",
        "21-29",
        "30-38",
        "31-39",
        "40-48",
        "41-49",
        "50-58",
        "51-59",
    }


def test_every_model_asked_for_is_in_the_certificate_and_the_report(make_policy: MakePolicy) -> None:
    privacy = {
        "k": 5, "method": "generalise", "l": {"weapon": 2}, "entropy_l": {"weapon": 1.5}, "t": {"weapon": 0.5},
        "recursive_l": {"weapon": {"c": 3, "l": 2}}, "alpha": {"weapon": 0.8}, "beta": {"weapon": 3},
    }  # fmt: skip
    release = infoshare.anonymise(SOURCE, make_policy(COLUMNS, privacy=privacy))
    models = {facts.model: facts for facts in release.certificate.privacy.models}
    assert set(models) == {"l", "entropy_l", "recursive_l (l = 2)", "t", "alpha", "beta"}
    assert (models["l"].asked, models["l"].reached) == (2, 2)
    assert models["t"].reached == pytest.approx(0.5)
    assert "t-closeness" in release.report
    assert "(l = 2)" in release.report


def test_verify_counts_every_model_anew(make_policy: MakePolicy) -> None:
    policy = make_policy(COLUMNS, privacy={"k": 5, "method": "generalise", "t": {"weapon": 0.5}})
    release = infoshare.anonymise(SOURCE, policy)
    assert infoshare.verify(release.data, source=SOURCE, policy=policy).verdict == "pass"
    stricter = make_policy(COLUMNS, privacy={"k": 5, "method": "generalise", "t": {"weapon": 0.3}})
    failures = infoshare.verify(release.data, source=SOURCE, policy=stricter).failures
    assert ["'weapon' misses t in 8 groups" in check.message for check in failures] == [True]


def test_a_target_that_cannot_be_met_says_how_far_it_got_and_what_would_help(
    make_policy: MakePolicy, refused: Refused
) -> None:
    columns = {**COLUMNS, "ref": {"role": "quasi", "action": "keep"}}
    table = SOURCE.append_column("ref", [[f"r{number}" for number in range(40)]])
    with refused(PrivacyTargetMissed, never=["Hale", "Cobley", "r17", "knife"]) as caught:
        infoshare.anonymise(table, make_policy(columns, privacy={"k": 5, "method": "generalise"}))
    said = str(caught.value)
    assert "even with every open column at its coarsest level, 40 of 40 rows (100.0%)" in said
    assert "the smallest group that could be had is one of 1 row" in said
    assert "0 without 'ref', 40 without 'age' and 40 without 'town'" in said
    assert "'ref' costs most: without it the target would be met." in said
    assert "Nothing was written." in said


def test_rows_that_are_too_alike_are_told_from_groups_that_are_too_small(
    make_policy: MakePolicy, refused: Refused
) -> None:
    columns = {"town": TOWN, "weapon": COLUMNS["weapon"]}
    table = pa.table({"town": ["Hale"] * 6 + ["Cobley"] * 6 + ["Leeds"], "weapon": ["knife"] * 12 + ["fist"]})
    with refused(PrivacyTargetMissed, never=["knife", "Leeds"]) as caught:
        infoshare.anonymise(table, make_policy(columns, privacy={"k": 5, "l": {"weapon": 2}, "max_suppressed": 0.1}))
    assert "1 row of them are in groups that are too small, the rest in groups too alike" in str(caught.value)
    assert "the smallest group that could be had is one of 6 rows" in str(caught.value)


@pytest.fixture
def population(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = [[age, town] for age in AGES for town in ("Hale", "Cobley") for _ in range(2)]
        csv.writer(file).writerows([["Age", "Town"], *rows, ["old", "Hale"], ["", ""]])
    return path


def test_people_of_a_population_file_count_in_place_of_rows(make_policy: MakePolicy, population: Path) -> None:
    """Of every age two people live in either town: bands of 5 years have ten of them."""
    privacy = {"k_map": 10, "population": str(population), "method": "generalise", "max_suppressed": 0}
    release = infoshare.anonymise(SOURCE, make_policy(COLUMNS, privacy=privacy))
    assert release.certificate.columns[0].detail == "to level 1 of 0 to 4 of 'age' (5-year bands)"
    assert [(facts.model, facts.reached) for facts in release.certificate.privacy.models] == [("k_map", 10)]
    assert release.certificate.privacy.population_sha256 == hashlib.sha256(population.read_bytes()).hexdigest()


def test_presence_is_bounded_by_the_population_file(make_policy: MakePolicy, population: Path) -> None:
    privacy = {"delta": [0.0, 0.4], "population": str(population), "method": "generalise", "max_suppressed": 0}
    release = infoshare.anonymise(SOURCE, make_policy(COLUMNS, privacy=privacy))
    reached = {facts.model: facts.reached for facts in release.certificate.privacy.models}
    assert reached["delta_most"] <= 0.4
    assert reached["delta_least"] == 0


def test_without_generalising_the_population_counts_too(make_policy: MakePolicy, population: Path) -> None:
    columns = {"age": {**AGE, "level": 1}, "town": TOWN}
    table = SOURCE.select(["age", "town"])
    for k_map, met in ((10, True), (11, False)):
        policy = make_policy(columns, privacy={"k_map": k_map, "population": str(population), "max_suppressed": 0})
        if met:
            assert len(infoshare.anonymise(table, policy).data) == 40
        else:
            with pytest.raises(PrivacyTargetMissed):
                infoshare.anonymise(table, policy)


def test_a_population_file_without_a_quasi_identifier_is_refused(
    make_policy: MakePolicy, tmp_path: Path, refused: Refused
) -> None:
    (tmp_path / "register.csv").write_text("Age,Ward\n34,North\n", encoding="utf-8")
    privacy = {"k_map": 5, "population": str(tmp_path / "register.csv")}
    with refused(DataFileError, never=["North"]) as caught:
        infoshare.anonymise(SOURCE, make_policy({**COLUMNS, "age": {**AGE, "level": 1}}, privacy=privacy))
    assert "no column 'town'" in str(caught.value)


def test_faults_of_all_hierarchies_are_named_at_once(make_policy: MakePolicy, tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("Hale;North;*\nHale;North;*\n", encoding="utf-8")
    columns = {
        "age": {**AGE, "hierarchy": "ages"},
        "town": {"role": "quasi", "action": "generalise", "hierarchy": str(tmp_path / "towns.csv")},
    }
    with pytest.raises(PolicyError) as caught:
        infoshare.anonymise(SOURCE.select(["age", "town"]), make_policy(columns, privacy={"method": "generalise"}))
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["'age'", "'town'"]
    assert "rows 1 and 2 are for the same value" in str(caught.value)


def test_too_many_combinations_of_levels_are_refused(make_policy: MakePolicy, monkeypatch: pytest.MonkeyPatch) -> None:
    from infoshare.anonymisation import generalisation

    monkeypatch.setattr(generalisation, "MOST_NODES", 4)
    with pytest.raises(PolicyError, match="5 combinations of levels; 4 can be searched"):
        infoshare.anonymise(SOURCE, make_policy(COLUMNS, privacy={"method": "generalise"}))


def test_the_command_takes_an_arx_hierarchy_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("Hale;North;*\nCobley;North;*\nLeeds;South;*\n", encoding="utf-8")
    (tmp_path / "data.csv").write_text("town\n" + "Hale\nCobley\n" * 3, encoding="utf-8")
    policy: dict[str, Any] = {
        "policy": "towns", "version": 1, "title": "Towns", "privacy": {"k": 5, "method": "generalise"},
        "columns": {"town": {"role": "quasi", "action": "generalise", "hierarchy": str(tmp_path / "towns.csv")}},
    }  # fmt: skip
    (tmp_path / "policy.yaml").write_text(json.dumps(policy), encoding="utf-8")
    words = ["anonymise", tmp_path / "data.csv", "--policy", tmp_path / "policy.yaml", "--out", tmp_path / "out.csv"]
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").split() == ["town", *["North"] * 6]
    certificate = json.loads((tmp_path / "out.certificate.json").read_text(encoding="utf-8"))
    assert certificate["columns"][0]["detail"].startswith("to level 1 of 0 to 2 of a hierarchy (SHA-256 ")
