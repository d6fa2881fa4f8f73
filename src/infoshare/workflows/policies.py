"""Lists the shipped policies, and shows one."""

from __future__ import annotations

from pathlib import Path

from infoshare import resources
from infoshare.errors import PolicyError
from infoshare.model.policy import Policy, policy_path
from infoshare.model.strict_yaml import read_text


def shipped() -> list[Policy]:
    """Every shipped policy.

    Raises:
        PolicyError: if one is damaged.
    """
    return [Policy.load(name) for name in resources.shipped_policies()]


def text_of(name_or_path: str | Path) -> str:
    """A policy file as it stands.

    Raises:
        PolicyError: if there is none.
    """
    return read_text(policy_path(name_or_path), PolicyError)
