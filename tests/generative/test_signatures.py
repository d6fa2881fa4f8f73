"""Signatures over answers that Hypothesis edits: they stand for exactly those whom the comparison re-opens nothing."""

from __future__ import annotations

from functools import cache

from hypothesis import given

from infoshare.certificates.keys import new_private_key
from infoshare.certificates.protocol_signatures import fault_of, signed_with
from infoshare.certificates.signing import SigningKey
from infoshare.model.protocol_signature import SignatureRecord
from infoshare.protocols.draft import Draft
from infoshare.protocols.standing_signatures import standing, version_of
from infoshare.protocols.versions import compared

from .test_versions import NAME, Answers, answers_of, draft, versions


@cache
def key() -> SigningKey:
    return SigningKey.load(new_private_key())


def signed_by_all(signed: Draft) -> SignatureRecord:
    record = SignatureRecord()
    for party in dict.fromkeys(" ".join(each.split()) for each in signed.parties):
        signature = signed_with(
            key(), party=party, organisation=party, signer="A Name", role="Chief", digest=signed.digest,
            at="2026-11-26T09:00:00+00:00", protocol_version="2.0",
        )  # fmt: skip
        record = record.with_one(signature, version_of(signed))
    return record


@given(versions())
def test_after_any_edits_exactly_those_who_need_not_sign_anew_are_bound(answers: Answers) -> None:
    before, after = draft(answers_of(NAME)), draft(answers)
    found = standing(after, signed_by_all(before), fault_of)
    assert [each.party for each in found] == [*dict.fromkeys(after.parties)]
    bound = {each.party for each in found if each.stands}
    missing = {each.party for each in found if each.standing == "missing"}
    assert bound == {*after.parties} - {*compared(before, after).signs_anew} - missing
    assert not missing & bound
    assert "broken" not in {each.standing for each in found}


@given(versions())
def test_any_version_signed_by_all_is_signed_and_reads_back_with_its_digest(answers: Answers) -> None:
    signed = draft(answers)
    assert {each.standing for each in standing(signed, signed_by_all(signed), fault_of)} <= {"signed"}
    assert draft(dict(version_of(signed).answers)).digest == signed.digest
