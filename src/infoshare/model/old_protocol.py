"""What was found in somebody's old Word protocol: its sections, findings with quotes, and answers that it suggests."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from infoshare.model.noun import Noun
from infoshare.model.stale_law import FindingKind

SectionState = Literal["present", "partial", "missing"]


class OldFinding(Noun):
    """One thing that is stale, wrong or missing: at most a sentence of the document, where it stands, and its law."""

    kind: FindingKind
    quote: str
    where: str
    message: str
    provision: str | None = None


class SectionFound(Noun):
    """What there is of one section, how sure that is from 0 to 1, and where it was found."""

    number: int
    title: str
    state: SectionState
    confidence: float
    where: str


class Suggestion(Noun):
    """An answer that the document suggests to a question, and where it says so. A person must confirm it."""

    question: str
    answer: Any
    where: str


class OldProtocol(Noun):
    """Everything that was found in an old protocol, judged as of one day."""

    on: date
    sections: tuple[SectionFound, ...]
    findings: tuple[OldFinding, ...]
    suggestions: tuple[Suggestion, ...]

    def as_data(self) -> dict[str, Any]:
        """The contract with other programs: states of sections by number, findings, and suggested answers."""
        return {
            "sections": {str(section.number): section.state for section in self.sections},
            "findings": [finding.model_dump(mode="json") for finding in self.findings],
            "suggested_answers": {each.question: each.answer for each in self.suggestions},
        }
