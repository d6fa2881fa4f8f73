"""The report of a published table of statistics: page one, and its sections."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.documents.release_report import CHECKS
from infoshare.documents.report import Block, Front, Point, Points, Section, Table
from infoshare.documents.report_front import checks_of, earlier_releases, policy_of, recipient_of
from infoshare.model.table_certificate import TableCertificate
from infoshare.safe_repr import count_of


def table_front_of(c: TableCertificate) -> Front:
    """Page one of a table."""
    ready = f"A table of {count_of(c.cells.cells, 'cell')} is ready{f' for {c.recipient}' if c.recipient else ''}"
    return Front(f"Every check passed. {ready}. The decision is yours.", tuple(_facts(c)), _points(c))


def _facts(c: TableCertificate) -> Iterator[tuple[str, str]]:
    yield "What is published?", f"{c.table.title or measured(c)}. No row of anybody."
    yield "With whom?", recipient_of(c.recipient)
    yield "Under which policy?", policy_of(c.policy)
    yield "From how many rows?", f"{c.source.rows:,}."
    yield "How many cells?", cells_of(c)
    yield "What did the checks find?", checks_of(len(c.gate))


def measured(c: TableCertificate) -> str:
    """What the table shows, in words."""
    table = c.table
    what = {"count": "Counts", "sum": f"Sums of {table.of}", "mean": f"Means of {table.of}",
            "rate": f"Rates per {table.per:,} people"}[table.measure]  # fmt: skip
    return f"{what} by {', '.join(table.by)}"


def cells_of(c: TableCertificate) -> str:
    """How many cells are shown and hidden."""
    hidden = f"{c.cells.primary:,} are hidden for being small" if c.cells.primary else "None had to be hidden"
    more = f", and {c.cells.secondary:,} more to protect those" if c.cells.secondary else ""
    return f"{c.cells.shown:,} of {c.cells.cells:,} are shown. {hidden}{more}."


def _points(c: TableCertificate) -> tuple[Point, ...]:
    return (
        Point("Need.", "Is this table needed, and fair to the people in it? No program can say.",
              "A table may still say something of a small place or group that ought not to be said."),
        Point("Cells of nought.", "A 0 is shown as 0, and can tell something too.",
              "If everybody in a line stands in one cell, the line says what they all have in common."),
        earlier_releases(c.checks),
    )  # fmt: skip


def table_sections_of(c: TableCertificate) -> Iterator[Section]:
    """The sections of the report of a table."""
    yield Section("How the numbers are protected", (Points(tuple(Point("", rule) for rule in c.rules)),))
    checks = tuple(
        (check.check.replace("_", " ").capitalize(), CHECKS.get(check.check, ""), "Passed") for check in c.gate
    )
    yield Section(
        "What the gate checked", (Table("Each check", ("Check", "What it looked for", "Found"), checks, "wsw"),)
    )
    yield Section("For the record", tuple(_record(c)))


def _record(c: TableCertificate) -> Iterator[Block]:
    rows = [("Made on", c.issued), ("Policy, SHA-256", c.policy.sha256), ("Source, SHA-256", c.source.sha256),
            ("Published file, SHA-256", c.release.sha256)]  # fmt: skip
    rows += [(f"Version of {name}", version) for name, version in c.versions.items()]
    yield Table("Digests and versions", ("What", "Value"), tuple(rows), "ww")
