"""A certificate is read as it was written, or not at all: whatever byte is changed, it is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.certificates import reading
from infoshare.certificates.keys import public_pem
from infoshare.certificates.reading import KINDS, read, schema
from infoshare.certificates.signing import SigningKey, is_signed_by
from infoshare.digests import canonical_json
from infoshare.errors import UserError
from infoshare.model.certificate import Certificate, DatasetCertificate, PolicyFacts
from infoshare.workflows.check_certificate import check_certificate


@pytest.fixture(scope="session")
def dataset(certificate: Certificate) -> DatasetCertificate:
    return DatasetCertificate(
        issued="2026-11-26", dataset=PolicyFacts(name="ae", version=1, sha256="d" * 64), key="id", main="a",
        recipient="Harrowmere Council", tables={"a": certificate, "b": certificate},
    )  # fmt: skip


def test_every_kind_is_read_as_it_was_written(
    certificate: Certificate, signed: Certificate, dataset: DatasetCertificate
) -> None:
    for each in (certificate, signed, dataset):
        assert read(each.to_json().encode()).certificate == each


def test_a_signed_certificate_with_one_byte_changed_is_refused(signed: Certificate, key: SigningKey) -> None:
    raw, public = signed.to_json().encode(), public_pem(key.private)
    first = ("certificate_whole", "signature_valid")

    def verdicts(data: bytes) -> dict[str, str]:
        checks = check_certificate(_table(), data, public_key=public).checks
        return {check.check: check.verdict for check in checks if check.check in first}

    assert verdicts(raw) == dict.fromkeys(first, "pass")

    @given(st.integers(0, len(raw) - 1), st.integers(1, 255))
    def changed(place: int, by: int) -> None:
        other = bytearray(raw)
        other[place] ^= by
        assert "fail" in verdicts(bytes(other)).values()

    @given(st.integers(0, len(raw)), st.binary(min_size=1, max_size=3))
    def longer(place: int, more: bytes) -> None:
        assert "fail" in verdicts(raw[:place] + more + raw[place:]).values()

    @given(st.integers(0, len(raw) - 1))
    def shorter(place: int) -> None:
        assert "fail" in verdicts(raw[:place] + raw[place + 1 :]).values()

    changed()
    longer()
    shorter()


@pytest.mark.parametrize("bit", [1, 32])
def test_every_single_byte_counts(signed: Certificate, key: SigningKey, bit: int) -> None:
    """The lowest bit, and the one that makes a small letter of a large one."""
    raw, public = signed.to_json().encode(), key.private.public_key()
    for place in range(len(raw)):
        other = raw[:place] + bytes([raw[place] ^ bit]) + raw[place + 1 :]
        try:
            found = read(other)
        except UserError:
            continue
        assert not is_signed_by(found.data, public), place


def _table() -> Any:
    import pyarrow as pa

    return pa.table({"age": ["0-17"] * 11})


def edited(change: Callable[[dict[str, Any]], object]) -> Callable[[Certificate], bytes]:
    def edit(certificate: Certificate) -> bytes:
        data = json.loads(certificate.to_json())
        change(data)
        return f"{canonical_json(data)}\n".encode()

    return edit


BROKEN: dict[str, tuple[Callable[[Certificate], bytes], str]] = {
    "spaces": (lambda c: json.dumps(json.loads(c.to_json())).encode(), "damaged or was changed"),
    "no line end": (lambda c: c.to_json().strip().encode(), "damaged or was changed"),
    "nothing": (lambda c: b"", "damaged or was changed"),
    "no JSON": (lambda c: b"\xff\xfe", "damaged or was changed"),
    "too deep": (lambda c: b"[" * 100_000, "damaged or was changed"),
    "a key twice": (lambda c: c.to_json().replace("{", '{"recipient":null,', 1).encode(), "damaged or was changed"),
    "another file": (lambda c: b"{}\n", "no certificate"),
    "a newer format": (edited(lambda data: data.update(certificate=2)), "format that is not known"),
    "a format in words": (edited(lambda data: data.update(certificate="1")), "format that is not known"),
    "an unknown key": (edited(lambda data: data.update(extra=1)), "'extra' is not a key"),
    "a key missing": (edited(lambda data: data.pop("gate")), "'gate' is missing"),
    "no time": (edited(lambda data: data.update(issued="secret-words")), "'issued'"),
    "a bad signature": (
        edited(lambda data: data.update(signature={"key_sha256": "x", "value": "secret-words"})),
        "'signature",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_sound_certificate_is_refused_and_no_value_said(case: str, certificate: Certificate) -> None:
    make, said = BROKEN[case]
    with pytest.raises(UserError) as caught:
        read(make(certificate))
    assert said in str(caught.value)
    assert "secret-words" not in str(caught.value)


def test_an_older_format_is_brought_up_to_date_by_its_steps(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A format 2 that calls the recipient something else: an old file loads, and its data stay as they were signed."""

    class Newer(Certificate):
        certificate: int = 2  # type: ignore[assignment]

    monkeypatch.setitem(KINDS, "certificate", Newer)
    step = {("certificate", 1): lambda data: {**data, "recipient": "told"}}
    monkeypatch.setattr(reading, "UPGRADES", step)
    found = read(certificate.to_json().encode())
    assert found.certificate.recipient == "told"  # type: ignore[attr-defined]
    assert (found.data["certificate"], found.data["recipient"]) == (1, None)


def test_a_certificate_from_before_titles_risk_and_signatures_still_loads(certificate: Certificate) -> None:
    data = json.loads(certificate.to_json())
    for name in ("risk", "signature"):
        del data[name]
    for name in ("title", "release"):
        del data["policy"][name]
    assert read(f"{canonical_json(data)}\n".encode()).certificate.files["".strip()].rows == 11


def test_the_schema_lets_through_what_is_made_and_nothing_else(
    signed: Certificate, dataset: DatasetCertificate
) -> None:
    """Every object of it is closed, and says of exactly the keys that are written."""
    found = schema()
    for each in (signed, dataset):
        _follows(json.loads(each.to_json()), found["$defs"][type(each).__name__], found["$defs"])


KINDS_OF_VALUE = {"string": str, "integer": int, "number": int | float, "null": type(None)}


def _follows(value: Any, rule: dict[str, Any], names: dict[str, Any]) -> None:
    """A small checker of our own for the few words that these schemas use."""
    if "$ref" in rule:
        rule = names[rule["$ref"].rpartition("/")[2]]
    if "anyOf" in rule:
        rule = next(each for each in rule["anyOf"] if (each.get("type") == "null") == (value is None))
        _follows(value, rule, names)
    elif rule["type"] == "object":
        _object_follows(value, rule, names)
    elif rule["type"] == "array":
        for each in value:
            _follows(each, rule["items"], names)
    else:
        assert isinstance(value, KINDS_OF_VALUE[rule["type"]])
        assert value in rule.get("enum", [rule.get("const", value)])


def _object_follows(value: dict[str, Any], rule: dict[str, Any], names: dict[str, Any]) -> None:
    if "properties" in rule:
        assert rule["additionalProperties"] is False
        assert set(value) == set(rule["properties"])
    for name, each in value.items():
        _follows(each, rule["properties"][name] if "properties" in rule else rule["additionalProperties"], names)
