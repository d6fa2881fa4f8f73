"""Why nothing leaves under a protocol: the reason, in words, and the clause that stands against it."""

from __future__ import annotations

from typing import Literal

from infoshare.model.noun import Noun

Reason = Literal[
    "open_gaps", "unsigned", "changed_after_signing", "not_begun", "expired", "past_review", "withdrawn", "replaced",
    "unknown_recipient", "unknown_purpose", "unknown_sharing", "finer_detail", "extra_column", "too_soon",
    "no_decision", "refused_by_decision", "no_time_to_destroy",
]  # fmt: skip


class Refusal(Noun):
    """One reason, and where in the signed document it stands."""

    reason: Reason
    message: str
    clause: str

    def __str__(self) -> str:
        return f"{self.message} ({self.clause})"
