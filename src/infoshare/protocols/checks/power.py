"""Checks of the power to share: who may receive under section 115, and what section 17A covers."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.protocols.checks.data import PERSONAL
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft, Row

LISTED = Rule("s115_recipients_listed", ("parties", "gateway", "s115_acting_for"), ("cda-1998-s115", "cda-1998-s115-2"))
PURPOSE = Rule("s115_purpose", ("purposes", "gateway"), ("cda-1998-s115", "cda-1998-s6", "cda-1998-s17"))
DEPERSONALISED = Rule("s17a_no_people", ("gateway", "data_form"), ("cda-1998-s17a", "si-2007-1831"))


def s115_recipients_listed(draft: Draft) -> Iterator[Finding]:
    """Section 115 runs only to a relevant authority of s.115(2), or somebody acting for one."""
    if draft.get("gateway") != "cda_s115" or not draft.rows("parties"):
        return
    receiving = [row for row in draft.rows("parties") if row.get("receives") and row.get("name")]
    unlisted = [str(row["name"]) for row in receiving if _is_unlisted(draft, row)]
    if unlisted and draft.get("s115_acting_for"):
        for name in unlisted:
            yield LISTED.judgement(f"{name} is not on the list of section 115(2): does it really act for one that is?")
        return
    yield from LISTED.gaps_or_met(
        [
            f"{name} receives information and is not on the list of section 115(2), so section 115 does not reach it; "
            "take it off the recipients, name another power, or show for which listed body it acts"
            for name in unlisted
        ],
        "every recipient is a relevant authority under section 115(2)",
    )


def _is_unlisted(draft: Draft, row: Row) -> bool:
    body = draft.body_in(row)
    return body is not None and body.s115 is None


def s115_purpose(draft: Draft) -> Iterator[Finding]:
    """Section 115 serves only the purposes of the Act."""
    if draft.get("gateway") == "cda_s115" and draft.get("purposes"):
        yield PURPOSE.met("the purposes of the Act that the sharing serves are named")


def s17a_no_people(draft: Draft) -> Iterator[Finding]:
    """The section 17A duty never covers personal data."""
    if draft.get("gateway") == "cda_s17a" and draft.get("data_form"):
        personal = draft.get("data_form") in PERSONAL
        gap = "section 17A covers depersonalised information only, and the protocol shares records of people"
        yield (DEPERSONALISED.gap(gap) if personal else DEPERSONALISED.met("only depersonalised information is shared"))


POWER_CHECKS = (s115_recipients_listed, s115_purpose, s17a_no_people)
