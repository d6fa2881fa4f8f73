"""The report of a release for a Caldicott Guardian: one self-contained HTML page made from its certificate."""

from __future__ import annotations

from pathlib import Path

from infoshare.identifiers import PLURALS
from infoshare.model.certificate import Certificate

PAGE = Path(__file__).with_name("release_report.html")

DONE = {
    "keep": "left as it is",
    "drop": "taken out",
    "pseudonymise": "replaced by a keyed token",
    "band": "put into bands",
    "coarsen_date": "made coarser",
    "coarsen_place": "made coarser",
    "redact": "names and identifiers taken out of the text",
}
ROLES = {
    "direct": "says who the person is",
    "quasi": "could help to single a person out",
    "sensitive": "says something private",
    "text": "free text",
    "plain": "says nothing about who it is",
}
CHECKS = {
    "columns_agreed": "Only agreed columns leave",
    "forms_kept": "Tokens, bands, dates and places have the agreed form",
    "no_identifier_forms": "No cell looks like a person's number, address or code",
    "source_values_absent": "No name or identifier of the source stands anywhere",
    "pseudonyms_keyed": "No token can be worked out without the key",
    "groups_large_enough": "Nobody stands alone in a small group",
    "rows_accounted": "No row too many, and not too many left out",
    "redaction_works": "An invented text went through the redaction and came out clean",
    "no_formulas": "No cell would run in a spreadsheet",
}


def report_page(certificate: Certificate) -> str:
    """The page, complete in itself: no script, no picture and no address is loaded from elsewhere."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["number"] = lambda number: f"{number:,}"
    page = environment.from_string(PAGE.read_text(encoding="utf-8"))
    unread = any(column.unread for column in certificate.columns)
    return page.render(unread=unread, c=certificate, done=DONE, roles=ROLES, checks=CHECKS, kinds=PLURALS)
