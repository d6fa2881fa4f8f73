"""What the tests of certificates share: a certificate, a pair of keys, and a certificate that was signed."""

from __future__ import annotations

import pytest

from infoshare.certificates.signing import SigningKey
from infoshare.model.certificate import (
    Certificate,
    Check,
    ColumnFacts,
    FileFacts,
    PolicyFacts,
    PrivacyFacts,
    RiskFacts,
    Standing,
)

# A key that stands in a public test keeps nothing secret.
PRIVATE = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
"""


@pytest.fixture(scope="session")
def key() -> SigningKey:
    """The key of RFC 8032, section 7.1, test 1."""
    return SigningKey.load(PRIVATE, signer="Asha Example", role="Data protection officer")


@pytest.fixture(scope="session")
def certificate() -> Certificate:
    """A small certificate with a float, an accent and a null in it."""
    return Certificate(
        issued="2026-11-26T09:00:00+00:00",
        policy=PolicyFacts(name="small", version=1, sha256="a" * 64, title="Ein kleines Maß", release="anonymised"),
        recipient=None,
        source=FileFacts(sha256="b" * 64, rows=12, columns=2),
        release=FileFacts(sha256="c" * 64, rows=11, columns=1),
        columns=(ColumnFacts(column="age", role="quasi", action="band", detail="beginning at 0, 18"),),
        privacy=PrivacyFacts(k_asked=5, k_reached=5, l_asked={}, suppressed_rows=1, max_suppressed=0.05),
        risk=RiskFacts(
            columns=("age",),
            before=Standing(rows=12, groups=10, smallest=1, rows_by_size={"1": 5, "3-4": 10}),
            after=Standing(rows=11, groups=5, smallest=5, rows_by_size={"5-9": 11}),
        ),
        redactions={},
        neutralised_cells=0,
        gate=(Check(check="columns_agreed", verdict="pass", counts={"columns": 1}, message="fine"),),
        versions={"infoshare": "0"},
        language_model=None,
    )


@pytest.fixture(scope="session")
def signed(certificate: Certificate, key: SigningKey) -> Certificate:
    return key.sign(certificate)
