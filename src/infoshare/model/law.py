"""The law as data: provisions with their dates and where each fact came from, and the bodies they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.noun import Noun
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed

ANYBODY = "any"
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

    @property
    def is_law(self) -> bool:
        """Whether it binds: Acts, regulations, common law and principles do, guidance and good practice do not."""
        return self.kind not in {"guidance", "good_practice"}


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


class BodyList(Noun):
    """A list of bodies that an Act or regulations make, by kinds of body."""

    id: str
    name: str
    provision: str
    members: Annotated[tuple[str, ...], Field(min_length=1)]
    mark: Mark


class Purpose(Noun):
    """A kind of purpose, and the words by which a purpose is known to be of it."""

    id: str
    name: str
    words: Annotated[tuple[str, ...], Field(min_length=1)]


class Gateway(Noun):
    """A power or duty under which information is shared: from whom, to whom, for what, where and when.

    `sources` and `targets` name lists or kinds of body, or `any`. `purposes` are the kinds that it plainly serves
    (empty: any), `never` those that it never serves, and `forms` the forms of data that it may carry (empty: any).
    `through_others`: whether it also reaches whoever acts for a listed body. `prospective` and `expected_from` are of
    one that is not known to be in force.
    """

    id: str
    name: str
    provision: str
    kind: Literal["power", "duty", "arrangement", "standard"]
    sources: Annotated[tuple[str, ...], Field(alias="from", min_length=1)]
    targets: Annotated[tuple[str, ...], Field(alias="to", min_length=1)]
    purposes: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    territory: Annotated[tuple[Literal["England", "Wales"], ...], Field(min_length=1)]
    in_force_from: date | None = None
    in_force_to: date | None = None
    through_others: bool = False
    prospective: bool = False
    expected_from: date | None = None
    lifts: Literal["yes", "no", "not_said"]
    keeps: Literal["yes", "not_said"]


class Law(Noun):
    """All provisions, bodies, lists of bodies, kinds of purpose and gateways that the shipped data knows."""

    provisions: tuple[Provision, ...]
    bodies: Annotated[tuple[Body, ...], Field(min_length=1)]
    lists: tuple[BodyList, ...]
    purposes: tuple[Purpose, ...]
    gateways: tuple[Gateway, ...]

    @classmethod
    @cache
    def load(cls) -> Self:
        """The shipped law.

        Raises:
            QuestionnaireError: if a data file is damaged.
        """
        data: dict[str, Any] = {
            name: read_yaml(resources.law_file(name), QuestionnaireError)
            for name in ("provisions", "bodies", "lists", "purposes", "gateways")
        }
        return cls.parsed(data, QuestionnaireError, "the shipped law")

    @model_validator(mode="after")
    def _no_id_twice(self) -> Self:
        groups: tuple[tuple[Provision | Body | BodyList | Purpose | Gateway, ...], ...] = (
            self.provisions, self.bodies, self.lists, self.purposes, self.gateways,
        )  # fmt: skip
        for things in groups:
            ids = [thing.id for thing in things]
            twice = {each for each in ids if ids.count(each) > 1}
            if twice:
                raise ValueError(f"written twice: {listed(sorted(twice))}")
        return self

    @model_validator(mode="after")
    def _nothing_unheard_of(self) -> Self:
        bodies, lists, purposes, provisions = (
            {each.id for each in things} for things in (self.bodies, self.lists, self.purposes, self.provisions)
        )
        named = [(each.id, each.members, bodies) for each in self.lists]
        named += [(each.id, (each.provision,), provisions) for each in self.lists]
        named += [(each.id, (each.provision,), provisions) for each in self.gateways]
        named += [(each.id, (*each.sources, *each.targets), bodies | lists | {ANYBODY}) for each in self.gateways]
        named += [(each.id, (*each.purposes, *each.never), purposes) for each in self.gateways]
        faults = [f"'{where}' names '{name}'" for where, names, known in named for name in names if name not in known]
        if faults:
            raise ValueError(f"not in the law: {listed(faults)}")
        return self

    def provision(self, provision_id: str) -> Provision:
        """The provision with that id; a KeyError is a fault of ours."""
        return {each.id: each for each in self.provisions}[provision_id]

    def body(self, body_id: str) -> Body | None:
        """The kind of body with that id, if there is one."""
        return next((each for each in self.bodies if each.id == body_id), None)

    def successors(self, body: Body, day: date) -> Iterator[Body]:
        """The bodies that took a body's place and are there on a day; one that is gone too is followed further."""
        for each in filter(None, map(self.body, body.replaced_by)):
            if each.exists_on(day):
                yield each
            else:
                yield from self.successors(each, day)

    def gateway(self, gateway_id: str) -> Gateway | None:
        """The gateway with that id, if there is one."""
        return next((each for each in self.gateways if each.id == gateway_id), None)

    def on_list(self, body_id: str, *names: str) -> bool:
        """Whether a kind of body is one of those named, or stands on a list of those named."""
        return any(
            name in {ANYBODY, body_id} or any(each.id == name and body_id in each.members for each in self.lists)
            for name in names
        )

    def kinds_of(self, purpose: str) -> frozenset[str]:
        """The kinds of purpose that a purpose's words show; empty if they show none."""
        return frozenset(each.id for each in self.purposes if any(word in purpose for word in each.words))

    def cited(self, provision_ids: tuple[str, ...]) -> str:
        """Provisions as a lawyer writes them in a margin: `CDA 1998 s.115; UK GDPR Art 6`."""
        return "; ".join(self.provision(each).short for each in provision_ids)
