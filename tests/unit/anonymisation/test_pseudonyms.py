"""Pseudonyms, checked against RFC 5869 and RFC 2104 as written out here with nothing but hashlib and hmac."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

import pytest

from infoshare.anonymisation.pseudonyms import derive_key, pseudonymise
from infoshare.errors import MissingSecretError
from infoshare.model.column_rule import Known
from tests.conftest import Refused

SECRET = b"a secret of thirty-two bytes, ok"


def hkdf_by_hand(secret: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 with no salt and one block of output."""
    extracted = hmac.digest(b"\x00" * 32, secret, hashlib.sha256)
    return hmac.digest(extracted, info + b"\x01", hashlib.sha256)


def token_by_hand(key: bytes, value: str) -> str:
    mac = hmac.digest(key, value.encode(), hashlib.sha256)[:16]
    return base64.b32encode(mac).decode().lower().replace("=", "")


def test_hkdf_by_hand_agrees_with_rfc_5869() -> None:
    """Test case 3 of the RFC, whose output is cut to one block here."""
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert hkdf_by_hand(b"\x0b" * 22, b"").hex() == expected


def test_the_key_is_derived_for_one_purpose_and_one_recipient() -> None:
    info = b"infoshare pseudonym 1\x00ae-violence\x00Harrow Council"
    assert derive_key(SECRET, "ae-violence", "Harrow Council") == hkdf_by_hand(SECRET, info)


def test_no_recipient_is_an_empty_one() -> None:
    assert derive_key(SECRET, "p", None) == hkdf_by_hand(SECRET, b"infoshare pseudonym 1\x00p\x00")


def test_a_token_is_an_hmac_cut_to_128_bits() -> None:
    key = derive_key(SECRET, "p", "r")
    assert pseudonymise(key)("HGH-25-000089") == token_by_hand(key, "HGH-25-000089")


def test_a_token_never_changes_between_versions() -> None:
    assert pseudonymise(derive_key(SECRET, "p", "r"), "nhs")("999 000 0018") == "tfutziaadlvixxykics4to4gni"


def test_a_token_is_26_lower_case_base_32_characters() -> None:
    assert re.fullmatch(r"[a-z2-7]{26}", pseudonymise(SECRET)("anything"))


def test_the_same_value_has_the_same_token_and_another_value_another() -> None:
    token_of = pseudonymise(SECRET)
    assert token_of("A1") == token_of(" A1 ")
    assert token_of("A1") != token_of("A2")


@pytest.mark.parametrize(
    "other",
    [(SECRET + b"x", "p", "r"), (SECRET, "q", "r"), (SECRET, "p", "s"), (SECRET, "p", None), (SECRET, "pr", "")],
)
def test_another_secret_purpose_or_recipient_gives_another_token(other: tuple[bytes, str, str | None]) -> None:
    assert pseudonymise(derive_key(SECRET, "p", "r"))("A1") != pseudonymise(derive_key(*other))("A1")


@pytest.mark.parametrize(
    ("known", "one", "another"),
    [
        ("nhs", "999 000 0018", "9990000018"),
        ("nhs", "999-000-0018", "９９９ ０００ ００１８"),
        ("ni", "qq 12 34 56 c", "QQ123456C"),
        ("postcode", "sk1 1aa", "SK11AA"),
        ("phone", "+44 (0)7700 900123", "07700 900123"),
        ("email", "ASHA@Example.org", "asha@example.org"),
    ],
)
def test_two_ways_of_writing_a_known_value_agree(known: Known, one: str, another: str) -> None:
    assert pseudonymise(SECRET, known)(one) == pseudonymise(SECRET, known)(another)
    assert pseudonymise(SECRET)(one) != pseudonymise(SECRET)(another)


@pytest.mark.parametrize("known", ["name", "address", "date_of_birth", "reference"])
def test_kinds_without_one_form_are_taken_as_they_stand(known: Known) -> None:
    assert pseudonymise(SECRET, known)("Asha") == pseudonymise(SECRET)("Asha")
    assert pseudonymise(SECRET, known)("Asha") != pseudonymise(SECRET, known)("ASHA")


@pytest.mark.parametrize("length", [0, 1, 31])
def test_a_short_key_is_refused_and_not_said(length: int, refused: Refused) -> None:
    secret = "swordfish-swordfish-swordfish-swordfish"[:length]
    with refused(MissingSecretError, never=["swordf"]) as caught:
        derive_key(secret.encode(), "p", None)
    assert f"the key is {length} bytes long, and must have at least 32" in str(caught.value)
    assert "secrets.token_hex(32)" in str(caught.value)


def test_a_key_of_32_bytes_is_long_enough() -> None:
    assert len(derive_key(b"x" * 32, "p", None)) == 32
