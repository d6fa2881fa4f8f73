"""Reads the tables that say how infoshare behaves: a policy, a table before, and a table after or a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from infoshare.errors import PolicyError
from infoshare.model.policy import Policy

TABLES = Path(__file__).with_name("tables")
Row = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One behaviour: what was given, by which policy, and what then leaves (or which refusal stops it)."""

    heading: str
    policy: Policy
    given: list[Row]
    then: list[Row] | None
    refused: str | None
    unread: dict[str, int] = field(default_factory=dict)
    suppressed: int | None = None
    key: str | None = None
    recipient: str | None = None


def all_cases() -> list[Case]:
    """Every case of every file."""
    return [_case(written) for path in sorted(TABLES.glob("*.yaml")) for written in _read(path)["cases"]]


def _read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def _case(written: dict[str, Any]) -> Case:
    rest = dict(written)
    rest.pop("about", None)
    policy = {"policy": "spec", "version": 1, "title": "A specification"} | yaml.safe_load(rest.pop("policy"))
    given, then = rows_of(rest.pop("given")), rest.pop("then", None)
    return Case(
        policy=Policy.parsed(policy, PolicyError, rest["heading"]),
        given=given,
        then=rows_of(then) if then else None,
        refused=rest.pop("refused", None),
        **rest,
    )


def rows_of(drawn: str) -> list[Row]:
    """A table drawn in text, as rows."""
    header, rule, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in drawn.splitlines()]
    assert all(set(cell) == {"-"} for cell in rule), "the second line of a table is a rule"
    return [dict(zip(header, row, strict=True)) for row in rows]
