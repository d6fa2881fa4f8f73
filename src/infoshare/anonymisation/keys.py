"""The keys of one release: one secret, from which a key of its own is derived for each use."""

from __future__ import annotations

from dataclasses import dataclass, field

from infoshare.anonymisation.pseudonyms import HOW_TO_MAKE_A_KEY, derive_key
from infoshare.errors import MissingSecretError

BYTES = {"reversible pseudonym": 64}
"""AES-SIV takes two AES-256 keys in one (RFC 5297, section 2.1); every other use takes 256 bits."""
USES = {
    "pseudonym": "makes pseudonyms",
    "reversible pseudonym": "makes pseudonyms",
    "open pseudonymiser": "makes pseudonyms",
    "date shift": "shifts dates",
    "noise": "adds noise",
    "swap": "swaps values",
    "sample": "draws a sample",
    "cell keys": "moves the counts of tables",
}
"""Each use of a key, and what a policy does that needs it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A secret (or none), with the purpose and the recipient of a release. The secret is not in the repr."""

    secret: bytes | None = field(repr=False)
    purpose: str = ""
    recipient: str | None = None

    def of(self, use: str) -> bytes:
        """The key for one of `USES` (HKDF-SHA-256, RFC 5869): 32 bytes, or 64 for reversible pseudonyms.

        Raises:
            MissingSecretError: if there is no secret, or it is too short.
        """
        if self.secret is None:
            raise MissingSecretError(f"the policy {USES[use]}, and there is no key", mend=HOW_TO_MAKE_A_KEY)
        return derive_key(self.secret, self.purpose, self.recipient, use, BYTES.get(use, 32))


NO_KEYS = Keys(None)
