"""Checks of one decision: what was released is named by digest, and what was urgent is looked at again in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from infoshare.model.finding import Finding
from infoshare.model.worded_date import worded_date
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft

RELEASED = Rule("released_by_digest", ("released",), ("uk-gdpr-5-2",))
AFTERWARDS = Rule("urgent_reviewed", ("urgent_reviewed", "review_date"), ("uk-gdpr-5-2", "data-sharing-code"))
AGAIN = Rule("decision_looked_at_again", ("review_date",), ("uk-gdpr-5-2",))
URGENT = Rule("really_urgent", ("urgent",), ("caldicott-7", "uk-gdpr-5-2"))
SHA256 = re.compile(r"[0-9a-f]{64}")


def released_by_digest(draft: Draft) -> Iterator[Finding]:
    """Each file that was released is named by its SHA-256, so that the very file can be shown later."""
    rows = [*draft.whole_rows("released")]
    wrong = [n for n, row in enumerate(rows, start=1) if not SHA256.fullmatch(row["sha256"].strip().lower())]
    gaps = [f"row {n} of what was released has no SHA-256: give its 64 characters of 0 to 9 and a to f" for n in wrong]
    if rows:
        yield from RELEASED.gaps_or_met(gaps, "every file that was released is named by its SHA-256")


def really_urgent(draft: Draft) -> Iterator[Finding]:
    """The short form is for danger alone, which only a person can see."""
    if draft.get("urgent") is True:
        yield URGENT.judgement("it was decided urgently: could it really not wait for the whole form?")


def review_overdue(draft: Draft, on: date) -> Iterator[Finding]:
    """What was urgent and is not reviewed by its day is a gap on the day after; any other review past is said.

    Args:
        draft: a decision.
        on: the day on which it is looked at.
    """
    due = draft.day("review_date")
    if due is None or on <= due:
        return
    if draft.is_short:
        yield AFTERWARDS.gap(f"it was decided urgently, and the review that was due by {worded_date(due)} is not done")
    elif draft.get("urgent") is not True:
        yield AGAIN.judgement(f"it was to be looked at again by {worded_date(due)}: was that done?")


DECISION_CHECKS = (released_by_digest, really_urgent)
