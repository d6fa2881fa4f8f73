"""The law as data: provisions with their dates and where each fact came from, and the bodies they speak of."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.noun import Noun
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed

Mark = Literal["seen", "general_knowledge", "uncertain"]
MARKS: dict[Mark, str] = {
    "seen": "read in the source named",
    "general_knowledge": "well known, not read again for this version",
    "uncertain": "uncertain: check before you rely on this",
}


class Provision(Noun):
    """One provision of law, code or good practice, paraphrased, with its dates and the standing of the fact."""

    id: str
    instrument: str
    provision: str
    short: str
    says: str
    kind: Literal["power", "duty", "offence", "principle", "condition", "right", "guidance", "good_practice"]
    territory: str
    in_force_from: date | None = None
    in_force_to: date | None = None
    mark: Mark
    source: str | None = None

    @property
    def standing(self) -> str:
        """Where the fact came from, in words for a reader."""
        known = MARKS[self.mark]
        return f"{known}: {self.source}" if self.source and self.mark == "seen" else known


class Body(Noun):
    """A kind of body: which paragraph of s.115(2) it stands on, and the dates between which there is one."""

    id: str
    name: str
    s115: str | None
    s115_note: str | None = None
    public_authority: bool
    nhs: bool
    social_care: bool
    competent_authority: bool
    exists_from: date | None = None
    exists_to: date | None = None
    replaced_by: tuple[str, ...] = ()
    mark: Mark

    def exists_on(self, day: date) -> bool:
        """Whether there is such a body on a day."""
        return (self.exists_from or date.min) <= day <= (self.exists_to or date.max)


class Law(Noun):
    """All provisions and bodies that the shipped data knows."""

    provisions: tuple[Provision, ...]
    bodies: Annotated[tuple[Body, ...], Field(min_length=1)]

    @classmethod
    @cache
    def load(cls) -> Self:
        """The shipped law.

        Raises:
            QuestionnaireError: if a data file is damaged.
        """
        data: dict[str, Any] = {
            name: read_yaml(resources.law_file(name), QuestionnaireError) for name in ("provisions", "bodies")
        }
        return cls.parsed(data, QuestionnaireError, "the shipped law")

    @model_validator(mode="after")
    def _no_id_twice(self) -> Self:
        for things in (self.provisions, self.bodies):
            ids = [thing.id for thing in things]
            twice = {each for each in ids if ids.count(each) > 1}
            if twice:
                raise ValueError(f"written twice: {listed(sorted(twice))}")
        return self

    def provision(self, provision_id: str) -> Provision:
        """The provision with that id; a KeyError is a fault of ours."""
        return {each.id: each for each in self.provisions}[provision_id]

    def body(self, body_id: str) -> Body | None:
        """The kind of body with that id, if there is one."""
        return next((each for each in self.bodies if each.id == body_id), None)

    def cited(self, provision_ids: tuple[str, ...]) -> str:
        """Provisions as a lawyer writes them in a margin: `CDA 1998 s.115; UK GDPR Art 6`."""
        return "; ".join(self.provision(each).short for each in provision_ids)
