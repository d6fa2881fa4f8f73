"""The checks of a protocol against the law, each a small function over a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infoshare.model.finding import Finding
from infoshare.protocols.checks.caldicott import CALDICOTT_CHECKS
from infoshare.protocols.checks.confidence import CONFIDENCE_CHECKS
from infoshare.protocols.checks.data import DATA_CHECKS
from infoshare.protocols.checks.decisions import DECISION_CHECKS
from infoshare.protocols.checks.flows import FLOW_CHECKS
from infoshare.protocols.checks.parties import PARTY_CHECKS
from infoshare.protocols.checks.schedule import SCHEDULE_CHECKS
from infoshare.protocols.checks.timing import TIMING_CHECKS
from infoshare.protocols.draft import Draft

CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    *PARTY_CHECKS, *DATA_CHECKS, *SCHEDULE_CHECKS, *CALDICOTT_CHECKS, *FLOW_CHECKS, *CONFIDENCE_CHECKS, *TIMING_CHECKS,
    *DECISION_CHECKS,
)  # fmt: skip
