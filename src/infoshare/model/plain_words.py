"""The words that a protocol explains, in plain English, each that is a term of law with its provision, as data."""

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


class PlainWord(Noun):
    """A word as it is printed, other forms by which it is known, and what it means.

    A form in small letters is known in any case, any other only as it is written. `sets` are the question sets whose
    documents use it in this meaning; none stands for all.
    """

    word: str
    also: tuple[str, ...] = ()
    meaning: str
    provision: str | None = None
    sets: tuple[str, ...] = ()


class PlainWords(Noun):
    """All of them, in the order of the alphabet."""

    words: Annotated[tuple[PlainWord, ...], Field(min_length=1)]

    @classmethod
    @cache
    def load(cls) -> Self:
        """The shipped data.

        Raises:
            QuestionnaireError: if the data file is damaged, is not in order, or names a provision or a question set
                that is not there.
        """
        data = {"words": read_yaml(resources.plain_words(), QuestionnaireError)}
        return cls.parsed(data, QuestionnaireError, "plain_words.yaml")

    def of_set(self, name: str) -> tuple[PlainWord, ...]:
        """The words that documents of a question set may use."""
        return tuple(each for each in self.words if not each.sets or name in each.sets)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        provisions, sets = {each.id for each in Law.load().provisions}, {*resources.shipped_questionnaires()}
        named = {each.provision for each in self.words} - {None}
        strange = [str(each) for each in named - provisions] + [
            name for each in self.words for name in {*each.sets} - sets
        ]
        if strange:
            raise ValueError(f"not known: {listed(sorted(strange))}")
        order = [each.word.casefold() for each in self.words]
        if order != sorted(set(order)):
            raise ValueError("each word must stand once, in the order of the alphabet")
        return self
