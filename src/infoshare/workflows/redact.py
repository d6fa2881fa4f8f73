"""Redacts one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from infoshare.detectors.known_values import PLACEHOLDERS
from infoshare.errors import DataFileError, UserError
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


def text_from(given: Any) -> str:
    """The text of a file, or of an open binary stream, in whatever encoding it is.

    Raises:
        DataFileError: if it cannot be read as text.
    """
    import io

    from infoshare.files.encoding import as_text_stream, encoding_of

    if not isinstance(given, str | Path):
        stream, name = io.BytesIO(given.read()), "standard input"
    else:
        stream, name = io.BytesIO(_bytes_of(Path(given))), Path(given).name
    with as_text_stream(stream, encoding_of(stream, name)) as text:
        return text.read()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataFileError(f"{path} cannot be read: {error.strerror}", mend="Give the path of a text file.") from None
