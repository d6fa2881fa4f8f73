"""How exactly an item of a data schedule leaves: the words that partners sign, and the rule that they stand for."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.column_rule import AnyRule, Drop
from infoshare.model.noun import Noun
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed

Form = Literal["identifiable", "pseudonymised", "anonymised"]
FORMS: tuple[Form, ...] = ("identifiable", "pseudonymised", "anonymised")
"""The forms in which rows are shared, the least careful first."""


class Precision(Noun):
    """What an item is, and how exactly it leaves.

    `name` is what the data annex prints. `form` is the least careful form of sharing that allows it, and `rule` what a
    policy does to the item's column.
    """

    id: str
    name: str
    form: Form
    rule: AnyRule

    def fits(self, form: str) -> bool:
        """Whether an item in this form may leave so exactly."""
        return form not in FORMS or FORMS.index(self.form) >= FORMS.index(form)

    @property
    def left_out(self) -> Drop:
        """The rule for such an item where it is never shared: it is dropped, and sought in every text."""
        return Drop(action="drop", role=self.rule.role, known=self.rule.known)


class Precisions(Noun):
    """Every precision that a schedule may name."""

    precisions: Annotated[tuple[Precision, ...], Field(min_length=1)]

    @classmethod
    @cache
    def load(cls) -> Self:
        """The shipped ones.

        Raises:
            QuestionnaireError: if the data file is damaged.
        """
        found = {"precisions": read_yaml(resources.precisions(), QuestionnaireError)}
        return cls.parsed(found, QuestionnaireError, "precisions.yaml")

    def find(self, precision_id: object) -> Precision | None:
        """The precision with that id."""
        return next((each for each in self.precisions if each.id == precision_id), None)

    @model_validator(mode="after")
    def _one_meaning_each(self) -> Self:
        for what in ("id", "name"):
            found = [getattr(each, what) for each in self.precisions]
            if twice := sorted({each for each in found if found.count(each) > 1}):
                raise ValueError(f"the same {what} stands twice: {listed(twice)}")
        return self
