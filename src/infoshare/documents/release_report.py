"""The report of a release for a Caldicott Guardian: one self-contained HTML page made from its certificate."""

from __future__ import annotations

from pathlib import Path

from infoshare.identifiers import PLURALS
from infoshare.model.certificate import Certificate

PAGE = Path(__file__).with_name("release_report.html")

DONE = {
    "keep": "left as it is",
    "drop": "taken out",
    "pseudonymise": "replaced by a keyed pseudonym",
    "band": "put into bands",
    "coarsen_date": "made coarser",
    "coarsen_place": "made coarser",
    "redact": "names and identifiers taken out of the text",
    "generalise": "made coarser by a hierarchy",
    "mask": "letters and digits replaced by stars",
    "top_bottom_code": "numbers beyond a limit put together",
    "round": "rounded",
    "age_at": "replaced by the age",
    "shift_date": "moved in time, in order and with the same gaps",
    "look_up_place": "replaced by a larger place",
    "snap_place": "moved to the nearest shared point on the map",
    "recode_rare": "rare values put together",
    "add_noise": "changed by a random amount",
    "swap": "exchanged between similar rows",
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
    "one_level": "Every value of a column is as coarse as the next",
    "rare_recoded": "No rare value stands in a column whose rare values were put together",
    "values_moved": "What was to be changed or exchanged is no longer as it was",
    "rows_accounted": "No row too many, and not too many left out",
    "redaction_works": "An invented text went through the redaction and came out clean",
    "keys_agree": "Every row belongs to a row of the released main table",
    "no_formulas": "No cell would run in a spreadsheet",
}


METHODS = {
    "suppress": "rows of groups that fell short were left out",
    "generalise": "the columns were made as little coarser as the target allowed, and rows of groups that still fell "
    "short were left out",
    "mondrian": "each group was made as little coarser as the target allowed",
}
MODELS = {
    "l": "different values in each group, at least",
    "entropy_l": "values as uncertain as so many equally common ones, at least (entropy l)",
    "recursive_l": "the commonest value's rows for each row of the rarer ones, below",
    "t": "how far a group's values are from those of all rows, at most (t-closeness)",
    "t_ordered": "the same with ordered values, at most (t-closeness)",
    "alpha": "share of the commonest value in a group, at most",
    "beta": "how much likelier a group makes a value than it is among all rows, at most (beta-likeness)",
    "k_map": "people of the population in each group, at least",
    "delta_least": "share of a group's people who are in the release, at least",
    "delta_most": "share of a group's people who are in the release, at most",
}


def report_page(certificate: Certificate) -> str:
    """The page, complete in itself: no script, no picture and no address is loaded from elsewhere."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["number"] = lambda number: f"{number:,}"
    page = environment.from_string(PAGE.read_text(encoding="utf-8"))
    unread = any(column.unread for column in certificate.columns)
    words = {"done": DONE, "roles": ROLES, "checks": CHECKS, "kinds": PLURALS, "methods": METHODS, "models": MODELS}
    return page.render(unread=unread, c=certificate, **words)
