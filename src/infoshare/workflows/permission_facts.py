"""Says for the certificate how many rows consented, opted out and were left out for that."""

from __future__ import annotations

from collections import Counter

from infoshare.anonymisation.permissions import Answer, Leaves, Listed
from infoshare.model.certificate import ConsentFacts, OptOutFacts
from infoshare.workflows.permitted import Permitted


def consent_facts(permitted: Permitted) -> ConsentFacts | None:
    """How many rows stand in which way to consent; None if the policy does not ask for it."""
    consent, answers = permitted.permissions.consent, _tally(permitted, "answer")
    if consent is None:
        return None
    return ConsentFacts(
        column=consent.column,
        needed_for=consent.needed_for,
        otherwise=consent.otherwise,
        given=answers[Answer.GIVEN],
        refused=answers[Answer.REFUSED],
        empty=answers[Answer.EMPTY],
        unforeseen=answers[Answer.UNFORESEEN],
        named=_tally(permitted, "leaves")[Leaves.NAMED],
        left_out=_left_out(permitted, by_opt_out=False),
    )


def opt_out_facts(permitted: Permitted) -> OptOutFacts | None:
    """How many rows stand in which way to the opt-out list; None if the policy names no opt-out."""
    opt_out, listed = permitted.permissions.opt_out, _tally(permitted, "listed")
    if opt_out is None or permitted.opt_outs is None:
        return None
    return OptOutFacts(
        column=opt_out.column,
        list_sha256=permitted.opt_outs.sha256,
        numbers=len(permitted.opt_outs.numbers),
        holds=opt_out.holds,
        then=opt_out.then,
        opted_out=listed[Listed.YES],
        unmatched=listed[Listed.UNMATCHED],
        unmatched_are=opt_out.unmatched,
        consent_prevails=opt_out.consent_prevails,
        left_out=_left_out(permitted, by_opt_out=True),
    )


def _tally(permitted: Permitted, part: str) -> Counter[object]:
    tally: Counter[object] = Counter()
    for standing, rows in permitted.counted.items():
        tally[getattr(standing, part)] += rows
    return tally


def _left_out(permitted: Permitted, *, by_opt_out: bool) -> int:
    gone = [(standing, rows) for standing, rows in permitted.counted.items() if standing.leaves is Leaves.NOTHING]
    return sum(rows for standing, rows in gone if permitted.permissions.is_opted_out(*standing[:2]) == by_opt_out)
