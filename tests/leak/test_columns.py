"""People in every column: whoever is planted where they do not belong does not leave, in no format and no paper."""

from __future__ import annotations

import json
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

import infoshare
from infoshare.errors import ReleaseRefused
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy
from tests.leak.people import COLUMNS, KINDS, PEOPLE, full_width, inside, survivors

KEY = b"k" * 32
TREATED = {
    "attendance": {"role": "direct", "action": "pseudonymise"},
    "age": {"role": "quasi", "action": "band", "edges": [0, 18, 65]},
    "district": {"role": "quasi", "action": "coarsen_place", "to": "outward"},
    "arrival": {"role": "quasi", "action": "coarsen_date", "to": "quarter"},
    "sex": {"role": "quasi", "action": "keep"},
    "ward": {"role": "plain", "action": "keep"},
    "weapon": {"role": "sensitive", "action": "keep"},
    "note": {"role": "text", "action": "redact"},
}
PLAIN = {
    "attendance": "A1", "age": "34", "district": "HM9 9XX", "arrival": "2025-01-03", "sex": "F", "ward": "North",
    "weapon": "knife", "note": "seen",
}  # fmt: skip
SPELL = {"as it is": str, "capitals": str.upper, "full width": full_width, "zero width": inside("\u200b")}


@pytest.fixture(scope="module")
def policy(make_policy: MakePolicy) -> Policy:
    direct = {name: {"role": "direct", "action": "drop", "known": KINDS.get(name, name)} for name in COLUMNS}
    return make_policy({**direct, **TREATED})


def rows_with(**planted: str) -> list[dict[str, str]]:
    """Everybody with plain cells, and in the first row what was planted."""
    rows = [{**dict(zip(COLUMNS, astuple(person), strict=True)), **PLAIN} for person in PEOPLE]
    rows[0].update(planted)
    return rows


def text_of(table: pa.Table) -> str:
    return "\n".join(str(cell) for column in table.columns for cell in column.to_pylist() if cell is not None)


@pytest.mark.parametrize("how", SPELL)
@pytest.mark.parametrize("value", COLUMNS)
@pytest.mark.parametrize("column", TREATED)
def test_a_value_of_anybody_does_not_leave_in_a_column_where_it_does_not_belong(
    policy: Policy, column: str, value: str, how: str
) -> None:
    table = pa.Table.from_pylist(rows_with(**{column: SPELL[how](getattr(PEOPLE[1], value))}))
    assert survivors(released_or_refused(table, policy)) == []


def released_or_refused(table: pa.Table, policy: Policy) -> str:
    """Everything that somebody gets to read: the released cells, or the words of the refusal."""
    try:
        return text_of(infoshare.anonymise(table, policy, key=KEY).data)
    except ReleaseRefused as refusal:
        return str(refusal)


def read(path: Path) -> str:
    if path.suffix == ".parquet":
        return text_of(pyarrow.parquet.read_table(path))
    return text_of(pyarrow.feather.read_table(path)) if path.suffix == ".arrow" else path.read_text(encoding="utf-8")


def words_of(paper: Path) -> str:
    """A paper as text; of a Word document every part."""
    if paper.suffix != ".docx":
        return paper.read_text(encoding="utf-8")
    with zipfile.ZipFile(paper) as package:
        return " ".join(re.sub("<[^>]*>", " ", package.read(name).decode()) for name in package.namelist())


@pytest.fixture
def _printed(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing may be printed, and nobody may be named in a log."""
    caplog.set_level(logging.DEBUG)
    yield
    assert capfd.readouterr() == ("", "")
    assert survivors(caplog.text) == []


@pytest.mark.usefixtures("_printed")
@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "parquet", "arrow"])
def test_nobody_is_in_the_release_its_report_or_its_certificate(policy: Policy, suffix: str, tmp_path: Path) -> None:
    prose = " and ".join(astuple(PEOPLE[0]) + astuple(PEOPLE[1]))
    table = pa.Table.from_pylist(rows_with(note=prose))
    out, papers = tmp_path / f"out.{suffix}", tmp_path / "papers"
    release = infoshare.anonymise(table, policy, key=KEY, out=out, report=papers)
    assert survivors(read(out)) == []
    if suffix not in {"parquet", "arrow"}:
        assert survivors(out.read_bytes().decode()) == []
    for paper in papers.iterdir():
        assert survivors(words_of(paper)) == []
    assert survivors(repr(release) + repr(release.certificate)) == []
    assert json.loads((papers / "certificate.json").read_text())["redactions"]


@pytest.mark.usefixtures("_printed")
def test_a_refusal_says_columns_and_counts_and_nobody(policy: Policy, tmp_path: Path) -> None:
    table = pa.Table.from_pylist(rows_with(ward=" ".join(astuple(PEOPLE[0]))))
    with pytest.raises(ReleaseRefused) as caught:
        infoshare.anonymise(table, policy, key=KEY, out=tmp_path / "out.csv")
    assert "'ward' (1 cell)" in str(caught.value)
    assert survivors(str(caught.value) + repr(caught.value)) == []


def test_the_key_is_in_nothing_that_is_written(policy: Policy, tmp_path: Path) -> None:
    secret = "swordfish-swordfish-swordfish-swordfish"
    table = pa.Table.from_pylist(rows_with())
    infoshare.anonymise(table, policy, key=secret, out=tmp_path / "out.csv", report=tmp_path / "papers")
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"swordfish" not in written
    assert secret.encode().hex().encode() not in written


def test_the_search_would_find_somebody() -> None:
    assert survivors(f"x {PEOPLE[0].nhs[:3]} {PEOPLE[0].nhs[3:]} y") == ["nhs"]
    assert survivors("QUILLON, v-a-r-n-h-o-l-t") == ["forename", "surname"]
    assert survivors(full_width("hgh/25/000089")) == ["reference"]
