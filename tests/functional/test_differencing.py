"""What left before is remembered, and no later release gives a few people away by subtraction."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import infoshare
from infoshare.errors import DataFileError, LeakFound
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy
from tests.functional.conftest import Ran, write_csv

Run = Callable[..., Ran]
DIRECT, QUASI, KEEP = (
    {"role": "direct", "action": "drop"}, {"role": "quasi", "action": "keep"}, {"role": "plain", "action": "keep"}
)  # fmt: skip


def rows(first: int, last: int) -> list[tuple[str, str, str]]:
    """Incidents by number; every fourth lies in the same ward, and wards 0 and 1 in area A."""
    wards = [("A", "A0"), ("A", "A1"), ("B", "B0"), ("B", "B1")]
    return [(f"R{number:05}", *wards[number % 4]) for number in range(first, last)]


@pytest.fixture
def source(tmp_path: Path) -> Callable[[int, int], Path]:
    def write(first: int, last: int) -> Path:
        return write_csv(tmp_path / f"{first}-{last}.csv", rows(first, last), ("ref", "area", "ward"))

    return write


@pytest.fixture
def by_area(make_policy: MakePolicy) -> Policy:
    columns = {"ref": DIRECT, "area": QUASI, "ward": {"role": "quasi", "action": "drop"}}
    return make_policy(columns, privacy={"k": 5})


@pytest.fixture
def tables(make_policy: MakePolicy) -> Callable[..., Policy]:
    def make(**rule: Any) -> Policy:
        return make_policy({"ref": DIRECT, "area": KEEP, "ward": KEEP}, tables=rule or {"round_to": 1})

    return make


def test_two_extracts_of_the_same_people_but_a_few(
    source: Callable[..., Path], by_area: Policy, tmp_path: Path
) -> None:
    register, out = tmp_path / "register", tmp_path / "out.csv"
    infoshare.anonymise(source(0, 80), by_area, releases=register, out=tmp_path / "first.csv", issued="2026-01-31")
    with pytest.raises(LeakFound) as caught:
        infoshare.anonymise(source(0, 82), by_area, releases=register, out=out)
    said = str(caught.value)
    assert "2 sets of fewer than 5 people (2 rows)" in said or "1 set of fewer than 5 people (2 rows)" in said
    assert "release 1 of 2026-01-31 under 'test' 1" in said
    assert "R000" not in said
    assert "no_differencing" in said
    assert not out.exists()
    assert len(infoshare_releases(register)) == 1
    infoshare.anonymise(source(0, 120), by_area, releases=register, out=out)
    assert len(infoshare_releases(register)) == 2


def infoshare_releases(register: Path) -> list[Any]:
    from infoshare.workflows.releases import releases

    return releases(register)


def test_quarters_that_share_nobody_pass(source: Callable[..., Path], by_area: Policy, tmp_path: Path) -> None:
    for quarter in range(4):
        data = source(quarter * 40, quarter * 40 + 40)
        release = infoshare.anonymise(data, by_area, releases=tmp_path / "register")
        check = next(check for check in release.certificate.gate if check.check == "no_differencing")
        assert check.counts["earlier"] == quarter


def test_quarters_and_then_the_year_with_a_few_more(
    source: Callable[..., Path], by_area: Policy, tmp_path: Path
) -> None:
    for quarter in range(2):
        infoshare.anonymise(source(quarter * 40, quarter * 40 + 40), by_area, releases=tmp_path / "register")
    with pytest.raises(LeakFound, match=r"beside release 1 .* and release 2 .* together"):
        infoshare.anonymise(source(0, 82), by_area, releases=tmp_path / "register")


def test_overlapping_periods_of_a_table(
    source: Callable[..., Path], tables: Callable[..., Policy], tmp_path: Path
) -> None:
    register = tmp_path / "register"
    infoshare.tabulate(source(0, 80), tables(), by=["ward"], releases=register)
    with pytest.raises(LeakFound, match="by 'ward'"):
        infoshare.tabulate(source(0, 83), tables(), by=["ward"], releases=register)
    rounded = tables(suppress_below=5, round_to=5)
    assert infoshare.tabulate(source(0, 83), rounded, by=["ward"], releases=register).certificate.cells.cells == 5


def test_nested_areas(source: Callable[..., Path], tables: Callable[..., Policy], tmp_path: Path) -> None:
    """Wards of the first 80, and then areas of the first 82: two people more in area A."""
    register = tmp_path / "register"
    infoshare.tabulate(source(0, 80), tables(), by=["ward"], releases=register)
    with pytest.raises(LeakFound, match=r"stands? alone"):
        infoshare.tabulate(source(0, 82), tables(), by=["area"], releases=register)
    assert infoshare.tabulate(source(0, 80), tables(), by=["area"], releases=register)


def test_a_table_and_then_an_extract_and_the_other_way_round(
    source: Callable[..., Path], tables: Callable[..., Policy], by_area: Policy, tmp_path: Path
) -> None:
    infoshare.tabulate(source(0, 80), tables(), by=["area"], releases=tmp_path / "one")
    with pytest.raises(LeakFound, match="by 'area'"):
        infoshare.anonymise(source(0, 82), by_area, releases=tmp_path / "one")
    infoshare.anonymise(source(0, 80), by_area, releases=tmp_path / "two")
    with pytest.raises(LeakFound, match="by 'area'"):
        infoshare.tabulate(source(0, 82), tables(), by=["area"], releases=tmp_path / "two")


def test_the_command_keeps_a_register_and_lists_it(infoshare: Run, source: Callable[..., Path], tmp_path: Path) -> None:
    policy = tmp_path / "p.yaml"
    columns = {"ref": DIRECT, "area": QUASI, "ward": {"role": "quasi", "action": "drop"}}
    said = {"policy": "areas", "version": 1, "title": "By area", "columns": columns, "privacy": {"k": 5}}
    policy.write_text(json.dumps(said), encoding="utf-8")
    words = ("--policy", policy, "--releases", tmp_path / "register", "--row-key", "ref")
    ran = infoshare("anonymise", source(0, 80), *words, "--recipient", "Police", "--out", tmp_path / "out.csv")
    assert ran.status == 0, ran.err
    listed = json.loads(infoshare("releases", "list", "--releases", tmp_path / "register", "--format", "json").out)
    assert [(each["number"], each["kind"], each["recipient"], each["rows"]) for each in listed] == [
        (1, "extract", "Police", 80)
    ]
    refused = infoshare("anonymise", source(0, 81), *words, "--out", tmp_path / "more.csv")
    assert refused.status == 1
    assert "release 1 of" in refused.err
    assert not (tmp_path / "more.csv").exists()


@pytest.mark.parametrize(
    "damage", ["facts changed", "rows changed", "an entry lost", "the last entry lost", "the key lost"]
)
def test_a_damaged_register_lets_nothing_leave(
    source: Callable[..., Path], by_area: Policy, tmp_path: Path, damage: str
) -> None:
    register = tmp_path / "register"
    for first in (0, 40):
        infoshare.anonymise(source(first, first + 40), by_area, releases=register)
    if damage == "facts changed":
        path = register / "0001" / "facts.json"
        path.write_text(path.read_text().replace('"rows":40', '"rows":41'), encoding="utf-8")
    elif damage == "rows changed":
        path = register / "0001" / "rows.parquet"
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    elif damage == "an entry lost":
        (register / "0001").rename(tmp_path / "elsewhere")
    elif damage == "the last entry lost":
        (register / "0002").rename(tmp_path / "elsewhere")
    else:
        (register / "register.key").unlink()
    with pytest.raises(DataFileError, match=r"damaged|holds other files"):
        infoshare.anonymise(source(80, 120), by_area, releases=register, out=tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_the_register_holds_no_value_and_its_owner_alone_reads_it(
    source: Callable[..., Path], by_area: Policy, tmp_path: Path
) -> None:
    infoshare.anonymise(source(0, 40), by_area, releases=tmp_path / "register")
    for path in (tmp_path / "register").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path.name
        assert path.is_dir() or b"R00001" not in path.read_bytes()


def test_a_release_that_is_not_published_is_not_entered(
    source: Callable[..., Path], by_area: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from infoshare.files.target import Target

    def full(self: Target) -> None:
        raise OSError(28, "No space left on device")

    infoshare.anonymise(source(0, 40), by_area, releases=tmp_path / "register")
    monkeypatch.setattr(Target, "publish", full)
    with pytest.raises(DataFileError):
        infoshare.anonymise(source(40, 80), by_area, releases=tmp_path / "register", out=tmp_path / "out.csv")
    assert len(infoshare_releases(tmp_path / "register")) == 1
