"""What a rule found, before it becomes a finding: the sentence, what in it the finding is about, where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from infoshare.model.law import Law
from infoshare.model.old_protocol import OldFinding
from infoshare.model.stale_law import FindingKind
from infoshare.protocols.old_protocol.masking import quoted


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found. `text` is a sentence, and `about` the span in it that the finding is about.

    `rule` says which rule found it, `row` in which row of which table, and `order` puts findings in order.
    """

    rule: str
    kind: FindingKind
    text: str
    about: tuple[int, int]
    where: str
    message: str
    provision: str | None = None
    order: int = 0
    row: tuple[int, int] | None = None

    def finding(self) -> OldFinding:
        """The finding, its quote masked."""
        return OldFinding(
            kind=self.kind,
            quote=quoted(self.text, self.about, dated=self.kind == "past_review"),
            where=self.where,
            message=self.message,
            provision=Law.load().provision(self.provision).short if self.provision else None,
        )
