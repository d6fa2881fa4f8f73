"""A signature is the published one, is the same every time, and fits nothing but what was signed."""

from __future__ import annotations

import json

import pytest

from infoshare.certificates.keys import fingerprint, new_private_key, private_key, public_key, public_pem
from infoshare.certificates.signing import SigningKey, is_signed_by, signed_text
from infoshare.errors import InfoshareError, MissingSecretError, UserError
from infoshare.model.certificate import Certificate

RSA = b"""-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf
9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==
-----END PUBLIC KEY-----
"""


def test_the_public_key_is_the_one_that_the_standard_publishes(key: SigningKey) -> None:
    published = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.private.public_key().public_bytes_raw().hex() == published


def test_the_same_certificate_has_the_same_signature(certificate: Certificate, key: SigningKey) -> None:
    assert key.sign(certificate) == key.sign(certificate) == key.sign(key.sign(certificate))


def test_a_signature_is_checked_by_the_standard_alone(signed: Certificate, key: SigningKey) -> None:
    """No code of ours: the text is the certificate's own JSON without the one field, and cryptography checks it."""
    data = json.loads(signed.to_json())
    value = data["signature"].pop("value")
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    key.private.public_key().verify(bytes.fromhex(value), text)


def test_the_signer_is_signed_too(signed: Certificate, key: SigningKey) -> None:
    data = json.loads(signed.to_json())
    public = key.private.public_key()
    assert is_signed_by(data, public)
    data["signature"]["signer"] = "Somebody Else"
    assert not is_signed_by(data, public)


def test_another_key_did_not_sign_it(signed: Certificate, key: SigningKey) -> None:
    other = private_key(new_private_key()).public_key()
    data = json.loads(signed.to_json())
    assert not is_signed_by(data, other)
    data["signature"]["key_sha256"] = fingerprint(other)
    assert not is_signed_by(data, other)
    assert b"value" not in signed_text(data).partition(b'"signature"')[2]


def test_a_signature_that_names_another_key_than_its_own_is_none(signed: Certificate, key: SigningKey) -> None:
    data = json.loads(signed.to_json())
    data["signature"]["key_sha256"] = "0" * 64
    data["signature"]["value"] = key.private.sign(signed_text(data)).hex()
    assert not is_signed_by(data, key.private.public_key())


def test_a_key_can_be_locked_with_a_passphrase() -> None:
    pem = new_private_key(b"correct horse")
    assert SigningKey.load(pem, passphrase="correct horse")
    for wrong, said in ((None, "missing"), ("battery staple", "wrong")):
        with pytest.raises(MissingSecretError, match=f"passphrase is {said}"):
            SigningKey.load(pem, passphrase=wrong)


def test_a_public_key_that_was_written_is_read_again(key: SigningKey) -> None:
    assert fingerprint(public_key(public_pem(key.private))) == fingerprint(key.private.public_key())


@pytest.mark.parametrize("pem", [b"", b"secret-words", b"-----BEGIN PRIVATE KEY-----\nsecret-words\n-----END"])
def test_what_is_no_key_is_said_without_saying_it(pem: bytes) -> None:
    for read in (private_key, public_key):
        with pytest.raises(InfoshareError) as caught:
            read(pem)
        assert "secret-words" not in str(caught.value)


def test_a_key_of_another_kind_is_refused() -> None:
    with pytest.raises(UserError, match="not an Ed25519 key"):
        public_key(RSA)


def test_a_key_does_not_show_itself(key: SigningKey) -> None:
    assert repr(key) == "<SigningKey>"
