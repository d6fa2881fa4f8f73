"""Everybody gets another token for the invented value; where two agree, the column and who is named, and no token."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pyarrow as pa
import pytest

import infoshare
from infoshare.gate.pseudonym_canary import NOBODY, OTHERS, Tokens, pseudonyms_differ
from infoshare.model.column_rule import Known, PseudonymForm
from tests.conftest import MakePolicy

SOUND = Tokens("a" * 26, "a" * 26, dict(zip(OTHERS, ("b" * 26, "c" * 26, "d" * 26), strict=True)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"released": "b" * 26, "anew": "b" * 26}, "the same for another recipient"),
        ({"others": {**SOUND.others, "another purpose": "a" * 26}}, "the same for another purpose"),
        ({"others": {**SOUND.others, "a wrong key": "a" * 26}}, "the same for a wrong key"),
        ({"others": {**SOUND.others, "a wrong key": "b" * 26}}, "1 pair of others alike"),
        ({"others": {}}, "the same for another recipient"),
        ({"released": "e" * 26}, "not those of this recipient, purpose and key"),
        ({"released": None}, "no pseudonym at all"),
        ({"released": f"x{NOBODY}", "anew": f"x{NOBODY}"}, "no pseudonym at all"),
        ({"released": "9990000018"}, "no pseudonym at all"),
    ],
)
def test_tokens_that_agree_or_are_none_fail(change: dict[str, Any], said: str) -> None:
    check = pseudonyms_differ({"person": replace(SOUND, **change), "house": SOUND})
    assert check.verdict == ("fail" if said else "pass")
    assert said in check.message
    assert ("'person'" in check.message) == bool(said)
    assert not [token for token in "abcde" if token * 26 in check.message]


@pytest.mark.parametrize("form", get_args(PseudonymForm))
@pytest.mark.parametrize("known", [None, *get_args(Known)])
def test_every_form_of_pseudonym_passes_for_every_kind_of_value(
    form: str, known: str | None, make_policy: MakePolicy
) -> None:
    rule = {"role": "direct", "action": "pseudonymise", "form": form, "known": known}
    release = infoshare.anonymise(pa.table({"person": ["one"]}), make_policy({"person": rule}), key=b"k" * 32)
    check = next(check for check in release.certificate.gate if check.check == "pseudonyms_differ")
    assert check.counts == {"columns": 1, "faulty": 0, "compared": 3}
    assert release.certificate.columns[0].unread == 0


def test_a_release_without_pseudonyms_has_no_such_check(make_policy: MakePolicy) -> None:
    policy = make_policy({"ward": {"role": "plain", "action": "keep"}})
    gate = infoshare.anonymise(pa.table({"ward": ["A"]}), policy).certificate.gate
    assert "pseudonyms_differ" not in {check.check for check in gate}
