"""Checks of dates: review within a year, decisions before the start, law that is there on the day."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.model.worded_date import worded_date
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft

REVIEW = Rule("review_within_a_year", ("review_date", "start_date"), ("data-sharing-code", "uk-gdpr-5-2"))
ENDS = Rule("ends_after_start", ("end_date", "start_date"), ("data-sharing-code",))
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


def ends_after_start(draft: Draft) -> Iterator[Finding]:
    """A protocol that has a last day has a first one before it."""
    start, end = draft.day("start_date"), draft.day("end_date")
    if start and end:
        gaps = ["the last day is not after the start"] if end <= start else []
        yield from ENDS.gaps_or_met(gaps, "the last day is after the start")


def decided_before_start(draft: Draft) -> Iterator[Finding]:
    """What has to be decided is decided before information moves."""
    start = draft.day("start_date")
    decisions = {
        "the Caldicott Guardian": "guardian_decision_date",
        "whoever weighed the sharing": "weighed_on",
    }
    days = {who: day for who, question in decisions.items() if (day := draft.day(question))}
    if start and days and draft.get("urgent") is True:
        late = [who for who, day in days.items() if day > start]
        yield from (
            BEFORE.judgement(f"it was urgent, and {who} looked at it afterwards: could it not wait?") for who in late
        )
    elif start and days:
        gaps = [f"{who} decides after the start of the protocol" for who, day in days.items() if day > start]
        yield from BEFORE.gaps_or_met(gaps, "decisions come before the start")


def law_of_its_day(draft: Draft) -> Iterator[Finding]:
    """Law that had not begun when the protocol starts, or had ended, cannot be what an answer rests on."""
    start = draft.day("start_date")
    if start is None:
        return
    for provision in draft.law.provisions:
        questions = tuple(q.id for q in draft.asked if provision.id in q.citations and q.id in draft.answers)
        begun, ended = provision.in_force_from, provision.in_force_to
        if questions and begun and begun > start:
            rule = Rule("law_of_its_day", ("start_date", *questions), (provision.id,))
            yield rule.judgement(
                f"{provision.short} began on {worded_date(begun)}, after the protocol starts: do not rely on it"
            )
        elif questions and ended and ended < start:
            rule = Rule("law_of_its_day", ("start_date", *questions), (provision.id,))
            yield rule.judgement(f"{provision.short} ended on {worded_date(ended)}, before the protocol starts")


TIMING_CHECKS = (review_within_a_year, ends_after_start, decided_before_start, law_of_its_day)
