"""Checks of confidentiality: what sets it aside, what the Caldicott Guardian decided, and the assessment behind it."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft

JUSTIFIED = Rule(
    "confidence_justified", ("confidentiality_basis", "data_form", "occasions"),
    ("common-law-confidentiality", "nhs-confidentiality-code-2003"),
)  # fmt: skip
GUARDIAN = Rule("guardian_agreed", ("guardian_decision",), ("ndg-guardian-guidance-2021", "caldicott-1"))
ASSESSED = Rule("impact_assessed", ("dpia",), ("uk-gdpr-35-36", "data-sharing-code"))

VULNERABLE = frozenset({"victims", "children", "adults_at_risk"})


def confidence_justified(draft: Draft) -> Iterator[Finding]:
    """Confidence yields to consent, to law, to the public interest case by case, or does not arise without identity."""
    basis, form = draft.get("confidentiality_basis"), draft.get("data_form")
    if basis == "anonymised" and form == "identifiable":
        yield JUSTIFIED.gap("identities are said to be removed, and the protocol shares identifiable data")
    elif basis == "public_interest" and form == "identifiable" and "routine" in (draft.get("occasions") or []):
        yield JUSTIFIED.gap(
            "routine sharing of identifiable confidential information cannot rest on the public interest alone: "
            "it needs a law that lifts confidence, consent, a decision in each case, or anonymised data"
        )
    elif basis and form:
        yield JUSTIFIED.met("a reason is given that can set confidence aside")


def guardian_agreed(draft: Draft) -> Iterator[Finding]:
    """Nothing moves against the Caldicott Guardian's decision."""
    decision = draft.get("guardian_decision")
    if decision == "not_agreed":
        yield GUARDIAN.gap("the Caldicott Guardian has not agreed")
    elif decision:
        yield GUARDIAN.met("the Caldicott Guardian has agreed")


def impact_assessed(draft: Draft) -> Iterator[Finding]:
    """Likely high risk needs an impact assessment before sharing starts."""
    answer, triggers = draft.get("dpia"), _triggers(draft)
    if answer == "done":
        yield ASSESSED.met("an impact assessment has been done")
    elif answer == "in_progress":
        yield ASSESSED.gap("the impact assessment must be finished before sharing starts")
    elif answer == "not_needed" and len(triggers) > 1:
        yield ASSESSED.gap(f"an impact assessment is needed: the sharing involves {' and '.join(triggers)}")
    elif answer == "not_needed":
        yield ASSESSED.judgement("it was decided that no impact assessment is needed: is high risk really unlikely?")


def _triggers(draft: Draft) -> list[str]:
    sensitive = draft.get("special_category") is True or draft.get("criminal_offence") is True
    vulnerable = not VULNERABLE.isdisjoint(draft.get("subjects") or [])
    found = {
        "special category or criminal offence data": sensitive,
        "people who may be vulnerable": vulnerable,
    }
    return [what for what, there in found.items() if there]


CONFIDENCE_CHECKS = (confidence_justified, guardian_agreed, impact_assessed)
