"""Every reason why nothing may leave under a protocol on a day, each with the clause that stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from infoshare.model.finding import Finding
from infoshare.model.protocol_signature import PartyStanding
from infoshare.model.refusal import Reason, Refusal
from infoshare.model.schedule import FIGURES, Sharing
from infoshare.model.worded_date import worded_date
from infoshare.protocols.clauses import clause_of
from infoshare.protocols.draft import Draft
from infoshare.protocols.register.states import Known
from infoshare.protocols.schedule.timing import next_from
from infoshare.safe_repr import count_of, listed


def of_the_protocol(
    draft: Draft,
    open_points: Iterable[Finding],
    standings: Iterable[PartyStanding],
    day: date,
    known: Known | None,
) -> Iterator[Refusal]:
    """What stands against any release under a protocol: its gaps, its signatures, and its dates.

    `known` is what the register has of it: that it was reviewed since, withdrawn, or replaced by a later version.
    """
    points = tuple(open_points)
    if points:
        sections = sorted({clause_of(draft, each) for point in points for each in point.questions[:1]})
        yield Refusal(
            reason="open_gaps", message=f"the protocol has {count_of(len(points), 'open point')}",
            clause=listed(sections) if sections else clause_of(draft, "parties"),
        )  # fmt: skip
    yield from _signatures(draft, standings)
    yield from _dates(draft, day, known)
    yield from _ended(draft, day, known)


def _signatures(draft: Draft, standings: Iterable[PartyStanding]) -> Iterator[Refusal]:
    said: dict[str, tuple[Reason, str]] = {
        "missing": ("unsigned", "has not signed"),
        "broken": ("unsigned", "has a signature that is not to be trusted"),
        "reopened": ("changed_after_signing", "signed an earlier version, and what it agreed to has changed since"),
    }
    for each in standings:
        if not each.stands:
            reason, words = said[each.standing]
            changes = f": {listed(each.changes)}" if each.changes else ""
            yield Refusal(
                reason=reason, message=f"{each.party} {words}{changes}", clause=clause_of(draft, "signatories")
            )


def _dates(draft: Draft, day: date, known: Known | None) -> Iterator[Refusal]:
    start, end = draft.day("start_date"), draft.day("end_date")
    review = known.review()[0] if known else draft.day("review_date")
    if start and day < start:
        message = f"the protocol starts on {worded_date(start)}"
        yield Refusal(reason="not_begun", message=message, clause=clause_of(draft, "start_date"))
    if review and day > review:
        message = f"the review was due on {worded_date(review)}"
        yield Refusal(reason="past_review", message=message, clause=clause_of(draft, "review_date"))
    if end and day > end:
        message = f"the protocol ended on {worded_date(end)}"
        yield Refusal(reason="expired", message=message, clause=clause_of(draft, "end_date"))


def _ended(draft: Draft, day: date, known: Known | None) -> Iterator[Refusal]:
    state, clause = known.state(day) if known else None, clause_of(draft, "ending")
    if state == "withdrawn" and known:
        on = worded_date(known.withdrawals[0][1].on)
        yield Refusal(reason="withdrawn", message=f"the protocol was withdrawn on {on}", clause=clause)
    if state == "replaced" and known:
        later = known.followed_by[-1].protocol_version
        yield Refusal(reason="replaced", message=f"version {later} of the protocol is in its place", clause=clause)


def too_soon(draft: Draft, sharing: Sharing, last: date | None, day: date) -> Iterator[Refusal]:
    """A sharing is not repeated sooner than was agreed; `last` is the day of the last release, if there was one.

    Several tables of one sharing of figures may leave on one day.
    """
    first = next_from(sharing.frequency, last) if last and not (sharing.form == FIGURES and last == day) else None
    if first and day < first:
        frequency = draft.questionnaire.question("flows").column("frequency").label_of(sharing.frequency).lower()
        message = (
            f"'{sharing.name}' is shared {frequency}, was last released on {worded_date(last or day)}, and may leave "
            f"again from {worded_date(first)}"
        )
        yield Refusal(reason="too_soon", message=message, clause=clause_of(draft, "flows"))
