"""A data set: several tables that are released together, each by its policy, and the column that links their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from infoshare.digests import sha256_of_data
from infoshare.errors import PolicyError
from infoshare.model.column_rule import ColumnRule
from infoshare.model.noun import Noun
from infoshare.model.policy import Policy
from infoshare.model.strict_yaml import read_yaml
from infoshare.safe_repr import listed

_TABLE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)


class Dataset(Noun):
    """A data set file, as written: the tables by name, each with a policy's name or the path of one.

    `key` is the column that all policies name and that links the rows. `main` is the table with one row for each key:
    a row that is left out of it takes its rows in the other tables with it.
    """

    format: Literal[1] = 1
    dataset: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    version: Annotated[int, Field(ge=1)]
    title: str
    key: str
    main: str
    tables: Annotated[dict[str, str], Field(min_length=2)]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a data set file.

        Raises:
            PolicyError: naming every fault in the file and where it stands.
        """
        return cls.parsed(read_yaml(path, PolicyError), PolicyError, path.name)

    @property
    def others(self) -> tuple[str, ...]:
        """The tables besides the main one."""
        return tuple(name for name in self.tables if name != self.main)

    @field_validator("tables")
    @classmethod
    def _names_for_files(cls, tables: dict[str, str]) -> dict[str, str]:
        odd = [place for place, name in enumerate(tables, start=1) if not _TABLE_NAME.fullmatch(name)]
        if odd:
            raise ValueError(f"table {listed(odd)}: a name is of letters, digits, hyphens and underscores")
        if len({name.casefold() for name in tables}) != len(tables):
            raise ValueError("two tables have the same name")
        return tables

    @model_validator(mode="after")
    def _main_is_a_table(self) -> Self:
        if self.main not in self.tables:
            raise ValueError(f"'main' names '{self.main}', which is not one of the tables")
        return self


class Agreed(Noun):
    """A data set with the policies of its tables, which agree on the key."""

    dataset: Dataset
    policies: dict[str, Policy]

    @classmethod
    def load(cls, path: Path) -> Self:
        """A data set file and the policies that it names; their paths count from the file's folder.

        Raises:
            PolicyError: naming every fault of the file, or of the first policy with faults.
        """
        dataset = Dataset.load(path)
        return cls.of(dataset, {name: Policy.load(_near(path, named)) for name, named in dataset.tables.items()})

    @classmethod
    def of(cls, dataset: Dataset, policies: Mapping[str, Policy]) -> Self:
        """A data set with its policies.

        Raises:
            PolicyError: if the policies do not all release the key, and in one way.
        """
        faults = list(_disagreements(dataset, policies))
        if faults:
            raise PolicyError(*(f"the data set '{dataset.dataset}': {fault}" for fault in faults))
        return cls(dataset=dataset, policies=dict(policies))

    @property
    def digest(self) -> str:
        """SHA-256 of what the data set and its policies mean."""
        meaning = self.dataset.model_dump(mode="json", exclude={"format", "tables"})
        return sha256_of_data({**meaning, "tables": {name: policy.digest for name, policy in self.policies.items()}})


def is_dataset(path: Path) -> bool:
    """Whether a file says of itself that it is of a data set, and not a policy."""
    if path.suffix.lower() not in {".yaml", ".yml"} or not path.is_file():
        return False
    written = read_yaml(path, PolicyError)
    return isinstance(written, dict) and "dataset" in written


def _near(dataset: Path, named: str) -> str | Path:
    beside = dataset.parent / named
    return beside if beside.is_file() else named


def _disagreements(dataset: Dataset, policies: Mapping[str, Policy]) -> Iterator[str]:
    key, rules = dataset.key, {name: policy.columns.get(dataset.key) for name, policy in policies.items()}
    without = [repr(name) for name, rule in rules.items() if rule is None]
    if without:
        yield f"the policy of {listed(without)} does not name the key '{key}'"
    withheld = [repr(name) for name, rule in rules.items() if rule is not None and rule.action not in LINKING]
    if withheld:
        yield f"the policy of {listed(withheld)} must pseudonymise the key '{key}', or keep it"
    asking = [repr(name) for name, policy in policies.items() if name != dataset.main and policy.read_for_permission]
    if asking:
        yield f"the policy of {listed(asking)} names consent or opt-outs, which only that of the main table may"
    yield from _paths_to_a_name(dataset, policies)
    ways = {_way(rule) for rule in rules.values() if rule is not None}
    if not (without or withheld) and len(ways) > 1:
        yield f"the policies treat the key '{key}' in different ways, so the tables would not fit together"


def _paths_to_a_name(dataset: Dataset, policies: Mapping[str, Policy]) -> Iterator[str]:
    """A pseudonym in another table could lead from a row without a name to one of the same person that has it."""
    consent = policies[dataset.main].consent
    for name in dataset.others if consent and consent.otherwise == "anonymise" else ():
        leading = [repr(each) for each in policies[name].columns_where(action="pseudonymise") if each != dataset.key]
        if leading:
            yield f"the policy of '{name}' must not pseudonymise {listed(leading)}: it could lead to a name"


LINKING = ("pseudonymise", "keep")
"""What may be done to a key: two rows that share it must share it afterwards."""


def _way(rule: ColumnRule) -> str:
    """What decides which token a value gets."""
    return rule.model_dump_json(exclude={"aliases", "role", "look_alike"})
