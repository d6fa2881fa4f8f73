"""A release policy: for every column that may be in the data, its role and what is done to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from infoshare import resources
from infoshare.digests import sha256_of_data
from infoshare.errors import PolicyError
from infoshare.model.agreed import Agreed
from infoshare.model.column_rule import AgeAt, AnyRule, CoarsenDate, ColumnRule, DateOrder, Generalise, ShiftDate
from infoshare.model.consent import Consent, OptOut, faults_of_consent
from infoshare.model.noun import Noun
from infoshare.model.privacy import Privacy
from infoshare.model.strict_yaml import read_yaml
from infoshare.model.tables import Tables
from infoshare.model.upgrades import upgraded
from infoshare.safe_repr import listed


class Policy(Noun):
    """A release policy, as written. `Policy.load` reads one; a plan for given data is compiled from it.

    `format` is that of the file (`model/upgrades.py`), and no part of what the policy means. `dates` says which comes
    first in dates in figures, such as 3/4/2025; without it each column must show it by a date that reads one way only.
    `agreed` is the sharing of a protocol that the policy was compiled from.
    """

    format: Literal[1] = 1
    policy: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    version: Annotated[int, Field(ge=1)]
    title: str
    release: Literal["identifiable", "pseudonymised", "anonymised", "aggregate"] = "anonymised"
    unlisted_columns: Literal["refuse", "drop"] = "refuse"
    dates: DateOrder | None = None
    columns: Annotated[dict[str, AnyRule], Field(min_length=1)]
    privacy: Privacy = Privacy()
    consent: Consent | None = None
    opt_out: OptOut | None = None
    tables: Tables | None = None
    agreed: Agreed | None = None

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
        """SHA-256 of the policy's meaning: two files that say the same have the same digest.

        What is not said is no part of it, so that a policy keeps its digest when a later version can be told more.
        """
        return sha256_of_data(self.model_dump(mode="json", by_alias=True, exclude={"format"}, exclude_defaults=True))

    @property
    def date_columns(self) -> frozenset[str]:
        """The columns whose cells are read as dates."""
        rules = self.columns.items()
        events = {rule.event for _, rule in rules if isinstance(rule, AgeAt)}
        return frozenset(name for name, rule in rules if name in events or _reads_dates(rule))

    @property
    def read_for_permission(self) -> tuple[str, ...]:
        """The columns that say whose rows may leave: those of consent and of opt-outs."""
        return tuple(each.column for each in (self.consent, self.opt_out) if each is not None)

    @property
    def needs_consent(self) -> frozenset[str]:
        """The columns that leave only on rows with consent."""
        return frozenset(self.consent.needed_for if self.consent else ())

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
        faults += _impossible_tables(self)
        if self.privacy.needs_population:
            faults += _countable_population(self)
        faults += faults_of_consent(self)
        if faults:
            raise ValueError("; ".join(faults))
        return self


def header_key(header: str) -> str:
    """A header as it is compared: case, spaces, dots, hyphens and underscores do not matter."""
    return "".join(character for character in header.casefold() if character.isalnum()) or header


def _reads_dates(rule: ColumnRule) -> bool:
    by_action = isinstance(rule, CoarsenDate | ShiftDate | AgeAt)
    return by_action or rule.known == "date_of_birth" or (isinstance(rule, Generalise) and rule.hierarchy == "date")


def _unsafe_rules(policy: Policy) -> Iterable[str]:
    """Where consent is needed, a policy is as careful as one of a release that identifies nobody."""
    if policy.release == "identifiable" and policy.consent is None:
        return
    where = "in a release that needs consent" if policy.consent else "in a release that is not identifiable"
    unless = ", unless 'consent > needed_for' names it" if policy.consent else ""
    for name, rule in policy.columns.items():
        if rule.role == "direct" and rule.action not in SAFE_FOR_DIRECT and name not in policy.needs_consent:
            yield (
                f"'{name}' is a direct identifier, so {where} it may only be dropped, pseudonymised or redacted{unless}"
            )
        if rule.role == "text" and rule.action in LEAVES_TEXT:
            kept = "kept as it is" if rule.action == "keep" else f"released by '{rule.action}'"
            yield f"'{name}' is free text, so {where} it may not be {kept}"


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


def _impossible_tables(policy: Policy) -> Iterable[str]:
    """Every column of a published table is one that the policy releases, and not a direct identifier or a text."""
    for name, table in ((policy.tables and policy.tables.published) or {}).items():
        for column in (*table.columns, *filter(None, (table.of, table.weight))):
            if (why := not_to_tabulate(policy, column)) is not None:
                yield f"tables > published > {name}: {why}"


def not_to_tabulate(policy: Policy, column: str) -> str | None:
    """Why no table may be made by a column; None if one may."""
    rule = policy.columns.get(column)
    if rule is None:
        return f"'{column}' is not in the policy"
    if rule.action == "drop":
        return f"'{column}' is dropped by the policy"
    return f"'{column}' is a {rule.role} column" if rule.role in {"direct", "text"} else None


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
