"""Knows which protocol or release somebody means by the beginning of its digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from infoshare.errors import UserError

Of = TypeVar("Of")
SHORTEST_PREFIX = 8
"""So many digits of a digest, at least, to name one: 32 bits."""


def only_one(prefix: str, known: Mapping[str, Of], what: str) -> Of:
    """The one thing whose digest begins so.

    Raises:
        UserError: if none or several do, or too little of the digest was given.
    """
    found = [digest for digest in known if digest.startswith(prefix.casefold())]
    if len(prefix) < SHORTEST_PREFIX or len(found) != 1:
        several = "several begin so" if len(found) > 1 else "none begins so"
        why = f"fewer than {SHORTEST_PREFIX} digits were given" if len(prefix) < SHORTEST_PREFIX else several
        raise UserError(
            f"no single {what} of the register is meant: {why}",
            mend="`infoshare register list --format json` shows every digest.",
        )
    return known[found[0]]
