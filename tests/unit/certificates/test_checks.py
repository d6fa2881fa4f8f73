"""Each check of a certificate passes on what is right and fails on what is not; one that cannot be run is no pass."""

from __future__ import annotations

import pytest

from infoshare.certificates.checks import Found, broken, gate_passed, of_these_files, signature_valid, whole
from infoshare.certificates.keys import new_private_key, private_key
from infoshare.certificates.reading import read
from infoshare.certificates.signing import SigningKey
from infoshare.model.certificate import Certificate, Check, Verdict

RIGHT = Found("c" * 64, 11, 1)


def test_a_signed_certificate_says_who_signed_it(signed: Certificate, certificate: Certificate) -> None:
    assert "Asha Example, Data protection officer" in whole(read(signed.to_json().encode())).message
    assert "anyone could have written it" in whole(read(certificate.to_json().encode())).message
    assert broken("why").verdict == "fail"


def test_a_signature_is_valid_only_under_its_own_key(
    signed: Certificate, certificate: Certificate, key: SigningKey
) -> None:
    reading, public = read(signed.to_json().encode()), key.private.public_key()
    assert signature_valid(reading, public).verdict == "pass"
    assert signature_valid(reading, private_key(new_private_key()).public_key()).verdict == "fail"
    assert signature_valid(reading, None).verdict == "not-run"
    assert signature_valid(read(certificate.to_json().encode()), public).verdict == "not-run"


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (RIGHT, set()),
        (Found("d" * 64, 11, 1), {"file_matches"}),
        (Found("c" * 64, 12, 1), {"rows_match"}),
        (Found("c" * 64, 11, 2), {"columns_match"}),
        (Found("d" * 64), {"file_matches", "rows_match", "columns_match"}),
        (None, {"file_matches", "rows_match", "columns_match"}),
    ],
)
def test_a_file_is_known_by_digest_rows_and_columns(
    certificate: Certificate, found: Found | None, wrong: set[str]
) -> None:
    checks = of_these_files(certificate, {"": found})
    assert {check.check for check in checks if check.verdict != "pass"} == wrong


def test_a_certificate_that_does_not_say_that_the_gate_passed_is_none(certificate: Certificate) -> None:
    failed = Check(check="forms_kept", verdict="fail", counts={}, message="")
    assert gate_passed(certificate).verdict == "pass"
    assert gate_passed(certificate.model_copy(update={"gate": ()})).verdict == "fail"
    with_failure = gate_passed(certificate.model_copy(update={"gate": (*certificate.gate, failed)}))
    assert (with_failure.verdict, with_failure.counts) == ("fail", {"checks": 2, "failed": 1})
    assert "forms_kept" in with_failure.message
    assert Verdict(checks=(with_failure,)).verdict == "fail"
