"""A release policy: for every column that may be in the data, its role and what is done to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from infoshare import resources
from infoshare.digests import sha256_of_data
from infoshare.errors import PolicyError
from infoshare.model.column_rule import AnyRule, ColumnRule, Generalise
from infoshare.model.noun import Noun
from infoshare.model.privacy import Privacy
from infoshare.model.strict_yaml import read_yaml
from infoshare.model.upgrades import upgraded
from infoshare.safe_repr import listed


class Tables(Noun):
    """How counts made from the data are protected before they are published."""

    suppress_below: Annotated[int, Field(ge=1)] = 5
    round_to: Annotated[int, Field(ge=1)] = 5
    secondary: bool = True


class Policy(Noun):
    """A release policy, as written. `Policy.load` reads one; a plan for given data is compiled from it.

    `format` is that of the file (`model/upgrades.py`), and no part of what the policy means.
    """

    format: Literal[1] = 1
    policy: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    version: Annotated[int, Field(ge=1)]
    title: str
    release: Literal["identifiable", "pseudonymised", "anonymised", "aggregate"] = "anonymised"
    unlisted_columns: Literal["refuse", "drop"] = "refuse"
    columns: Annotated[dict[str, AnyRule], Field(min_length=1)]
    privacy: Privacy = Privacy()
    tables: Tables | None = None

    @classmethod
    def load(cls, name_or_path: str | Path) -> Self:
        """Read a policy file, or a shipped policy by its name.

        Raises:
            PolicyError: naming every fault in the file and where it stands.
        """
        path = policy_path(name_or_path)
        return cls.parsed(upgraded(read_yaml(path, PolicyError), path.name), PolicyError, path.name)

    @property
    def digest(self) -> str:
        """SHA-256 of the policy's meaning: two files that say the same have the same digest."""
        return sha256_of_data(self.model_dump(mode="json", by_alias=True, exclude={"format"}))

    def columns_where(self, **wanted: Any) -> tuple[str, ...]:
        """The names of the columns whose rule has these values, in the policy's order."""
        return tuple(
            name
            for name, rule in self.columns.items()
            if all(getattr(rule, key) == value for key, value in wanted.items())
        )

    @field_validator("columns")
    @classmethod
    def _one_meaning_each(cls, columns: dict[str, ColumnRule], info: ValidationInfo) -> dict[str, ColumnRule]:
        names = [key for column, rule in columns.items() for key in {header_key(n) for n in (column, *rule.aliases)}]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two columns answer to the same header: {listed(twice)}")
        return columns

    @model_validator(mode="after")
    def _sound(self) -> Self:
        faults = [*_unsafe_rules(self), *_unknown_sensitive(self), *_unknown_columns(self), *_unchosen_levels(self)]
        if self.privacy.needs_population:
            faults += _countable_population(self)
        if faults:
            raise ValueError("; ".join(faults))
        return self


def header_key(header: str) -> str:
    """A header as it is compared: case, spaces, dots, hyphens and underscores do not matter."""
    return "".join(character for character in header.casefold() if character.isalnum()) or header


def _unsafe_rules(policy: Policy) -> Iterable[str]:
    for name, rule in policy.columns.items():
        if rule.role == "direct" and policy.release != "identifiable" and rule.action not in SAFE_FOR_DIRECT:
            yield (
                f"'{name}' is a direct identifier, so in a release that is not identifiable it may only be "
                + ("dropped, pseudonymised or redacted")
            )
        if rule.role == "text" and policy.release != "identifiable" and rule.action in LEAVES_TEXT:
            kept = "kept as it is" if rule.action == "keep" else f"released by '{rule.action}'"
            yield f"'{name}' is free text, so in a release that is not identifiable it may not be {kept}"


SAFE_FOR_DIRECT = ("drop", "pseudonymise", "redact")
LEAVES_TEXT = ("keep", "mask", "recode_rare", "swap")
"""Actions that let a text through as it is, or some of its words."""


def _unknown_sensitive(policy: Policy) -> Iterable[str]:
    for name, models in policy.privacy.sensitive.items():
        rule = policy.columns.get(name)
        if rule is None or rule.role != "sensitive" or rule.action == "drop":
            yield f"privacy > {models[0]} names '{name}', which is not a sensitive column that the policy releases"


def _unchosen_levels(policy: Policy) -> Iterable[str]:
    """A level is chosen only where the method chooses one, and only in columns that the classes are made of."""
    open_columns = [
        name for name, rule in policy.columns.items() if isinstance(rule, Generalise) and rule.level is None
    ]
    if policy.privacy.chooses_levels and not open_columns:
        yield f"privacy > method is '{policy.privacy.method}', and no column with that action is without a level"
    for name in open_columns:
        if not policy.privacy.chooses_levels:
            yield f"'{name}' has no 'level', and privacy > method is neither 'generalise' nor 'mondrian'"
        elif policy.columns[name].role != "quasi":
            yield f"'{name}' has no 'level', and only quasi-identifiers can do without"


def _countable_population(policy: Policy) -> Iterable[str]:
    """The gate counts a population file anew, and so only by actions that it can work out from the value itself."""
    for name, rule in policy.columns.items():
        if rule.role == "quasi" and rule.action not in {"keep", "generalise", "drop"}:
            yield f"'{name}' must be kept, generalised or dropped: people of 'population' are counted by it"


def _unknown_columns(policy: Policy) -> Iterable[str]:
    for name, rule in policy.columns.items():
        for column in rule.leans_on:
            if column not in policy.columns:
                yield f"'{name}' names the column '{column}', which is not in the policy"


def policy_path(name_or_path: str | Path) -> Path:
    """Where a policy file is, given its path or the name of a shipped one.

    Raises:
        PolicyError: if there is none.
    """
    shipped = resources.shipped_policies()
    if str(name_or_path) in shipped:
        return shipped[str(name_or_path)]
    path = Path(name_or_path)
    if path.suffix.lower() in {".yaml", ".yml"} or path.exists():
        return path
    raise PolicyError(
        f"there is no shipped policy '{name_or_path}', and no file of that name",
        mend=f"Shipped policies: {listed(shipped)}. Otherwise give the path of a .yaml file.",
    )
