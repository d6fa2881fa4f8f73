"""Lists the shipped policies, and shows one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from infoshare import resources
from infoshare.errors import PolicyError
from infoshare.model.policy import Policy, policy_path
from infoshare.model.strict_yaml import read_text
from infoshare.safe_repr import listed


def shipped() -> list[Policy]:
    """Every shipped policy.

    Raises:
        PolicyError: if one is damaged.
    """
    return [Policy.load(name) for name in resources.shipped_policies()]


def in_words(policy: Policy) -> list[str]:
    """What a policy says of consent and opt-outs, a sentence each; nothing if it names neither."""
    said = []
    if consent := policy.consent:
        rest = "leave without them, in groups among themselves" if consent.otherwise == "anonymise" else "do not leave"
        said.append(
            f"{listed(consent.needed_for)} leave only where '{consent.column}' says {_either(consent.given)}; "
            f"other rows {rest}."
        )
    if opt_out := policy.opt_out:
        whom = "are on the opt-out list" if opt_out.holds == "opted_out" else "are not on the list of the cleared"
        then = "do not leave" if opt_out.then == "leave_out" else "leave without what needs consent"
        unless = ", unless they consent" if opt_out.consent_prevails else ""
        unmatched = "count among them" if opt_out.unmatched == "opted_out" else "are kept"
        said.append(
            f"Rows of people who {whom}, by the number in '{opt_out.column}', {then}{unless}; rows without a valid "
            f"number {unmatched}."
        )
    return said


def _either(words: Sequence[str]) -> str:
    return " or ".join(repr(word) for word in words)


def text_of(name_or_path: str | Path) -> str:
    """A policy file as it stands.

    Raises:
        PolicyError: if there is none.
    """
    return read_text(policy_path(name_or_path), PolicyError)
