"""Puts the report of a certificate together: of rows, of a data set, or of a table of statistics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from infoshare.digests import sha256_of_bytes
from infoshare.documents.report import Front, Point, Report, Section, Table
from infoshare.documents.report_front import (
    checks_of,
    front_of,
    outcome_of,
    points_of,
    policy_of,
    recipient_of,
    standing_of,
)
from infoshare.documents.report_sections import sections_of
from infoshare.documents.table_report import table_front_of, table_sections_of
from infoshare.model.certificate import Attested, Certificate, DatasetCertificate, PolicyFacts
from infoshare.model.table_certificate import TableCertificate
from infoshare.model.worded_date import worded_date
from infoshare.safe_repr import count_of, listed

TITLE = "Release report"


def report_of(certificate: Attested) -> Report:
    """The report of any certificate that there is a report for, from what stands in its file and in that order."""
    certificate = type(certificate).model_validate_json(certificate.to_json())
    if isinstance(certificate, Certificate):
        return _of_release(certificate)
    if isinstance(certificate, DatasetCertificate):
        return _of_dataset(certificate)
    if isinstance(certificate, TableCertificate):
        return _of_table(certificate)
    raise TypeError(f"there is no report of a {type(certificate).__name__}")


def _of_release(c: Certificate) -> Report:
    *others, record = sections_of(c)
    sections = (*others, Section(record.title, (*record.blocks, _which(c))))
    return _report(c.policy, front_of(c), sections, c.release.sha256, c.issued)


def _of_table(c: TableCertificate) -> Report:
    *sections, record = table_sections_of(c)
    sections.append(Section(record.title, (*record.blocks, _which(c))))
    return _report(c.policy, table_front_of(c), tuple(sections), c.release.sha256, c.issued)


def in_words(issued: str) -> str:
    """An ISO 8601 time as people write it: `26 November 2026, 09:00 UTC`."""
    time = datetime.fromisoformat(issued)
    day = worded_date(time)
    if len(issued) <= len("2026-11-26"):
        return day
    zone = f" {time:%Z}".replace("UTC+00:00", "UTC").rstrip()
    return f"{day}, {time:%H:%M}{zone}"


def _report(policy: PolicyFacts, front: Front, sections: tuple[Section, ...], digest: str, issued: str) -> Report:
    named = f"{policy.name}, version {policy.version}"
    return Report(TITLE, policy.title or policy.name, front, sections, named, digest, issued, in_words(issued))


def _which(certificate: Attested) -> Table:
    """Which certificate this report is of, and whether it is signed."""
    signature = certificate.signature
    rows = [("Certificate, SHA-256", sha256_of_bytes(certificate.to_json().encode()))]
    if signature:
        rows.append(("Signed by", ", ".join(filter(None, (signature.signer, signature.role))) or "not named"))
        rows.append(("Key, SHA-256", signature.key_sha256))
    else:
        rows.append(("Signed by", "Nobody: the certificate is not signed, so anyone could have written it."))
    return Table("The certificate that this report was made from", ("What", "Value"), tuple(rows), "ww")


def _of_dataset(c: DatasetCertificate) -> Report:
    rows = sum(table.release.rows for table in c.tables.values())
    front = Front(outcome_of(c.recipient, rows), tuple(_facts(c)), _points(c))
    parts = [section for name, table in _in_order(c).items() for section in sections_of(table, f"{name}: ")]
    digest = c.tables[c.main].release.sha256
    return _report(c.dataset, front, (*parts, Section("The certificate", (_which(c),))), digest, c.issued)


def _in_order(c: DatasetCertificate) -> dict[str, Certificate]:
    """The main table first."""
    return {c.main: c.tables[c.main], **c.tables}


def _facts(c: DatasetCertificate) -> Iterator[tuple[str, str]]:
    tables = _in_order(c).items()
    yield "What is shared?", f"{count_of(len(tables), 'table')} that fit together: {', '.join(_in_order(c))}."
    yield "With whom?", recipient_of(c.recipient)
    yield "Under which policy?", policy_of(c.dataset)
    yield "How many rows?", f"{listed(f'{name}: {t.release.rows:,} of {t.source.rows:,}' for name, t in tables)}."
    for name, table in tables:
        if table.risk:
            yield f"Could somebody be picked out in {name}?", standing_of(table.risk)
    yield "What did the checks find?", checks_of(len(c.checks))


def _points(c: DatasetCertificate) -> tuple[Point, ...]:
    """Every different point of any table, and that the tables can be read together."""
    found = dict.fromkeys(point for table in _in_order(c).values() for point in points_of(table))
    together = Point(
        "Tables together.", f"Rows of one person share a code in '{c.key}'.",
        "Each table was checked by itself. Joined by that code, they say more of a person than each does alone.",
    )  # fmt: skip
    first, *rest = found
    return (first, together, *rest)
