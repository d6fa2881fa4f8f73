"""Every shipped policy releases of its example what was looked at and agreed, byte for byte, and nobody in it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

import infoshare
from infoshare import resources
from infoshare.model.policy import header_key
from infoshare.workflows.policies import shipped
from infoshare.workflows.rehearse import rehearse
from tests.functional.conftest import Ran
from tests.functional.policies.releases import EXPECTED, released

POLICIES = {policy.policy: policy for policy in shipped()}
OF_RECORDS = [name for name, policy in POLICIES.items() if policy.release != "aggregate"]
OPEN = {"quasi", "plain"}
TABLES = [name for name in POLICIES if name not in OF_RECORDS]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9@]", "", text.casefold())


def columns_of(name: str) -> dict[str, str]:
    """The headers of the example, each with the policy's name for the column; by this test's own reading."""
    meant = {plain(each): key for key, rule in POLICIES[name].columns.items() for each in (key, *rule.aliases)}
    return {header: meant[plain(header)] for header in rows(resources.example_data(name))[0]}


@pytest.mark.parametrize("name", POLICIES)
def test_the_release_is_the_one_that_was_agreed(name: str, tmp_path: Path) -> None:
    made = {path.relative_to(tmp_path): path.read_bytes() for path in released(name, tmp_path)}
    agreed = [*EXPECTED.glob(f"{name}.csv"), *EXPECTED.glob(f"{name}/*.csv")]
    assert sorted(made) == sorted(path.relative_to(EXPECTED) for path in agreed)
    different = [str(path) for path, found in made.items() if found != (EXPECTED / path).read_bytes()]
    assert not different, "if that is as it should be: python scripts/policy_examples.py --expect"


@pytest.mark.parametrize("name", OF_RECORDS)
def test_less_than_a_tenth_stays_behind_and_groups_are_as_large_as_asked(name: str) -> None:
    policy, left = POLICIES[name], rows(EXPECTED / f"{name}.csv")
    assert len(left) >= 0.9 * len(rows(resources.example_data(name)))
    quasi = [column for column in policy.columns_where(role="quasi") if column in left[0]]
    groups: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in left:
        groups.setdefault(tuple(row[column] for column in quasi), []).append(row)
    assert min(map(len, groups.values())) >= policy.privacy.k
    for column, least in policy.privacy.l_diversity.items():
        assert all(len({row[column] for row in group}) >= least for group in groups.values())


@pytest.mark.parametrize("name", POLICIES)
def test_nobody_of_the_example_stands_in_the_release(name: str) -> None:
    """A search by other code: every direct identifier of two words or six figures, in all that left."""
    meant = columns_of(name)
    direct = {header for header, column in meant.items() if POLICIES[name].columns[column].role == "direct"}
    sought = {cell for row in rows(resources.example_data(name)) for header, cell in row.items() if header in direct}
    telling = {plain(cell) for cell in sought if re.search(r"\d{6}|\w+[ ,]+\w+", cell)} - {""}
    left = [*EXPECTED.glob(f"{name}.csv"), *EXPECTED.glob(f"{name}/*.csv")]
    pseudonyms = set(POLICIES[name].columns_where(action="pseudonymise"))
    cells = {plain(cell) for path in left for row in rows(path) for key, cell in row.items() if key not in pseudonyms}
    text = "|".join(cells)
    assert not [value for value in telling if value in text]


@pytest.mark.parametrize("name", TABLES)
def test_no_small_count_is_published(name: str) -> None:
    tables = POLICIES[name].tables
    assert tables
    for path in (EXPECTED / name).glob("*.csv"):
        counts = [int(row["count"]) for row in rows(path) if row.get("count")]
        assert all(count == 0 or count >= tables.counts.threshold - tables.counts.base // 2 for count in counts)


@pytest.mark.parametrize("name", OF_RECORDS)
def test_whoever_knows_all_but_what_is_private_finds_nobody(name: str) -> None:
    policy = POLICIES[name]
    if not policy.columns_where(role="quasi"):
        assert policy.columns.keys() == {"id", "text"}
        return
    known = [column for column in columns_of(name).values() if policy.columns[column].role in OPEN]
    found = rehearse(resources.example_data(name), policy, knows=known)
    assert (found.before.exact.singled_out, found.before.exact.people) == (found.people, found.people)
    assert (found.after.exact.singled_out, found.after.weighted.singled_out) == (0, 0)
    assert all(learnt.people == 0 for learnt in found.after.exact.learnt.values())


@pytest.mark.parametrize("name", POLICIES)
def test_looking_at_the_example_calls_no_identifier_plain(name: str) -> None:
    seen = {column.name: column.role for column in infoshare.inspect(resources.example_data(name)).columns}
    meant = {header: POLICIES[name].columns[column].role for header, column in columns_of(name).items()}
    assert not [header for header, role in meant.items() if role == "direct" and seen[header] == "plain"]


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_says_in_plain_english_what_leaves_and_how_sure_it_is(name: str) -> None:
    head = resources.shipped_policies()[name].read_text(encoding="utf-8").partition("\npolicy:")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    said = " ".join(head.replace("#", " ").split())
    assert "not" in said
    assert "before you rely on this" in said
    assert "\n#\n# To change for a partnership: " in head


def test_the_list_names_every_policy_with_a_title_that_can_be_read(infoshare: Callable[..., Ran]) -> None:
    listed = json.loads(infoshare("policy", "list", "--format", "json").out)
    assert [each["policy"] for each in listed] == sorted(POLICIES)
    assert all(10 < len(each["title"]) < 90 for each in listed)


def test_a_diagnosis_that_is_not_prescribed_leaves_blank_and_is_counted() -> None:
    codes = ["X85.0"] * 20 + ["B20", "O04", "K35.8", "T52.0", "Y95"] * 4
    data = {"spell_number": [f"S{row}" for row in range(40)], "postcode": ["HM1 2AB"] * 40,
            "admitted": ["13/03/2025"] * 40, "diagnosis": codes}  # fmt: skip
    release = infoshare.anonymise(pa.table(data), "s17a-health")
    assert set(release.data["diagnosis"].to_pylist()) == {"X85-Y09", None}
    assert {each.column: each.unread for each in release.certificate.columns}["diagnosis"] == 20


def test_the_plain_headers_of_the_violence_data_set_are_known() -> None:
    headers = ["Arrival date time", "Assault date time", "Assault method", "Assault method other description",
               "Assault location type", "Assault location description"]  # fmt: skip
    known = {
        header_key(each) for name, rule in POLICIES["ae-violence"].columns.items() for each in (name, *rule.aliases)
    }
    assert {header_key(header) for header in headers} <= known
