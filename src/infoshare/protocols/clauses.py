"""Says where in a protocol's document a question is answered."""

from __future__ import annotations

from infoshare.protocols.draft import Draft


def clause_of(draft: Draft, question_id: str) -> str:
    """The section that answers a question: `section 5, The people and the data`."""
    questionnaire = draft.questionnaire
    wanted = questionnaire.question(question_id).section
    section = next(section for section in questionnaire.sections if section.id == wanted)
    return f"section {section.number}, {section.title}"
