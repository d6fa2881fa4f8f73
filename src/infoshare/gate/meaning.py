"""The gate's own reading of which columns of a source a policy means, by their names and aliases."""

from __future__ import annotations

from collections.abc import Iterable

from infoshare.model.policy import Policy, header_key


def meaning_of(policy: Policy, columns: Iterable[str]) -> dict[str, str]:
    """For each of some columns that the policy means, what the policy calls it."""
    named = {header_key(header): name for name, rule in policy.columns.items() for header in (name, *rule.aliases)}
    return {column: named[key] for column in columns if (key := header_key(column)) in named}
