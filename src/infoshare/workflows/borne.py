"""Says by which policy something is released: by one's own, or by what a signed protocol bears."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from infoshare.errors import UnplannedColumn, UserError
from infoshare.model.policy import Policy
from infoshare.workflows.sources import as_policy

if TYPE_CHECKING:
    from infoshare.workflows.under_protocol import Terms, Under


def policy_for(
    policy: Policy | str | Path | None, protocol: Terms | str | Path | None, recipient: str | None, issued: str
) -> tuple[Policy, Under | None]:
    """The policy of a release on the day of issue, and the protocol that bears it, if one is given.

    Raises:
        UserError: if neither is given, or what is given cannot be used.
        OutsideProtocol: if the protocol does not bear it.
    """
    own = None if policy is None else as_policy(policy)
    if protocol is None:
        if own is None:
            raise UserError("neither a policy nor a protocol was given", mend="Give --policy or --protocol.")
        return own, None
    from infoshare.workflows.under_protocol import Terms, under

    found = under(protocol if isinstance(protocol, Terms) else Terms(protocol), recipient, own, issued)
    return found.policy, found


@contextmanager
def in_words_of(found: Under | None) -> Iterator[None]:
    """Have the refusal of a column name the clause of the protocol that does not list it."""
    try:
        yield
    except UnplannedColumn as error:
        if found is None:
            raise
        raise found.unlisted(error) from None
