"""Checks of what the Caldicott Guardian decided, of the impact assessment, and of the national data opt-out."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.model.flow import PERSONAL
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft
from infoshare.protocols.flow_facts import stated_flows
from infoshare.protocols.flows.case import Case
from infoshare.protocols.flows.safeguards import impact_assessment

GUARDIAN = Rule("guardian_agreed", ("guardian_decision",), ("ndg-guardian-guidance-2021", "caldicott-1"))
ASSESSED = Rule("impact_assessed", ("dpia",), ("uk-gdpr-35-36", "data-sharing-code"))

VULNERABLE = frozenset({"victims", "children", "adults_at_risk"})
SIGNS = {
    "matching": "matching of data",
    "profiling": "scoring of people",
    "monitoring": "watching people over time",
    "large_scale": "sensitive data about many people",
    "new_technology": "new technology",
    "refusal_of_service": "the loss of a service",
    "not_told": "people who are not told",
    "physical_harm": "danger if something goes wrong",
}
"""The answers to `risk_signs`, in the words of a sentence."""


def guardian_agreed(draft: Draft) -> Iterator[Finding]:
    """Nothing moves against the Caldicott Guardian's decision."""
    decision = draft.get("guardian_decision")
    if decision == "not_agreed" and draft.get("outcome") != "refuse":
        yield GUARDIAN.gap("the Caldicott Guardian has not agreed")
    elif decision:
        yield GUARDIAN.met("the Caldicott Guardian has decided, and the proposal follows that")


def impact_assessed(draft: Draft) -> Iterator[Finding]:
    """Likely high risk needs an impact assessment before sharing starts; two signs of it are enough."""
    answer, signs = draft.get("dpia"), _signs(draft)
    if answer == "done":
        yield ASSESSED.met("an impact assessment has been done")
    elif answer == "in_progress":
        yield ASSESSED.gap("the impact assessment must be finished before sharing starts")
    elif answer == "not_needed" and (len(signs) > 1 or _due(draft)):
        yield ASSESSED.gap(f"an impact assessment is needed: the sharing involves {' and '.join(signs)}")
    elif answer == "not_needed":
        yield ASSESSED.judgement("it was decided that no impact assessment is needed: is high risk really unlikely?")


def _due(draft: Draft) -> bool:
    return any(next(impact_assessment(Case(each.flow, draft.law)), None) for each in stated_flows(draft))


def _signs(draft: Draft) -> list[str]:
    flows = [each.flow for each in stated_flows(draft) if each.flow.is_personal]
    sensitive = any(flow.special_category or flow.health_origin or flow.criminal_offence for flow in flows)
    vulnerable = not VULNERABLE.isdisjoint(draft.get("subjects") or [])
    found = {"special category or criminal offence data": sensitive, "people who may be vulnerable": vulnerable}
    named = [SIGNS[sign] for sign in draft.get("risk_signs") or () if sign in SIGNS]
    return [*(what for what, there in found.items() if there), *named]


OPT_OUT = Rule("opt_out_answered", ("opt_out", "flows"), ("national-data-opt-out",))
OUTSIDE = {
    "explicit_consent": (("explicit_consent",), "no sharing of patients' records rests on clear agreement"),
    "public_interest": (("public_interest", "legal_requirement"), "no sharing of patients' records rests on it"),
    "individual_care": (("individual_care",), "no sharing of patients' records is for the person's own care"),
}
"""Why the opt-out is said not to apply, what a sharing must then rest on, and what is wrong if none does."""


def opt_out_answered(draft: Draft) -> Iterator[Finding]:
    """The reason why the national data opt-out does not apply is one that the sharing of patients' records has."""
    answer = draft.get("opt_out")
    flows = [row for row in draft.whole_rows("flows") if "care_record" in row.get("includes", ())]
    named = [row for row in flows if row["data_form"] in PERSONAL]
    if answer == "anonymised" and named:
        yield OPT_OUT.gap("the opt-out is said not to apply to data about nobody, and records about people are shared")
    elif named and answer in OUTSIDE and not any(row.get("confidence") in OUTSIDE[answer][0] for row in named):
        yield OPT_OUT.gap(f"the opt-out is said not to apply for a reason that is not there: {OUTSIDE[answer][1]}")
    elif answer and flows:
        yield OPT_OUT.met("the national data opt-out is answered for every sharing of patients' records")


CONFIDENCE_CHECKS = (guardian_agreed, impact_assessed, opt_out_answered)
