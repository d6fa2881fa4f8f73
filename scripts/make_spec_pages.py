"""Writes the tables of tests/spec as pages under docs/spec; `--check` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests" / "spec" / "tables"
PAGES = ROOT / "docs" / "spec"
MADE = "Made from `tests/spec/tables` by `scripts/make_spec_pages.py`; every table is run on every engine."


def page_of(written: dict[str, Any]) -> str:
    """One page: a heading, a sentence, and every case."""
    lines = [f"# {written['title']}", "", written["about"].strip(), "", MADE, ""]
    for case in written["cases"]:
        lines += case_lines(case)
    return "\n".join(lines)


def case_lines(case: dict[str, Any]) -> Iterator[str]:
    """One case: the policy, the table before, and the table after or the refusal."""
    yield from (f"## {case['heading']}", "")
    if "about" in case:
        yield from (case["about"].strip(), "")
    yield from ("```yaml", case["policy"].rstrip(), "```", "")
    yield from (_given(case), "", *drawn(case["given"]), "")
    if "refused" in case:
        yield from (f"is refused: `{case['refused']}`. Nothing leaves.", "")
        return
    yield from ("leaves as", "", *drawn(case["then"]), "")
    counted = ", ".join(f"{number} in `{column}`" for column, number in case.get("unread", {}).items())
    if counted:
        yield from (f"Cells that could not be read: {counted}.", "")
    if case.get("suppressed"):
        yield from (f"Rows left out: {case['suppressed']}.", "")


def _given(case: dict[str, Any]) -> str:
    to = f" for {case['recipient']}" if "recipient" in case else ""
    return f"With the key `{case['key']}`{to}," if "key" in case else "With this policy,"


def drawn(table: str) -> list[str]:
    """The table with its columns lined up."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
    header, body = rows[0], rows[2:]
    widths = [max(3, *(len(row[place]) for row in (header, *body))) for place in range(len(header))]
    return [_line(row, widths) for row in (header, ["-" * width for width in widths], *body)]


def _line(row: list[str], widths: list[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"


def pages() -> dict[Path, str]:
    """Every page that is made, by its path."""
    written = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(TABLES.glob("*.yaml"))}
    made = {PAGES / f"{name}.md": page_of(each) for name, each in written.items()}
    return {PAGES / "README.md": first_page(written), **made}


def first_page(written: dict[str, dict[str, Any]]) -> str:
    """The page that leads to the others."""
    lines = ["# What each action does", "", MADE, ""]
    lines += [f"- [{each['title']}]({name}.md): {len(each['cases'])} tables" for name, each in written.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages, or say which of them are out of date."""
    check = "--check" in sys.argv
    stale = {path: text for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        print(f"{'out of date' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
