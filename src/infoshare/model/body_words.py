"""The words in a name by which a kind of body is known, as data."""

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


class BodyWords(Noun):
    """A kind of body, and patterns for the words of its names."""

    body: str
    words: Annotated[tuple[str, ...], Field(min_length=1)]


class BodyNames(Noun):
    """All kinds of body that are known by their names, the first that fits winning."""

    kinds: Annotated[tuple[BodyWords, ...], Field(min_length=1)]

    @classmethod
    @cache
    def load(cls) -> Self:
        """The shipped data.

        Raises:
            QuestionnaireError: if the data file is damaged, or names a kind of body that the law does not have.
        """
        data = {"kinds": read_yaml(resources.law_file("body_words"), QuestionnaireError)}
        return cls.parsed(data, QuestionnaireError, "body_words.yaml")

    @model_validator(mode="after")
    def _nothing_unheard_of(self) -> Self:
        law = Law.load()
        strange = [each.body for each in self.kinds if law.body(each.body) is None]
        if strange:
            raise ValueError(f"not a kind of body: {listed(strange)}")
        return self
