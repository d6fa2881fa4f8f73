"""The answer to "may I share?": every rule put to one flow, and the worst verdict of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infoshare.model.flow import Advice, Flow, Reason
from infoshare.model.law import Law
from infoshare.protocols.flows.bars import barred
from infoshare.protocols.flows.basis import basis_named, offence_data, schedule_1, special_category
from infoshare.protocols.flows.case import Case
from infoshare.protocols.flows.confidence import confidence, guardian
from infoshare.protocols.flows.gateways import gateway_fits, gateway_named
from infoshare.protocols.flows.refusals import refusal
from infoshare.protocols.flows.safeguards import (
    complaints,
    impact_assessment,
    joint_control,
    liaison,
    need,
    request_about_a_victim,
    safety,
    small_numbers,
)
from infoshare.protocols.flows.special import gateway_conditions
from infoshare.protocols.flows.stated import bodies_exist, of_its_time, stated

WORST_FIRST = ("stop", "gap", "judgement", "fine")
RULES: tuple[Callable[[Case], Iterator[Reason]], ...] = (
    stated,
    bodies_exist,
    of_its_time,
    gateway_named,
    gateway_fits,
    gateway_conditions,
    barred,
    basis_named,
    special_category,
    offence_data,
    schedule_1,
    confidence,
    guardian,
    need,
    impact_assessment,
    joint_control,
    complaints,
    liaison,
    request_about_a_victim,
    small_numbers,
    safety,
)


def advise(flow: Flow, law: Law) -> Advice:
    """Whether a flow may go ahead on the facts given.

    stop: it cannot, as proposed. gap: something that the law asks for is missing and can be supplied. judgement: the
    law leaves a weighing to a named person. fine: nothing is missing, with what a person should still look at.
    """
    case = Case(flow, law)
    found = [*refusal(case)] if flow.other.refused else [reason for rule in RULES for reason in rule(case)]
    reasons = sorted(found or [_nothing_missing(case)], key=lambda reason: WORST_FIRST.index(reason.verdict))
    return Advice(verdict=reasons[0].verdict, reasons=tuple(reasons))


def _nothing_missing(case: Case) -> Reason:
    provision = case.gateway.provision if case.gateway else "anonymisation-guidance"
    if not case.is_personal:
        return case.fine(
            provision, "nothing is missing for data about nobody", "Look once more at small numbers and places."
        )
    return case.fine(
        provision,
        "nothing is missing on the facts given",
        "Share the least that serves the purpose, by a safe way, and record what went and why.",
    )
