"""Writes `docs/policies.md`: what each shipped policy lets leave, on what law, and how it stands up to an intruder."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from infoshare import resources
from infoshare.documents.release_report import DONE
from infoshare.model.column_rule import ColumnRule
from infoshare.model.policy import Policy, header_key
from infoshare.safe_repr import count_of
from infoshare.workflows.details import detail_of
from infoshare.workflows.policies import shipped, text_of
from infoshare.workflows.rehearse import rehearse

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "policies.md"
EXPECTED = ROOT / "tests" / "functional" / "policies" / "expected"
HEAD = """# The shipped policies

<!-- Written by scripts/make_policy_page.py; do not edit by hand. -->

Each is a file in `policies/`, meant to be copied and changed: what leaves is a decision of the partnership, not of this
library. `infoshare policy show NAME` prints one. The example of each, invented people with messy cells, lies in
`policies/examples/`, and what the policy releases of it is compared with an agreed file, byte for byte, in the tests.

What is said of law or practice comes with how sure it is; nothing here was given by a lawyer. An *intruder* is tried on
every policy that releases records: somebody who has the names and knows of everybody all that stands in the columns
which are neither sensitive nor text, those that stay behind included ([how it is tried](risk.md)). *Found* are those
for whom one row alone fits. The last column is of an intruder who was there, and knows the private columns as well.

| Policy | What it is for | What leaves | Of the example leave | Found before | Found after | By who was there |
| --- | --- | --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The whole page."""
    policies = shipped()
    figures = {policy.policy: figures_of(policy) for policy in policies}
    rows = "".join(f"| {' | '.join(row)} |\n" for row in map(_row, policies, figures.values()))
    return HEAD + rows + "".join(f"\n{line}" for policy in policies for line in _section(policy)) + "\n"


def figures_of(policy: Policy) -> tuple[str, ...]:
    """How much of the example leaves, and how many of its people an intruder finds: before, after, knowing more."""
    if policy.release == "aggregate":
        assert policy.tables
        return count_of(len(policy.tables.published or ()), "table"), "-", "-", "-"
    rows, left = _read(resources.example_data(policy.policy)), _read(EXPECTED / f"{policy.policy}.csv")
    share = f"{len(left):,} of {count_of(len(rows), 'row')} ({len(left) / len(rows):.1%})"
    if not policy.columns_where(role="quasi"):
        return share, "-", "-", "-"
    present = _present(policy, list(rows[0]))
    open_roles, more = {"quasi", "plain"}, {"quasi", "plain", "sensitive"}
    found, there = (
        rehearse(
            resources.example_data(policy.policy), policy,
            knows=[name for name, rule in policy.columns.items() if rule.role in roles and name in present],
        )
        for roles in (open_roles, more)
    )  # fmt: skip
    attacks = (found.before, found.after, there.after)
    return share, *(f"{attack.exact.singled_out:,} of {found.people:,}" for attack in attacks)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _present(policy: Policy, headers: list[str]) -> set[str]:
    keys = set(map(header_key, headers))
    return {n for n, rule in policy.columns.items() if keys & set(map(header_key, (n, *rule.aliases)))}


def _row(policy: Policy, figures: tuple[str, ...]) -> tuple[str, ...]:
    what = "tables" if policy.release == "aggregate" else "records"
    return f"[`{policy.policy}`](#{policy.policy})", policy.title, what, *figures


def _section(policy: Policy) -> Iterator[str]:
    yield from (f"## {policy.policy}", "")
    yield from _header(policy)
    if policy.release == "aggregate":
        assert policy.tables
        yield from ("| Table | What it says | By |", "| --- | --- | --- |")
        for rule in (policy.tables.published or {}).values():
            said = f"{rule.measure} of `{rule.of}`" if rule.of else rule.measure
            yield f"| {rule.title} | {said} | {', '.join(f'`{column}`' for column in rule.columns)} |"
    else:
        yield from ("| Leaves | How |", "| --- | --- |")
        for name, column in policy.columns.items():
            if column.action != "drop":
                yield f"| `{name}` | {_done(column)} |"
    stays = ", ".join(f"`{name}`" for name in policy.columns_where(action="drop"))
    yield from ("", f"Stays behind: {stays or 'any column of another name; such a file is refused'}.", "")


def _header(policy: Policy) -> Iterator[str]:
    """The comment at the head of the policy's file, as it stands there, a paragraph each."""
    comment = text_of(policy.policy).partition("\npolicy:")[0]
    yield from (line.removeprefix("#").strip() for line in comment.splitlines())
    yield ""


def _done(column: ColumnRule) -> str:
    detail = detail_of(column)
    return DONE[column.action] + (f": {detail}" if detail else "")


def main() -> int:
    """Write the page, or say that it is out of date."""
    written = page()
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == written:
        return 0
    if "--check" in sys.argv:
        print(f"out of date: {PAGE.relative_to(ROOT)}")
        return 1
    PAGE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
