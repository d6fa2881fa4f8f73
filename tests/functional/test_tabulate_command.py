"""Tables of statistics, as a person makes them: what is shown, what is refused, and what is written."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import infoshare
from infoshare.errors import DataFileError, MissingSecretError, PolicyError, TableUnprotected, UnplannedTable
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy
from tests.functional.conftest import Ran, write_csv

Run = Callable[..., Ran]
KEY = b"k" * 32
KEEP = {"role": "plain", "action": "keep"}
COLUMNS = {
    "reference": {"role": "direct", "action": "drop"}, "area": KEEP, "ward": KEEP, "offence": KEEP, "loss": KEEP,
    "age": {"role": "quasi", "action": "band", "edges": [0, 18, 65]}, "note": {"role": "text", "action": "redact"},
}  # fmt: skip
COUNTS = {("A", "A1"): (3, 20), ("A", "A2"): (12, 9), ("B", "B1"): (30, 14), ("B", "B2"): (8, 25)}
"""Burglaries and thefts of each ward."""


def rows() -> list[list[str]]:
    found = []
    for (area, ward), numbers in COUNTS.items():
        for offence, number in zip(("burglary", "theft"), numbers, strict=True):
            for each in range(number):
                found.append([f"R{len(found):04}", area, ward, offence, str(10 + each), str(each % 90), "a note"])
    return found


@pytest.fixture
def offences(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "offences.csv", rows(), tuple(COLUMNS))


def cells(path: Path, *columns: str, number: str = "count") -> dict[tuple[str, ...], str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {tuple(row[c] for c in columns): row[number] + row["marker"] for row in csv.DictReader(stream)}


def policy_file(path: Path, tables: object, **rest: object) -> Path:
    said = {"policy": "offences", "version": 1, "title": "Offences", "columns": COLUMNS, "tables": tables, **rest}
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def test_small_counts_are_hidden_and_others_with_them(infoshare: Run, offences: Path, tmp_path: Path) -> None:
    policy = policy_file(tmp_path / "p.yaml", {"suppress_below": 5, "round_to": 1})
    out = tmp_path / "table.csv"
    ran = infoshare("tabulate", offences, "--policy", policy, "--by", "area > ward,offence", "--out", out)
    assert ran.status == 0, ran.err
    found = cells(out, "area", "ward", "offence")
    assert found["Total", "Total", "Total"] == "121"
    assert found["B", "Total", "Total"] == "77"
    assert found["A", "A1", "burglary"] == "*"
    hidden = {key for key, cell in found.items() if cell == "*"}
    in_lines = [*Counter(key[:2] for key in hidden).values(), *Counter((key[0], key[2]) for key in hidden).values()]
    assert 1 not in in_lines
    assert "more to protect those" in ran.out
    assert json.loads((tmp_path / "table.certificate.json").read_text())["cells"]["primary"] == 1


def test_the_rule_of_hospital_statistics(offences: Path, make_policy: MakePolicy) -> None:
    policy = make_policy(COLUMNS, tables={"preset": "nhs_hes_ecds"})
    table = infoshare.tabulate(offences, policy, by=["ward", "offence"]).data
    shown = {(row["ward"], row["offence"]): row["count"] for row in table.iter_rows(named=True)}
    assert shown["A1", "burglary"] is None
    assert shown["B2", "burglary"] == 10
    assert shown["Total", "Total"] == 120
    assert all(count is None or count % 5 == 0 for count in shown.values())


def test_the_columns_action_comes_first(offences: Path, make_policy: MakePolicy) -> None:
    table = infoshare.tabulate(offences, make_policy(COLUMNS), by=["age"]).data
    assert set(table["age"]) == {"Total", "0-17", "18-64"}


def test_sums_means_and_rates(offences: Path, make_policy: MakePolicy, tmp_path: Path) -> None:
    policy = make_policy(COLUMNS, tables={"suppress_below": 5, "round_to": 1, "p_percent": 10})
    sums = infoshare.tabulate(offences, policy, by=["offence"], measure="sum", of="loss").data
    means = infoshare.tabulate(offences, policy, by=["offence"], measure="mean", of="loss").data
    total = sum(int(row[4]) for row in rows())
    assert sums.row(0) == ("Total", total, None)
    assert means.row(0) == ("Total", round(total / 121, 2), None)
    people = write_csv(tmp_path / "people.csv", [(ward[1], "1000") for ward in COUNTS], ("ward", "people"))
    rates = infoshare.tabulate(offences, policy, by=["ward"], measure="rate", population=people).data
    assert dict(zip(rates["ward"], rates["rate"], strict=True))["B1"] == 44.0


def test_weights_must_be_numbers_from_0(make_policy: MakePolicy, tmp_path: Path) -> None:
    for wrong in ("-1", "", "many"):
        data = [["A", "1"], ["A", wrong], ["B", "1"]]
        path = write_csv(tmp_path / "w.csv", data, ("ward", "weight"))
        with pytest.raises(DataFileError, match="in row 2") as caught:
            infoshare.tabulate(path, make_policy({"ward": KEEP, "weight": KEEP}), by=["ward"], weight="weight")
        assert "many" not in str(caught.value)


def test_one_contributor_who_dominates_is_hidden(make_policy: MakePolicy, tmp_path: Path) -> None:
    data = [["A", "1000"], *[["A", "1"]] * 9, *[["B", "50"]] * 10, *[["C", "40"]] * 10]
    path = write_csv(tmp_path / "sums.csv", data, ("ward", "loss"))
    policy = make_policy({"ward": KEEP, "loss": KEEP}, tables={"dominance": {"n": 1, "percent": 80}})
    table = infoshare.tabulate(path, policy, by=["ward"], measure="sum", of="loss").data
    shown = {row["ward"]: row["sum"] for row in table.iter_rows(named=True)}
    assert shown["A"] is None
    assert [shown["B"], shown["C"]].count(None) == 1


def test_cell_keys_move_counts_the_same_way_every_time(offences: Path, make_policy: MakePolicy) -> None:
    policy = make_policy(COLUMNS, tables={"cell_key": {"most": 5, "variance": 2}})
    with pytest.raises(MissingSecretError):
        infoshare.tabulate(offences, policy, by=["ward"])
    one = infoshare.tabulate(offences, policy, by=["ward"], key=KEY, recipient="police").data
    two = infoshare.tabulate(offences, policy, by=["ward", "offence"], key=KEY, recipient="council").data
    totals = {row["ward"]: row["count"] for row in two.iter_rows(named=True) if row["offence"] == "Total"}
    assert {row["ward"]: row["count"] for row in one.iter_rows(named=True)} == totals
    true = {ward: sum(numbers) for (_, ward), numbers in COUNTS.items()}
    assert all(abs(totals[ward] - count) <= 5 for ward, count in true.items())
    assert any(totals[ward] != count for ward, count in true.items())


def test_only_the_tables_that_were_agreed(infoshare: Run, offences: Path, tmp_path: Path) -> None:
    published = {"by-ward": {"title": "Offences by ward", "by": ["ward", "offence"]}, "by-age": {"by": ["age"]}}
    policy = policy_file(tmp_path / "p.yaml", {"round_to": 5, "published": published}, release="aggregate")
    ran = infoshare("tabulate", offences, "--policy", policy, "--by", "area", "--out", tmp_path / "no.csv")
    assert ran.status == 1
    assert "by-ward and by-age" in ran.err
    assert not (tmp_path / "no.csv").exists()
    assert infoshare("tabulate", offences, "--policy", policy, "--out", tmp_path / "all").status == 0
    assert {path.name for path in (tmp_path / "all").glob("*.csv")} == {"by-ward.csv", "by-age.csv"}
    again = infoshare("tabulate", offences, "--policy", policy, "--by", "offence,ward", "--out", tmp_path / "one.csv")
    assert again.status == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "all" / "by-ward.csv").read_bytes()
    rows = infoshare("anonymise", offences, "--policy", policy, "--out", tmp_path / "rows.csv")
    assert rows.status == 2
    assert "infoshare tabulate" in rows.err


@pytest.mark.parametrize("column", ["reference", "note", "colour"])
def test_no_table_by_what_is_dropped_or_direct_or_text(offences: Path, make_policy: MakePolicy, column: str) -> None:
    with pytest.raises(UnplannedTable, match=column):
        infoshare.tabulate(offences, make_policy(COLUMNS), by=[column])


def test_a_table_whose_every_cell_would_be_hidden_is_refused(make_policy: MakePolicy, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "few.csv", [["A"], ["B"]], ("ward",))
    with pytest.raises(TableUnprotected, match="every cell"):
        infoshare.tabulate(path, make_policy({"ward": KEEP}), by=["ward"], out=tmp_path / "table.csv")
    assert not (tmp_path / "table.csv").exists()


def test_a_ward_in_two_areas_is_a_hole_in_the_hierarchy(make_policy: MakePolicy, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "hole.csv", [["A", "W"], ["B", "W"]] * 9, ("area", "ward"))
    with pytest.raises(DataFileError, match="lie in more than one of 'area'"):
        infoshare.tabulate(path, make_policy({"area": KEEP, "ward": KEEP}), by=["area > ward"])


def test_a_population_that_lacks_a_code_is_refused(offences: Path, make_policy: MakePolicy, tmp_path: Path) -> None:
    people = write_csv(tmp_path / "people.csv", [("A1", "1000")], ("ward", "people"))
    with pytest.raises(DataFileError, match="no people for 3 codes of 'ward'"):
        infoshare.tabulate(offences, make_policy(COLUMNS), by=["ward"], measure="rate", population=people)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "parquet", "arrow", "xlsx", "csv.gz"])
def test_every_format_carries_the_same_table(
    offences: Path, make_policy: MakePolicy, tmp_path: Path, suffix: str
) -> None:
    policy, out = make_policy(COLUMNS, tables={"round_to": 1}), tmp_path / f"table.{suffix}"
    release = infoshare.tabulate(offences, policy, by=["ward", "offence"], out=out, issued="2026-01-01")
    again = infoshare.tabulate(offences, policy, by=["ward", "offence"], issued="2026-01-01")
    assert release.certificate.cells == again.certificate.cells
    assert [check.verdict for check in release.certificate.gate] == ["pass"] * 4


def test_the_same_input_gives_the_same_bytes(offences: Path, make_policy: MakePolicy, tmp_path: Path) -> None:
    made = []
    for name in ("one.csv", "two.csv"):
        out = tmp_path / name
        infoshare.tabulate(offences, make_policy(COLUMNS), by=["ward", "offence"], out=out, issued="2026-01-01")
        made.append(out.read_bytes() + out.with_suffix(".certificate.json").read_bytes())
    assert made[0] == made[1]


def test_a_policy_that_tabulates_what_it_drops_is_refused(make_policy: MakePolicy) -> None:
    published: dict[str, Any] = {"bad": {"by": ["reference"]}}
    with pytest.raises(PolicyError, match="'reference' is dropped by the policy"):
        make_policy(COLUMNS, tables={"published": published})
    assert isinstance(make_policy(COLUMNS), Policy)


def test_a_hidden_mean_cannot_be_worked_out_from_the_others(make_policy: MakePolicy, tmp_path: Path) -> None:
    data = [["A", "2"], *[["B", str(10 + row)] for row in range(10)], *[["C", str(20 + row)] for row in range(20)]]
    path = write_csv(tmp_path / "means.csv", data, ("ward", "loss"))
    policy = make_policy({"ward": KEEP, "loss": KEEP}, tables={"preset": "nhs_hes_ecds"})
    table = infoshare.tabulate(path, policy, by=["ward"], measure="mean", of="loss").data
    hidden = [row["ward"] for row in table.iter_rows(named=True) if row["mean"] is None]
    assert "A" in hidden
    assert len(hidden) == 2


def test_cell_keys_protect_no_mean(make_policy: MakePolicy, tmp_path: Path) -> None:
    data = [["A", "3"], *[["B", str(8 + row % 5)] for row in range(10)]]
    path = write_csv(tmp_path / "means.csv", data, ("ward", "loss"))
    policy = make_policy({"ward": KEEP, "loss": KEEP}, tables={"cell_key": {}})
    with pytest.raises(UnplannedTable, match="protects no means"):
        infoshare.tabulate(path, policy, by=["ward"], measure="mean", of="loss", key=KEY)


def test_controlled_rounding_hides_nothing_and_adds_up(offences: Path, make_policy: MakePolicy) -> None:
    policy = make_policy(COLUMNS, tables={"suppress_below": 5, "round_to": 5, "rounding": "controlled"})
    release = infoshare.tabulate(offences, policy, by=["area > ward", "offence"])
    shown = {(row["area"], row["ward"], row["offence"]): row["count"] for row in release.data.iter_rows(named=True)}
    assert all(count % 5 == 0 for count in shown.values())
    assert shown["Total", "Total", "Total"] == shown["A", "Total", "Total"] + shown["B", "Total", "Total"]
    assert shown["A", "Total", "theft"] == shown["A", "A1", "theft"] + shown["A", "A2", "theft"]
    with pytest.raises(UnplannedTable, match="for counts alone"):
        infoshare.tabulate(offences, policy, by=["ward"], measure="mean", of="loss")
