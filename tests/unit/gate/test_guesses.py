"""Guesses: what somebody without the key would try is known to the gate, and a keyed pseudonym is none of it."""

from __future__ import annotations

import base64
import hashlib

import pyarrow as pa
import pytest

from infoshare.anonymisation.pseudonyms import derive_key, pseudonymise
from infoshare.files.frames import FrameTable
from infoshare.gate.guesses import guessed
from infoshare.gate.survey import survey
from infoshare.model.policy import Policy
from tests.conftest import MakePolicy

VALUES = ["HGH-25-000089", " hgh-25-000090 ", "999 000 0018"]
FORMS = ["HGH-25-000089", "hgh-25-000089", "hgh25000089", "hgh-25-000090", "9990000018", "HGH25000090"]


@pytest.fixture
def policy(make_policy: MakePolicy) -> Policy:
    pseudonym = {"role": "direct", "action": "pseudonymise", "aliases": ["Attendance No"]}
    return make_policy({"attendance": pseudonym, "ward": {"role": "plain", "action": "keep"}})


def spelt(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()


@pytest.mark.parametrize("name", ["sha256", "sha512", "sha1", "md5", "blake2b", "sha3_256"])
@pytest.mark.parametrize("form", FORMS)
def test_the_usual_hashes_of_a_value_and_its_usual_forms_are_guessed(name: str, form: str) -> None:
    digest = hashlib.new(name, form.encode()).digest()
    tried = {spelt(digest[:16]), spelt(digest), digest.hex(), digest[:32].hex()}
    assert guessed(tried | {"a" * 26, "not", ""}, VALUES) == tried
    assert guessed([spelt(digest[:16])], VALUES) == {spelt(digest[:16])}


@pytest.mark.parametrize("form", FORMS)
def test_a_value_that_is_spelt_like_a_reversible_pseudonym_is_guessed(form: str) -> None:
    value = form.encode()
    filled = value + b"\x80" + bytes(-(len(value) + 1) % 16)
    tried = {spelt(each) for plain in (value, filled) for each in (plain, bytes(16) + plain, plain + bytes(16))}
    assert guessed(tried, VALUES) == tried


def test_what_is_only_near_to_a_guess_is_none() -> None:
    digest = hashlib.sha256(b"9990000018").digest()
    near = {
        spelt(digest[:16]).upper(),
        spelt(digest[:15]),
        digest.hex().upper(),
        digest[:16].hex(),
        spelt(digest[1:17]),
    }
    assert guessed(near, VALUES) == frozenset()


def test_values_behind_pseudonyms_are_read_by_name_and_alias(policy: Policy) -> None:
    table = pa.table({"attendance_no": [*VALUES, VALUES[0], None, ""], "ward": ["A"] * 6})
    surveyed = survey(policy, FrameTable(table))
    assert (surveyed.pseudonymised, surveyed.rows) == (set(VALUES), 6)
    assert surveyed.known == {"reference": set(VALUES)}


def test_only_pseudonymised_columns_are_guessed_at(policy: Policy) -> None:
    assert survey(policy, FrameTable(pa.table({"ward": VALUES}))).pseudonymised == set()


def test_a_keyed_pseudonym_is_no_guess() -> None:
    token_of = pseudonymise(derive_key(b"k" * 32, "test", None))
    assert guessed({token_of(value) for value in VALUES}, VALUES) == frozenset()
