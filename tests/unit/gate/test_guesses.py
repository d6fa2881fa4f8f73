"""Guesses: what somebody without the key would try is known to the gate, and a keyed pseudonym is none of it."""

from __future__ import annotations

import base64
import hashlib

import pyarrow as pa
import pytest

from infoshare.anonymisation.pseudonyms import derive_key, pseudonymise
from infoshare.files.frames import FrameTable
from infoshare.gate.guesses import guesses_at
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy

VALUES = ["HGH-25-000089", " hgh-25-000090 ", "999 000 0018"]


@pytest.fixture
def policy(make_policy: MakePolicy) -> Policy:
    pseudonym = {"role": "direct", "action": "pseudonymise", "aliases": ["Attendance No"]}
    return make_policy({"attendance": pseudonym, "ward": {"role": "plain", "action": "keep"}})


def spelt(digest: bytes) -> str:
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()


@pytest.mark.parametrize("name", ["sha256", "sha512", "sha1", "md5"])
def test_the_usual_hashes_of_a_value_and_its_usual_forms_are_guessed(policy: Policy, name: str) -> None:
    guesses = guesses_at(policy, FrameTable(pa.table({"attendance_no": VALUES, "ward": ["A"] * 3})))
    for form in ("HGH-25-000089", "hgh-25-000089", "hgh25000089", "hgh-25-000090", "9990000018"):
        assert spelt(hashlib.new(name, form.encode()).digest()) in guesses


def test_only_pseudonymised_columns_are_guessed_at(policy: Policy) -> None:
    assert guesses_at(policy, FrameTable(pa.table({"ward": VALUES}))) == frozenset()


def test_a_keyed_pseudonym_is_no_guess(policy: Policy) -> None:
    guesses = guesses_at(policy, FrameTable(pa.table({"attendance": VALUES})))
    token_of = pseudonymise(derive_key(b"k" * 32, "test", None))
    assert not {token_of(value) for value in VALUES} & guesses
