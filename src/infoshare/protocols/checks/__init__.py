"""The checks of a protocol against the law, each a small function over a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infoshare.model.finding import Finding
from infoshare.protocols.checks.confidence import CONFIDENCE_CHECKS
from infoshare.protocols.checks.data import DATA_CHECKS
from infoshare.protocols.checks.lawful_basis import LAWFUL_BASIS_CHECKS
from infoshare.protocols.checks.parties import PARTY_CHECKS
from infoshare.protocols.checks.power import POWER_CHECKS
from infoshare.protocols.checks.timing import TIMING_CHECKS
from infoshare.protocols.draft import Draft

CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    *PARTY_CHECKS, *DATA_CHECKS, *POWER_CHECKS, *LAWFUL_BASIS_CHECKS, *CONFIDENCE_CHECKS, *TIMING_CHECKS,
)  # fmt: skip
