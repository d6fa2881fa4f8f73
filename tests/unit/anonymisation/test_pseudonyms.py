"""Pseudonyms, checked against RFC 5869 and RFC 2104 as written out here with nothing but hashlib and hmac."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.pseudonyms import (
    derive_key,
    one_form_of,
    open_pseudonymise,
    pseudonymise,
    reverse,
    reversible,
)
from infoshare.errors import MissingSecretError, UserError
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


def test_each_use_has_a_key_of_its_own() -> None:
    info = b"infoshare date shift 1\x00ae-violence\x00Harrow Council"
    assert derive_key(SECRET, "ae-violence", "Harrow Council", use="date shift") == hkdf_by_hand(SECRET, info)
    assert derive_key(SECRET, "p", "r", use="date shift") != derive_key(SECRET, "p", "r")


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


REVERSIBLE_KEY = derive_key(SECRET, "p", "r", "reversible pseudonym", 64)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_a_reversible_pseudonym_is_undone_to_the_value_in_its_one_form(value: str) -> None:
    assert reverse(REVERSIBLE_KEY, reversible(REVERSIBLE_KEY)(value)) == one_form_of(None)(value)


@pytest.mark.parametrize(
    ("known", "value", "canonical"), [("nhs", "999 000 0018", "9990000018"), ("postcode", "sk1 1aa", "SK11AA")]
)
def test_a_reversible_pseudonym_of_a_known_kind_is_undone_to_its_canonical_form(
    known: Known, value: str, canonical: str
) -> None:
    pseudonym = reversible(REVERSIBLE_KEY, known)(value)
    assert pseudonym == reversible(REVERSIBLE_KEY, known)(canonical)
    assert reverse(REVERSIBLE_KEY, f" {pseudonym.upper()} ") == canonical


def test_a_reversible_pseudonym_hides_how_long_a_value_is() -> None:
    assert {len(reversible(REVERSIBLE_KEY)("x" * length)) for length in range(1, 16)} == {52}


@pytest.mark.parametrize("token", ["", "not a token", "a" * 52, "a" * 7, "ü" * 52])
def test_what_was_not_made_under_the_key_is_not_undone_and_not_said(token: str, refused: Refused) -> None:
    with refused(UserError, never=["a" * 7, "not a token"]):
        reverse(REVERSIBLE_KEY, token)


def test_another_key_does_not_undo(refused: Refused) -> None:
    token = reversible(REVERSIBLE_KEY)("A1")
    with refused(UserError, never=[token]):
        reverse(derive_key(SECRET, "p", "s", "reversible pseudonym", 64), token)


def test_a_reversible_pseudonym_never_changes_between_versions() -> None:
    made = reversible(REVERSIBLE_KEY, "nhs")("999 000 0018")
    assert made == "wp7xnco4ahqe2qfadwsxhpab6c5savzr6ayv4hmy6tfgoabv6uga"


@pytest.mark.parametrize(
    ("value", "salt", "digest"),
    [
        ("123456789", b"", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"),
        ("123456789", b"hello", "a4455e6581b78d69e569895c2b615dfa90a6cd56938e40ca91edd26e44deedfe"),
    ],
)
def test_the_published_digests_of_the_open_pseudonymiser(value: str, salt: bytes, digest: str) -> None:
    """The salt stands after the value. Without a salt we never make one, so that vector is checked by hashlib."""
    assert hashlib.sha256(value.encode() + salt).hexdigest() == digest
    if salt:
        assert open_pseudonymise(salt)(f" {value} ") == digest


def test_an_open_pseudonymiser_digest_without_a_salt_is_refused(refused: Refused) -> None:
    with refused(MissingSecretError):
        open_pseudonymise(b"")


def test_the_salt_is_not_the_key_of_any_other_use() -> None:
    uses = ("pseudonym", "open pseudonymiser", "date shift", "noise", "swap", "sample")
    assert len({Keys(SECRET, "p").of(use) for use in uses} | {Keys(SECRET, "p").of("reversible pseudonym")[:32]}) == 7


def test_a_key_that_is_missing_is_said_with_what_needs_it(refused: Refused) -> None:
    with refused(MissingSecretError) as caught:
        Keys(None).of("noise")
    assert "the policy adds noise" in str(caught.value)
    assert "secret" not in repr(Keys(SECRET))
