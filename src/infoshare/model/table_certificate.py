"""The certificate that goes with a published table: digests, rules, counts of cells and verdicts; no cell of it."""

from __future__ import annotations

from typing import Literal

from infoshare.model.agreed import AgreedRelease
from infoshare.model.certificate import Attested, Check, FileFacts, Issued, PolicyFacts
from infoshare.model.noun import Noun
from infoshare.model.tables import TableRule


class CellFacts(Noun):
    """How many cells a table has, margins included, and how many are shown, suppressed, or suppressed for others."""

    cells: int
    shown: int
    primary: int
    secondary: int


class TableCertificate(Attested):
    """Everything that a reader needs to know about one published table."""

    table_certificate: Literal[1] = 1
    issued: Issued
    policy: PolicyFacts
    recipient: str | None
    source: FileFacts
    release: FileFacts
    table: TableRule
    rules: tuple[str, ...]
    cells: CellFacts
    gate: tuple[Check, ...]
    versions: dict[str, str]
    agreed: AgreedRelease | None = None

    @property
    def files(self) -> dict[str, FileFacts]:
        """The published file."""
        return {"": self.release}

    @property
    def checks(self) -> tuple[Check, ...]:
        """What the gate checked in it."""
        return self.gate
