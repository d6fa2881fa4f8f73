"""Everything that is found in a draft: each question's own finding, and the checks of the law."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.model.questionnaire import Question
from infoshare.protocols.checks import CHECKS
from infoshare.protocols.draft import Draft, Row
from infoshare.protocols.masking import masked
from infoshare.protocols.relevance import asked_columns, is_answered

COME_BACK = "come_back"
"""The rule of the findings that are actions."""


def findings_of(draft: Draft) -> tuple[Finding, ...]:
    """All findings, the questions' own in their order and then the checks'."""
    own = [finding for question in draft.asked for finding in _of_question(draft, question)]
    checked = [finding for check in CHECKS for finding in check(draft)]
    return tuple(_without_numbers(_recorded(draft, finding)) for finding in (*own, *checked))


def _without_numbers(finding: Finding) -> Finding:
    """A finding that repeats no NHS number, wherever one was typed."""
    said = {"message": masked(finding.message), "recorded": masked(finding.recorded)}
    return finding.model_copy(update=said)


def _of_question(draft: Draft, question: Question) -> Iterator[Finding]:
    if question.id in draft.put_off:
        yield _come_back(question, draft.put_off[question.id])
        return
    gaps = [*_gaps(draft, question)]
    for message in gaps:
        yield _finding(question, "gap", message)
    if not gaps and question.id in draft.answers:
        yield _finding(question, "met", f"answered: {question.text}")
        if question.judgement:
            yield _finding(question, "judgement", question.judgement)


def _gaps(draft: Draft, question: Question) -> Iterator[str]:
    if question.id not in draft.answers:
        if question.required:
            yield f"not yet answered: {question.text}"
        return
    if question.type == "table":
        yield from _table_gaps(question, draft.rows(question.id))


def _table_gaps(question: Question, rows: list[Row]) -> Iterator[str]:
    if len(rows) < question.minimum:
        yield f"at least {question.minimum} rows are needed: {question.text}"
    for number, row in enumerate(rows, start=1):
        for column in asked_columns(question, row):
            if column.required and not is_answered(row.get(column.id)):
                yield f"row {number} does not say: {column.label}"


def _come_back(question: Question, note: str) -> Finding:
    """An action: the law lets the question wait, and somebody must come back to it."""
    message = f"come back to this: {question.text}" + (f" ({note})" if note else "")
    return _finding(question, "judgement", message).model_copy(update={"rule": COME_BACK})


def _recorded(draft: Draft, finding: Finding) -> Finding:
    """A judgement with who made it: the Caldicott Guardian where it is theirs, else whoever weighed the sharing."""
    who = draft.guardian_decided() if "guardian_decision" in finding.questions else draft.weighed()
    theirs = finding.verdict == "judgement" and finding.rule != COME_BACK
    return finding.model_copy(update={"recorded": who}) if theirs else finding


def _finding(question: Question, verdict: str, message: str) -> Finding:
    return Finding.model_validate(
        {"rule": f"question_{question.id}", "verdict": verdict, "message": message,
         "questions": (question.id,), "citations": question.citations}
    )  # fmt: skip
