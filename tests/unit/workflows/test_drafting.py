"""A drafted policy loads, gives its reasons, and, run on its own data, releases something."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

import infoshare
from infoshare.model.inspection import ColumnView
from infoshare.workflows.policy_text import draft_policy

ROWS = 400


def made(**columns: list[str | None]) -> pa.Table:
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})


def cycled(values: list[str]) -> list[str | None]:
    return [values[row % len(values)] for row in range(ROWS)]


def view_of(table: pa.Table, name: str) -> ColumnView:
    return next(column for column in infoshare.inspect(table).columns if column.name == name)


def drafted(table: pa.Table, folder: Path) -> tuple[str, infoshare.Policy]:
    path = folder / "draft.yaml"
    text = draft_policy(infoshare.inspect(table), "draft")
    path.write_text(text, "utf-8")
    return text, infoshare.Policy.load(path)


BORN: list[str | None] = [f"{1 + row % 28:02d}/{1 + row % 12:02d}/{1940 + row % 70}" for row in range(ROWS)]
SEEN: list[str | None] = [f"2025-{1 + row % 2:02d}-{1 + row % 28:02d} 12:30" for row in range(ROWS)]
SEX = cycled(["M", "F"])


def test_a_date_of_birth_becomes_an_age_at_the_event_where_there_is_no_age(tmp_path: Path) -> None:
    table = made(**{"D.O.B.": BORN, "Date seen": SEEN, "M/F": SEX})
    text, policy = drafted(table, tmp_path)
    rule = policy.columns["D.O.B."]
    assert (rule.role, rule.action, rule.known, rule.leans_on) == ("quasi", "age_at", "date_of_birth", ("Date seen",))
    assert 'aliases: ["date of birth"]' in text
    assert infoshare.anonymise(table, policy).certificate.release.rows >= ROWS * 0.95


def test_a_date_of_birth_is_left_out_where_there_is_an_age(tmp_path: Path) -> None:
    table = made(**{"D.O.B.": BORN, "Date seen": SEEN, "Age": cycled([str(age) for age in range(20, 60)])})
    assert drafted(table, tmp_path)[1].columns["D.O.B."].action == "drop"


def test_dates_go_from_month_to_year_only_where_groups_would_be_too_small(tmp_path: Path) -> None:
    few = made(seen_date=SEEN, sex=SEX)
    many = made(seen_date=[f"{1990 + row % 23}-{1 + row // 23 % 12:02d}-01" for row in range(ROWS)], sex=SEX)
    assert drafted(few, tmp_path)[1].columns["seen_date"].model_dump()["to"] == "month"
    assert drafted(many, tmp_path)[1].columns["seen_date"].model_dump()["to"] != "month"


def test_where_no_rule_suffices_columns_are_left_out_and_the_rest_still_leaves(tmp_path: Path) -> None:
    table = made(town=[f"Town {row}x" for row in range(ROWS)], weapon=cycled(["Knife", "Fist"]))
    text, policy = drafted(table, tmp_path)
    assert policy.columns["town"].action == "drop"
    assert "too many rows would stand in groups of fewer than five" in text
    assert infoshare.anonymise(table, policy).certificate.release.rows == ROWS


def test_a_coarser_rule_that_became_needless_is_undone(tmp_path: Path) -> None:
    table = made(seen_date=SEEN, sex=SEX, town=[f"Town {row}x" for row in range(ROWS)])
    _, policy = drafted(table, tmp_path)
    assert policy.columns["town"].action == "drop"
    assert policy.columns["seen_date"].model_dump()["to"] == "month"


def test_rare_sensitive_values_become_other(tmp_path: Path) -> None:
    table = made(weapon=[*cycled(["Knife", "Fist"])[:-1], "Crossbow"], sex=SEX)
    _, policy = drafted(table, tmp_path)
    assert policy.columns["weapon"].action == "recode_rare"
    assert "Crossbow" not in infoshare.anonymise(table, policy).data.column("weapon").to_pylist()


@pytest.mark.parametrize("header", ["yes", "a: b", "it's", "# x", '"q"', "{a}", "null", "- x", "é", "a\tb", "*"])
def test_any_header_is_written_so_that_the_policy_loads(header: str, tmp_path: Path) -> None:
    _, policy = drafted(made(**{header: SEX, "sex": SEX}), tmp_path)
    assert set(policy.columns) == {header, "sex"}


def test_two_headers_that_a_policy_cannot_tell_apart_are_written_once_and_said(tmp_path: Path) -> None:
    text, policy = drafted(made(**{"NHS no": SEX, "nhs_no": SEX, "sex": SEX}), tmp_path)
    assert set(policy.columns) == {"NHS no", "sex"}
    assert "is the same header to a policy as one above" in text


def test_an_empty_column_is_left_out(tmp_path: Path) -> None:
    assert drafted(made(note_2=[None] * ROWS, sex=SEX), tmp_path)[1].columns["note_2"].action == "drop"


def test_a_direct_identifier_has_no_shape_and_a_date_of_birth_has_one_by_decades() -> None:
    table = made(surname=[f"Name{row}" for row in range(ROWS)], dob=BORN)
    shape = view_of(table, "dob").shape
    assert view_of(table, "surname").shape is None
    assert shape
    assert {label[:5] for label in shape.labels} <= {f"{year}s" for year in range(1930, 2020, 10)}


def test_the_same_data_give_the_same_inspection_and_draft(tmp_path: Path) -> None:
    table = made(dob=BORN, seen=SEEN, sex=SEX)
    assert infoshare.inspect(table) == infoshare.inspect(table)
    assert drafted(table, tmp_path)[0] == drafted(table, tmp_path)[0]


def test_shared_surnames_under_an_unexplained_header_are_found_in_the_cells() -> None:
    table = made(field_17=cycled(["Nowak", "Okafor", "Hussain", "Llewellyn", "Petrova", "Adeyemi"]), sex=SEX)
    assert view_of(table, "field_17").known == "name"


def test_shared_references_under_an_unexplained_header_are_found_in_the_cells() -> None:
    table = made(field_17=cycled([f"QX{number}77" for number in range(100, 190)]), sex=SEX)
    assert view_of(table, "field_17").known == "reference"
