"""Writes a drafted policy as YAML text, with the reason for each rule as a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from infoshare.anonymisation.headers import header_words
from infoshare.anonymisation.uniqueness import in_groups_under_five
from infoshare.model.column_rule import AnyRule, Known
from infoshare.model.inspection import ColumnView, Inspection
from infoshare.model.policy import Policy, header_key
from infoshare.model.strict_yaml import write_yaml
from infoshare.safe_repr import listed
from infoshare.workflows.drafting import MOST_LEFT_OUT

_USUAL: dict[Known, tuple[str, ...]] = {
    "nhs": ("nhs number", "nhs no"),
    "ni": ("national insurance number", "nino"),
    "date_of_birth": ("date of birth", "dob"),
    "postcode": ("postcode", "post code"),
    "email": ("email", "email address"),
}
"""The headers by which a column of that kind may come the next time."""
_PERMISSION = re.compile(r"\b(?:consent|opt (?:in|out)|permission)")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_YAML_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def policy_text(policy: Policy) -> str:
    """A policy as YAML text: loaded again, it has the same digest."""
    data = policy.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data |= {"release": policy.release, "unlisted_columns": policy.unlisted_columns}
    columns = data.pop("columns")
    rest = {key: data.pop(key) for key in [*data] if key not in FIRST_KEYS}
    lines = [f"  {_key(name)}: {_flow(policy.columns[name], [])}" for name in columns]
    return "\n".join([write_yaml(data) + "columns:", *lines, write_yaml(rest) if rest else ""])


FIRST_KEYS = ("policy", "version", "title", "release", "unlisted_columns", "dates")


def draft_policy(inspection: Inspection, name: str) -> str:
    """A policy for the data as YAML text, with the reason for each rule as a comment."""
    return "\n".join(_lines(inspection, name)) + "\n"


def _lines(inspection: Inspection, name: str) -> Iterator[str]:
    yield f"policy: {name}"
    yield "version: 1"
    yield "title: Draft, made by looking at the data. A person must agree every line."
    yield "release: anonymised"
    yield "unlisted_columns: refuse"
    yield from _dates(inspection)
    yield "columns:"
    yield from _columns(inspection)
    yield from _about_groups(inspection)
    yield f"privacy: {{k: 5, method: suppress, max_suppressed: {MOST_LEFT_OUT}}}"
    yield from _about_consent(inspection)


def _about_consent(inspection: Inspection) -> Iterator[str]:
    """For a column that may say who consented or opted out: what a policy could make of it, as a comment."""
    for view in inspection.columns:
        if _PERMISSION.search(header_words(view.name)):
            names = [_key(each.name) for each in inspection.columns if each.role == "direct"]
            yield f"# {_key(view.name)} may say who consents. With release: identifiable, that column dropped and the"
            yield "# columns of needed_for kept, these leave on the rows with consent alone (docs/consent.md):"
            yield f'# consent: {{column: {_key(view.name)}, given: ["yes"], needed_for: [{", ".join(names)}]}}'


def _dates(inspection: Inspection) -> Iterator[str]:
    if inspection.dates:
        yield f"dates: {inspection.dates}"
    elif inspection.doubtful_dates:
        doubtful = listed(repr(name) for name in inspection.doubtful_dates)
        yield f"# Nothing in {doubtful} shows whether the day or the month comes first. Find out, and say which:"
        yield "# dates: day_first"


def _columns(inspection: Inspection) -> Iterator[str]:
    taken = {header_key(view.name) for view in inspection.columns}
    written: set[str] = set()
    for view in inspection.columns:
        if header_key(view.name) in written:
            yield f"  # {_key(view.name)} is the same header to a policy as one above: name the two apart in the data"
            continue
        written.add(header_key(view.name))
        yield f"  # {view.why}; {view.rule_why}"
        yield f"  {_key(view.name)}: {_flow(view.rule, _aliases(view, inspection, taken))}"


def _about_groups(inspection: Inspection) -> Iterator[str]:
    left = inspection.drafted
    if left.columns:
        small = in_groups_under_five(left)
        yield f"# With these rules {small:,} of {inspection.rows:,} rows stand in groups of fewer than five"
        yield f"# and are left out. {inspection.groups.unique_rows:,} rows of the data as they are stand alone."
    else:
        yield "# No column that helps to single somebody out is released: the groups would be too small."


def _aliases(view: ColumnView, inspection: Inspection, taken: set[str]) -> list[str]:
    """Other usual headers of the column, where it is the only one of its kind and no other column has them."""
    alike = [each for each in inspection.columns if each.known == view.known]
    usual = _USUAL.get(view.known, ()) if view.known and len(alike) == 1 else ()
    found: dict[str, str] = {header_key(name): name for name in usual if header_key(name) not in taken}
    return list(found.values())


def _flow(rule: AnyRule, aliases: list[str]) -> str:
    said = rule.model_dump(exclude_defaults=True)
    entries = {"role": said.pop("role"), "action": said.pop("action"), **said} | (
        {"aliases": aliases} if aliases else {}
    )
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in entries.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _key(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value)


def _key(text: str) -> str:
    """A text as YAML, in quotes where it could be read as something else."""
    if _PLAIN_KEY.fullmatch(text) and text.casefold() not in _YAML_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
