"""Compares two versions of a protocol: what changed, whether it has legal effect, and who must sign anew."""

from __future__ import annotations

from infoshare.errors import AnswersError
from infoshare.model.comparison import Comparison, Version
from infoshare.protocols.draft import Draft
from infoshare.protocols.versions.answer_changes import changes
from infoshare.protocols.versions.gap_changes import gaps_of, opened_and_closed
from infoshare.protocols.versions.sides import Sides
from infoshare.protocols.versions.signing import all_parties
from infoshare.protocols.wording import worded_answers


def compared(before: Draft, after: Draft) -> Comparison:
    """What differs between an earlier and a later version of one protocol.

    Rows of tables are set beside each other by their first column, and then by likeness; where a row stands makes no
    difference. Whether a change has legal effect says its question set (`Question.effect_of`); a text that differs in
    case, spaces and punctuation only is wording.

    Raises:
        AnswersError: if they answer different question sets.
    """
    _refuse_two_sets(before, after)
    sides = Sides(before, after)
    gaps = gaps_of(before), gaps_of(after)
    opened, closed = opened_and_closed(sides, *gaps)
    words = worded_answers(after)
    return Comparison(
        questionnaire=after.questionnaire.questionnaire, title=after.questionnaire.title,
        partnership=words["partnership_name"], parties=all_parties(sides), changes=tuple(changes(sides)),
        before=_version(before, len(gaps[0])), after=_version(after, len(gaps[1])),
        gaps_opened=opened, gaps_closed=closed,
    )  # fmt: skip


def _version(draft: Draft, gaps: int) -> Version:
    words = worded_answers(draft)
    return Version(version=words["protocol_version"], starts=words["start_date"], digest=draft.digest, gaps=gaps)


def _refuse_two_sets(before: Draft, after: Draft) -> None:
    names = [draft.questionnaire.questionnaire for draft in (before, after)]
    if names[0] != names[1]:
        raise AnswersError(
            f"the two answer different question sets: '{names[0]}' and '{names[1]}'",
            mend="Compare two versions of one protocol.",
        )
