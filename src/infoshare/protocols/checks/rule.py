"""One rule of law: what it is called, which questions it is about, which law it rests on, and how it speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from infoshare.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """Makes findings that all name the same rule, questions and law."""

    name: str
    questions: tuple[str, ...]
    citations: tuple[str, ...]

    def met(self, message: str) -> Finding:
        """The law asks for this, and it is there."""
        return self._finding("met", message)

    def gap(self, message: str) -> Finding:
        """The law asks for this, and it is missing or wrong."""
        return self._finding("gap", message)

    def judgement(self, message: str) -> Finding:
        """The law leaves this to a person."""
        return self._finding("judgement", message)

    def gaps_or_met(self, gaps: Iterable[str], met: str) -> Iterable[Finding]:
        """A gap for each message, or that it is met if there is none."""
        return [self.gap(message) for message in gaps] or [self.met(met)]

    def _finding(self, verdict: str, message: str) -> Finding:
        return Finding.model_validate(
            {"rule": self.name, "verdict": verdict, "message": message,
             "questions": self.questions, "citations": self.citations}
        )  # fmt: skip
