"""Whether a duty of confidence is answered: by the law, by consent, or by a weighing that somebody recorded."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.flow import Reason
from infoshare.protocols.flows.case import Case

CONFIDENCE = "common-law-confidentiality"


def confidence(case: Case) -> Iterator[Reason]:
    """Confidential information about people needs a justification of its own; data protection law is none."""
    flow = case.flow
    if not case.is_personal or case.lifts_confidence or flow.confidential is False:
        return
    if flow.confidential is None and not case.is_health:
        if flow.gateway not in {None, "none"}:
            yield case.gap(CONFIDENCE, "it is not stated whether this was given in confidence", "State 'confidential'.")
    elif flow.consent == "explicit_given":
        if flow.other.consent_safe_and_recorded is False:
            yield case.gap(
                CONFIDENCE, "the consent was not recorded, or asking was not safe", "Ask safely, and record it."
            )
    elif flow.gateway == "care_act_s45":
        yield case.judgement(
            "care-act-2014-s45", "the Act does not say that confidence is lifted", "Take advice, and record it."
        )
    else:
        yield from _without_consent(case)


def _without_consent(case: Case) -> Iterator[Reason]:
    if case.is_for_care:
        if case.flow.consent == "refused":
            yield case.gap(CONFIDENCE, "the person refused", "Respect it, or record the overriding public interest.")
    elif "medical" in case.kinds and case.is_health:
        yield case.stop(
            "nhs-confidentiality-code-2003",
            "research and the like need explicit consent or support under section 251",
            "Ask for consent, seek support, or share anonymised data.",
        )
    elif case.is_routine and case.is_health and case.flow.other.separate_decision_record is not True:
        yield case.stop(
            "nhs-confidentiality-code-2003",
            "routine sharing of patients' records cannot rest on the public interest alone",
            "Decide case by case with a record, use a gateway that lifts confidence, or anonymise.",
        )
    elif _is_weighed(case):
        yield case.judgement(
            CONFIDENCE, "the public interest was weighed by a person", "Keep the record: who, when, and why."
        )
    elif case.flow.consent is None:
        yield case.gap(CONFIDENCE, "it is not stated whether the person was asked", "State 'consent'.")
    else:
        yield case.gap(
            CONFIDENCE,
            "confidence is set aside without consent, and no weighing of the public interest is recorded",
            "Weigh serious harm against confidence, and state 'public_interest_test_recorded'.",
        )


def _is_weighed(case: Case) -> bool:
    """A recorded weighing; a Guardian's decision rests on one, and does not take its place."""
    other = case.flow.other
    if other.public_interest_test_recorded is not None:
        return other.public_interest_test_recorded
    return other.confidence_justification not in {None, False, "", "none"}


def guardian(case: Case) -> Iterator[Reason]:
    """A Caldicott Guardian decides where patients' or service users' confidential information goes beyond care."""
    flow, body = case.flow, case.discloser
    confidential_health = flow.patient_information or (case.is_health and flow.confidential is not False)
    from_nhs = bool(body and body.nhs and flow.confidential)
    if case.is_personal and (confidential_health or from_nhs) and not case.is_for_care:
        yield from case.missing_or_false(
            flow.guardian_decision,
            "ndg-guardian-guidance-2021",
            "no decision of a Caldicott Guardian is recorded",
            "Ask the Guardian, and state 'guardian_decision'.",
        )
