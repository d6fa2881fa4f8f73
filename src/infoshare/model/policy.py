"""A release policy: for every column that may be in the data, its role and what is done to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from infoshare import resources
from infoshare.digests import sha256_of_data
from infoshare.errors import PolicyError
from infoshare.model.column_rule import AnyRule, ColumnRule, Redact
from infoshare.model.noun import Noun
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed


class Privacy(Noun):
    """The privacy model: k-anonymity over the quasi-identifiers and distinct l-diversity per column.

    Rows of smaller classes are suppressed, up to the share `max_suppressed` (0 to 1) of all rows.
    """

    k: Annotated[int, Field(ge=1)] = 1
    # `l_diversity` in Python, the handbooks' `l` in the file.
    l_diversity: dict[str, Annotated[int, Field(ge=1)]] = Field(default_factory=dict, alias="l")
    method: Literal["suppress"] = "suppress"
    max_suppressed: Annotated[float, Field(ge=0, le=1)] = 0.05


class Tables(Noun):
    """How counts made from the data are protected before they are published."""

    suppress_below: Annotated[int, Field(ge=1)] = 5
    round_to: Annotated[int, Field(ge=1)] = 5
    secondary: bool = True


class Policy(Noun):
    """A release policy, as written. `Policy.load` reads one; a plan for given data is compiled from it."""

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
        return cls.parsed(read_yaml(path, PolicyError), PolicyError, path.name)

    @property
    def digest(self) -> str:
        """SHA-256 of the policy's meaning: two files that say the same have the same digest."""
        return sha256_of_data(self.model_dump(mode="json", by_alias=True))

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
        faults = [*_unsafe_rules(self), *_unknown_sensitive(self), *_unknown_columns(self)]
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
        if rule.role == "text" and policy.release != "identifiable" and rule.action == "keep":
            yield f"'{name}' is free text, so in a release that is not identifiable it may not be kept as it is"


SAFE_FOR_DIRECT = ("drop", "pseudonymise", "redact")


def _unknown_sensitive(policy: Policy) -> Iterable[str]:
    for name in policy.privacy.l_diversity:
        rule = policy.columns.get(name)
        if rule is None or rule.role != "sensitive" or rule.action == "drop":
            yield f"privacy > l names '{name}', which is not a sensitive column that the policy releases"


def _unknown_columns(policy: Policy) -> Iterable[str]:
    for name, rule in policy.columns.items():
        if isinstance(rule, Redact):
            for column in filter(None, (rule.person, *rule.linked)):
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
