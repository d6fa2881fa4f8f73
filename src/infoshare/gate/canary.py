"""A text about invented people that goes through the same redaction as the data: whoever survives shows it broken."""

from __future__ import annotations

from infoshare.gate.plain_form import squashed
from infoshare.model.certificate import Check

CANARY = (
    "On Friday 14 March 2025 John Smith told Sarah Johnson to ring 07700 900123. "
    "His NHS number is 999 000 0018, he lives at HM3 4QT, and she writes from night.owl@example.org."
)
IDENTIFIERS = {
    "name": ("John Smith", "Sarah Johnson"),
    "telephone number": ("07700 900123",),
    "NHS number": ("999 000 0018",),
    "postcode": ("HM3 4QT",),
    "e-mail address": ("night.owl@example.org",),
    "date": ("14 March 2025", "2025-03-14"),
}
"""All invented: an Ofcom drama number, an NHS number of the test range, a postcode of no area, an example domain.

A date is sought as it is written where dates are moved, too: no date is moved by no day.
"""


def redaction_works(redacted: str | None) -> Check:
    """Whether nobody of the canary stands in what redaction made of it."""
    left = squashed(redacted or "")
    survivors = [kind for kind, values in IDENTIFIERS.items() if any(squashed(value) in left for value in values)]
    passed = bool(left) and not survivors
    message = "an invented text sent through the redaction came out without its identifiers"
    wrong = f"redaction is broken: it lets through {' and '.join(survivors) or 'no text at all'}"
    return Check(
        check="redaction_works",
        verdict="pass" if passed else "fail",
        counts={"kinds": len(IDENTIFIERS), "survived": len(survivors)},
        message=message if passed else wrong,
    )
