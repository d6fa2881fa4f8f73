"""The facts of one decision that a log may keep: who asked whom, what came of it and when, and nobody's own details."""

from __future__ import annotations

from typing import Any, Literal

from infoshare.errors import AnswersError
from infoshare.protocols.draft import Draft
from infoshare.protocols.masking import masked

Outcome = Literal["share", "share_in_part", "refuse"]
OUTCOMES: dict[Outcome | None, str] = {
    "share": "Share", "share_in_part": "Share in part", "refuse": "Refuse", None: "Not decided yet",
}  # fmt: skip
"""Each outcome in words."""
NAMELESS = "private_individual"
"""The kind of asker whose own name is somebody's personal detail."""


def decision_facts(draft: Draft) -> dict[str, Any]:
    """What happened, as plain data (text, truth values, None for what is not known yet).

    Only these answers are read; nothing that describes the person concerned or the information is among them.

    Returns:
        `reference`, `type` (the question set) and `digest` (SHA-256 of the answers); `outcome` (`share`,
        `share_in_part` or `refuse`) and `reasons_given`; `urgent` and `reviewed`; `decided_on` and `review_by` (dates
        as year-month-day); `requester` and `holder` (organisations); `guardian_view` (`agreed`,
        `agreed_with_conditions` or `not_agreed`); `released` (a list of SHA-256 digests); `protocol` (name or digest of
        the agreement under which it was asked).

    Raises:
        AnswersError: if the draft is an agreement.
    """
    must_be_decision(draft, "these answers")
    return {
        "reference": _text(draft, "case_reference") or _text(draft, "protocol_version"),
        "type": draft.questionnaire.questionnaire,
        "digest": draft.digest,
        "outcome": outcome_of(draft),
        "reasons_given": _reasons_given(draft),
        "urgent": draft.get("urgent") is True,
        "reviewed": draft.get("urgent_reviewed") is True,
        "decided_on": draft.get("decided_on") or draft.get("guardian_decision_date"),
        "review_by": draft.get("review_date"),
        "requester": _requester(draft),
        "holder": _text(draft, "partnership_name"),
        "guardian_view": draft.get("guardian_decision"),
        "released": [row["sha256"].strip().lower() for row in draft.whole_rows("released")],
        "protocol": _text(draft, "under_agreement"),
    }


def must_be_decision(draft: Draft, where: str) -> None:
    """Go on only with a decision.

    Raises:
        AnswersError: if it is an agreement; `where` names the file.
    """
    if draft.questionnaire.kind != "decision":
        raise AnswersError(
            f"{where}: this answers '{draft.questionnaire.questionnaire}', which is an agreement and no decision",
            mend="Use 'infoshare protocol' for agreements.",
        )


def outcome_of(draft: Draft) -> Outcome | None:
    """Share, share in part or refuse; None while that is open."""
    if "outcome" in draft.answers:
        outcome: Outcome = draft.answers["outcome"]
        return outcome
    refused, held_back = draft.get("refused"), draft.get("held_back")
    if refused is True:
        return "refuse"
    return None if held_back is None else "share_in_part" if held_back else "share"


def _reasons_given(draft: Draft) -> bool:
    """Whether there are reasons: of a refusal under section 7 of the Care Act 2014, in writing."""
    if "refusal_reasons" in draft.answers:
        return draft.get("written_reasons") is True
    return "reasons" in draft.answers or "answer_reasons" in draft.answers


def _requester(draft: Draft) -> str | None:
    if draft.get("recipient") == NAMELESS:
        return draft.questionnaire.question("recipient").label_of(NAMELESS)
    return _text(draft, "asking_organisation")


def _text(draft: Draft, question_id: str) -> str | None:
    answer = draft.get(question_id)
    return None if answer is None else masked(" ".join(str(answer).split()))
