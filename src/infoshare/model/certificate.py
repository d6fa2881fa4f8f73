"""The certificate that goes with a release: digests, counts and verdicts, and no value of the data."""

from __future__ import annotations

from typing import Literal

from infoshare.digests import canonical_json
from infoshare.model.noun import Noun

GateVerdict = Literal["pass", "fail", "not-run"]


class Check(Noun):
    """One thing the gate looked at. `counts` says how much was looked at and how much was wrong."""

    check: str
    verdict: GateVerdict
    counts: dict[str, int]
    message: str


class Verdict(Noun):
    """What the gate found: it passes only if every check ran and passed."""

    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Literal["pass", "fail"]:
        """`pass` if every check passed and there was at least one; otherwise `fail`."""
        passed = bool(self.checks) and all(check.verdict == "pass" for check in self.checks)
        return "pass" if passed else "fail"

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if check.verdict != "pass")


class FileFacts(Noun):
    """A source or a release, by digest and size. File names are left out: people put names in them."""

    sha256: str
    rows: int
    columns: int


class ColumnFacts(Noun):
    """What was done to one column. `unread` cells held something that is no such number, date or postcode."""

    column: str
    role: str
    action: str
    detail: str
    unread: int = 0


class PrivacyFacts(Noun):
    """The privacy model asked for, and what the released file reaches."""

    k_asked: int
    k_reached: int | None
    l_asked: dict[str, int]
    suppressed_rows: int
    max_suppressed: float


class PolicyFacts(Noun):
    """The policy that was applied, by name, version and digest."""

    name: str
    version: int
    sha256: str


class Certificate(Noun):
    """Everything that a reader needs to know about one release, and nobody in it."""

    certificate: Literal[1] = 1
    issued: str
    policy: PolicyFacts
    recipient: str | None
    source: FileFacts
    release: FileFacts
    columns: tuple[ColumnFacts, ...]
    privacy: PrivacyFacts
    redactions: dict[str, int]
    neutralised_cells: int
    gate: tuple[Check, ...]
    versions: dict[str, str]
    language_model: dict[str, str] | None

    def to_json(self) -> str:
        """The certificate as canonical JSON text: equal certificates are equal byte for byte."""
        return canonical_json(self.model_dump(mode="json")) + "\n"
