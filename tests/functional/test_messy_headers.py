"""The likely roles of columns with headers as people write them: one file made the rules, the other judges them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

import infoshare

FOLDER = Path(__file__).with_name("messy_headers")
FILES = ("tuned", "set_aside")
NINE_IN_TEN = 0.9


def columns_of(name: str) -> list[dict[str, Any]]:
    return list(yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader))


def role_of(column: dict[str, Any]) -> str:
    cells = [cell or None for cell in column["cells"]] * int(column.get("times", 1))
    return infoshare.inspect(pa.table({column["header"]: pa.array(cells, pa.string())})).columns[0].role


@pytest.mark.parametrize("name", FILES)
def test_nine_in_ten_roles_are_right(name: str) -> None:
    columns = columns_of(name)
    assert len(columns) == 40
    wrong = {column["header"] for column in columns if role_of(column) != column["role"]}
    assert len(wrong) <= (1 - NINE_IN_TEN) * len(columns), wrong


@pytest.mark.parametrize("name", FILES)
def test_no_direct_identifier_is_called_anything_less_than_text(name: str) -> None:
    direct = [column for column in columns_of(name) if column["role"] == "direct"]
    assert len(direct) >= 15
    assert {column["header"]: role for column in direct if (role := role_of(column)) not in {"direct", "text"}} == {}


def test_the_two_files_share_no_header() -> None:
    headers = [column["header"].casefold() for name in FILES for column in columns_of(name)]
    assert len(set(headers)) == len(headers)


def test_a_direct_identifier_under_any_harmless_header_is_not_called_plain() -> None:
    """Every direct identifier that its cells give away, under the headers of every plain and sensitive column."""
    given_away = {"NHS no.", "NOMIS", "UPN", "LAT/LONG", "IP addr", "Contact", "Bay", "eMailAddr", "PNCID", "Team"}
    columns = [column for name in FILES for column in columns_of(name)]
    harmless = [column["header"] for column in columns if column["role"] in {"plain", "sensitive"}]
    for column in columns:
        if column["header"] in given_away:
            roles = {header: role_of(column | {"header": header}) for header in harmless}
            assert {header: role for header, role in roles.items() if role not in {"direct", "text"}} == {}
