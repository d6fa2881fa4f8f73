"""The holder of the key undoes reversible pseudonyms, and gives a partner the salt of digests; nobody else can."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.pseudonyms import reversible
from tests.functional.conftest import KEY, Ran

POLICY = """\
policy: back-and-forth
version: 1
title: A release whose answers come back
columns:
  nhs_number: {role: direct, action: pseudonymise, known: nhs, form: reversible}
  case:       {role: direct, action: pseudonymise, form: open_pseudonymiser}
  ward:       {role: plain, action: keep}
"""
ROWS = [["999 000 0018", "C-100001", "A"], ["9990000018", "C-100002", "B"], ["", "C-100003", "C"]]
Infoshare = Callable[..., Ran]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.fixture
def folder(tmp_path: Path, infoshare: Infoshare) -> Path:
    """A folder with the policy, and a release made by it for one recipient."""
    (tmp_path / "policy.yaml").write_text(POLICY)
    with (tmp_path / "source.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["NHS number", "case", "ward"], *ROWS])
    made = ("--policy", tmp_path / "policy.yaml", "--recipient", "Harrow", "--out", tmp_path / "release.csv")
    assert infoshare("anonymise", tmp_path / "source.csv", *made).status == 0
    return tmp_path


def undo(infoshare: Infoshare, folder: Path, column: str, recipient: str, out: str) -> Ran:
    given = ("--column", column, "--policy", folder / "policy.yaml", "--recipient", recipient, "--out", folder / out)
    return infoshare("pseudonym", "undo", folder / "release.csv", *given)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_the_holder_of_the_key_undoes_a_release_into_a_file(folder: Path, infoshare: Infoshare, suffix: str) -> None:
    ran = undo(infoshare, folder, "nhs_number", "Harrow", f"named.{suffix}")
    assert ran.status == 0, ran.err
    assert "2 pseudonyms" in ran.out
    assert "9990000018" not in ran.out + ran.err
    assert (folder / f"named.{suffix}").stat().st_mode & 0o077 == 0
    if suffix == "csv":
        assert [row[0] for row in read(folder / "named.csv")] == ["", "9990000018", "9990000018"]
        assert [row[1:] for row in read(folder / "named.csv")] == [row[1:] for row in read(folder / "release.csv")]


def test_another_recipient_undoes_nothing_and_nothing_is_written(folder: Path, infoshare: Infoshare) -> None:
    ran = undo(infoshare, folder, "nhs_number", "Barrow", "named.csv")
    assert ran.status == 2
    assert "2 pseudonyms of 'nhs_number' were not made under this key" in ran.err
    assert read(folder / "release.csv")[-1][0] not in ran.err
    assert not (folder / "named.csv").exists()


@pytest.mark.parametrize(("column", "said"), [("case", "no reversible pseudonyms of 'case'"), ("age", "'age'")])
def test_a_column_without_reversible_pseudonyms_is_refused(
    folder: Path, infoshare: Infoshare, column: str, said: str
) -> None:
    ran = undo(infoshare, folder, column, "Harrow", "named.csv")
    assert ran.status == 2
    assert said in ran.err
    assert "It makes them of: 'nhs_number'." in ran.err


def test_a_release_without_the_column_is_refused(folder: Path, infoshare: Infoshare) -> None:
    (folder / "release.csv").write_text("ward,site\nA,B\n")
    ran = undo(infoshare, folder, "nhs_number", "Harrow", "named.csv")
    assert ran.status == 2
    assert "no column 'nhs_number'" in ran.err


def test_a_partner_with_the_salt_makes_the_same_digests(folder: Path, infoshare: Infoshare) -> None:
    out = folder / "salt.txt"
    given = ("--policy", folder / "policy.yaml", "--recipient", "Harrow", "--out", out)
    ran = infoshare("pseudonym", "salt", *given)
    assert ran.status == 0, ran.err
    salt = out.read_bytes()
    assert salt.decode() not in ran.out + ran.err
    assert out.stat().st_mode & 0o077 == 0
    digests = {row[2]: hashlib.sha256(row[1].encode() + salt).hexdigest() for row in ROWS}
    assert {row[2]: row[1] for row in read(folder / "release.csv")} == digests


def test_a_table_of_a_data_set_is_undone_by_the_name_of_the_set(folder: Path, infoshare: Infoshare) -> None:
    """The keys of a data set are derived for its name, so that its tables can be joined."""
    token = reversible(Keys(KEY.encode(), "violence-set", "Harrow").of("reversible pseudonym"), "nhs")("999 000 0018")
    (folder / "release.csv").write_text(f"nhs_number,ward\n{token},A\n")
    given = ("--column", "nhs_number", "--policy", folder / "policy.yaml", "--recipient", "Harrow")
    table = (folder / "release.csv", *given, "--dataset", "violence-set", "--out", folder / "named.csv")
    ran = infoshare("pseudonym", "undo", *table)
    assert ran.status == 0, ran.err
    assert read(folder / "named.csv") == [["9990000018", "A"]]
