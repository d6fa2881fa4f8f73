"""The commands risk and intruder, as a person runs them: figures to read, JSON, faults at once, and never a value."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.functional.conftest import COLUMNS, PEOPLE, Ran, others_in, write_csv

Infoshare = Callable[..., Ran]
QUASI = ("--quasi", "age,postcode", "--sensitive", "weapon")
VALUES = [cell for row in PEOPLE for cell in row if len(cell) > 2]


def never_said(ran: Ran) -> None:
    said = (ran.out + ran.err).casefold()
    assert not [value for value in VALUES if value.casefold() in said]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Five times three people, each with a record of their own, and one who is alone."""
    rows = [(f"B-{n}{row[0][2:]}", row[1][:-1] + str(n), f"{row[2]}{'abcde'[n]}", *row[3:7], "calm")
            for n in range(5) for row in PEOPLE]  # fmt: skip
    alone = ("B-999999", "999 000 0190", "Zephyrine", "80", "HM9 9AB", "2025-03-08 20:00", "Glass", "calm")
    return write_csv(tmp_path / "people.csv", [*rows, alone])


def test_the_figures_of_a_table_can_be_read(infoshare: Infoshare, people: Path) -> None:
    done = infoshare("risk", people, *QUASI, "--sampling-fraction", "0.1")
    assert done.status == 0
    assert "1 of 16 (6.2%) rows stand alone" in done.out
    assert "4 groups of rows that share them; the smallest has 1 row (k = 1)" in done.out
    assert "prosecutor" in done.out
    assert "Pitman" in done.out
    never_said(done)


def test_the_same_in_json_has_the_handbooks_names(infoshare: Infoshare, people: Path) -> None:
    done = infoshare("risk", people, *QUASI, "--attacker", people, "--format", "json")
    found = json.loads(done.out)
    assert {"k", "l", "t", "classes", "sample_unique", "prosecutor", "journalist", "marketer"} <= found.keys()
    assert (found["k"], found["l"], found["classes"], found["sample_unique"]) == (1, {"weapon": 1}, 4, 1)
    assert found["attack"]["exact"]["singled_out"] == 1
    never_said(done)


def test_a_population_that_is_too_small_is_warned_of(infoshare: Infoshare, people: Path, tmp_path: Path) -> None:
    small = write_csv(tmp_path / "small.csv", PEOPLE)
    assert "Warning" not in infoshare("risk", people, *QUASI, "--population", people).out
    done = infoshare("risk", people, *QUASI, "--population", small)
    assert "Warning: 4 groups of the data are larger than in the population file" in done.out


def test_unknown_columns_are_named_all_at_once(infoshare: Infoshare, people: Path) -> None:
    done = infoshare("risk", people, "--quasi", "agee, shoes", "--sensitive", "weapons")
    assert done.status == 2
    for part in ("3 faults", "'agee'; did you mean 'age'?", "'shoes'", "'weapons'"):
        assert part in done.err
    never_said(done)


def test_a_rehearsal_needs_no_key_and_writes_nothing(
    infoshare: Infoshare, people: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INFOSHARE_KEY")
    loose = policy.read_text().replace("max_suppressed: 0.05", "max_suppressed: 0.1")
    policy.write_text(loose)
    done = infoshare("intruder", "--source", people, "--policy", policy)
    assert (done.status, done.err) == (0, "")
    assert "In the data: 16. In the release under policy small 1: 15." in done.out
    assert "Before: 1 of 16 (6.2%) people stand alone, 1 of them rightly." in done.out
    assert "After: 0 of 16 (0.0%) people stand alone, 0 of them rightly." in done.out
    assert others_in(people.parent, people, policy) == []
    never_said(done)


def test_a_release_on_disk_is_rehearsed_and_another_is_refused(
    infoshare: Infoshare, people: Path, policy: Path, tmp_path: Path
) -> None:
    policy.write_text(policy.read_text().replace("max_suppressed: 0.05", "max_suppressed: 0.1"))
    release = tmp_path / "release.csv"
    assert infoshare("anonymise", people, "--policy", policy, "--out", release).status == 0
    done = infoshare("intruder", release, "--source", people, "--policy", policy, "--format", "json")
    assert json.loads(done.out)["after"]["exact"]["singled_out"] == 0
    release.write_text(release.read_text().replace("Knife", "Fist"))
    other = infoshare("intruder", release, "--source", people, "--policy", policy)
    assert other.status == 2
    assert "the release is not what the policy 'small' makes of the source: 20 rows" in other.err
    never_said(other)


def test_an_attackers_list_is_used_as_it_is_written(
    infoshare: Infoshare, people: Path, policy: Path, tmp_path: Path
) -> None:
    policy.write_text(policy.read_text().replace("max_suppressed: 0.05", "max_suppressed: 0.1"))
    register = tmp_path / "register.csv"
    register.write_text("Elector,DOB,Postcode\nZEPHYRINE,1945-01-01,hm99ab\nNobody Here,1990-01-01,HM1 2AB\n")
    done = infoshare("intruder", "--source", people, "--policy", policy, "--attacker", register, "--on", "2025-03-08")
    assert "The intruder's list (given): 2 people." in done.out
    assert "In the data: 1. In the release under policy small 1: 0." in done.out
    assert "Before: 1 of 2 (50.0%) people stand alone, 1 of them rightly." in done.out
    assert "zephyrine" not in done.out.casefold()


def test_a_list_that_cannot_be_used_is_said_with_all_its_faults(
    infoshare: Infoshare, people: Path, policy: Path, tmp_path: Path
) -> None:
    policy.write_text(policy.read_text().replace("max_suppressed: 0.05", "max_suppressed: 0.1"))
    useless = write_csv(tmp_path / "useless.csv", [("9",)], ["shoes"])
    done = infoshare("intruder", "--source", people, "--policy", policy, "--attacker", useless)
    assert done.status == 2
    assert "2 faults" in done.err
    wrong = infoshare("intruder", "--source", people, "--policy", policy, "--knows", "shoes,arrivals")
    assert "'shoes'" in wrong.err
    assert "did you mean 'arrival'?" in wrong.err
    assert infoshare("intruder", "--source", people, "--policy", policy, "--on", "yesterday").status == 2


def test_a_source_refused_for_release_is_refused_for_rehearsal(
    infoshare: Infoshare, tmp_path: Path, policy: Path
) -> None:
    source = write_csv(tmp_path / "more.csv", [(*row, "x") for row in PEOPLE * 4], (*COLUMNS, "shoes"))
    done = infoshare("intruder", "--source", source, "--policy", policy)
    assert done.status == 1
    assert "'shoes'" in done.err
