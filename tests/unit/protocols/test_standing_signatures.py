"""Where signatures stand once answers change, and what is seen of a record that was tampered with."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from infoshare.certificates.keys import fingerprint, new_private_key
from infoshare.certificates.protocol_signatures import fault_of, signed_with
from infoshare.certificates.signing import SigningKey
from infoshare.digests import canonical_json
from infoshare.errors import DataFileError
from infoshare.model.protocol_signature import PartyStanding, ProtocolSignature, SignatureRecord
from infoshare.protocols.draft import Draft
from infoshare.protocols.standing_signatures import standing, version_of
from infoshare.protocols.versions import compared

from .changes import COUNCIL, FIRE, IN_FULL, POLICE, AnswersByQuestion, Change, Make, answer, flow, item, party, row
from .test_versions import gone, renamed, signatory

ALL = 7


@cache
def key_of(name: str) -> SigningKey:
    """A key of somebody's own."""
    return SigningKey.load(new_private_key())


def print_of(name: str) -> str:
    return fingerprint(key_of(name).private.public_key())


def signature(draft: Draft, name: str, key: str = "") -> ProtocolSignature:
    return signed_with(
        key_of(key or name), party=name, organisation=name, signer="A Name", role="Chief", digest=draft.digest,
        at="2026-11-26T09:00:00+00:00", protocol_version="2.0",
    )  # fmt: skip


def signed(draft: Draft, *names: str, record: SignatureRecord | None = None) -> SignatureRecord:
    """A record with a signature of each, or of every party."""
    record = record or SignatureRecord()
    for name in names or draft.parties:
        record = record.with_one(signature(draft, name), version_of(draft))
    return record


def stands(draft: Draft, record: SignatureRecord) -> dict[str, str]:
    return {each.party: each.standing for each in standing(draft, record, fault_of)}


def one(draft: Draft, record: SignatureRecord, name: str) -> PartyStanding:
    return next(each for each in standing(draft, record, fault_of) if each.party == name)


@pytest.fixture
def agreed(protocol_of: Make, answers: AnswersByQuestion) -> Draft:
    return protocol_of(deepcopy(answers)).draft


@pytest.fixture
def after(protocol_of: Make, answers: AnswersByQuestion) -> Any:
    """The agreed version after changes."""

    def changed(*changes: Change) -> Draft:
        given = deepcopy(answers)
        for change in changes:
            change(given)
        return protocol_of(given).draft

    return changed


# Over answers that change


def test_whoever_signed_this_version_has_signed_and_the_others_are_missing(agreed: Draft) -> None:
    found = stands(agreed, signed(agreed, IN_FULL[POLICE]))
    assert list(found) == agreed.parties
    assert {name for name, where in found.items() if where == "signed"} == {IN_FULL[POLICE]}
    assert {*found.values()} == {"signed", "missing"}


def test_other_words_keep_every_signature(agreed: Draft, after: Any) -> None:
    later = after(answer(necessity="Because."), item("Sex", why="To plan."), party(POLICE, officer="Another Name"))
    assert later.digest != agreed.digest
    assert [*stands(later, signed(agreed)).values()] == ["holds"] * ALL


def test_a_longer_time_in_one_flow_re_opens_those_whom_the_flow_names_and_says_which_cell(
    agreed: Draft, after: Any
) -> None:
    later = after(flow("Repeat victims", retention="24 months from receipt"))
    found = stands(later, signed(agreed))
    assert {name for name, where in found.items() if where == "reopened"} == {IN_FULL[COUNCIL], IN_FULL[POLICE]}
    assert list(found.values()).count("holds") == ALL - 2
    (change,) = one(later, signed(agreed), IN_FULL[POLICE]).changes
    assert change.endswith("Repeat victims: How long the recipient keeps it")
    assert "24" not in change


def test_a_party_that_went_needs_no_signature_and_re_opens_those_of_all_others(agreed: Draft, after: Any) -> None:
    later = after(gone("parties", "name", FIRE), gone("signatories", "party", FIRE))
    found = stands(later, signed(agreed))
    assert IN_FULL[FIRE] not in found
    assert [*found.values()] == ["reopened"] * (ALL - 1)


def test_a_party_that_is_called_something_else_is_known_again_and_signs_anew(agreed: Draft, after: Any) -> None:
    later = after(renamed(IN_FULL[POLICE], "Eastmarch and District Police"))
    found = one(later, signed(agreed), "Eastmarch and District Police")
    assert (found.standing, found.signature and found.signature.party) == ("reopened", IN_FULL[POLICE])


def test_a_name_in_other_letters_is_the_same_party_and_its_signature_holds(agreed: Draft, after: Any) -> None:
    later = after(renamed(IN_FULL[POLICE], "EASTMARCH POLICE"))
    assert [*stands(later, signed(agreed)).values()] == ["holds"] * ALL


def test_a_party_that_joined_is_missing_and_the_others_are_as_the_comparison_says(agreed: Draft, after: Any) -> None:
    joined = {**agreed.rows("parties")[1], "name": "Northmarch Police"}
    later = after(row("parties", **joined), row("signatories", party="Northmarch Police", name="N", role="R"))
    found = stands(later, signed(agreed))
    anew = compared(agreed, later).signs_anew
    assert found.pop("Northmarch Police") == "missing"
    assert {name for name, where in found.items() if where == "reopened"} == {*anew} - {"Northmarch Police"} == {*found}


def test_a_later_signature_decides_and_the_earlier_one_is_kept(agreed: Draft, after: Any) -> None:
    later = after(flow("Repeat victims", retention="24 months from receipt"))
    record = signed(later, IN_FULL[POLICE], record=signed(agreed))
    assert stands(later, record)[IN_FULL[POLICE]] == "signed"
    assert stands(agreed, record)[IN_FULL[POLICE]] == "reopened"
    assert len(record.signatures) == ALL + 1
    assert set(record.versions) == {agreed.digest, later.digest}


def test_a_signed_version_read_again_has_its_digest(agreed: Draft, protocol_of: Make) -> None:
    assert protocol_of(dict(version_of(agreed).answers)).draft.digest == agreed.digest


# Keys that the protocol names


@pytest.mark.parametrize(("named", "where"), [(POLICE, "signed"), (COUNCIL, "broken")])
def test_where_a_key_is_named_no_other_signs(after: Any, named: str, where: str) -> None:
    draft = after(signatory(POLICE, key=print_of(IN_FULL[named]).upper()))
    found = one(draft, signed(draft), IN_FULL[POLICE])
    assert (found.standing, found.pinned) == (where, (print_of(IN_FULL[named]),))


def test_where_a_key_is_named_a_scanned_page_is_not_trusted(after: Any) -> None:
    draft = after(signatory(POLICE, key=print_of(IN_FULL[POLICE])))
    scan = ProtocolSignature(
        kind="scan", party=IN_FULL[POLICE], organisation=IN_FULL[POLICE], signer="A", role="B", at="2026-11-26",
        digest=draft.digest, protocol_version="2.0", scan_sha256="0" * 64,
    )  # fmt: skip
    found = one(draft, SignatureRecord().with_one(scan, version_of(draft)), IN_FULL[POLICE])
    assert (found.standing, "scanned page" in found.fault) == ("broken", True)


def test_another_key_in_the_protocol_re_opens_the_signature_of_its_party_alone(agreed: Draft, after: Any) -> None:
    later = after(signatory(POLICE, key=print_of("another")))
    found = stands(later, signed(agreed))
    assert found.pop(IN_FULL[POLICE]) == "reopened"
    assert {*found.values()} == {"holds"}


# Tampering


OTHER: dict[str, Any] = {
    "party": IN_FULL[COUNCIL], "organisation": "Another", "signer": "Another Name", "role": "Clerk",
    "at": "2026-11-27T09:00:00+00:00", "protocol_version": "2.1", "digest": "0" * 64, "key_sha256": "0" * 64,
    "value": "0" * 128, "public_key": "none", "kind": "scan", "scan_sha256": "0" * 64,
}  # fmt: skip


@pytest.mark.parametrize("field", sorted(ProtocolSignature.model_fields))
def test_a_change_of_any_field_of_a_signature_is_seen(agreed: Draft, field: str) -> None:
    plain = json.loads(signed(agreed, IN_FULL[POLICE]).model_dump_json())
    plain["signatures"][0][field] = OTHER[field]
    try:
        record = SignatureRecord.parsed(plain, DataFileError, "record")
    except DataFileError:
        assert field in {"kind", "scan_sha256"}
        return
    found = stands(agreed, record)
    assert "signed" not in found.values()
    assert found[IN_FULL[COUNCIL] if field == "party" else IN_FULL[POLICE]] == "broken"


def test_a_signature_with_somebody_elses_public_key_in_it_is_broken(agreed: Draft) -> None:
    theirs, mine = signature(agreed, IN_FULL[POLICE]), signature(agreed, IN_FULL[POLICE], key="another")
    for fields in ({"public_key"}, {"public_key", "key_sha256"}):
        forged = theirs.model_copy(update={field: getattr(mine, field) for field in fields})
        record = SignatureRecord().with_one(forged, version_of(agreed))
        assert one(agreed, record, IN_FULL[POLICE]).standing == "broken"


def test_another_key_that_says_it_is_the_one_named_is_broken_though_its_signature_fits(after: Any) -> None:
    draft = after(signatory(POLICE, key=print_of(IN_FULL[POLICE])))
    said = signature(draft, IN_FULL[POLICE], key="another").model_copy(
        update={"key_sha256": print_of(IN_FULL[POLICE]), "value": None}
    )
    text = canonical_json(said.model_dump(mode="json", exclude={"value"})).encode()
    forged = said.model_copy(update={"value": key_of("another").private.sign(text).hex()})
    found = one(draft, SignatureRecord().with_one(forged, version_of(draft)), IN_FULL[POLICE])
    assert (found.standing, "another fingerprint" in found.fault) == ("broken", True)


@pytest.mark.parametrize("extra", ["key_sha256", "public_key", "value"])
def test_a_scan_that_says_it_has_a_key_is_refused(agreed: Draft, extra: str) -> None:
    plain = signature(agreed, IN_FULL[POLICE]).model_dump(mode="json")
    scan = {**plain, "kind": "scan", "scan_sha256": "0" * 64, "key_sha256": None, "public_key": None, "value": None}
    SignatureRecord.parsed({"signatures": [scan]}, DataFileError, "record")
    with pytest.raises(DataFileError, match="not what a signature by scan holds"):
        SignatureRecord.parsed({"signatures": [{**scan, extra: plain[extra]}]}, DataFileError, "record")


def test_answers_that_were_changed_in_the_record_or_are_gone_break_the_signatures_under_them(
    agreed: Draft, after: Any
) -> None:
    later = after(flow("Repeat victims", retention="24 months from receipt"))
    record = signed(agreed, IN_FULL[POLICE])
    passed_off = record.model_copy(update={"versions": {agreed.digest: version_of(later)}})
    gone_from = record.model_copy(update={"versions": {}})
    for bad, says in ((passed_off, "were changed"), (gone_from, "are missing")):
        for draft in (agreed, later):
            found = one(draft, bad, IN_FULL[POLICE])
            assert (found.standing, says in found.fault) == ("broken", True)


def test_a_signature_of_a_party_that_the_signed_version_did_not_have_is_broken(agreed: Draft, after: Any) -> None:
    joined = {**agreed.rows("parties")[1], "name": "Northmarch Police"}
    later = after(row("parties", **joined))
    record = SignatureRecord().with_one(signature(agreed, "Northmarch Police"), version_of(agreed))
    assert one(later, record, "Northmarch Police").standing == "broken"


def test_of_another_question_set_nothing_holds(agreed: Draft) -> None:
    record = signed(agreed, IN_FULL[POLICE])
    questionnaire = agreed.questionnaire.model_copy(update={"questionnaire": "general-data-sharing"})
    other = Draft(questionnaire, agreed.given, agreed.law)
    assert one(other, record, IN_FULL[POLICE]).fault == "another question set was signed"
