"""What goes with a flow: need, impact assessment, arrangements between controllers, requests, and small numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from infoshare.model.flow import Reason
from infoshare.protocols.flows.case import Case

COMPLAINTS_FROM = date(2026, 6, 19)
VICTIM_REQUESTS_FROM = date(2026, 1, 12)
LEAST_SHOWN, LEAST_SHOWN_OF_PATIENTS = 5, 8
"""The least count that may be shown: 5, and 8 for health data below national level (1 to 7 is hidden there)."""


def need(case: Case) -> Iterator[Reason]:
    """Where numbers would do, personal data is not needed (Article 5(1)(c); Caldicott principles 2 and 3)."""
    other = case.flow.other
    about_numbers = bool(case.kinds & {"strategy", "police_oversight"}) or other.strategy_preparation
    if case.is_personal and other.necessity_recorded is False:
        yield case.gap("uk-gdpr-5-1-c", "nobody recorded why less would not do", "Record it, or share less.")
    elif case.is_personal and about_numbers and not other.necessity_recorded:
        yield case.gap(
            "uk-gdpr-5-1-c",
            "for strategy and oversight numbers usually do, and nothing says why people are needed",
            "Share numbers, or record the need and state 'necessity_recorded'.",
        )


def impact_assessment(case: Case) -> Iterator[Reason]:
    """A data protection impact assessment, where the risk is likely to be high."""
    flow, other = case.flow, case.flow.other
    risky = case.is_special or flow.criminal_offence or flow.children or flow.victims
    if case.is_personal and (other.matching or other.profiling or (case.is_routine and risky)):
        yield from case.missing_or_false(
            flow.dpia,
            "uk-gdpr-35-36",
            "an impact assessment is due, and none is stated",
            "Make it with the data protection officer, and state 'dpia'.",
        )


def joint_control(case: Case) -> Iterator[Reason]:
    """Who decide together why and how need an arrangement."""
    if case.is_personal and case.flow.other.joint_decision_on_purposes_and_means:
        yield from case.missing_or_false(
            case.flow.other.art26_arrangement,
            "uk-gdpr-26",
            "joint controllers need an arrangement between them",
            "Make it, publish its essence, and state 'art26_arrangement'.",
        )


def complaints(case: Case) -> Iterator[Reason]:
    """From 19 June 2026 a controller must make it easy to complain."""
    day = case.flow.date
    if day and day >= COMPLAINTS_FROM and case.is_personal and case.flow.other.complaints_route_to_controller is False:
        yield case.gap("dpa-2018-s164a", "people have no way to complain to the controller", "Open one, and say so.")


def liaison(case: Case) -> Iterator[Reason]:
    """A responsible authority without a designated liaison officer, where that is said of another gateway's flow."""
    if case.flow.other.designated_liaison_officer is False and case.flow.gateway != "cda_s6_regulations":
        provision = "si-2007-3076" if case.flow.territory == "Wales" else "si-2007-1830"
        yield case.gap(provision, "no designated liaison officer is named", "Name one for each responsible authority.")


def request_about_a_victim(case: Case) -> Iterator[Reason]:
    """What the police must put into a request for information about a victim (PCSC Act 2022 ss.44A to 44F)."""
    other, day = case.flow.other, case.flow.date
    asked = {
        "why it is asked": other.request_reason_given,
        "how it will be handled": other.request_handling_given,
        "written notice to the victim": other.victim_notice,
    }
    by_police = any(case.on_list(body, "police_bodies") for body in case.recipients)
    named = any(fact is not None for fact in asked.values()) or "victim_information_request" in (
        case.flow.purpose or ""
    )
    if by_police and case.flow.victims and named and day and day >= VICTIM_REQUESTS_FROM:
        for what, fact in asked.items():
            yield from case.missing_or_false(
                fact,
                "pcsc-2022-ss44a-44f",
                f"a request about a victim must have {what}",
                "Ask the police to supply it.",
            )


def small_numbers(case: Case) -> Iterator[Reason]:
    """Numbers and stripped records can still show a person."""
    flow, other = case.flow, case.flow.other
    if case.is_personal:
        return
    least = LEAST_SHOWN_OF_PATIENTS if case.is_health else LEAST_SHOWN
    if other.smallest_shown is not None and 0 < other.smallest_shown < least:
        yield case.gap("anonymisation-guidance", f"a count under {least} is shown", "Hide or round small counts.")
    elif other.smallest_cell is not None and 0 < other.smallest_cell < least and not other.disclosure_control:
        yield case.gap(
            "anonymisation-guidance",
            f"there are counts under {least}, and nothing says how they are protected",
            "Hide or round them, and state 'disclosure_control'.",
        )
    if other.free_text_location_reviewed is False and flow.gateway != "istv_standard":
        yield case.gap("anonymisation-guidance", "words that say where were not looked through", "Look through them.")
    if other.intruder_test is False or (other.intruder_test is None and _is_open(case)):
        yield case.gap(
            "anonymisation-guidance", "nobody tried to find people in it", "Rehearse an intruder, and state it."
        )


def _is_open(case: Case) -> bool:
    return case.flow.data_form == "depersonalised" and any(body.id == "public" for body in case.recipients)


def safety(case: Case) -> Iterator[Reason]:
    """Where a victim's whereabouts could reach somebody outside, a person weighs the danger."""
    outside = any(body.id in {"public", "private_individual"} for body in case.recipients)
    if case.is_personal and case.flow.victims and outside:
        yield case.judgement(
            "caldicott-4", "a victim could be found by what is shared", "Record how the victim stays safe."
        )
