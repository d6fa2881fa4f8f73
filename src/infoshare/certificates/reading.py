"""Reads a certificate of any kind and format, and refuses one that is not as it was written, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infoshare.digests import canonical_json
from infoshare.errors import UserError
from infoshare.model.certificate import Attested, Certificate, DatasetCertificate
from infoshare.model.noun import Noun
from infoshare.model.table_certificate import TableCertificate

KINDS: dict[str, type[Attested]] = {
    "certificate": Certificate,
    "dataset_certificate": DatasetCertificate,
    "table_certificate": TableCertificate,
}
"""Every kind of certificate, by the key that holds the number of its format."""

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: Mapping[tuple[str, int], Upgrade] = {}
"""For a kind and each older format of it: the step to the next, from plain data to plain data."""

LARGEST = 50_000_000
WHAT_TO_DO = "Ask whoever made the release for the certificate again, and check how it was sent."


@dataclass(frozen=True, slots=True)
class Reading:
    """A certificate as it stands, which is what was signed, and as today's kind of it."""

    data: dict[str, Any]
    certificate: Attested


def read(raw: bytes) -> Reading:
    """The certificate in a file.

    Raises:
        UserError: if it is none, is of an unknown kind or format, or is not written as infoshare writes it.
    """
    data = _plain_data(raw)
    kind = next((kind for kind in KINDS if kind in data), None)
    if kind is None:
        raise UserError("it is no certificate of a release", mend=WHAT_TO_DO)
    return Reading(data, KINDS[kind].parsed(_upgraded(kind, data), UserError, "the certificate"))


def _plain_data(raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw) if len(raw) <= LARGEST else None
        if isinstance(data, dict) and f"{canonical_json(data)}\n".encode() == raw:
            return data
    except (ValueError, RecursionError):
        pass
    raise UserError("it is not written as infoshare writes certificates: it is damaged or was changed", mend=WHAT_TO_DO)


def _upgraded(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    newest, found = KINDS[kind].model_fields[kind].default, data[kind]
    if type(found) is not int or not 1 <= found <= newest:
        raise UserError(
            f"it is of a format that is not known here; this infoshare reads formats up to {newest}",
            mend="Use a newer infoshare, or ask whether the certificate was changed.",
        )
    for step in range(found, newest):
        data = UPGRADES[kind, step](data)
    return {**data, kind: newest}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of every kind of certificate."""
    from pydantic.json_schema import models_json_schema

    kinds: list[tuple[type[Noun], Any]] = [(kind, "serialization") for kind in KINDS.values()]
    _, found = models_json_schema(kinds, ref_template="#/$defs/{model}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Certificate of a release",
        "oneOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in KINDS.values()],
        "$defs": found["$defs"],
    }
