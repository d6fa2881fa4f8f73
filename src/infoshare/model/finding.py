"""What a check found: met, a gap that somebody must fill, or a judgement that only a person can make."""

from __future__ import annotations

from typing import Literal

from infoshare.model.noun import Noun

FindingVerdict = Literal["met", "gap", "judgement"]


class Finding(Noun):
    """One verdict, with its reason in plain words, the questions that mend it, and its law.

    `recorded` says who made a judgement and when; it is empty while nobody is recorded.
    """

    rule: str
    verdict: FindingVerdict
    message: str
    questions: tuple[str, ...]
    citations: tuple[str, ...]
    recorded: str = ""
