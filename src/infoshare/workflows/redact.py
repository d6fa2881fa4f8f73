"""Redacts one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from infoshare.detectors.known_values import PLACEHOLDERS
from infoshare.errors import UserError
from infoshare.safe_repr import listed


def redact(text: str, *, known: Mapping[str, Iterable[str]] | None = None) -> str:
    """The text without names and identifiers, a typed placeholder for each.

    Args:
        text: any text.
        known: what is known of the people in it, by kind: `{"name": ["Asha Begum"]}`. Kinds: name,
            date_of_birth, nhs, ni, postcode, phone, email, address, reference.

    Raises:
        UserError: if a kind is not known.
        MissingExtraError: if no sound language model is installed.
    """
    from infoshare.detectors.redactor import Redactor

    unknown = [kind for kind in known or {} if kind not in PLACEHOLDERS]
    if unknown:
        raise UserError(f"unknown kind: {listed(unknown)}", mend=f"Kinds: {', '.join(PLACEHOLDERS)}.")
    values = [(kind, value) for kind, values in (known or {}).items() for value in values]
    return Redactor().redact([text], [values])[0] or ""
