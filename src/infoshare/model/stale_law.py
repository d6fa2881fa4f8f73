"""What is stale or wrong in old protocols, as data: patterns, kinds of finding, and what makes a mention right."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.law import Law, Mark
from infoshare.model.noun import Noun
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed

FindingKind = Literal["past_review", "stale_law", "wrong_law", "practice", "unsigned", "missing"]
Patterns = tuple[str, ...]


class Right(Noun):
    """What makes a mention right: patterns for the words just before it, just after it, or anywhere in its sentence.

    `clause` are patterns for its clause, which count only where the clause has none of `unless` and the mention is not
    what the clause is done by.
    """

    before: Patterns = ()
    after: Patterns = ()
    sentence: Patterns = ()
    clause: Patterns = ()
    unless: Patterns = ()


class HistoryColumns(Noun):
    """The headers by which a table of earlier versions is known: of one of its first columns, and of another one."""

    first: str
    other: str


class StaleRule(Noun):
    """One thing that is stale or wrong, by the words that show it.

    `stale_from` is the first day on which it is (none: whenever it is read). `having` are patterns that the sentence
    must have besides, `unless` those that make it right, and `right` names what makes a mention right. With `exact`
    capitals count; with `across` the words may reach over the cells of one row. `body` marks a body that is gone. It is
    right under a heading that matches `beneath`, and, with `privately`, where bodies are named and none is a public
    authority.
    """

    id: str
    kind: FindingKind
    stale_from: date | None = None
    words: Annotated[Patterns, Field(min_length=1)]
    exact: bool = False
    having: Annotated[Patterns, Field(alias="with")] = ()
    unless: Patterns = ()
    right: tuple[str, ...] = ()
    across: bool = False
    body: bool = False
    beneath: Patterns = ()
    privately: bool = False
    message: str
    provision: str | None
    mark: Mark
    source: str | None = None


class UnlistedBodies(Noun):
    """The kinds of body to whom section 115 is no power to disclose, and what is said about it."""

    kind: FindingKind
    message: str
    provision: str
    bodies: tuple[str, ...]
    mark: Mark
    source: str | None = None


class StaleLaw(Noun):
    """Everything that the shipped data knows of old protocols, but for their sections."""

    terms: dict[str, str]
    right: dict[str, Right]
    history_headings: Patterns
    history_columns: HistoryColumns
    reading_headings: Patterns
    form_headings: Patterns
    rules: Annotated[tuple[StaleRule, ...], Field(min_length=1)]
    unlisted: UnlistedBodies

    @classmethod
    @cache
    def load(cls) -> Self:
        """The shipped data.

        Raises:
            QuestionnaireError: if the data file is damaged, or names a provision or a body that the law does not have.
        """
        return cls.parsed(read_yaml(resources.law_file("stale"), QuestionnaireError), QuestionnaireError, "stale.yaml")

    @model_validator(mode="after")
    def _nothing_unheard_of(self) -> Self:
        law = Law.load()
        provisions = {each.id for each in law.provisions} | {None}
        faults = [f"'{rule.id}' rests on '{rule.provision}'" for rule in self.rules if rule.provision not in provisions]
        faults += [
            f"'{rule.id}' names '{name}'" for rule in self.rules for name in rule.right if name not in self.right
        ]
        faults += [f"'unlisted' names '{body}'" for body in self.unlisted.bodies if law.body(body) is None]
        ids = [rule.id for rule in self.rules]
        faults += [f"'{each}' is written twice" for each in sorted({each for each in ids if ids.count(each) > 1})]
        if faults:
            raise ValueError(f"not known: {listed(faults)}")
        return self
