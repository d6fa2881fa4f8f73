"""How each section of a protocol is found in somebody's old document, and which answers its text gives, as data."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Self

from pydantic import Field, model_validator

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.law import Law
from infoshare.model.noun import Noun
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed


class SectionAnswer(Noun):
    """A question that a section's text may answer: patterns for its sentences, and for the label of a short answer.

    With `whole` a short section answers it whatever its words.
    """

    question: str
    says: tuple[str, ...]
    labels: tuple[str, ...] = ()
    whole: bool = False


class OldSection(Noun):
    """One section: patterns for its headings and for what a text says on it; `enough` of them make it present."""

    number: int
    headings: Annotated[tuple[str, ...], Field(min_length=1)]
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    enough: int
    law: str | None
    missing: str
    answers: tuple[SectionAnswer, ...]


class OldSections(Noun):
    """All sections, in order."""

    sections: Annotated[tuple[OldSection, ...], Field(min_length=1)]

    @classmethod
    @cache
    def load(cls) -> Self:
        """The shipped data.

        Raises:
            QuestionnaireError: if the data file is damaged or names a provision that the law does not have.
        """
        data = {"sections": read_yaml(resources.old_sections(), QuestionnaireError)}
        return cls.parsed(data, QuestionnaireError, "old_sections.yaml")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        known = {each.id for each in Law.load().provisions} | {None}
        strange = [str(each.law) for each in self.sections if each.law not in known]
        if strange:
            raise ValueError(f"not in the law: {listed(strange)}")
        if [each.number for each in self.sections] != [*range(len(self.sections))]:
            raise ValueError("the sections must be numbered from 0 without a gap")
        return self
