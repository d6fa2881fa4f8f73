"""Checks of dates: review within a year, decisions before the start."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft

REVIEW = Rule("review_within_a_year", ("review_date", "start_date"), ("data-sharing-code", "uk-gdpr-5-2"))
BEFORE = Rule(
    "decided_before_start", ("guardian_decision_date", "weighed_on", "start_date"),
    ("ndg-guardian-guidance-2021", "uk-gdpr-5-2"),
)  # fmt: skip


def review_within_a_year(draft: Draft) -> Iterator[Finding]:
    """The protocol is looked at again within twelve months of its start."""
    start, review = draft.day("start_date"), draft.day("review_date")
    if start and review:
        if review <= start:
            yield REVIEW.gap("the review is not after the start")
        elif (review.year - start.year, review.month, review.day) > (1, start.month, start.day):
            yield REVIEW.gap("the review is more than twelve months after the start")
        else:
            yield REVIEW.met("the review is within twelve months of the start")


def decided_before_start(draft: Draft) -> Iterator[Finding]:
    """What has to be decided is decided before information moves."""
    start = draft.day("start_date")
    decisions = {
        "the Caldicott Guardian": "guardian_decision_date",
        "whoever weighed the sharing": "weighed_on",
    }
    days = {who: day for who, question in decisions.items() if (day := draft.day(question))}
    if start and days:
        gaps = [f"{who} decides after the start of the protocol" for who, day in days.items() if day > start]
        yield from BEFORE.gaps_or_met(gaps, "decisions come before the start")


TIMING_CHECKS = (review_within_a_year, decided_before_start)
