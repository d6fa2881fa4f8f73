"""The checks of a certificate: is it whole and signed, does it say that the gate passed, and is it of these files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infoshare.certificates.keys import fingerprint
from infoshare.certificates.reading import Reading
from infoshare.certificates.signing import is_signed_by
from infoshare.model.certificate import Attested, Check, GateVerdict
from infoshare.model.signature import Signature
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NOT_SIGNED = "it is not signed: anyone could have written it"


@dataclass(frozen=True, slots=True)
class Found:
    """A released file as it lies there: its digest, and its size if it can be read as a table."""

    sha256: str
    rows: int | None = None
    columns: int | None = None


def whole(reading: Reading) -> Check:
    """The check of a certificate that was read: that it was, and who says that they signed it."""
    signature = reading.certificate.signature
    said = NOT_SIGNED if signature is None else f"it says that it was signed by {_signer(signature)}"
    return _check("certificate_whole", "pass", f"written as infoshare writes certificates; {said}")


def broken(fault: str) -> Check:
    """The same check of one that could not be read."""
    return _check("certificate_whole", "fail", fault)


def _signer(signature: Signature) -> str:
    return ", ".join(filter(None, (signature.signer, signature.role))) or "somebody it does not name"


def signature_valid(reading: Reading, public: Ed25519PublicKey | None) -> Check:
    """Whether the certificate was signed with the key that is given; without one that cannot be said."""
    name, signature = "signature_valid", reading.certificate.signature
    if signature is None:
        return _check(name, "not-run", NOT_SIGNED)
    if public is None:
        said = f"no public key was given, so nothing is known of the signature; it names the key {signature.key_sha256}"
        return _check(name, "not-run", said)
    if signature.key_sha256 != fingerprint(public):
        return _check(name, "fail", f"it was signed with another key: {signature.key_sha256}")
    if not is_signed_by(reading.data, public):
        return _check(name, "fail", "the signature does not fit: certificate or signature were changed")
    return _check(name, "pass", f"signed by {_signer(signature)}, unchanged since; key {signature.key_sha256}")


def gate_passed(certificate: Attested) -> Check:
    """Whether the certificate itself says that every check of the gate passed."""
    checks = certificate.checks
    failed = [check.check for check in checks if check.verdict != "pass"]
    passed = bool(checks) and not failed
    said = f"it says that {count_of(len(checks), 'check')} of the gate passed" if passed else (
        f"it says that these did not pass: {listed(failed)}" if failed else "it says of no check that it passed"
    )  # fmt: skip
    return _check("gate_passed", "pass" if passed else "fail", said, checks=len(checks), failed=len(failed))


def of_these_files(certificate: Attested, found: Mapping[str, Found | None]) -> Iterator[Check]:
    """Whether each file's digest, rows and columns are those of the certificate; None stands for no such file."""
    pairs = {name: (facts, found[name]) for name, facts in certificate.files.items()}
    missing = [name for name, (_, there) in pairs.items() if there is None]
    for name, what, fact in (("file_matches", "digest (SHA-256)", "sha256"), ("rows_match", "number of rows", "rows"),
                             ("columns_match", "number of columns", "columns")):  # fmt: skip
        wrong = [table for table, (facts, there) in pairs.items() if getattr(facts, fact) != getattr(there, fact, None)]
        yield _of_files(name, what, wrong, missing, len(pairs))


def _of_files(name: str, what: str, wrong: list[str], missing: list[str], files: int) -> Check:
    """One check over all files; the tables that fail it are named where there are several."""
    if not wrong:
        return _check(name, "pass", f"the {what} is that of the certificate", files=files, wrong=0)
    tables = f" of {listed(map(repr, wrong))}" if any(wrong) else ""
    message = f"the {what}{tables} is not that of the certificate"
    message += f"; there is no file for {listed(map(repr, missing))}" if missing else ""
    return _check(name, "fail", message, files=files, wrong=len(wrong))


def _check(name: str, verdict: GateVerdict, message: str, **counts: int) -> Check:
    return Check(check=name, verdict=verdict, counts=counts, message=message)
